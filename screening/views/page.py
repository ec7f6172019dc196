"""What every page of the athlete shares: only with a valid link, never in a cache, in her language."""

import hashlib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from screening.access import for_athlete

View = Callable[..., HttpResponse]


def page(view: View) -> View:
    """A page of the athlete."""
    return never_cache(require_http_methods(["GET", "HEAD", "POST"])(for_athlete(view)))


def show(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page with the practice's name on it."""
    return render(request, template, {"access": request.access, **context}, status=status)


def change_language(request: HttpRequest) -> bool:
    """Follow a press on the language switch, from here on and on this response; says whether it was one."""
    language = request.POST.get("language")
    if language not in dict(settings.LANGUAGES):
        return False
    screening = request.access.screening
    screening.language = language
    screening.save(update_fields=["language"])
    translation.activate(language)
    request.LANGUAGE_CODE = language
    return True


def mark_of(request: HttpRequest) -> str:
    """What a form has in common with its repeats alone: its token is another each time that a page is made."""
    if "csrfmiddlewaretoken" not in request.POST:
        return ""
    sent = f"{request.path} {request.POST.urlencode()}"
    return hashlib.sha256(sent.encode()).hexdigest()


def again(request: HttpRequest) -> HttpResponseRedirect:
    """The same page, fetched anew."""
    return redirect(request.get_full_path())

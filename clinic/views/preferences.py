"""What somebody chooses for herself: the language of the pages, and at which of her practices she works now."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from clinic import paths
from clinic.middleware import PRACTICE_KEY


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Kept with the user when signed in, and in a cookie for the sign-in page."""
    chosen = request.POST.get("language")
    if chosen not in dict(settings.LANGUAGES):
        raise Http404
    if request.user.is_authenticated:
        request.user.language = chosen
        request.user.save(update_fields=["language"])
    return remembering(redirect(_next(request)), chosen)


def remembering(response: HttpResponse, chosen: str) -> HttpResponse:
    """The response, with a cookie that keeps the language for pages that know nobody."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def practices(request: HttpRequest) -> HttpResponse:
    """For who works at more than one practice: the choice stays for this session.

    Forms that are still open on a page of the other practice no longer work: their token goes with the switch.
    """
    if not request.user.is_authenticated:
        return redirect(settings.LOGIN_URL)
    if request.method != "POST":
        return render(request, "clinic/practices.html")
    wanted = request.POST.get("membership")
    chosen = next((m for m in request.memberships if str(m.pk) == wanted), None)
    if chosen is None:
        raise Http404
    if chosen != request.membership:
        request.session[PRACTICE_KEY] = str(chosen.practice_id)
        rotate_token(request)
    return redirect(_next(request))


def _next(request: HttpRequest) -> str:
    """The page to go back to, if it is one of this site."""
    return paths.of_this_site(request, request.POST.get("next", "")) or "/"

"""A form of the practice's side that is sent twice is carried out once.

A double tap, a browser or a proxy that tries again, the button of the page that says that nothing was saved: all send
the same form with the same token. Django puts a random token into every form against forgery, another one each time
that a page is made; together with all that was sent it tells a repeat from a form that is filled in anew.

The view runs in one transaction with the row that remembers it, so that both stand or neither does. A repeat is led to
where the first was led; of two at once one waits for the other. A form that was answered with a page (it had a fault,
or only asked something) is not remembered. The athlete's pages have their own way (screening/saves.py).
"""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from screening.models import Screening

from . import audit, idle
from .models import Athlete, Invitation, Once

KEPT = timedelta(days=7)

APART = {
    "access_log": "a search",
    "access_log_check": "changes nothing, and takes long",
    "access_log_export": "makes a file, and is recorded each time",
    "athletes": "a search",
    "reports": "a search",
    "verify": "compares a file",
    "preview": "changes nothing",
    "own_data": "makes a file, and is recorded each time",
    "tables": "makes a file; a job for a worker is begun once",
    "import": "shows what would happen; that is carried out once",
    "member_ask": "mails, which no transaction may wait for; the link is made once",
    "member_ask_again": "the same",
    "hand_over": "signs out",
    "practices": "a choice for this session",
    "language": "a choice",
    "idle": "signs out",
    "idle_left": "counts",
    "join": "a link that works once",
    "tablet": "signs out",
}
"""Views that are not run in one transaction as a whole, and why."""

SIGN_IN = "/accounts/"

GONE = (Athlete.DoesNotExist, Invitation.DoesNotExist, Screening.DoesNotExist)
"""What an action meets whose athlete's file was destroyed after the view had found it; nothing of the form is done."""


def forms_once(get_response: Callable[[HttpRequest], HttpResponse]) -> Any:
    """Middleware, the last one: carries out each form once."""

    def respond(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        apart = request.path.startswith(SIGN_IN) or request.resolver_match.url_name in APART
        if apart or _mark(request) is None:
            return None
        return carry_out(request, partial(view, request, *args, **kwargs))

    respond.process_view = process_view
    return respond


def carry_out(request: HttpRequest, work: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer of `work`; where this form was carried out before, a redirect to where that one led."""
    mark = _mark(request)
    if mark is None:
        return work()
    try:
        return _carry_out(request, mark, work)
    except GONE:
        raise Http404 from None


def _carry_out(request: HttpRequest, mark: bytes, work: Callable[[], HttpResponse]) -> HttpResponse:
    refused = None
    with transaction.atomic(), audit.at_the_end():
        row, first = Once.objects.get_or_create(digest=mark)
        if not first:
            return _again(request, row)
        with audit.at_the_end():
            try:
                answer = work()
            except (Http404, PermissionDenied) as refusal:
                refused = refusal  # what was recorded of it stays
        if refused or not _remember(request, row, answer):
            row.delete()
    if refused:
        raise refused
    return answer


def _mark(request: HttpRequest) -> bytes | None:
    """What a repeat has in common with the first; None for what is no form of somebody who works here."""
    if request.method != "POST" or request.membership is None or idle.is_background(request):
        return None
    if "csrfmiddlewaretoken" not in request.POST:
        return None
    sent = [str(request.membership.pk), request.get_full_path(), request.POST.urlencode()]
    for name, files in request.FILES.lists():
        for file in files:
            sent += [name, file.name or "", hashlib.sha256(file.read()).hexdigest()]
            file.seek(0)
    return hashlib.sha256("\n".join(sent).encode()).digest()


def _remember(request: HttpRequest, row: Once, answer: HttpResponse) -> bool:
    shown = getattr(request, "shown_once", "")
    row.led_to = shown or answer.headers.get("Location", "")
    row.shown = bool(shown)
    if not row.led_to or len(row.led_to) > Once._meta.get_field("led_to").max_length:
        return False
    row.save(update_fields=["led_to", "shown"])
    return True


def shown_once(request: HttpRequest, where: str) -> None:
    """The answer to this form holds what is shown a single time; a repeat is led to another page."""
    request.shown_once = reverse(where)


def _again(request: HttpRequest, row: Once) -> HttpResponse:
    if row.shown:
        messages.info(
            request,
            _("This was sent twice and done once. What was shown then is not shown again."),
        )
    return redirect(row.led_to)


def forgotten(now: datetime) -> QuerySet[Once]:
    """What nobody will send again."""
    return Once.objects.filter(made_at__lt=now - KEPT)

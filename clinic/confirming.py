"""That it is still she who signed in, before people, keys, many reports at once and how long things last change.

A page with such a form opens when she signed in, or confirmed it, within the last five minutes. The form may be sent
for half an hour: nobody loses what she typed with care. What comes later still is not followed and not kept in the
session, where it would stay; the answer holds it, with a way to confirm and to send it once more.
"""

from collections.abc import Callable
from functools import wraps

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from .sessions import SLACK
from .typed import typed

View = Callable[..., HttpResponse]

TO_OPEN = settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
TO_SEND = 30 * 60
"""Seconds since she last proved who she is."""


def is_recent(request: HttpRequest, seconds: int) -> bool:
    """Whether a step of signing in, or a confirmation, is not longer ago. A moment in the future counts for nothing."""
    now = timezone.now().timestamp()
    records = get_authentication_records(request, request.user)
    return any(-SLACK < now - record["at"] < seconds for record in records)


def confirmed(view: View) -> View:
    """A view that asks, or is told, only what somebody has confirmed."""

    @wraps(view)
    def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method == "POST":
            return late(request) or view(request, *args, **kwargs)
        if not is_recent(request, TO_OPEN):
            return redirect(_page(request, request.get_full_path()))
        return view(request, *args, **kwargs)

    return checked


def late(request: HttpRequest) -> HttpResponse | None:
    """The answer to a form that comes too late, with what was typed; None for one that may be followed."""
    if is_recent(request, TO_SEND):
        return None
    context = {"typed": typed(request), "confirm": _page(request, reverse("confirmed"))}
    return render(request, "account/late.html", context, status=403)


def _page(request: HttpRequest, back: str) -> str:
    """Where she confirms, and from where she goes on."""
    page = get_adapter().get_reauthentication_methods(request.user)[0]["url"]
    return f"{page}?{urlencode({'next': back})}"

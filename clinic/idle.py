"""A session of the practice's side ends when nobody does anything: counted here, on the server.

The page's script (static/clinic/idle.js) tells what somebody does on a page that asks for nothing, and warns. What a
script asks by itself carries the header X-Background and keeps nothing alive.
"""

from typing import cast
from urllib.parse import urlsplit

from django.contrib.auth import logout
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from .models import Practice
from .sessions import SEEN_KEY, SLACK

MINUTES = cast(int, Practice._meta.get_field("idle_minutes").default)
"""For who is signed in and works at no practice yet."""


def is_background(request: HttpRequest) -> bool:
    """Whether a script asks this by itself."""
    return request.headers.get("X-Background") == "1"


def seconds_left(request: HttpRequest) -> int:
    """For how long this session lasts if nothing more is asked for; 0 when it is over, or the clock was set back."""
    minutes = request.practice.idle_minutes if request.practice else MINUTES
    now = timezone.now().timestamp()
    passed = now - request.session.get(SEEN_KEY, now)
    return max(0, int(minutes * 60 - max(0, passed))) if passed > -SLACK else 0


def seen(request: HttpRequest) -> None:
    """Somebody is there: the time begins anew."""
    request.session[SEEN_KEY] = timezone.now().timestamp()


def end(request: HttpRequest) -> None:
    """Sign out; nothing of the session stays."""
    logout(request)


def page(back: str) -> str:
    """The address of the page that says so, and leads back to where somebody was."""
    return f"{reverse('idle')}?{urlencode({'next': back})}" if back else reverse("idle")


def where(request: HttpRequest) -> str:
    """The page that somebody is on: the one that is asked for, or the one whose form was sent; "" if unknown."""
    if request.method == "GET":
        return request.get_full_path()
    address = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return urlsplit(address).path if ours else ""

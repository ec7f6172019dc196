"""The practice's tablet in an athlete's hands: a session of its own, which ends by itself when it is left alone."""

from django.contrib.auth import logout
from django.http import HttpRequest
from django.utils import timezone

from . import access
from .models import Invitation
from .sessions import SLACK

PATH = "/tablet/"
UNTIL_KEY = "tablet_until"
"""Marks a tablet's session, and holds until when it lasts untouched, in seconds since 1970."""


def hand_over(request: HttpRequest, invitation: Invitation) -> None:
    """Sign the staff member out, really, and let the athlete in on what is now nobody's session."""
    logout(request)
    access.let_in(request, invitation)
    stay(request, access.IDLE_SECONDS)


def holds(request: HttpRequest) -> bool:
    """Whether this session was handed over."""
    return UNTIL_KEY in request.session


def left_alone(request: HttpRequest) -> bool:
    """Whether nothing was asked for in the time that it had; also when the clock was set back meanwhile."""
    if not holds(request):
        return False
    left = request.session[UNTIL_KEY] - timezone.now().timestamp()
    return not 0 <= left <= access.IDLE_SECONDS + SLACK


def stay(request: HttpRequest, seconds: int) -> None:
    """Something was asked for: the time begins anew."""
    request.session[UNTIL_KEY] = timezone.now().timestamp() + seconds


def wipe(request: HttpRequest) -> None:
    """End a tablet's session. What was saved stays saved; anybody else's session is left as it is."""
    if holds(request):
        request.session.flush()

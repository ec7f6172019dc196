"""The limits of the sign-in package, which it counts itself: their answer is a page with the time to wait.

Five wrong passwords for an account, or five wrong codes, within five minutes, or fifty in a day, and the account takes
none until they are that long ago, the right one neither. A password that is chosen anew by mail clears the first.
"""

import math
import time

from allauth.account.internal.stagekit import unstash_login
from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from . import limits
from .limits import SIGN_IN, Reached
from .models import User

APP = "allauth.account"
ACTIONS = ("login_failed", "login", "reset_password", "reauthenticate", "change_password")


def key_of(email: str) -> str:
    """Under which name an account's wrong passwords are counted: whatever Host a request named."""
    return email.strip().lower()


def refuse(request: HttpRequest) -> HttpResponse:
    """429 for what the package refused."""
    seconds = _seconds(request)
    told = f"lockout:{limits.subject_of(request)}:{int(time.time() // SIGN_IN.seconds)}"
    first = cache.add(told, True, SIGN_IN.seconds)
    return limits.refuse(request, Reached(SIGN_IN, seconds, first=first))


def _seconds(request: HttpRequest) -> int:
    """The longest wait among the limits that could have refused this request."""
    now = time.time()
    user = _user(request)
    keys = [key_of(request.POST.get(name, "")) for name in ("login", "email")]
    if user is not None:
        keys += [f"mfa-auth-user-{user.pk}", key_of(user.email)]
    waits = [
        _wait(request, action, rate, key, user, now)
        for action in ACTIONS
        for rate in ratelimit.get_rates(app=APP, action=action)
        for key in keys
    ]
    return max(1, math.ceil(max(waits)))


def _wait(
    request: HttpRequest,
    action: str,
    rate: ratelimit.Rate,
    key: str,
    user: User | None,
    now: float,
) -> float:
    """How long until one more is allowed; 0 where it is now."""
    if rate.per == "user" and user is None:
        return 0
    name = ratelimit.get_cache_key(request, app=APP, action=action, rate=rate, key=key, user=user)
    history = cache.get(name, [])
    return history[rate.amount - 1] + rate.duration - now if len(history) >= rate.amount else 0


def _user(request: HttpRequest) -> User | None:
    """Who is signed in, or did the first step."""
    if request.user.is_authenticated:
        return request.user
    login = unstash_login(request, peek=True)
    return login.user if login else None

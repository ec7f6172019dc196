"""How often something may be asked for: by one account where somebody is signed in, else from one address.

Counted in Django's cache, which all workers share, in windows that begin on the clock. Whoever asks for more gets 429
with the time to wait, and one row in the log a window. Where the cache does not answer, nothing that is limited is
done: the error goes on, and is answered as any other. What an athlete saves is never limited.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from hashlib import sha256
from uuid import UUID

from django.core.cache import cache
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from . import addresses, audit
from .models import Action, Membership, Outcome
from .typed import typed

View = Callable[..., HttpResponse]

HOUR, TEN_MINUTES, MINUTE = 3600, 600, 60


@dataclass(frozen=True, slots=True)
class Limit:
    """So many times in so many seconds."""

    name: str
    most: int
    seconds: int


LINKS = Limit("links", 600, TEN_MINUTES)
"""Links of athletes that are opened, known or not: a practice's waiting room has one address."""
WRONG_LINKS = Limit("wrong links", 30, TEN_MINUTES)
"""Dates of birth, and links to join, on links that nobody made. The right one beside them still opens."""
WRONG_BIRTHS = Limit("wrong dates of birth", 30, TEN_MINUTES)
"""Wrong dates on links that exist, whichever they are: after these the right one waits too."""
SIGN_IN = Limit("sign-in", 5, 5 * MINUTE)
"""Counted by the sign-in package, see clinic.lockout; its figures are those of settings.ACCOUNT_RATE_LIMITS."""
WRONG_SIGN_INS = Limit("wrong passwords", 100, HOUR)
"""From one address, whichever the accounts; for each account the sign-in package counts."""
PASSKEYS = Limit("passkeys", 60, TEN_MINUTES)
JOINING = Limit("joining", 30, TEN_MINUTES)
VERIFYING = Limit("verifying", 60, TEN_MINUTES)
WRONG_KEYS = Limit("wrong keys", 20, TEN_MINUTES)
READINGS = Limit("readings with a key", 240, MINUTE)
EXPORTS = Limit("exports", 60, HOUR)
TABLES = Limit("tables", 60, HOUR)
PAPERS = Limit("papers", 300, TEN_MINUTES)
"""Reports, drafts and bundles that somebody opens one by one."""
PREVIEWS = Limit("previews", 120, MINUTE)


class Reached(Exception):
    """Asked too often; `seconds` until it may be asked again."""

    def __init__(self, limit: Limit, seconds: int, *, first: bool = False) -> None:
        super().__init__(limit.name)
        self.limit, self.seconds, self.first = limit, seconds, first


def check(limit: Limit, subject: str) -> None:
    """Raises Reached where no more is allowed in this window; counts nothing."""
    key, left = _window(limit, subject)
    if cache.get(key, 0) >= limit.most:
        raise _reached(limit, key, left)


def count(limit: Limit, subject: str) -> None:
    """Count once. Raises Reached, and does not count, where no more is allowed in this window.

    Each time takes a place of its own, which a cache gives once however many ask at the same moment; `key` holds from
    which place on it is worth trying.
    """
    key, left = _window(limit, subject)
    for place in range(cache.get(key, 0), limit.most):
        if cache.add(f"{key}:{place}", True, left + 1):
            cache.set(key, place + 1, left + 1)
            return
        if cache.get(f"{key}:{place}") is None:
            # Django's cache in the database says nothing when the database takes nothing.
            raise OperationalError("the cache takes nothing")
    cache.set(key, limit.most, left + 1)
    raise _reached(limit, key, left)


def _reached(limit: Limit, key: str, left: int) -> Reached:
    return Reached(limit, left, first=cache.add(f"{key}:told", True, left + 1))


def _window(limit: Limit, subject: str) -> tuple[str, int]:
    """The name under which this window is counted, which tells nobody of whom, and the seconds that are left of it."""
    now = timezone.now().timestamp()
    number = int(now // limit.seconds)
    digest = sha256(f"{limit.name} {subject}".encode()).hexdigest()
    return f"limit:{digest}:{number}", max(1, math.ceil((number + 1) * limit.seconds - now))


def subject_of(request: HttpRequest) -> str:
    """Whom a request is counted for."""
    if request.user.is_authenticated:
        return str(request.user.pk)
    return addresses.network_of(request)


def limited(limit: Limit, *methods: str) -> Callable[[View], View]:
    """Count each request for a view, or those with one of the methods; too many are answered with 429."""

    def decorate(view: View) -> View:
        @wraps(view)
        def counted(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if not methods or request.method in methods:
                try:
                    count(limit, subject_of(request))
                except Reached as reached:
                    return refuse(request, reached)
            return view(request, *args, **kwargs)

        return counted

    return decorate


def refuse(request: HttpRequest, reached: Reached, template: str = "429.html") -> HttpResponse:
    """429: how long to wait, and what to do then."""
    if reached.first:
        record(reached, by=_who(request))
    context = {
        "minutes": math.ceil(reached.seconds / 60),
        "signing_in": reached.limit in (SIGN_IN, WRONG_SIGN_INS)
        and not request.user.is_authenticated,
        "typed": typed(request) if request.membership else [],
    }
    response = render(request, template, context, status=429)
    response["Retry-After"] = str(reached.seconds)
    return response


def record(
    reached: Reached, *, by: Membership | str, practice_id: UUID | None = None, reason: str = ""
) -> None:
    """The row in the log."""
    audit.record(
        Action.LIMIT,
        reached.limit.name,
        by=by,
        practice_id=practice_id,
        outcome=Outcome.REFUSED,
        reason=reason,
    )


def _who(request: HttpRequest) -> Membership | str:
    return request.membership or audit.NOBODY

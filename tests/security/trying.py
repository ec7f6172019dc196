"""What was tried too often, and what the log says of it."""

from typing import Any

from django.core.cache import cache
from django.test import Client

from clinic import limits
from clinic.limits import Limit
from clinic.models import Action, Event, Outcome, User

from ..factories import PASSWORD

HERE = "127.0.0.1"


def exhaust(limit: Limit, subject: str) -> None:
    """As if it had been asked for as often as is allowed."""
    key, left = limits._window(limit, subject)
    cache.set(key, limit.most, left)


def told() -> list[tuple[str, str]]:
    """What the log says of limits."""
    found = Event.objects.filter(action=Action.LIMIT, outcome=Outcome.REFUSED)
    return list(found.values_list("object", "role"))


def sign_in(user: User, password: str = PASSWORD, **headers: Any) -> Any:
    """The answer to the first step, from a browser of its own."""
    form = {"login": user.email, "password": password}
    return Client().post("/accounts/login/", form, **headers)

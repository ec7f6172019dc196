"""How an athlete's request reaches her screening. Who she is stays outside: the project puts an Access on the request.

`request.access` is None without a valid link. The middleware that sets it knows people; the pages here do not.
"""

from collections.abc import Callable
from decimal import Decimal
from functools import wraps
from typing import Protocol

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .models import Screening


class Access(Protocol):
    """What the athlete's pages may know and do."""

    screening: Screening
    practice_name: str
    practice_phone: str

    def age(self) -> Decimal:
        """The athlete's age today in years, cut to hundredths."""

    def record(self, action: str) -> None:
        """Note in the access log what the athlete did; `action` is one of "opened", "saved", "sent", "read"."""

    def finish(self) -> None:
        """The screening was sent: the link dies. The session may still show the last page."""


def for_athlete(
    view: Callable[..., HttpResponse],
) -> Callable[..., HttpResponse]:
    """Only with a valid link in the session; anyone else sees a page that says how to get a new one (404)."""

    @wraps(view)
    def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if getattr(request, "access", None) is None:
            return render(request, "screening/no_access.html", status=404)
        return view(request, *args, **kwargs)

    return checked

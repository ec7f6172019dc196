"""How an athlete's request reaches her screening. Who she is stays outside: the project puts an Access on the request.

`request.access` is None without a valid link. The middleware that sets it knows people; the pages here do not.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from functools import wraps
from typing import Protocol

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from .models import Screening

View = Callable[..., HttpResponse]


class Access(Protocol):
    """What the athlete's pages may know and do."""

    screening: Screening
    practice_name: str
    practice_phone: str
    appointment: datetime | None
    """When the practice expects her."""
    on_tablet: bool
    """Filled in on the practice's tablet, which is wiped afterwards."""

    @property
    def idle_seconds(self) -> int:
        """How long that tablet lasts untouched."""

    @property
    def consented(self) -> bool:
        """Whether consent stands: hers, and a parent's where her age asks for it."""

    @property
    def withdrawn(self) -> bool:
        """Whether she took her consent back, and has not agreed again."""

    @property
    def parent_needed(self) -> bool:
        """Whether a parent must agree too, at her age today."""

    @property
    def parent_step(self) -> str:
        """The address where a parent agrees, while that is all that is missing; else empty."""

    def terms(self) -> Sequence[tuple[str, str]]:
        """What she agrees to, in the active language: headings with a few sentences each."""

    def tick(self) -> str:
        """The words beside the box that she ticks."""

    def agree(self) -> None:
        """She agrees to the terms."""

    def withdraw(self) -> None:
        """She takes her consent back; a parent's falls with it."""

    def age(self) -> Decimal:
        """The athlete's age today in years, cut to hundredths."""

    def record(self, action: str) -> None:
        """Note in the access log what she did: one of "opened", "saved", "read", "urgent"."""

    def finish(self, *, urgent: bool) -> None:
        """The screening was sent, and that is recorded: the link dies, the session may still show the last page.

        `urgent`: her own answers ask for something today; it is recorded and the practice gets a mail.
        """

    def urgent_text(self) -> str:
        """The practice's own words for an urgent last page in the active language; may be empty."""


def before_consent(view: View) -> View:
    """Only with a valid link in the session; anyone else sees a page that says how to get a new one (404)."""

    @wraps(view)
    def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if getattr(request, "access", None) is None:
            return render(request, "screening/no_access.html", status=404)
        return view(request, *args, **kwargs)

    return checked


def for_athlete(view: View) -> View:
    """As before_consent, and only while consent stands; without it, the start page asks for it.

    After sending there is nothing left to consent to: the last page opens in any case.
    """

    @wraps(view)
    def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.access.screening.submitted_at is None and not request.access.consented:
            return redirect("screening:start")
        return view(request, *args, **kwargs)

    return before_consent(checked)

"""The list of a practice's athletes: where each one's latest screening stands, and what asks for attention first."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Prefetch
from django.utils import timezone

from screening.core.answers import Refused
from screening.encryption import Unreadable
from screening.models import Screening
from screening.rules.results import Attention

from . import charts
from .letter.marks import Marked
from .letter.marks import attention as marked
from .models import Athlete, Invitation, Practice, Stage


@dataclass(frozen=True, slots=True)
class Row:
    athlete: Athlete
    age: Decimal
    stage: Stage
    since: datetime | None
    """When the stage began."""
    screening: Screening | None
    received: Screening | None
    """The last one that was received; `attention` is its level."""
    attention: Attention | None = None

    @property
    def urgent(self) -> bool:
        return self.attention is Attention.URGENT

    @property
    def years(self) -> int:
        return int(self.age)

    @property
    def level(self) -> Marked | None:
        return marked(self.attention) if self.attention else None

    @property
    def mark(self) -> str:
        return charts.mark(self.level.shape) if self.level else ""

    @property
    def place(self) -> tuple[int, int, str]:
        """Urgent ones first, then by level, by stage and by name."""
        levels, stages = list(Attention), list(Stage)
        return (
            levels.index(self.attention) if self.attention else len(levels),
            stages.index(self.stage),
            f"{self.athlete.family_name} {self.athlete.given_name}".casefold(),
        )


def rows(
    practice: Practice, *, words: str = "", archived: bool = False, results: bool = True
) -> list[Row]:
    """The rows in order; `results` says whether the reader may know attention levels. Two queries at any length."""
    invitations = (
        Invitation.objects.filter(revoked_at=None)
        .select_related("screening__key")
        .order_by("-created_at")
    )
    athletes = (
        practice.athletes.filter(archived_at__isnull=not archived)
        .named(words)
        .prefetch_related(Prefetch("invitations", queryset=invitations))
    )
    return sorted((_row(athlete, results=results) for athlete in athletes), key=lambda r: r.place)


def _row(athlete: Athlete, *, results: bool) -> Row:
    invitations = list(athlete.invitations.all())
    latest = invitations[0] if invitations else None
    received = next((i.screening for i in invitations if i.sent_at), None)
    stage, since = (latest.stage, latest.since) if latest else (Stage.NOT_INVITED, None)
    attention = None
    if results and received is not None:
        try:
            attention = received.assess().attention
        except (Refused, Unreadable):
            stage = Stage.UNREADABLE
    return Row(
        athlete=athlete,
        age=athlete.age_on(timezone.localdate()),
        stage=stage,
        since=since,
        screening=latest and latest.screening,
        received=received,
        attention=attention,
    )

"""Screenings one after another, a few at a time, however many there are."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django_scopes import scope

from clinic.models import Invitation, Practice, Signature
from screening.core.answers import Case, Refused, State, read_answers
from screening.encryption import Unreadable
from screening.models import Screening
from screening.rules.results import Assessment

A_CHUNK = 200
"""Screenings that are held at a time; one query each."""

Progress = Callable[[int, int], None]
"""Is told how many are done, and of how many; may raise to stop the work."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A screening that goes into a table, as it was when it was chosen and logged."""

    invitation: UUID
    athlete: UUID
    code: str
    protocol: str


@dataclass(frozen=True, slots=True)
class Opened:
    """What a screening holds, and what was computed from it."""

    case: Case
    assessment: Assessment
    told: frozenset[str]
    """Items whose answer was given in conversation, and counts."""
    origins: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Row:
    """A screening; `opened` is None where it cannot be read, and the rest too where it was erased meanwhile."""

    mark: str
    code: str
    protocol: str
    sent_on: date | None = None
    age: int | None = None
    language: str = ""
    signed: bool | None = None
    opened: Opened | None = None


@dataclass(frozen=True)
class Marks:
    """Stands for athletes in one table: the same for two screenings of one of them, and another in every table.

    The key lives as long as this object and is kept nowhere, so that nobody can go back from a mark.
    """

    key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def of(self, athlete: UUID) -> str:
        digest = hmac.new(self.key, athlete.bytes, hashlib.sha256).digest()
        return "A-" + base64.b32encode(digest)[:10].decode()


def rows(
    chosen: Sequence[Chosen], *, practice: Practice, marks: Marks, progress: Progress | None = None
) -> Iterator[Row]:
    """A row for each of the chosen, in their order: one that cannot be read too.

    Reads in the practice's scope, and in no transaction, so that it may go on after the request that asked for it.
    """
    for start in range(0, len(chosen), A_CHUNK):
        chunk = chosen[start : start + A_CHUNK]
        with scope(practice=practice):
            found = {invitation.pk: invitation for invitation in _invitations(chunk)}
        for each in chunk:
            yield _row(each, found.get(each.invitation), marks)
        if progress is not None:
            progress(start + len(chunk), len(chosen))


def _invitations(chunk: Sequence[Chosen]) -> list[Invitation]:
    closed = Signature.objects.filter(invitation=OuterRef("pk"), superseded_by=None, opened_at=None)
    return list(
        Invitation.objects.filter(pk__in=[each.invitation for each in chunk])
        .select_related("screening__key")
        .annotate(signed=Exists(closed))
    )


def _row(chosen: Chosen, invitation: Invitation | None, marks: Marks) -> Row:
    mark = marks.of(chosen.athlete)
    if invitation is None:
        return Row(mark, chosen.code, chosen.protocol)
    screening = invitation.screening
    sent = screening.submitted_at
    return Row(
        mark=mark,
        code=chosen.code,
        protocol=chosen.protocol,
        sent_on=timezone.localdate(sent) if sent else None,
        age=None if screening.age is None else int(screening.age),
        language=screening.language,
        signed=invitation.signed,
        opened=opened(screening),
    )


def opened(screening: Screening) -> Opened | None:
    """None where its key is gone, it was damaged, or its protocol cannot read it."""
    try:
        case = screening.case()
        return Opened(
            case, screening.protocol.assess(case), _told(screening, case), screening.origins
        )
    except (Refused, Unreadable):
        return None


def _told(screening: Screening, case: Case) -> frozenset[str]:
    told = screening.told
    if not told:
        return frozenset()
    instrument, responses = screening.protocol.instrument, case.responses
    own, _faults = read_answers(instrument, screening.answers, drop_hidden=True)
    silent = (State.NOT_ASKED, State.UNANSWERED)
    return frozenset(
        code for code in told if code not in own.given and responses.state(code) not in silent
    )

"""One filled-in screening as the resources need it: what is stored, and what is read and computed from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from screening.conversation import with_told
from screening.core.answers import Case, Responses, read_answers
from screening.core.instrument import Instrument
from screening.models import Screening
from screening.protocols import PROTOCOLS, Protocol
from screening.rules.results import Assessment

Raw = Mapping[str, Any]


@dataclass(frozen=True)
class Filled:
    """A screening that was sent, without a person: its code, and raw answers as they are stored.

    `age` in years; `sent_at` with its time zone, None where that is not known; `language` is that of the athlete's form
    ("nl" or "en"). `told` holds answers given in conversation, `origins` for each measurement its date (`on`,
    YYYY-MM-DD) and where it comes from (`origin`), as Screening.origins has them. `signed`: whether a therapist has
    signed it as it stands.
    """

    code: str
    protocol: Protocol
    age: Decimal | int
    sent_at: datetime | None = None
    language: str = "nl"
    answers: Raw = field(default_factory=dict)
    told: Raw = field(default_factory=dict)
    measurements: Raw = field(default_factory=dict)
    origins: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    signed: bool = False

    @property
    def instrument(self) -> Instrument:
        return self.protocol.instrument

    @cached_property
    def own(self) -> Responses:
        """What the athlete filled in herself; answers that are not asked are left out."""
        responses, _faults = read_answers(self.instrument, self.answers, drop_hidden=True)
        return responses

    @cached_property
    def case(self) -> Case:
        """The case that is scored, with what was told. Raises core.answers.Refused."""
        return self.protocol.read_case(
            age=self.age,
            answers=with_told(self.instrument, self.answers, self.told),
            measurements=self.measurements,
            drop_hidden=True,
        )

    @cached_property
    def assessment(self) -> Assessment:
        return self.protocol.assess(self.case)

    @cached_property
    def told_codes(self) -> frozenset[str]:
        """Items that were told in conversation and count, because her own answer is missing."""
        own, both = self.own, self.case.responses
        return frozenset(
            code
            for code in self.told
            if code not in own.given
            and (
                code in both.given
                or (code in both.withheld and both.withheld[code] is not own.withheld.get(code))
            )
        )

    @cached_property
    def measured(self) -> tuple[str, ...]:
        """Codes of what was measured, in the instrument's order."""
        return tuple(m.code for m in self.instrument.measures if m.code in self.case.measured)


def of_screening(screening: Screening, *, signed: bool = False) -> Filled:
    """A screening as it is stored now. Raises ValueError when not sent, encryption.Unreadable without its key."""
    if screening.submitted_at is None or screening.age is None:
        raise ValueError(f"{screening.code} was not sent")
    return Filled(
        code=screening.code,
        protocol=screening.protocol,
        age=screening.age,
        sent_at=screening.submitted_at,
        language=screening.language,
        answers=screening.answers,
        told=screening.told,
        measurements=screening.measurements,
        origins=screening.origins,
        signed=signed,
    )


def of_signed(content: Mapping[str, Any]) -> Filled:
    """A screening as it stood when it was signed: the content that the signature was put under."""
    return Filled(
        code=content["screening"],
        protocol=PROTOCOLS[content["protocol"]],
        age=Decimal(content["age"]),
        sent_at=datetime.fromisoformat(content["submitted_at"]),
        language=content["language"],
        answers=content["answers"],
        told=content["told"],
        measurements=content["measurements"],
        origins=content["origins"],
        signed=True,
    )

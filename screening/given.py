"""All that one screening holds, raw: what every version reads it from."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .conversation import with_told
from .core.answers import Case
from .protocols import Protocol


@dataclass(frozen=True, slots=True)
class Given:
    """Raw values by code: her own answers, what was told in conversation, and measurements. Age in years."""

    age: Decimal | None
    answers: Mapping[str, Any]
    told: Mapping[str, Any]
    measurements: Mapping[str, Any]

    def case(self, protocol: Protocol, without: Set[str] = frozenset()) -> Case:
        """The case as a version reads it, the codes in `without` as if nobody had filled them in. Raises Refused.

        What was told in conversation counts where her own answer is missing.
        """
        answers, told, measurements = (
            {code: raw for code, raw in each.items() if code not in without} if without else each
            for each in (self.answers, self.told, self.measurements)
        )
        return protocol.read_case(
            age=self.age,
            answers=with_told(protocol.instrument, answers, told),
            measurements=measurements,
            drop_hidden=True,
        )

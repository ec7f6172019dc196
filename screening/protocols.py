"""Every released protocol, for ever: an instrument and its rules under one id. And the reading of a case."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .core.answers import AGE, Case, Fault, Refused, read_answers, read_measurements
from .core.instrument import Instrument
from .core.kinds import Number, Problem, Wrong
from .instruments import intake_2026_1
from .rules.assessment import VERSION, assess
from .rules.results import Assessment
from .rules.settle import Settling, settle

KEYS = ("instrument", "version", "age", "answers", "measurements")


@dataclass(frozen=True)
class Protocol:
    """An instrument with the rules that score it. A change of either is a new protocol beside this one.

    `rules` is their version. The id names it only where it is not the instrument's own: "intake-2026.1", and with later
    rules for the same questions "intake-2026.1+2026.2".
    """

    instrument: Instrument
    assess: Callable[[Case], Assessment]
    rules: str

    @property
    def id(self) -> str:
        released = f"{self.instrument.code}-{self.instrument.version}"
        return released if self.rules == self.instrument.version else f"{released}+{self.rules}"

    def settle(self, case: Case) -> tuple[Settling, ...]:
        """Which open answers and measurements would settle what, the most telling first."""
        return settle(case, self.instrument, self.assess)

    def read_case(
        self,
        *,
        age: Any,
        answers: Mapping[str, Any],
        measurements: Mapping[str, Any],
        drop_hidden: bool = False,
    ) -> Case:
        """Type raw codes; raises Refused with every fault. `drop_hidden`: leave out answers that are not asked."""
        faults = []
        try:
            years = Number(*AGE).read(age)
        except Wrong as wrong:
            years = AGE[0]
            faults.append(Fault("age", wrong.problem, wrong.allowed or AGE))
        responses, wrong_answers = read_answers(self.instrument, answers, drop_hidden=drop_hidden)
        measured, wrong_measures = read_measurements(self.instrument, measurements)
        faults += wrong_answers + wrong_measures
        if faults:
            raise Refused(faults)
        return Case(years, responses, measured)


CURRENT = Protocol(intake_2026_1.INSTRUMENT, assess, VERSION)

PROTOCOLS = {protocol.id: protocol for protocol in (CURRENT,)}


def read_document(document: Any) -> tuple[Protocol, Case]:
    """The protocol and case of a JSON document as section "Case" of docs/scoring.md has it; raises Refused."""
    if not isinstance(document, dict):
        raise Refused([Fault("case", Problem.NOT_AN_OBJECT, KEYS)])
    faults = [Fault(key, Problem.UNKNOWN_ITEM, KEYS) for key in document if key not in KEYS]
    faults += [
        Fault(key, Problem.MISSING)
        for key in ("instrument", "version", "age", "answers")
        if key not in document
    ]
    for key in ("answers", "measurements"):
        if key in document and not isinstance(document[key], dict):
            faults.append(Fault(key, Problem.NOT_AN_OBJECT))
    named = f"{document.get('instrument')}-{document.get('version')}"
    protocol = PROTOCOLS.get(named)
    if protocol is None and {"instrument", "version"} <= set(document):
        faults.append(Fault("instrument", Problem.NOT_OFFERED, tuple(PROTOCOLS)))
    if faults or protocol is None:
        raise Refused(faults)
    case = protocol.read_case(
        age=document["age"],
        answers=document["answers"],
        measurements=document.get("measurements", {}),
    )
    return protocol, case

"""The terms that the rules share: what a case says of body, cycle, eating, mass and bone. See docs/scoring.md.

Every term is read from given answers and measurements; None stands for "not known". Numbers are compared exactly, on
the decimals as given.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from screening.core.answers import Case, State

HORMONAL = frozenset(
    ("combined", "progestogen_pill", "implant", "injection", "hormonal_iud", "stopped_recently")
)
THERAPIES = frozenset(("testosterone", "oestrogen", "blockers"))
HIDING = frozenset(("postpartum", "menopause", "no_uterus", "pregnant", "does_not_apply"))
"""Statuses with which the cycle cannot be read."""
TRABECULAR = frozenset(("femoral_neck", "sacrum", "pelvis"))
"""Sites of an injury that weigh heavier in both published rules."""
LOSS = {"no": 0, "under_5_percent": 0, "5_to_10_percent": 1, "10_percent_or_more": 2}
ADULT = 18


class Terms:
    """One case, read once."""

    __slots__ = (
        "age",
        "asked",
        "bmi",
        "body",
        "causes",
        "cycle_open",
        "disorder",
        "expected_weight",
        "gap",
        "given",
        "hormonal",
        "injuries",
        "loss",
        "male",
        "measured",
        "menses_hidden",
        "minor",
        "overruled",
        "own_cycle",
        "periods",
        "six_rows",
        "status",
        "therapy",
        "unknown",
        "z",
    )

    def __init__(self, case: Case) -> None:
        self.age = case.age
        self.given: Mapping[str, Any] = case.responses.given
        self.asked = case.responses.asked
        self.unknown = frozenset(
            code for code, state in case.responses.withheld.items() if state is State.UNKNOWN
        )
        self.measured: Mapping[str, Any] = case.measured
        self.minor = case.age < ADULT
        self._read_body(case)
        self._read_cycle()
        self._read_eating()
        self._read_mass()
        self.z = self.measured.get("dxa_z")
        self.injuries: tuple[Mapping[str, Any], ...] = self.given.get("bone.injuries", ())

    def missing(self, code: str) -> bool:
        """Asked, and not given."""
        return code in self.asked and code not in self.given

    def _read_body(self, case: Case) -> None:
        get = self.given.get
        self.body = get("about.body")
        self.male = self.body == "male"
        self.status = get("menstruation.status")
        self.six_rows = not self.male and self.status != "does_not_apply"
        declined = case.responses.withheld.get("menstruation.status") is State.DECLINED
        self.own_cycle = self.six_rows and (self.status == "periods" or declined)
        self.hormonal = get("menstruation.contraception") in HORMONAL
        self.therapy = get("about.hormone_therapy") in THERAPIES
        causes = get("menstruation.known_cause", ())
        self.causes = frozenset(causes) - {"none"}

    def _read_cycle(self) -> None:
        self.menses_hidden = (
            self.hormonal or self.therapy or self.status in HIDING or bool(self.causes)
        )
        self.cycle_open = self.own_cycle and (
            self.missing("menstruation.contraception") or self.missing("about.hormone_therapy")
        )
        self.gap = self.given.get("menstruation.longest_gap_months")
        self.periods = self.given.get("menstruation.periods_12m")
        if self.periods is None and self.gap is not None and self.gap >= 12:
            self.periods = 0

    def _read_eating(self) -> None:
        told = self.given.get("energy.ed_diagnosis")
        diagnosed = self.measured.get("ed_diagnosis")
        self.overruled = diagnosed == "none" and told == "current"
        self.disorder: bool | None
        if diagnosed is not None:
            self.disorder = diagnosed != "none"
        else:
            self.disorder = None if told is None else told == "current"

    def _read_mass(self) -> None:
        weight, height = self.measured.get("weight_kg"), self.measured.get("height_cm")
        before = self.measured.get("weight_month_ago_kg")
        self.expected_weight = self.measured.get("expected_weight_percent") if self.minor else None
        self.bmi: Fraction | None = None
        if weight is not None and height is not None and not self.minor:
            self.bmi = Fraction(weight) * 10000 / Fraction(height) ** 2
        self.loss: int | None = LOSS.get(self.given.get("energy.weight_loss_month", ""))
        if weight is not None and before is not None:
            lost = (Fraction(before) - Fraction(weight)) * 100 / Fraction(before)
            self.loss = 2 if lost >= 10 else 1 if lost >= 5 else 0

    def early_breasts(self) -> bool | None:
        """Never a period 5 or more years after breast development that began at 9 or earlier; None: not known."""
        began = self.given.get("menstruation.breast_development_age")
        if began is None:
            return None
        return bool(began != "not_yet" and began <= 9 and self.age >= began + 5)

    def absent(self) -> bool:
        """A gap of 3 months or more, or no period in a year."""
        return (self.gap is not None and self.gap >= 3) or self.periods == 0

"""Attention level, flags, Triad total, CAT2 and profile as Observations."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from screening.core.kinds import Text
from screening.rules.profile import DOMAINS, WITHOUT_POINTS
from screening.rules.results import DomainState, Factor, FactorState, Triad
from screening.wording import levels, names, notes, results
from screening.wording.flags import FLAGS

from .codes import OWN, Json
from .derived import absent, coded, component, count, derived, pair, points, whole
from .filled import Filled
from .words import said

PROVISIONAL: Text = _("Provisional: a physician must judge it.")
NOT_VALIDATED: Text = _("Not validated.")
EXPERT: Text = _("A combination by experts, not validated.")
STILL_OPEN: Text = _("Still open: the answers do not say yet.")

ROW, INDICATOR, FACTOR = f"{OWN}:triad-row", f"{OWN}:cat2-indicator", f"{OWN}:factor"
ATTENTION, FLAG, REASON = f"{OWN}:attention", f"{OWN}:flag", f"{OWN}:reason"

ABSENT_CODES = {
    FactorState.NOT_APPLICABLE: "not-applicable",
    DomainState.NOT_APPLICABLE: "not-applicable",
}
"""HL7's code for a state without points; "unknown" for any other."""


def attention(filled: Filled) -> Iterator[tuple[str, Json]]:
    """The level, with a component for each clause that gives it."""
    result = filled.assessment
    because = [_because(filled, code) for code in result.because]
    level = coded(ATTENTION, result.attention.value, levels.ATTENTION[result.attention])
    says = [EXPERT, notes.REQUIRED, notes.NOT_REVIEWED, *notes.validity(filled.case)]
    yield (
        "attention",
        derived(filled, "attention", _("Attention level"), level, *because, says=says),
    )


def _because(filled: Filled, code: str) -> Json:
    """One clause of the level, by its code and in words."""
    clause = said("text", lambda: results.because(code, filled.instrument))
    value = {"valueCodeableConcept": {"coding": [{"system": REASON, "code": code}], **clause}}
    return component("because", pgettext_lazy("attention", "Because"), value)


def flags(filled: Filled) -> Iterator[tuple[str, Json]]:
    """A flag that stands is true; one that open answers may still raise has no value. Others do not stand."""
    result = filled.assessment
    standing = [(flag.code, flag.level, {"valueBoolean": True}) for flag in result.flags]
    still_open = [(code, None, absent("unknown", STILL_OPEN)) for code in result.open_flags]
    for code, level, value in (*standing, *still_open):
        parts = []
        if level is not None:
            said_level = coded(ATTENTION, level.value, levels.ATTENTION[level])
            parts.append(component("level", _("Level of the sign"), said_level))
        name = FLAGS[code].title
        yield f"flag-{code}", derived(filled, f"flag-{code}", name, value, *parts, says=[EXPERT])


def triad(filled: Filled) -> Iterator[tuple[str, Json]]:
    """The total with its rows, its band and what was left out; not scored in pregnancy."""
    result = filled.assessment.triad
    says = [PROVISIONAL]
    if result.total is None:
        value = absent("not-performed", levels.NOT_SCORED[result.reason or ""])
    else:
        value = points(result.total)
        if result.band is None:
            says.append(notes.FOUR_ROWS)
        if result.estimate is not None:
            says.append(notes.ESTIMATE)
    parts = _triad_parts(result)
    yield "triad", derived(filled, "triad-total", _("Triad total"), value, *parts, says=says)


def _triad_parts(result: Triad) -> Iterator[Json]:
    for code, span in (result.rows or {}).items():
        yield component(code, names.TRIAD_ROWS[code], points(span), ROW)
    for code in result.not_assessable:
        row = coded(ROW, code, names.TRIAD_ROWS[code])
        yield component("not-assessable", _("Cannot be assessed"), row)
    if result.band:
        yield from pair("band", _("Clearance band"), result.band, levels.BAND)
    for code, name, number in (
        ("maximum", _("Highest possible"), result.maximum),
        ("estimate", _("Estimate with stand-ins"), result.estimate),
    ):
        if number is not None:
            yield component(code, name, {"valueInteger": number})
    restricted = _("Training and competition restricted by a diagnosis")
    yield component("restricted", restricted, {"valueBoolean": result.restricted})


def cat2(filled: Filled) -> Iterator[tuple[str, Json]]:
    """Counts of primary and of secondary indicators, and the colour that both give."""
    result = filled.assessment.cat2
    says = [PROVISIONAL, notes.CAT2_RULE]
    counted = (
        ("primary", result.primary, _("REDs CAT2, primary indicators")),
        ("secondary", result.secondary, _("REDs CAT2, secondary indicators")),
    )
    gone = absent("not-performed", levels.NOT_SCORED[result.reason]) if result.reason else {}
    for which, span, name in counted:
        parts = [
            component(code, names.INDICATORS[code], count(getattr(each, which)), INDICATOR)
            for code, each in (result.indicators or {}).items()
        ]
        value = count(span) if span is not None else gone
        code = f"cat2-{which}"
        yield code, derived(filled, code, name, value, *parts, says=says)
    parts = []
    value = gone
    if result.colour:
        value = whole("cat2-colour", result.colour, levels.COLOUR, levels.colour)
        parts = pair("cat2-colour", _("Colour of CAT2"), result.colour, levels.COLOUR)
    parts += [
        component(
            "removed", _("Left out of the count"), coded(INDICATOR, code, names.INDICATORS[code])
        )
        for code in result.removed
    ]
    name = _("REDs CAT2, colour")
    yield "cat2-colour", derived(filled, "cat2-colour", name, value, *parts, says=says)


def profile(filled: Filled) -> Iterator[tuple[str, Json]]:
    """Eight domains, each with its factors, and the factors without points."""
    result = filled.assessment.profile
    for rule in DOMAINS:
        domain = result.domains[rule.code]
        factors = [_factor(result.factors[each.code]) for each in rule.factors]
        if domain.points is None or domain.status is None:
            value = _without(domain.state)
        else:
            value = points(domain.points)
            factors += pair(
                "domain-status", _("Status of the domain"), domain.status, levels.STATUS
            )
            most = {"valueInteger": domain.maximum}
            factors.append(component("maximum", _("Highest possible"), most))
        code = f"domain-{rule.code}"
        name = names.DOMAINS[rule.code]
        yield code, derived(filled, code, name, value, *factors, says=[NOT_VALIDATED])
    for other in WITHOUT_POINTS:
        code = f"factor-{other.code}"
        value = _state(result.factors[other.code].state)
        name = names.FACTORS[other.code]
        yield code, derived(filled, code, name, value, says=[NOT_VALIDATED])


def _state(state: FactorState) -> Json:
    """Whether a factor without points is there, or why that is not known."""
    if state in (FactorState.PRESENT, FactorState.ABSENT):
        return coded(f"{OWN}:factor-state", state.value, levels.FACTOR_STATE[state])
    return _without(state)


def _factor(factor: Factor) -> Json:
    value = _without(factor.state) if factor.points is None else points(factor.points)
    return component(factor.code, names.FACTORS[factor.code], value, FACTOR)


def _without(state: FactorState | DomainState) -> Json:
    """Why there are no points."""
    text = (
        levels.DOMAIN_STATE[state] if isinstance(state, DomainState) else levels.FACTOR_STATE[state]
    )
    return absent(ABSENT_CODES.get(state, "unknown"), text)

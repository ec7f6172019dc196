"""The short reason beside each number: Triad rows, CAT2 indicators, factors and domains.

Each is at most a line of some 34 characters, read from the case in the active language.
"""

from collections.abc import Callable

from django.utils.translation import ngettext, pgettext

from screening.core.answers import Case
from screening.rules.profile import DOMAINS, WITHOUT_POINTS
from screening.rules.results import Assessment, DomainState, FactorState
from screening.rules.terms import HIDING, Terms

from . import reasons_triad
from .answers import STATE
from .figures import number
from .reasons_cat2 import indicator
from .reasons_triad import hidden_by, no_answer, triad_row
from .short import HIDDEN, SHORT, WEIGHS
from .sites import SITES

__all__ = ("domain", "factor", "indicator", "triad_row")

_OPEN = (FactorState.UNANSWERED, FactorState.PARTLY)


def factor(code: str, case: Case) -> str:
    """Why the factor has its points or its state."""
    own = _FACTORS.get(code)
    if own is not None:
        return own(Terms(case), case)
    (item,) = _ITEMS[code]
    return _said(case, item)


def domain(code: str, case: Case, assessment: Assessment) -> str:
    """The two factors that weigh most, else how much is open; "" when there is nothing to say."""
    result = assessment.profile.domains[code]
    if result.state is DomainState.NOT_ASSESSABLE:
        return hidden_by(Terms(case))
    if result.state is DomainState.NOT_APPLICABLE:
        return str(HIDDEN["pregnant"]) if Terms(case).status == "pregnant" else ""
    factors = [assessment.profile.factors[rule.code] for rule in _RULES[code].factors]
    points = {each.code: each.points.least for each in factors if each.points}
    weighty = sorted((each for each in points if points[each]), key=lambda each: -points[each])
    parts = [str(WEIGHS[each]) for each in weighty[:2]]
    if weighty[2:]:
        parts.append(f"+{len(weighty) - 2}")
    states = {each.code: each.state for each in factors}
    if states.get("bone_density") is FactorState.NOT_MEASURED:
        parts.append(pgettext("reason", "no DXA"))
    still_open = sum(state in _OPEN for state in states.values())
    if still_open and not parts:
        parts.append(
            ngettext("%(count)s open", "%(count)s open", still_open) % {"count": still_open}
        )
    return ", ".join(parts)


def _said(case: Case, item: str) -> str:
    """The short words for an answer; for several, those in a row."""
    answer = case.responses.given.get(item)
    if answer is None:
        return no_answer(case, item)
    codes = answer if isinstance(answer, tuple) else (answer,)
    return ", ".join(str(SHORT[item][code]) for code in codes)


def _two(case: Case, *items: str) -> str:
    return "; ".join(_said(case, item) for item in items)


def _recovery(t: Terms, case: Case) -> str:
    if not {"fatigue.rest_days", "fatigue.rested"} & t.given.keys():
        return no_answer(case, "fatigue.rest_days")
    return _two(case, "fatigue.rest_days", "fatigue.rested")


def _volume(t: Terms, case: Case) -> str:
    hours = t.given.get("load.hours_per_week")
    if hours is None:
        return _said(case, "load.highest_ever")
    amount = pgettext("reason", "%(hours)s hours a week") % {"hours": number(hours)}
    if t.given.get("load.highest_ever") != "yes":
        return amount
    return pgettext("reason", "%(amount)s, most ever") % {"amount": amount}


def _body_mass(t: Terms, case: Case) -> str:
    if t.status == "pregnant":
        return str(HIDDEN["pregnant"])
    return reasons_triad.body_mass(t, case)


def _female_physiology(t: Terms, case: Case) -> str:
    return {
        "female": pgettext("reason", "female body"),
        "male": pgettext("reason", "male body"),
        "other": pgettext("reason", "another body"),
    }.get(t.body or "", no_answer(case, "about.body"))


def _bone_pain(t: Terms, case: Case) -> str:
    if t.given.get("bone.pain_now") == "no":
        return pgettext("reason", "no pain now")
    places = t.given.get("bone.pain_sites")
    if places:
        return ", ".join(str(SITES[place]) for place in places)
    if t.given.get("bone.pain_now") == "yes":
        return pgettext("reason", "pain, site not given")
    return no_answer(case, "bone.pain_now")


def _hormonal_changes(t: Terms, case: Case) -> str:
    if t.therapy:
        return pgettext("reason", "hormone therapy")
    if t.hormonal and t.given["menstruation.contraception"] == "stopped_recently":
        return str(HIDDEN["stopped_recently"])
    if t.hormonal:
        return pgettext("reason", "hormonal contraception")
    if t.status in HIDING - {"no_uterus", "does_not_apply"}:
        return str(HIDDEN[t.status])
    rule = next(rule for rule in WITHOUT_POINTS if rule.code == "hormonal_changes")
    still_open = [item for item in rule.items if t.missing(item)]
    if still_open:
        return str(STATE[case.responses.state(still_open[0])])
    return pgettext("reason", "none named")


_RULES = {rule.code: rule for rule in DOMAINS}
_ITEMS = {rule.code: rule.items for each in DOMAINS for rule in each.factors}
_FACTORS: dict[str, Callable[[Terms, Case], str]] = {
    "menarche": reasons_triad.menarche,
    "menses": reasons_triad.menses,
    "energy_availability": reasons_triad.energy_availability,
    "body_mass": _body_mass,
    "previous_bsi": reasons_triad.previous_bsi,
    "bone_density": reasons_triad.bone_density,
    "recovery": _recovery,
    "volume": _volume,
    "female_physiology": _female_physiology,
    "bone_pain": _bone_pain,
    "hormonal_changes": _hormonal_changes,
}

"""The short reason beside each CAT2 indicator, and why one was removed."""

from collections.abc import Callable

from django.utils.translation import gettext, ngettext, pgettext

from screening.core.answers import Case
from screening.rules.terms import Terms

from .answers import ago
from .figures import score
from .reasons_triad import (
    bone_density,
    energy_availability,
    hidden_by,
    longest_gap,
    no_answer,
    periods,
)
from .short import HIDDEN, MEASURED, SHORT
from .sites import SITES


def indicator(code: str, case: Case) -> str:
    """Why the indicator counts as it does, or why it was removed."""
    return _INDICATORS[code](Terms(case), case)


def _menstrual(t: Terms, case: Case) -> str:
    hidden = hidden_by(t)
    if hidden:
        return hidden
    if t.cycle_open:
        return pgettext("reason", "contraception or hormones open")
    if t.status == "not_yet":
        return pgettext("reason", "no first period yet")
    if not t.own_cycle:
        return no_answer(case, "menstruation.status")
    if t.gap is not None and t.gap >= 3:
        return longest_gap(t.gap)
    if t.periods is None:
        return no_answer(case, "menstruation.periods_12m")
    if t.given.get("menstruation.cycle_over_35_days") == "yes":
        return pgettext("reason", "%(periods)s; over 35 days") % {"periods": periods(t.periods)}
    return periods(t.periods)


def _testosterone(t: Terms, case: Case) -> str:
    return str(HIDDEN["therapy"]) if t.therapy else _measured(t, "testosterone")


def _t3(t: Terms, case: Case) -> str:
    if "thyroid" in t.causes:
        return pgettext("reason", "thyroid is the named cause")
    return _measured(t, "t3")


def _lipids(t: Terms, case: Case) -> str:
    return _measured(t, "lipids")


def _measured(t: Terms, measure: str) -> str:
    value = t.measured.get(measure)
    return pgettext("reason", "not measured") if value is None else str(MEASURED[value])


def _bsi(t: Terms, case: Case) -> str:
    counted = t.given.get("bone.injury_count")
    if counted is None:
        return no_answer(case, "bone.injury_count")
    if counted == "none":
        return pgettext("injuries", "none")
    recent = [row for row in t.injuries if (row["months_ago"] or 0) <= 24]
    if len(recent) == 1:
        site = recent[0]["site"]
        where = pgettext("injury", "site unknown") if site is None else str(SITES[site])
        return gettext("%(site)s, %(when)s") % {"site": where, "when": ago(recent[0]["months_ago"])}
    if recent:
        return ngettext(
            "%(count)s in the last 24 months", "%(count)s in the last 24 months", len(recent)
        ) % {"count": len(recent)}
    if t.injuries:
        return pgettext("injuries", "none in the last 24 months")
    return pgettext("injuries", "details open")


def _bone_density(t: Terms, case: Case) -> str:
    if t.status == "menopause":
        return str(HIDDEN["menopause"])
    if t.male and t.age >= 50:
        return pgettext("reason", "not for men of 50 and over")
    if t.measured.get("dxa_z_fell") != "yes":
        return bone_density(t, case)
    if t.z is None:
        return pgettext("reason", "true fall")
    return gettext("Z-score %(z)s, true fall") % {"z": score(t.z)}


def _growth(t: Terms, case: Case) -> str:
    return {
        "yes": pgettext("reason", "falls away from the growth line"),
        "no": pgettext("reason", "follows the growth line"),
    }.get(t.measured.get("growth_deviation", ""), pgettext("reason", "not measured"))


def _eating_disorder(t: Terms, case: Case) -> str:
    if t.disorder:
        return energy_availability(t, case)
    global_score = t.measured.get("ede_q_global")
    if global_score is not None:
        return gettext("EDE-Q %(score)s") % {"score": score(global_score)}
    if t.disorder is None:
        return pgettext("reason", "no EDE-Q; diagnosis open")
    return pgettext("reason", "no EDE-Q")


def _depression_or_anxiety(t: Terms, case: Case) -> str:
    diagnosed = t.measured.get("depression_or_anxiety")
    if diagnosed is not None:
        return {
            "yes": pgettext("reason", "diagnosed by a clinician"),
            "no": pgettext("reason", "no, says the clinician"),
        }[diagnosed]
    named = t.given.get("bone.diagnoses")
    if named is None:
        return no_answer(case, "bone.diagnoses")
    now = [code for code in ("depression", "anxiety") if code in named]
    words = SHORT["bone.diagnoses"]
    return ", ".join(str(words[code]) for code in now) or str(words["none"])


_INDICATORS: dict[str, Callable[[Terms, Case], str]] = {
    "menstrual": _menstrual,
    "testosterone": _testosterone,
    "t3": _t3,
    "bsi": _bsi,
    "bone_density": _bone_density,
    "growth": _growth,
    "eating_disorder": _eating_disorder,
    "lipids": _lipids,
    "depression_or_anxiety": _depression_or_anxiety,
}

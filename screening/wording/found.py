"""What was found, with this athlete's own details; the general sentence where there are none."""

from collections.abc import Callable

from django.utils.translation import gettext, ngettext, pgettext

from screening.core.answers import Case
from screening.core.instrument import Instrument
from screening.rules.results import Assessment, Status
from screening.rules.terms import Terms

from . import found_pain
from .answers import ago, off
from .figures import capital, day, inside, number, score, several
from .flags import FLAGS
from .names import DOMAINS
from .reasons_triad import hidden_by, mass_in_words
from .short import SHORT
from .sites import SITES


def found(code: str, instrument: Instrument, case: Case, assessment: Assessment) -> str:
    """What was found for a flag. `instrument` is that of the case: another has its own details."""
    own = _FOUND.get(code) if instrument.code == "intake" else None
    details = own(Terms(case), assessment) if own else ""
    return details or str(FLAGS[code].found)


def _disorder(t: Terms, assessment: Assessment) -> str:
    parts = []
    if t.disorder:
        parts.append(str(SHORT["energy.ed_diagnosis"]["current"]))
    mass = mass_in_words(t)
    if t.disorder and mass:
        parts.append(mass)
    if t.given.get("energy.purging") == "more_than_four_per_week":
        parts.append(pgettext("found", "purging more than four times a week"))
    if t.measured.get("refuses_food_or_drink") == "yes":
        parts.append(pgettext("found", "refuses food or drink"))
    return f"{capital(', '.join(parts))}." if parts else ""


def _untreated(t: Terms, assessment: Assessment) -> str:
    treatment = {
        "no": pgettext("found", "Not treated for it now."),
        "yes": "",
    }.get(t.given.get("energy.ed_treatment", ""), pgettext("found", "Treatment not known."))
    return f"{capital(str(SHORT['energy.ed_diagnosis']['current']))}. {treatment}"


def _eating(t: Terms, assessment: Assessment) -> str:
    parts = [
        str(SHORT[item][option])
        for item, option in (
            ("energy.eating_problem", "current"),
            ("energy.restriction", "often"),
        )
        if t.given.get(item) == option
    ]
    if t.given.get("energy.purging") == "less_than_weekly":
        parts.append(pgettext("found", "purging less than once a week"))
    if t.overruled:
        parts.append(pgettext("found", "own “current” not confirmed by the clinician"))
    return f"{capital('; '.join(parts))}."


def _male(t: Terms, assessment: Assessment) -> str:
    erections = {
        "fewer": pgettext("found", "fewer morning erections"),
        "none": pgettext("found", "no morning erections"),
    }.get(t.given.get("male.morning_erections", ""), "")
    libido = t.given.get("male.libido") == "lower"
    parts = [pgettext("found", "lower sex drive") if libido else "", erections]
    return f"{capital('; '.join(part for part in parts if part))}."


def _never_a_period(t: Terms, assessment: Assessment) -> str:
    parts = [pgettext("found", "No first period at %(age)s years.") % {"age": int(t.age)}]
    began = t.given.get("menstruation.breast_development_age")
    if began == "not_yet":
        parts.append(pgettext("found", "No breast development yet."))
    elif began is not None:
        text = pgettext("found", "Breast development from %(age)s years.")
        parts.append(text % {"age": began})
    return " ".join(parts)


def _mass(t: Terms, assessment: Assessment) -> str:
    mass = mass_in_words(t)
    return f"{capital(mass)}." if mass else ""


def _no_period(t: Terms, assessment: Assessment) -> str:
    parts = []
    if t.gap is not None:
        text = ngettext(
            "Longest time without a period: %(months)s month.",
            "Longest time without a period: %(months)s months.",
            t.gap,
        )
        parts.append(text % {"months": t.gap})
    if "menstruation.periods_12m" in t.given:
        parts.append(_periods(t.given["menstruation.periods_12m"]))
    return " ".join(parts)


def _periods(how_many: int) -> str:
    text = ngettext(
        "%(count)s period in the last 12 months.",
        "%(count)s periods in the last 12 months.",
        how_many,
    )
    return text % {"count": how_many}


def _known_cause(t: Terms, assessment: Assessment) -> str:
    return gettext("%(cause)s. %(cycle)s") % {
        "cause": capital(hidden_by(t)),
        "cycle": _no_period(t, assessment),
    }


def _long_cycle(t: Terms, assessment: Assessment) -> str:
    parts = []
    if t.given.get("menstruation.cycle_over_35_days") == "yes":
        parts.append(pgettext("found", "Usually more than 35 days."))
    if t.periods is not None:
        parts.append(_periods(t.periods))
    return " ".join(parts)


def _asks(assessment: Assessment, domain: str) -> bool:
    status = assessment.profile.domains[domain].status
    return status is not None and status[0] is not Status.NONE


def _masked(t: Terms, assessment: Assessment) -> str:
    before = {
        "regular": pgettext("found", "Before it the cycle was regular."),
        "irregular": pgettext("found", "Before it the cycle was irregular."),
        "absent": pgettext("found", "Before it there was no period."),
    }.get(t.given.get("menstruation.before_contraception", ""), "")
    asking = [inside(str(DOMAINS[code])) for code in ("energy", "bone") if _asks(assessment, code)]
    parts = [f"{capital(hidden_by(t))}.", before]
    if asking:
        text = gettext("Asks for attention: %(domains)s.")
        parts.append(text % {"domains": several(asking)})
    return " ".join(part for part in parts if part)


def _injuries(t: Terms, assessment: Assessment) -> str:
    """The injuries listed, without the work-up where a flag of its own tells of it."""
    if any(flag.code == "bone_workup" for flag in assessment.flags):
        return _listed(t)
    return _with_workup(t, assessment)


def _with_workup(t: Terms, assessment: Assessment) -> str:
    workup = {
        "yes": pgettext("found", "The cause was looked into."),
        "no": pgettext("found", "The cause was not looked into."),
    }.get(t.given.get("bone.workup", ""), pgettext("found", "Work-up not known."))
    listed = _listed(t)
    return f"{listed} {workup}" if listed else ""


def _listed(t: Terms) -> str:
    unknown = pgettext("injury", "site unknown")
    rows = [
        gettext("%(site)s, %(when)s, %(off)s")
        % {
            "site": SITES.get(row["site"], unknown),
            "when": ago(row["months_ago"]),
            "off": off(row["weeks_off"]),
        }
        for row in t.injuries
    ]
    return f"{capital('; '.join(rows))}." if rows else ""


def _load(t: Terms, assessment: Assessment) -> str:
    """What raises the load; where it hurts stands with the pain itself."""
    parts = []
    longest = t.given.get("load.longest_session", "up_to_10_percent")
    if longest != "up_to_10_percent":
        words = str(SHORT["load.longest_session"][longest])
        parts.append(pgettext("found", "longest session %(longer)s") % {"longer": words})
    changes = [code for code in t.given.get("load.changes", ()) if code != "none"]
    if changes:
        words = several(str(SHORT["load.changes"][code]) for code in changes)
        parts.append(pgettext("found", "changed: %(changes)s") % {"changes": words})
    hours = t.given.get("load.hours_per_week")
    if hours is not None:
        parts.append(pgettext("reason", "%(hours)s hours a week") % {"hours": number(hours)})
    if t.given.get("load.highest_ever") == "yes":
        parts.append(str(SHORT["load.highest_ever"]["yes"]))
    return f"{capital('; '.join(parts))}." if parts else ""


def _density(t: Terms, assessment: Assessment) -> str:
    if t.z is None:
        return pgettext("found", "Named by the athlete; no DXA entered.")
    date = t.measured.get("dxa_date")
    if date is None:
        return gettext("DXA Z-score %(z)s.") % {"z": score(t.z)}
    return gettext("DXA Z-score %(z)s on %(date)s.") % {"z": score(t.z), "date": day(date)}


_FOUND: dict[str, Callable[[Terms, Assessment], str]] = {
    "sudden_pain": found_pain.sudden,
    "femoral_neck": found_pain.hip,
    "trabecular_site": found_pain.trabecular,
    "high_risk_site": found_pain.slow_healing,
    "collapse": found_pain.collapse,
    "ed_severe": _disorder,
    "very_low_body_mass": _mass,
    "general_red_flag": found_pain.general,
    "hip_pain": found_pain.hip,
    "high_risk_site_tender": found_pain.tender,
    "general_sign": found_pain.illness,
    "amenorrhoea": _no_period,
    "primary_amenorrhoea": _never_a_period,
    "bone_workup": _with_workup,
    "ed_current": _untreated,
    "low_body_mass": _mass,
    "very_low_bmd": _density,
    "male_hormonal": _male,
    "long_cycle": _long_cycle,
    "perimenopause": _no_period,
    "amenorrhoea_known_cause": _known_cause,
    "masked_cycle": _masked,
    "late_puberty": _never_a_period,
    "previous_bsi": _injuries,
    "low_bone_density": _density,
    "disordered_eating": _eating,
    "male_signs": _male,
    "bone_pain": found_pain.any_pain,
    "load_and_pain": _load,
}

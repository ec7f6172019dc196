"""The short reason beside each Triad row: "BMI 19.8", "no DXA", "one: metatarsal shaft"."""

from collections.abc import Callable, Iterable
from decimal import Decimal

from django.utils.translation import gettext, ngettext, pgettext

from screening.core.answers import Case
from screening.rules.terms import HIDING, Terms

from .answers import STATE
from .figures import number, score
from .short import HIDDEN, SHORT
from .sites import SITES


def triad_row(code: str, case: Case) -> str:
    """Why the row has its points; also when the Triad is not scored."""
    return _ROWS[code](Terms(case), case)


def no_answer(case: Case, item: str) -> str:
    """Why there is no answer: not answered, not asked, does not know, would rather not say."""
    return str(STATE[case.responses.state(item)])


def energy_availability(t: Terms, case: Case) -> str:
    """The weightiest answer, and that others are open."""
    diagnosis = t.measured.get("ed_diagnosis")
    if t.disorder and diagnosis is not None:
        return {
            "anorexia_nervosa": pgettext("reason", "anorexia nervosa"),
            "bulimia_nervosa": pgettext("reason", "bulimia nervosa"),
            "other": pgettext("reason", "another eating disorder"),
        }[diagnosis]
    if t.disorder:
        return str(SHORT["energy.ed_diagnosis"]["current"])
    if t.overruled:
        return pgettext("reason", "own “current” not confirmed")
    found = _first(t, _WEIGHTY)
    open_items = [item for item in _ENERGY_ITEMS if item not in t.given]
    if found and open_items:
        return pgettext("reason", "%(found)s; rest open") % {"found": found}
    if found:
        return found
    return no_answer(case, open_items[0]) if open_items else pgettext("reason", "no signs")


_ENERGY_ITEMS = ("energy.restriction", "energy.eating_problem", "energy.ed_diagnosis")
_WEIGHTY = (
    ("energy.eating_problem", "current"),
    ("energy.restriction", "often"),
    ("energy.ed_diagnosis", "past"),
    ("energy.restriction", "sometimes"),
    ("energy.eating_problem", "past"),
)


def _first(t: Terms, answers: Iterable[tuple[str, str]]) -> str:
    for item, option in answers:
        if t.given.get(item) == option:
            return str(SHORT[item][option])
    return ""


def body_mass(t: Terms, case: Case) -> str:
    """BMI (under 18: the percentage of expected weight), with the weight loss where it counts."""
    mass = mass_in_words(t)
    if t.loss is None:
        if not mass:
            return pgettext("reason", "not measured")
        return pgettext("reason", "%(mass)s; weight loss open") % {"mass": mass}
    if t.loss == 0:
        return mass or pgettext("reason", "not measured; no weight loss")
    lost = pgettext("reason", "lost 5–10%")
    if t.loss == 2:
        lost = pgettext("reason", "lost at least 10%")
    return f"{mass}; {lost}" if mass else lost


def mass_in_words(t: Terms) -> str:
    """The measured body mass, "" without one. Under 18 never a BMI."""
    if t.minor:
        if t.expected_weight is None:
            return ""
        return gettext("%(percent)s%% of expected weight") % {"percent": number(t.expected_weight)}
    if t.bmi is None:
        return ""
    bmi = Decimal(t.bmi.numerator) / Decimal(t.bmi.denominator)
    return gettext("BMI %(bmi)s") % {"bmi": number(bmi, places=1)}


def menarche(t: Terms, case: Case) -> str:
    """The age at the first period."""
    if t.status == "not_yet":
        return pgettext("reason", "no first period yet")
    age = t.given.get("menstruation.menarche_age")
    if age is None:
        return no_answer(case, "menstruation.menarche_age")
    return gettext("%(age)s years") % {"age": age}


def menses(t: Terms, case: Case) -> str:
    """What hides the cycle, else how many periods."""
    hidden = hidden_by(t)
    if hidden:
        return hidden
    if t.cycle_open:
        return pgettext("reason", "contraception or hormones open")
    if t.status == "not_yet":
        return pgettext("reason", "no first period yet")
    if "menstruation.periods_12m" in t.given:
        return periods(t.given["menstruation.periods_12m"])
    if t.periods == 0:
        return longest_gap(t.gap)
    return no_answer(case, "menstruation.periods_12m")


def hidden_by(t: Terms) -> str:
    """What makes the cycle not assessable, or ""."""
    if t.hormonal:
        return str(HIDDEN[t.given["menstruation.contraception"]])
    if t.therapy:
        return str(HIDDEN["therapy"])
    if t.status in HIDING:
        return str(HIDDEN[t.status])
    if t.causes:
        causes = ", ".join(str(SHORT["menstruation.known_cause"][c]) for c in sorted(t.causes))
        return pgettext("reason", "named cause: %(causes)s") % {"causes": causes}
    return ""


def periods(how_many: int) -> str:
    return ngettext("%(count)s period in 12 months", "%(count)s periods in 12 months", how_many) % {
        "count": how_many
    }


def longest_gap(months: int) -> str:
    return ngettext("longest gap %(months)s month", "longest gap %(months)s months", months) % {
        "months": months
    }


def bone_density(t: Terms, case: Case) -> str:
    """The Z-score, or what stands in its place."""
    if t.z is not None:
        return gettext("Z-score %(z)s") % {"z": score(t.z)}
    if "low_bone_density" in t.given.get("bone.diagnoses", ()):
        return pgettext("reason", "low, says the athlete; no DXA")
    return pgettext("reason", "no DXA")


def previous_bsi(t: Terms, case: Case) -> str:
    """How many, and where."""
    counted = t.given.get("bone.injury_count")
    if counted is None:
        return no_answer(case, "bone.injury_count")
    if counted == "none":
        return pgettext("injuries", "none")
    places = [row["site"] for row in t.injuries]
    sites = ", ".join(dict.fromkeys(str(SITES[site]) for site in places if site is not None))
    if counted == "one":
        if not sites:
            return pgettext("injuries", "one, site unknown")
        return pgettext("injuries", "one: %(sites)s") % {"sites": sites}
    if not sites:
        return pgettext("injuries", "two or more")
    return pgettext("injuries", "two or more: %(sites)s") % {"sites": sites}


_ROWS: dict[str, Callable[[Terms, Case], str]] = {
    "energy_availability": energy_availability,
    "body_mass": body_mass,
    "menarche": menarche,
    "menses": menses,
    "bone_density": bone_density,
    "previous_bsi": previous_bsi,
}

"""What was found, with the athlete's own details: pain, where, since when and what goes with it."""

from collections.abc import Iterable

from django.utils.translation import gettext, pgettext, pgettext_lazy

from screening.core.kinds import Text
from screening.rules.flags.signs import SLOW_HEALING_SITES, TENDER_SITES, TRABECULAR_SITES
from screening.rules.results import Assessment
from screening.rules.terms import Terms

from .figures import capital, day, several
from .sites import SITES

SIGNS: dict[str, Text] = {
    "saddle_numbness": pgettext_lazy("sign", "numbness of the saddle area"),
    "bladder_bowel": pgettext_lazy("sign", "trouble with bladder or bowel"),
    "fever": pgettext_lazy("sign", "fever"),
    "cancer_history": pgettext_lazy("sign", "cancer now or before"),
    "unexplained_weight_loss": pgettext_lazy("sign", "unexplained weight loss"),
    "fainting": pgettext_lazy("sign", "fainting"),
    "chest_pain": pgettext_lazy("sign", "chest pain"),
}


def _places(t: Terms, among: Iterable[str] | None = None) -> list[str]:
    chosen = t.given.get("bone.pain_sites", ())
    return [str(SITES[code]) for code in chosen if among is None or code in among]


def _pain(t: Terms, among: Iterable[str] | None = None) -> str:
    """Where it hurts, since when, and what goes with it."""
    places = _places(t, among)
    if not places:
        return ""
    where = several(places)
    began = t.given.get("bone.pain_started")
    if began is not None:
        where = gettext("%(places)s, since %(date)s") % {"places": where, "date": day(began)}
    return gettext("%(where)s. %(with)s.") % {
        "where": capital(where),
        "with": capital(", ".join(_with_it(t))),
    }


_RESTING: dict[str, Text] = {
    "no": pgettext_lazy("pain", "not at rest, not at night"),
    "rest": pgettext_lazy("pain", "at rest"),
    "night": pgettext_lazy("pain", "at night"),
    "both": pgettext_lazy("pain", "at rest and at night"),
}
_WALKING: dict[str, Text] = {
    "no": pgettext_lazy("pain", "walking free of pain"),
    "yes": pgettext_lazy("pain", "when walking"),
}
_HOP: dict[str, Text] = {
    "pain_free": pgettext_lazy("pain", "hopping free of pain"),
    "painful": pgettext_lazy("pain", "hopping painful"),
    "cannot": pgettext_lazy("pain", "hopping not possible"),
    "not_tried": pgettext_lazy("pain", "hopping not tried"),
}
_SPOT: dict[str, Text] = {"yes": pgettext_lazy("pain", "in one spot")}


def _with_it(t: Terms) -> list[str]:
    words = [
        str(texts[t.given[item]])
        for item, texts in (
            ("bone.pain_rest_night", _RESTING),
            ("bone.pain_walking", _WALKING),
            ("bone.hop", _HOP),
            ("bone.pain_one_spot", _SPOT),
        )
        if t.given.get(item) in texts
    ]
    return words or [pgettext("pain", "course of the pain not answered")]


def any_pain(t: Terms, assessment: Assessment) -> str:
    return _pain(t)


def sudden(t: Terms, assessment: Assessment) -> str:
    """How it began, and where."""
    places = several(_places(t)) if _places(t) else ""
    text = gettext("Began suddenly and severely, with a crack, or standing is not possible.")
    return f"{text} {capital(places)}." if places else text


def hip(t: Terms, assessment: Assessment) -> str:
    return _pain(t, ("hip_groin",))


def trabecular(t: Terms, assessment: Assessment) -> str:
    return _pain(t, TRABECULAR_SITES)


def slow_healing(t: Terms, assessment: Assessment) -> str:
    return _pain(t, SLOW_HEALING_SITES)


def tender(t: Terms, assessment: Assessment) -> str:
    return _pain(t, TENDER_SITES)


def _signs(t: Terms, item: str, *among: str) -> list[str]:
    return [str(SIGNS[code]) for code in t.given.get(item, ()) if code in among]


def collapse(t: Terms, assessment: Assessment) -> str:
    named = several(_signs(t, "fatigue.collapse", "fainting", "chest_pain"))
    return gettext("%(signs)s in the last 4 weeks.") % {"signs": capital(named)}


def general(t: Terms, assessment: Assessment) -> str:
    """Every general sign, and the pain."""
    return " ".join(part for part in (_general_signs(t, *SIGNS), _pain(t)) if part)


def illness(t: Terms, assessment: Assessment) -> str:
    """The general signs that are no red flag of themselves."""
    return _general_signs(t, "fever", "unexplained_weight_loss", "cancer_history")


def _general_signs(t: Terms, *among: str) -> str:
    named = _signs(t, "bone.general_signs", *among)
    return f"{capital(several(named))}." if named else ""

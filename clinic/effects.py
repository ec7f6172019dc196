"""What an entry changes: the outcomes before and after it, in words of the active language."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from screening.core.span import Span
from screening.rules.results import Assessment
from screening.wording import figures, levels
from screening.wording.names import DOMAINS
from screening.wording.settling import ends_in_words

NONE = "–"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome as it stands now, and as it would be; `then` is "" where it stays."""

    code: str
    name: str
    now: str
    then: str = ""


def outcomes(now: Assessment, then: Assessment | None = None) -> tuple[Outcome, ...]:
    """Every outcome, in the order of the assessment page."""
    before = _words(now)
    after = _words(then or now)
    return tuple(
        Outcome(code, name, value, after[code][1] if after[code][1] != value else "")
        for code, (name, value) in before.items()
    )


def sentence(now: Assessment, then: Assessment) -> str:
    """What changed, in one line; that nothing did, too."""
    changed = [
        _("%(what)s %(now)s → %(then)s")
        % {"what": found.name, "now": found.now, "then": found.then}
        for found in outcomes(now, then)
        if found.then
    ]
    if not changed:
        return _("No outcome changes.")
    return _("Changed: %(outcomes)s.") % {"outcomes": "; ".join(changed)}


def _words(assessment: Assessment) -> dict[str, tuple[str, str]]:
    triad, cat2 = assessment.triad, assessment.cat2
    found = {
        "attention": (_("Attention"), str(levels.ATTENTION[assessment.attention])),
        "triad": (_("Triad"), _span(triad.total)),
        "band": (
            pgettext("triad", "Triad band"),
            ends_in_words(triad.band) if triad.band else NONE,
        ),
        "primary": (_("CAT2 primary"), _span(cat2.primary)),
        "secondary": (_("CAT2 secondary"), _span(cat2.secondary)),
        "colour": (_("CAT2 colour"), ends_in_words(cat2.colour) if cat2.colour else NONE),
    }
    for code, domain in assessment.profile.domains.items():
        found[code] = (str(DOMAINS[code]), _span(domain.points))
    return found


def _span(points: Span | None) -> str:
    return NONE if points is None else figures.span(points)

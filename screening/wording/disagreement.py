"""Why the Triad score and CAT2 say different things of one athlete, in words."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from screening.core.kinds import Text
from screening.rules.disagreement import Disagreement

from .figures import inside, several
from .names import INDICATORS, TRIAD_ROWS


def sentences(found: Disagreement) -> tuple[str, ...]:
    """Which is the graver, and what each counts alone."""
    first = {
        "triad": _("The Triad score is graver than CAT2: by design they weigh differently."),
        "cat2": _("CAT2 is graver than the Triad score: by design they weigh differently."),
    }[found.higher]
    rows = several_names(TRIAD_ROWS[code] for code in found.triad)
    indicators = several_names(INDICATORS[code] for code in found.cat2)
    alone = [
        _("The Triad score alone counts %(what)s.") % {"what": rows} if rows else "",
        _("CAT2 alone counts %(what)s.") % {"what": indicators} if indicators else "",
    ]
    if not any(alone):
        alone = [_("Both count the same findings, with other points.")]
    return (first, *(sentence for sentence in alone if sentence))


def several_names(names: Iterable[Text]) -> str:
    """Names as they stand inside a sentence; "" for none."""
    words = [inside(str(name)) for name in names]
    return several(words) if words else ""

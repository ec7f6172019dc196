"""What stands on the sheet about a table: where it comes from, how to read it, and what it is not."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from screening.core.kinds import Text
from screening.wording.figures import day
from screening.wording.notes import NOT_REVIEWED, REQUIRED

from .export import Choice, Export

NOT_VALIDATED: Text = gettext_lazy(
    "The attention level, the signs and the domains are expert rules that nobody has validated. "
    "They were made for one athlete and her physiotherapist, not for research."
)
CONSENT: Text = gettext_lazy(
    "Athletes agreed that this practice uses their answers for their care. For research, or "
    "before anybody else gets this file, ask their consent for that."
)
WITHOUT_CODES: Text = gettext_lazy(
    "No names, dates of birth, client numbers or codes. An athlete has a mark that was made at "
    "random for this file, and dates are cut to the month. That does not make it anonymous: "
    "somebody who knows an athlete can know her again by her answers."
)
WITH_CODES: Text = gettext_lazy(
    "This file holds the codes of the practice and whole dates, so each row leads back to an "
    "athlete. Keep it as you keep her file, and do not pass it on."
)
WITH_TEXTS: Text = gettext_lazy(
    "What athletes wrote in their own words is in this file, and may name somebody."
)
WITHOUT_TEXTS: Text = gettext_lazy("What athletes wrote in their own words was left out.")
SMALL: Text = gettext_lazy(
    "Do not publish a number of fewer than 10 athletes, nor numbers from which such a number "
    "can be worked out: with so few, somebody can be known again."
)
MISSING: Text = gettext_lazy(
    "An empty cell is never a 0. For each question a code says which it is: unknown (she does "
    "not know), declined (she would rather not say), unanswered (asked, left open) or not_asked "
    "(does not fit her other answers)."
)
SPANS: Text = gettext_lazy(
    "Every result stands in two columns: the least and the most that it can be, whatever is "
    "still missing. Where they are equal it is certain. Never use one of the two alone, nor "
    "the middle."
)


def about(export: Export) -> list[tuple[str, str]]:
    """Headings and texts, in the active language."""
    choice = export.choice
    counts = "; ".join(f"{table.protocol}: {len(table.chosen)}" for table in export.tables)
    texts = [
        (pgettext("about a table", "Practice"), export.practice.name),
        (pgettext("about a table", "Made on"), day(export.made_on)),
        (pgettext("about a table", "Chosen"), _chosen(choice)),
        (pgettext("about a table", "Screenings"), counts),
        (pgettext("about a table", "Not a diagnosis"), REQUIRED),
        (pgettext("about a table", "Not reviewed"), NOT_REVIEWED),
        (pgettext("about a table", "Not validated"), NOT_VALIDATED),
        (pgettext("about a table", "What it is for"), CONSENT),
        (pgettext("about a table", "Who it is"), WITH_CODES if choice.codes else WITHOUT_CODES),
        (pgettext("about a table", "Own words"), WITH_TEXTS if choice.texts else WITHOUT_TEXTS),
        (pgettext("about a table", "Small groups"), SMALL),
        (pgettext("about a table", "Missing answers"), MISSING),
        (pgettext("about a table", "Ranges"), SPANS),
    ]
    return [(str(heading), str(text)) for heading, text in texts]


def _chosen(choice: Choice) -> str:
    """The filters in words."""
    words = {"first": day(choice.first), "last": day(choice.last)}
    if choice.signed:
        return _("Sent in from %(first)s to %(last)s; only signed screenings") % words
    return _("Sent in from %(first)s to %(last)s; signed or not") % words

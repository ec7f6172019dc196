"""Words for what is better and worse than at an earlier screening."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from screening.core.kinds import Text
from screening.rules.change import Change, Why

CHANGE: dict[Change, Text] = {
    Change.WORSE: pgettext_lazy("change", "worse"),
    Change.BETTER: pgettext_lazy("change", "better"),
    Change.UNTOLD: pgettext_lazy("change", "cannot be told"),
    Change.SAME: pgettext_lazy("change", "the same"),
    Change.APART: pgettext_lazy("change", "not compared"),
}
"""In the order in which they are told."""

WHY: dict[Why, Text] = {
    Why.PROTOCOL: _("another questionnaire or other rules"),
    Why.THEN: _("then %(said)s"),
    Why.NOW: _("now %(said)s"),
    Why.COUNTED: _("not the same rows counted"),
}
"""Why something is not compared. `said`: why it had no points then, or has none now."""

OUTCOMES: dict[str, Text] = {
    "attention": pgettext_lazy("outcome", "attention"),
    "triad": pgettext_lazy("outcome", "Triad"),
    "primary": pgettext_lazy("outcome", "CAT2 primary"),
    "secondary": pgettext_lazy("outcome", "CAT2 secondary"),
}
"""As they stand inside a sentence."""

KEY: Text = _(
    "A dot: certain. A hatched box: still possible. A dash: no result. Lines across: the thresholds."
)

NOTE: Text = _(
    "Worse or better is said only where it holds whatever the missing answers are. “Cannot be told” "
    "means that both times still have points in common."
)

"""Where a questionnaire stands: a mark with its words. In Python, since a week's list shows hundreds of them."""

from django import template
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clinic import charts
from clinic.models import Stage
from clinic.worklist import Row

from .moments import shortest

register = template.Library()

WORDS: dict[Stage, str | Promise] = {
    Stage.SIGNED: gettext_lazy("Signed %(day)s"),
    Stage.RECEIVED: gettext_lazy("Received %(day)s"),
    Stage.BUSY: gettext_lazy("Busy, last saved %(day)s"),
    Stage.OPENED: gettext_lazy("Opened %(day)s"),
    Stage.INVITED: gettext_lazy("Invited %(day)s"),
    Stage.EXPIRED: gettext_lazy("Link expired %(day)s"),
    Stage.FROZEN: gettext_lazy("Frozen %(day)s"),
    Stage.REVOKED: gettext_lazy("Revoked %(day)s"),
    Stage.UNREADABLE: gettext_lazy("Cannot be read"),
    Stage.NOT_INVITED: gettext_lazy("Not invited"),
}
SHAPES = {
    Stage.SIGNED: "tick",
    Stage.RECEIVED: "full",
    Stage.BUSY: "half_full",
    Stage.OPENED: "half_full",
    Stage.INVITED: "envelope",
    Stage.NOT_INVITED: "dashed",
}
"""The others are crossed out."""


@register.simple_tag
def stage(row: Row, place: tuple[int, int] | None = None) -> SafeString:
    """`place`, while she is busy: in which of how many sections."""
    if place is not None:
        words = _("Busy, section %(at)s of %(all)s") % {"at": place[0], "all": place[1]}
    else:
        since = row.since and timezone.localtime(row.since)
        words = str(WORDS[row.stage]) % {"day": shortest(since)}
    mark = charts.mark(SHAPES.get(row.stage, "cross"))
    return format_html('<span class="stage">{}<span>{}</span></span>', mark, words)

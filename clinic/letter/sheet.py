"""The head of the sheets for coach and athlete: which screening, practice, day and signature. No body, no age."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from screening.wording import figures

from .head import Facts


@dataclass(frozen=True, slots=True)
class SheetHead:
    code: str
    practice: str
    phone: str
    printed: str
    created: str
    """The date on the paper as metadata want it."""
    standing: str
    """Who signed, or that it is a draft."""
    short: str
    """The same in few letters, for the foot of each page."""
    draft: bool


def sheet_head(facts: Facts) -> SheetHead:
    return SheetHead(
        code=facts.code,
        practice=facts.practice or _("unknown practice"),
        phone=facts.phone,
        printed=figures.day(facts.printed_on) if facts.printed_on else "",
        created=facts.printed_on.isoformat() if facts.printed_on else "",
        standing=facts.signed or _("Draft, not signed"),
        short=_("version %(number)s") % {"number": facts.version}
        if facts.version
        else _("draft, not signed"),
        draft=not facts.signed,
    )

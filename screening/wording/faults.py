"""What is wrong with an answer: for a form in the reader's language, for the command line in English."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from screening.core.answers import AGE, Fault
from screening.core.instrument import Instrument, Item
from screening.core.kinds import (
    AnyOf,
    FreeText,
    Group,
    Kind,
    Number,
    OneOf,
    Problem,
    Series,
    WholeNumber,
)

from .figures import number


def sentence(fault: Fault, instrument: Instrument | None = None) -> str:
    """How to mend it, said to whoever fills in the form."""
    item, kind = _place(fault, instrument)
    counted = fault.allowed[0] if fault.allowed else 0
    match fault.problem:
        case Problem.NOT_OFFERED | Problem.MISSING:
            return _choose(item, kind)
        case Problem.NOT_A_NUMBER | Problem.NOT_WHOLE | Problem.OUT_OF_RANGE:
            return _range(fault, kind)
        case Problem.NOT_A_DATE:
            return _("Fill in a whole date: day, month and year.")
        case Problem.NOT_TEXT:
            return _("Fill this in with ordinary letters and figures.")
        case Problem.TWICE:
            return _("Choose each answer once.")
        case Problem.EXCLUDES:
            return _excludes(kind)
        case Problem.TOO_MANY:
            return _too_many(kind, counted)
        case Problem.WRONG_LENGTH:
            return _("Fill in %(count)s weeks. A week that you do not know may stay empty.") % {
                "count": counted
            }
        case Problem.MORE_THAN_COUNTED:
            return ngettext(
                "You counted %(count)s injury, but filled in more. Change one of the two.",
                "You counted %(count)s injuries, but filled in more. Change one of the two.",
                counted,
            ) % {"count": counted}
        case Problem.NOT_ASKED | Problem.UNKNOWN_ITEM:
            return _("This question is not for you. Leave it empty.")
    return _("We cannot read this answer. Fill it in again.")


def _place(fault: Fault, instrument: Instrument | None) -> tuple[Item | None, Kind | None]:
    """The item at fault, and the kind of answer that it, or the part of its row, takes."""
    if instrument is None:
        return None, None
    code, _bracket, inner = fault.where.partition("[")
    item = instrument.items.get(code)
    if item is None:
        measures = {measure.code: measure.kind for measure in instrument.measures}
        return None, measures.get(code)
    match item.kind:
        case Series(week=week) if inner:
            return item, week
        case Group(parts=parts) if inner:
            part = inner.rpartition(".")[2]
            return item, next((each.kind for each in parts if each.code == part), item.kind)
    return item, item.kind


def _choose(item: Item | None, kind: Kind | None) -> str:
    if isinstance(kind, AnyOf):
        return _("Choose one or more answers from the list.")
    if not isinstance(kind, OneOf):
        return _("Fill this in.")
    if item is None or kind is not item.kind:
        return _("Choose one answer.")
    if item.declined:
        return _("Choose one answer. Do you not want to say? Then choose “I would rather not say”.")
    if item.unknown:
        return _("Choose one answer. Do you not know? Then choose “I do not know”.")
    return _("Choose one answer.")


def _range(fault: Fault, kind: Kind | None) -> str:
    limits = _limits(fault, kind)
    if limits is None:
        return _("Fill in a number.")
    text = _("Fill in a number from %(least)s to %(most)s.")
    if isinstance(kind, WholeNumber) or fault.problem is Problem.NOT_WHOLE:
        text = _("Fill in a whole number from %(least)s to %(most)s.")
    return text % {"least": number(limits[0]), "most": number(limits[1])}


def _limits(fault: Fault, kind: Kind | None) -> tuple[int, int] | None:
    if isinstance(kind, Number):
        return kind.least, kind.most
    if fault.where == "age":
        return AGE
    match fault.allowed:
        case (int() as least, int() as most, *_words):
            return least, most
    return None


def _excludes(kind: Kind | None) -> str:
    if isinstance(kind, AnyOf):
        none = next((option for option in kind.options if option.code == "none"), None)
        if none is not None:
            return _("Choose “%(none)s” or other answers, not both.") % {"none": none.label}
    return _("These answers do not go together. Change one of them.")


def _too_many(kind: Kind | None, most: int) -> str:
    if isinstance(kind, FreeText):
        return _("This text is too long. It may have at most %(count)s characters.") % {
            "count": most
        }
    if isinstance(kind, Group):
        return _("You can fill in at most %(count)s injuries.") % {"count": most}
    return ngettext(
        "You can choose at most %(count)s answer.",
        "You can choose at most %(count)s answers.",
        most,
    ) % {"count": most}


_WHAT = {
    Problem.UNKNOWN_ITEM: "there is no such code",
    Problem.NOT_ASKED: "this item is not asked with these answers; leave it out",
    Problem.NOT_OFFERED: "not one of the options",
    Problem.NOT_A_NUMBER: "not a finite number",
    Problem.NOT_WHOLE: "not a whole number",
    Problem.OUT_OF_RANGE: "out of range",
    Problem.NOT_A_DATE: "not a date; write YYYY-MM-DD",
    Problem.NOT_TEXT: "not a text",
    Problem.NOT_A_LIST: "not a list",
    Problem.NOT_AN_OBJECT: "not an object",
    Problem.TWICE: "an option stands twice; once is allowed",
    Problem.EXCLUDES: "an option that excludes the others stands beside another",
    Problem.TOO_MANY: "too many or too long",
    Problem.WRONG_LENGTH: "a list of the wrong length",
    Problem.MORE_THAN_COUNTED: "more rows than counted",
    Problem.MISSING: "must be given",
    Problem.EMPTY: "is empty; one case in JSON is wanted",
    Problem.NOT_JSON: "is not JSON",
    Problem.TOO_LARGE: "is too large",
    Problem.UNREADABLE: "cannot be read",
}
_AT_MOST = (Problem.TOO_MANY, Problem.MORE_THAN_COUNTED)


def line(fault: Fault) -> str:
    """One line for the command line: where, what is wrong, what is allowed."""
    text = f"{_printable(fault.where)}: {_WHAT[fault.problem]}"
    if fault.problem in (Problem.NOT_JSON, Problem.UNREADABLE):
        return f"{text} ({_printable(str(fault.allowed[0]))})"
    return f"{text}; allowed: {_allowed(fault)}" if fault.allowed else text


def _allowed(fault: Fault) -> str:
    match fault.allowed:
        case (int() as least, int() as most, *words):
            whole = "a whole number " if fault.problem is Problem.NOT_WHOLE else ""
            return ", ".join((f"{whole}from {least} to {most}", *map(str, words)))
        case (int() as most,) if fault.problem is Problem.TOO_LARGE:
            return f"at most {most} bytes"
        case (int() as most,) if fault.problem in _AT_MOST:
            return f"at most {most}"
        case (int() as length,):
            return f"exactly {length}"
        case (alone,) if fault.problem is Problem.EXCLUDES:
            return f"{alone} alone, or others without it"
    return ", ".join(map(str, fault.allowed))


def _printable(where: str) -> str:
    """A place on one line, at most 80 characters, whatever a case put there."""
    text = re.sub(r"[^\x20-\x7e]", lambda found: ascii(found[0])[1:-1], where)
    return text if len(text) <= 80 else f"{text[:77]}..."

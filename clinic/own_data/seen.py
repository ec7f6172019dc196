"""Who saw or changed an athlete's data, by day, in plain words of the active language."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from clinic import audit
from clinic.models import Action, Athlete, Event, Outcome, Role

from .held import log, names_of

Words = str | Promise

DONE: dict[str, Words] = {
    Action.CREATE: pgettext_lazy("log", "Your details were added"),
    Action.READ: pgettext_lazy("log", "Your details were looked at"),
    Action.CHANGE: pgettext_lazy("log", "Your details were changed"),
    Action.ARCHIVE: pgettext_lazy("log", "You were put in the archive"),
    Action.INVITE: pgettext_lazy("log", "You were invited to a questionnaire"),
    Action.RENEW: pgettext_lazy("log", "You got a new link"),
    Action.REVOKE: pgettext_lazy("log", "A link was revoked"),
    Action.OPEN: pgettext_lazy("log", "A link was opened"),
    Action.SAVE: pgettext_lazy("log", "Answers were saved"),
    Action.SEND: pgettext_lazy("log", "The questionnaire was sent"),
    Action.MEASURE: pgettext_lazy("log", "Measurements were filled in"),
    Action.EXPORT: pgettext_lazy("log", "A report or text was downloaded"),
    Action.CONSENT: pgettext_lazy("log", "Consent was given"),
    Action.WITHDRAW: pgettext_lazy("log", "Consent was withdrawn"),
    Action.FREEZE: pgettext_lazy("log", "A link was blocked after wrong dates of birth"),
    Action.REOPEN: pgettext_lazy("log", "The questionnaire was opened again"),
    Action.HAND_OVER: pgettext_lazy("log", "The questionnaire was opened on the practice’s tablet"),
    Action.URGENT: pgettext_lazy("log", "The practice was asked to call you"),
    Action.MAIL: pgettext_lazy("log", "A mail was sent to you"),
    Action.IMPORT: pgettext_lazy("log", "An appointment was taken over from a file"),
    Action.CANCEL: pgettext_lazy("log", "An appointment was cancelled"),
    Action.HANDLE: pgettext_lazy("log", "It was noted what was done after urgent signs"),
    Action.TELL: pgettext_lazy("log", "Answers from the conversation were filled in"),
    Action.NOTE: pgettext_lazy("log", "The note or plan was written"),
    Action.SIGN: pgettext_lazy("log", "The result was signed"),
    Action.AMEND: pgettext_lazy("log", "The signed result was opened for a change"),
    Action.ISSUE: pgettext_lazy("log", "A report was made"),
    Action.FIND: pgettext_lazy("log", "Your file was opened from a search"),
    Action.PRINT: pgettext_lazy("log", "A page about you was printed"),
    Action.ERASE: pgettext_lazy("log", "Your data were destroyed"),
    Action.HOLD: pgettext_lazy("log", "It was noted whether your file must be kept longer"),
    Action.NOTICE: pgettext_lazy("log", "The end of the time for keeping your file was announced"),
}
"""What was done to or about her file."""

SOMETHING: Words = pgettext_lazy("log", "Something was done with your file")
"""For what is never done to a file."""

READ: dict[str, Words] = {
    "assessment": pgettext_lazy("log", "Your results were read"),
    "screening": pgettext_lazy("log", "Answers were read"),
    "measurements": pgettext_lazy("log", "Measurements were read"),
    "open questions": pgettext_lazy("log", "Open questions were read"),
    "consultation": pgettext_lazy("log", "The note and plan were read"),
    "record": pgettext_lazy("log", "The result was read before signing"),
    "version": pgettext_lazy("log", "A signed version was read"),
    "versions": pgettext_lazy("log", "The list of signed versions was read"),
    "earlier screenings": pgettext_lazy("log", "Your earlier results were read"),
    "preview": pgettext_lazy("log", "It was tried what an answer or measurement would change"),
    "copies": pgettext_lazy("log", "It was looked up what may be given to you or your coach"),
    "coach": pgettext_lazy("log", "The coach’s version was read"),
    "athlete nl": pgettext_lazy("log", "Your copy was read before it is given to you"),
    "athlete en": pgettext_lazy("log", "Your copy was read before it is given to you"),
    "urgent": pgettext_lazy("log", "It was read what was done after urgent signs"),
    "invitation": pgettext_lazy("log", "Your invitation was looked at"),
    "appointment": pgettext_lazy("log", "Your appointment was looked at"),
    "access log": pgettext_lazy("log", "It was looked up who saw your file"),
    "api screening": pgettext_lazy("log", "When you sent the questionnaire was read"),
}
"""What was read, by what the log's object begins with."""

EXPORT: dict[str, Words] = {
    "own data": pgettext_lazy("log", "This file was made for you"),
    "full": pgettext_lazy("log", "The report was downloaded"),
    "draft": pgettext_lazy("log", "A draft of the report was downloaded"),
    "coach": pgettext_lazy("log", "The coach’s version was downloaded"),
    "athlete": pgettext_lazy("log", "Your copy was downloaded"),
    "text block": pgettext_lazy("log", "Text for another system was made"),
    "table": pgettext_lazy("log", "Your answers, without your name, went into a table"),
    "fhir": pgettext_lazy("log", "Your answers and results were made ready for another system"),
    "api fhir": pgettext_lazy("log", "Your answers and results went to another system"),
    "api report": pgettext_lazy("log", "The report went to another system"),
    "earlier screenings": pgettext_lazy("log", "Your earlier results went along in a report"),
    "access log": pgettext_lazy("log", "The list of who saw your file was downloaded"),
}
"""What left, likewise."""

ERASE: dict[str, Words] = {
    "draft": pgettext_lazy("log", "A questionnaire that you never sent was destroyed"),
}
"""What was destroyed, likewise."""

SPECIAL = {Action.READ: READ, Action.EXPORT: EXPORT, Action.ERASE: ERASE}

ROLES: dict[str, Words] = {
    audit.ATHLETE: pgettext_lazy("log", "you"),
    audit.NOBODY: pgettext_lazy("log", "somebody who was not signed in"),
    audit.SYSTEM: pgettext_lazy("log", "by itself"),
    audit.TOKEN: pgettext_lazy("log", "another system of the practice"),
    audit.COMMAND: pgettext_lazy("log", "administrator of the system"),
    **dict(Role.choices),
}


@dataclass(frozen=True, slots=True)
class Line:
    time: str
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    lines: tuple[Line, ...]


def seen(athlete: Athlete) -> tuple[Day, ...]:
    """The latest day first; what happened again within the minute stands once."""
    names = names_of(athlete)
    by_day = groupby(log(athlete), key=lambda event: timezone.localdate(event.at))
    days = [Day(day, tuple(dict.fromkeys(_lines(events, names)))) for day, events in by_day]
    return tuple(reversed(days))


def _lines(events: Iterator[Event], names: dict[object, str]) -> Iterator[Line]:
    for event in events:
        role = str(ROLES.get(event.role, ROLES[audit.NOBODY]))
        name = names.get(event.who, "")
        who = _("%(name)s, %(role)s") % {"name": name, "role": role} if name else role
        yield Line(f"{timezone.localtime(event.at):%H:%M}", who, _what(event))


def _what(event: Event) -> str:
    kinds = SPECIAL.get(Action(event.action), {})
    fits = (kind for kind in kinds if f"{event.object} ".startswith(f"{kind} "))
    kind = max(fits, key=len, default="")
    words = kinds.get(kind) or DONE.get(event.action, SOMETHING)
    if event.outcome == Outcome.REFUSED:
        return _("%(what)s (refused or failed)") % {"what": words}
    return str(words)

"""The same in words of the active language: answers, measurements and notes of every screening."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from clinic import talk
from clinic.letter.agreed import Agreed, agreed
from clinic.letter.told import Answer, AnswerSection, measured, sections
from clinic.models import Athlete, Consent, Consenter, Handling, Invitation
from clinic.models.record import written
from screening.core.answers import Refused
from screening.encryption import Unreadable
from screening.wording import figures

from .held import invitations


@dataclass(frozen=True, slots=True)
class Filling:
    """One screening; without answers where it was not sent, or where they do not open."""

    code: str
    standing: str
    consents: tuple[str, ...]
    sections: tuple[AnswerSection, ...] = ()
    measured: tuple[Answer, ...] = ()
    agreed: Agreed | None = None
    handlings: tuple[Handling, ...] = ()


def readable(athlete: Athlete) -> dict[str, Any]:
    return {
        "appointments": list(athlete.appointments.all()),
        "fillings": [_filling(invitation) for invitation in invitations(athlete)],
    }


def _filling(invitation: Invitation) -> Filling:
    screening = invitation.screening
    consents = tuple(_consent(consent) for consent in invitation.consents.all())
    if invitation.sent_at is None:
        return Filling(screening.code, _("Not sent."), consents)
    try:
        case = screening.case()
        sources = talk.sources(talk.Spoken.of(screening), case)
        instrument = screening.protocol.instrument
        level = screening.protocol.assess(case).attention
        sent_on = timezone.localdate(invitation.sent_at)
        note = written(invitation)
        return Filling(
            code=screening.code,
            standing=_("Sent on %(day)s.") % {"day": figures.day(sent_on)},
            consents=consents,
            sections=sections(instrument, case, "", sources),
            measured=measured(instrument, case, sources),
            agreed=agreed(note.content, instrument, level, sent_on) if note else None,
            handlings=tuple(invitation.handlings.all()),
        )
    except (Refused, Unreadable):
        return Filling(screening.code, _("The answers do not open any more."), consents)


def _consent(consent: Consent) -> str:
    given = figures.day(timezone.localdate(consent.given_at))
    if consent.by == Consenter.PARENT:
        words = _("Consent of a parent (%(name)s) on %(day)s, text %(version)s") % {
            "name": consent.parent_name,
            "day": given,
            "version": consent.version,
        }
    else:
        words = _("Your consent on %(day)s, text %(version)s") % {
            "day": given,
            "version": consent.version,
        }
    if consent.withdrawn_at is None:
        return words
    withdrawn = figures.day(timezone.localdate(consent.withdrawn_at))
    return _("%(consent)s; withdrawn on %(day)s") % {"consent": words, "day": withdrawn}

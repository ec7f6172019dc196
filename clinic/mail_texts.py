"""The words of mail to athletes: the programme's own, and what a practice may write in their place.

A mail lies open in a mailbox that others may read: neither sender nor subject nor text says anything of health.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .models import Invitation, MailKind, MailText, Practice

PLACEHOLDERS = ("name", "practice", "link", "appointment", "phone")
IN_SUBJECT = ("name", "practice")
DAY_AND_TIME = "l j F, H:i"
BRACES = re.compile(r"\{([^{}]*)\}")
MAY_BE_EMPTY = ("appointment", "phone")
"""A line that holds one of these is left out where there is nothing to put in."""

HEALTH_WORDS = re.compile(
    r"""\b(
    red-?s | triad\w* | triade | screening\w* | menstru\w* | ongesteld\w* | periods? | cyclus\w*
    | hormo\w* | pil | pill | anticoncepti\w* | contracepti\w* | zwanger\w* | pregnan\w*
    | eetstoornis\w* | eetgedrag | eating | anorexi\w* | bulimi\w* | gewicht\w* | weight | bmi
    | energietekort | energiebeschikbaarheid | botbreuk\w* | stressfractu\w* | stress\ fractu\w*
    | fractu\w* | botdichtheid | bone\w* | botten | blessure\w* | injur\w* | klacht\w* | complaint\w*
    | symptom\w* | symptoom | ziek\w* | disease | illness | diagnos\w* | medisch\w* | medical\w*
    | gezondheid\w* | health\w* | spoed\w* | urgent\w* | alarm\w* | risico\w* | risk\w* | pijn\w* | pain\w*
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Text:
    subject: str
    text: str


def own(kind: str, language: str) -> Text:
    """The programme's own words in one language."""
    with translation.override(language):
        if kind == MailKind.INVITATION:
            return Text(
                _("Questionnaire before your appointment at {practice}"),
                _(
                    "Dear {name},\n\n"
                    "{practice} asks you to fill in a questionnaire on your phone before you come. "
                    "It takes about ten minutes, and you can stop and go on later.\n\n"
                    "{link}\n\n"
                    "The link is yours alone: please do not pass it on. "
                    "It asks for your date of birth.\n\n"
                    "Your appointment: {appointment}.\n"
                    "Questions? Call {phone}.\n\n"
                    "{practice}"
                ),
            )
        return Text(
            _("Reminder: questionnaire before your appointment at {practice}"),
            _(
                "Dear {name},\n\n"
                "The questionnaire of {practice} has not been sent yet. "
                "What you filled in before is kept; this link leads back to it:\n\n"
                "{link}\n\n"
                "Your appointment: {appointment}.\n"
                "Questions? Call {phone}.\n\n"
                "{practice}"
            ),
        )


def of(practice: Practice, kind: str, language: str) -> Text:
    """The practice's words where it wrote some, else the programme's. Inside the practice's scope."""
    written = MailText.objects.filter(practice=practice, kind=kind, language=language).first()
    return Text(written.subject, written.text) if written else own(kind, language)


def faults(text: str, allowed: tuple[str, ...]) -> list[str]:
    """What keeps a practice's words from being used, in the active language; empty where nothing does."""
    found = [
        _("{%(name)s} is no placeholder here. Possible are %(allowed)s.")
        % {"name": name, "allowed": ", ".join(f"{{{one}}}" for one in allowed)}
        for name in dict.fromkeys(BRACES.findall(text))
        if name not in allowed
    ]
    if re.search(r"[{}]", BRACES.sub("", text)):
        found.append(_("There is a { or } that belongs to no placeholder."))
    words = dict.fromkeys(match.group().lower() for match in HEALTH_WORDS.finditer(text))
    if words:
        found.append(
            _("Mail can be read by others, so it says nothing of health. Leave out: %(words)s.")
            % {"words": ", ".join(words)}
        )
    return found


def filled(text: Text, values: Mapping[str, str]) -> Text:
    """The words with the values in their places; a line whose placeholder has no value is left out."""
    kept = (
        line
        for line in text.text.replace("\r\n", "\n").split("\n")
        if not any(f"{{{name}}}" in line and not values[name] for name in MAY_BE_EMPTY)
    )
    lines = re.sub(r"\n{3,}", "\n\n", "\n".join(kept))
    return Text(" ".join(_fill(text.subject, values).split()), _fill(lines, values))


def _fill(text: str, values: Mapping[str, str]) -> str:
    return BRACES.sub(lambda found: values.get(found.group(1), found.group()), text)


def values(invitation: Invitation, link: str) -> dict[str, str]:
    """What belongs in the places, in the athlete's language."""
    athlete = invitation.athlete
    with translation.override(athlete.language):
        return {
            "name": athlete.given_name,
            "practice": athlete.practice.name,
            "link": link,
            "appointment": _when(invitation),
            "phone": athlete.practice.phone,
        }


def example(practice: Practice, language: str) -> dict[str, str]:
    """Values for a preview: nobody's."""
    with translation.override(language):
        return {
            "name": "Robin",
            "practice": practice.name,
            "link": "https://…/s/…/",
            "appointment": date_format(
                timezone.localtime().replace(hour=10, minute=40), DAY_AND_TIME
            ),
            "phone": practice.phone or "030 000 00 00",
        }


def _when(invitation: Invitation) -> str:
    if invitation.appointment_at is None:
        return ""
    return date_format(timezone.localtime(invitation.appointment_at), DAY_AND_TIME)

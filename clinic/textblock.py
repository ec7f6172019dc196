"""A screening as plain text in the active language, to copy into the practice's own record system."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from screening.conversation import with_told
from screening.core.answers import Case
from screening.protocols import PROTOCOLS, Protocol
from screening.rules.results import Attention
from screening.wording import again, discussed, figures, levels, notes, results
from screening.wording.flags import FLAGS
from screening.wording.plans import REFERRALS, STEPS, in_words

from . import effects, talk
from .models import Signature

Content = Mapping[str, Any]


def case_of(content: Content) -> tuple[Protocol, Case]:
    """The protocol and case that signed content, or content to be signed, holds."""
    protocol = PROTOCOLS[content["protocol"]]
    case = protocol.read_case(
        age=Decimal(content["age"]),
        answers=with_told(protocol.instrument, content["answers"], content["told"]),
        measurements=content["measurements"],
        drop_hidden=True,
    )
    return protocol, case


def text(content: Content, signature: Signature | None) -> str:
    """`signature` is None for what is not signed."""
    return "\n".join(_lines(content, signature)) + "\n"


def _lines(content: Content, signature: Signature | None) -> Iterator[str]:
    protocol, case = case_of(content)
    assessment = protocol.assess(case)
    sent = datetime.fromisoformat(content["submitted_at"])
    yield _("RED-S screening %(code)s, filled in on %(day)s") % {
        "code": content["screening"],
        "day": figures.day(timezone.localdate(sent)),
    }
    yield ""
    yield _("Attention: %(level)s. %(why)s") % {
        "level": levels.ATTENTION[assessment.attention],
        "why": results.explain(assessment, protocol.instrument),
    }
    flags = [f"- {FLAGS[flag.code].title}: {FLAGS[flag.code].do}" for flag in assessment.flags]
    yield from _part(_("Signs"), flags, _("None found."))
    scores = [f"- {found.name}: {found.now}" for found in effects.outcomes(assessment)[1:]]
    yield from _part(_("Outcomes (provisional; a physician must judge them)"), scores)
    yield from _part(_("Measurements"), _measured(content, protocol, case), _("None."))
    told = [f"- {name}: {answer}" for name, answer in talk.told_in_words(content, protocol, case)]
    yield from _part(_("Told in conversation"), told)
    yield from _record(content["consultation"], protocol)
    if "again" in content["consultation"]:
        yield from _part(_("Next screening"), [_again(content, assessment.attention)])
    yield ""
    yield str(notes.REQUIRED)
    yield _("Questionnaire and rules: %(protocol)s, %(rules)s") % {
        "protocol": content["protocol"],
        "rules": content["rules"],
    }
    yield signed_in_words(signature)


def _record(written: Mapping[str, Any], protocol: Protocol) -> Iterator[str]:
    spoken = discussed.all_in_words(written["discussed"], protocol.instrument)
    yield from _part(_("Discussed"), [f"- {line}" for line in spoken])
    yield from _part(_("Note"), written["note"].strip().splitlines())
    yield from _part(_("Plan"), [f"- {line}" for line in in_words(written["plan"], STEPS)])
    referral = in_words(written["referral"], REFERRALS)
    if written["referral_other"]:
        referral.append(written["referral_other"])
    yield from _part(_("Referral to"), [f"- {line}" for line in referral])


def _again(content: Content, level: Attention) -> str:
    written = content["consultation"]["again"]
    sent_on = timezone.localdate(datetime.fromisoformat(content["submitted_at"]))
    return again.planned_after(written, level, sent_on)


def _measured(content: Content, protocol: Protocol, case: Case) -> list[str]:
    return [
        f"- {figures.capital(name)}: {value}" + (f" ({source})" if source else "")
        for name, value, source in talk.measured_in_words(
            protocol.instrument, case, content["origins"]
        )
    ]


def _part(title: str, lines: list[str], otherwise: str = "") -> Iterator[str]:
    """A heading with lines under it; nothing without lines, unless something is said then."""
    if lines or otherwise:
        yield ""
        yield title
        yield from lines or [otherwise]


def signed_in_words(signature: Signature | None) -> str:
    """Who signed which version, and when."""
    if signature is None:
        return _("Not signed.")
    at = timezone.localtime(signature.signed_at)
    return _("Signed by %(name)s on %(day)s at %(time)s, version %(number)s.") % {
        "name": signature.signed_by_name,
        "day": figures.day(date(at.year, at.month, at.day)),
        "time": f"{at:%H:%M}",
        "number": signature.number,
    }

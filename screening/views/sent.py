"""The last page: what happens now, and what to do today when her own answers ask for it."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from screening.core.kinds import Text
from screening.models import Screening
from screening.rules.results import Attention
from screening.wording.for_athlete import URGENT_FOR_ATHLETE, AthleteText

from .page import again, change_language, page, show


@page
def sent(request: HttpRequest) -> HttpResponse:
    screening = request.access.screening
    if change_language(request):
        return again(request)
    if not screening.submitted_at:
        return redirect("screening:start")
    texts = urgent_texts(screening)
    if texts:
        request.access.record("urgent")
    context = {
        "reasons": reasons(texts),
        "phone": _digits(request),
        "practice_words": request.access.urgent_text() if texts else "",
    }
    return show(request, "screening/sent.html", context)


@dataclass(frozen=True, slots=True)
class Reason:
    """One heading of the last page: why, and what to do; no step stands there twice."""

    title: Text
    leads: list[Text]
    steps: list[Text]


def reasons(texts: list[AthleteText]) -> list[Reason]:
    """Texts with the same title become one."""
    told: set[str] = set()
    found: dict[str, Reason] = {}
    for text in texts:
        reason = found.setdefault(str(text.title), Reason(text.title, [], []))
        reason.leads.append(text.lead)
        reason.steps.extend(step for step in text.steps if str(step) not in told)
        told |= {str(step) for step in text.steps}
    return list(found.values())


def urgent_texts(screening: Screening) -> list[AthleteText]:
    """What to do today: for urgent flags that her own answers raise. Measurements are the therapist's to tell."""
    protocol = screening.protocol
    case = protocol.read_case(
        age=screening.age, answers=screening.answers, measurements={}, drop_hidden=True
    )
    return [
        URGENT_FOR_ATHLETE[flag.code]
        for flag in protocol.assess(case).flags
        if flag.level is Attention.URGENT and flag.code in URGENT_FOR_ATHLETE
    ]


def _digits(request: HttpRequest) -> str:
    """The practice's number as a telephone dials it."""
    number = request.access.practice_phone.replace("(0)", "")
    return "".join(c for c in number if c in "+0123456789")

"""Her answers before she sends them, each with a link to change it, and sending."""

from dataclasses import dataclass

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from screening.core.answers import Refused, Responses
from screening.core.instrument import Item, Section
from screening.forms.entries import ways_out
from screening.forms.layout import anchor
from screening.journey import Journey
from screening.models import Screening
from screening.wording import faults
from screening.wording.answers import in_words

from .page import again, change_language, page, show
from .sent import urgent_texts


@dataclass(frozen=True, slots=True)
class Row:
    """One question with its answer in words."""

    item: Item
    change: str
    words: str
    blank: bool
    fault: str


@page
def check(request: HttpRequest) -> HttpResponse:
    screening = request.access.screening
    if change_language(request):
        return again(request)
    if screening.submitted_at:
        return redirect("screening:sent")
    if request.method == "POST":
        return _send(request, screening)
    return _show(request, screening)


@transaction.atomic
def _send(request: HttpRequest, screening: Screening) -> HttpResponse:
    """Send it as it stands, once. An age outside the instrument's range is the practice's to mend."""
    held = Screening.objects.select_for_update()
    screening.refresh_from_db(fields=("sealed_answers", "submitted_at"), from_queryset=held)
    if _journey(screening).faults:
        return _show(request, screening)
    age = request.access.age()
    try:
        screening.case(age=age)
    except Refused:
        return show(request, "screening/wrong_age.html", {}, status=409)
    if screening.submit(age=age):
        request.access.finish(urgent=bool(urgent_texts(screening)))
    return redirect("screening:sent")


def _journey(screening: Screening) -> Journey:
    return Journey.of(screening.protocol.instrument, screening.answers)


def _show(request: HttpRequest, screening: Screening) -> HttpResponse:
    request.access.record("read")
    journey = _journey(screening)
    wrong = {
        fault.where.partition("[")[0]: faults.sentence(fault, journey.instrument)
        for fault in journey.faults
    }
    sections = [(section, _rows(journey, section, wrong)) for section in journey.sections]
    context = {
        "sections": sections,
        "blank": sum(len(journey.blank(section)) for section in journey.sections),
        "wrong": [(section, row) for section, rows in sections for row in rows if row.fault],
    }
    return show(request, "screening/check.html", context)


def _change(journey: Journey, item: Item) -> str:
    """Where she changes her answer, and comes back from."""
    page = reverse("screening:page", args=journey.page_of(item.code).where)
    return f"{page}?to=check#{anchor(item.code)}"


def said(item: Item, responses: Responses) -> str:
    """Her answer in words; where she withheld it, in the words that she chose."""
    for way in ways_out(item):
        if responses.state(item.code) == way.code:
            return str(way.label)
    return in_words(item, responses)


def _rows(journey: Journey, section: Section, wrong: dict[str, str]) -> list[Row]:
    return [
        Row(
            item,
            _change(journey, item),
            said(item, journey.responses),
            not journey.touched(item) and item.code not in wrong,
            wrong.get(item.code, ""),
        )
        for item in journey.items(section)
    ]

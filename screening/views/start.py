"""The first page: who asks, why, how long, and who reads it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from screening.journey import Journey, minutes

from .page import again, change_language, page, show


@page
def start(request: HttpRequest) -> HttpResponse:
    screening = request.access.screening
    if change_language(request):
        return again(request)
    if screening.submitted_at:
        return redirect("screening:sent")
    journey = Journey.of(screening.protocol.instrument, screening.answers)
    if request.method == "POST":
        section = journey.resume()
        return (
            redirect("screening:section", section.code) if section else redirect("screening:check")
        )
    request.access.record("opened")
    least = journey.questions()
    context = {
        "begun": journey.begun,
        "questions": least,
        "least": minutes(least),
        "most": minutes(len(journey.instrument.items)),
        "left": minutes(sum(len(journey.blank(section)) for section in journey.sections)),
    }
    return show(request, "screening/start.html", context)

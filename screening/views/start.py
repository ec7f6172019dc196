"""The first page: who asks, why, how long, who reads it; her consent, and taking it back."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from screening.access import before_consent
from screening.core.answers import AGE
from screening.journey import Journey, minutes

from .page import again, change_language, mark_of, show


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@before_consent
def start(request: HttpRequest) -> HttpResponse:
    access = request.access
    if change_language(request):
        return again(request)
    if access.screening.submitted_at:
        return redirect("screening:sent")
    if not AGE[0] <= access.age() <= AGE[1]:
        return show(request, "screening/age.html", {}, status=409)
    if request.method == "POST":
        return _posted(request)
    access.record("opened")
    return _show(request)


def _posted(request: HttpRequest) -> HttpResponse:
    """Withdraw after asking once, or agree and go on to where she was."""
    access, go = request.access, request.POST.get("go")
    if go == "withdraw":
        return show(request, "screening/start_withdraw.html", {})
    if go == "withdraw-now":
        _once(request, access.withdraw)
        return redirect("screening:start")
    if not access.consented and not access.parent_step:
        if not request.POST.get("consent"):
            return _show(request, unticked=True)
        _once(request, access.agree)
        if not access.consented and not access.parent_step:
            return redirect("screening:start")
    if access.parent_step:
        return redirect(access.parent_step)
    page = Journey.of(access.screening.protocol.instrument, access.screening.answers).resume()
    return redirect("screening:page", *page.where) if page else redirect("screening:check")


def _once(request: HttpRequest, work: Callable[[], None]) -> None:
    """Not when the same form comes again: she may have decided otherwise since."""
    with transaction.atomic():
        if request.access.screening.first_time(mark_of(request)):
            work()


def _show(request: HttpRequest, **more: Any) -> HttpResponse:
    screening = request.access.screening
    journey = Journey.of(screening.protocol.instrument, screening.answers)
    least = journey.questions()
    context = {
        "begun": journey.begun,
        "questions": least,
        "least": minutes(least),
        "most": minutes(len(journey.instrument.items)),
        "left": minutes(sum(len(journey.blank(section)) for section in journey.sections)),
        **more,
    }
    return show(request, "screening/start.html", context)

"""Entering what was measured, and what it changes."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clinic import effects, talk
from clinic.actions import measurements
from clinic.forms.measurements import MeasurementsForm
from clinic.models import Action, Invitation, Locked
from clinic.models.record import locked
from clinic.permissions import Permission, requires
from screening.core.answers import Case

from .received import readable, received, record

ADULT = 18


def form_of(request: HttpRequest, invitation: Invitation, case: Case) -> MeasurementsForm:
    screening = invitation.screening
    return MeasurementsForm(
        request.POST if request.method == "POST" else None,
        instrument=screening.protocol.instrument,
        stored=screening.measurements,
        minor=screening.age is not None and screening.age < ADULT,
        beside=talk.notes_beside(screening, case),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MEASURE)
@readable
def measure(request: HttpRequest, code: str) -> HttpResponse:
    """Enter or change measurements; the page that follows is computed anew with them."""
    invitation = received(code)
    screening = invitation.screening
    case = screening.case()
    before = screening.protocol.assess(case)
    form = form_of(request, invitation, case)
    signed = locked(invitation)
    if form.is_valid() and not signed:
        try:
            measurements.measure(
                invitation=invitation,
                by=request.membership,
                raw=form.entered,
                origin=form.origin,
                origins=form.origins,
            )
        except Locked:
            signed = True
        else:
            words = effects.sentence(before, screening.assess())
            messages.success(request, _("The measurements have been saved.") + " " + words)
            return redirect("assessment", screening.code)
    if request.method != "POST":
        record(request, Action.READ, "measurements", invitation)
    context: dict[str, Any] = {
        "form": form,
        "athlete": invitation.athlete,
        "screening": screening,
        "outcomes": effects.outcomes(before),
        "locked": signed,
    }
    return render(
        request,
        "clinic/measurements.html",
        context,
        status=409 if signed and form.is_bound else 200,
    )

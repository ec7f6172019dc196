"""What comes out of a screening: the therapist's page, the measurements, and the PDF."""

from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clinic import audit, letter, paper
from clinic.actions import measurements
from clinic.forms.measurements import MeasurementsForm
from clinic.letter import Facts, Letter
from clinic.models import Action, Invitation
from clinic.permissions import Permission, View, requires
from screening.core.answers import Refused
from screening.encryption import Unreadable

ADULT = 18


def readable(view: View) -> View:
    """Says so, kindly, where stored answers do not open: their key is gone, or they are of no known protocol."""

    @wraps(view)
    def answered(request: HttpRequest, code: str) -> HttpResponse:
        try:
            return view(request, code)
        except (Refused, Unreadable):
            return render(request, "clinic/unreadable.html", {"code": code}, status=410)

    return answered


def _received(code: str) -> Invitation:
    """The invitation of a screening of this practice that was sent in, or 404."""
    received = Invitation.objects.filter(screening__submitted_at__isnull=False)
    return get_object_or_404(
        received.select_related("athlete__practice", "screening__key"), screening__code=code
    )


def _record(request: HttpRequest, action: Action, what: str, invitation: Invitation) -> None:
    audit.record(
        action,
        what,
        by=request.membership,
        athlete=invitation.athlete,
        screening=invitation.screening.code,
    )


def _letter(invitation: Invitation) -> Letter:
    """Everything computed anew from what is stored, in words of the active language."""
    screening = invitation.screening
    case = screening.case()
    facts = Facts(
        code=screening.code,
        practice=invitation.athlete.practice.name,
        filled_on=timezone.localdate(screening.submitted_at),
        filled_in=screening.language,
        printed_on=timezone.localdate(),
    )
    return letter.build(screening.protocol, case, screening.protocol.assess(case), facts=facts)


@require_safe
@requires(Permission.READ_RESULTS)
@readable
def assessment(request: HttpRequest, code: str) -> HttpResponse:
    invitation = _received(code)
    _record(request, Action.READ, "assessment", invitation)
    context = {
        "letter": _letter(invitation),
        "screening": invitation.screening,
        "athlete": invitation.athlete,
    }
    return render(request, "clinic/assessment.html", context)


@require_safe
@requires(Permission.READ_RESULTS)
@readable
def report_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """A draft of the report; its file name says nothing about the athlete."""
    invitation = _received(code)
    language = request.GET.get("lang", request.user.language)
    if language not in dict(settings.LANGUAGES):
        raise Http404
    _record(request, Action.EXPORT, f"report {language}", invitation)
    with translation.override(language):
        pdf = paper.render_apart(_letter(invitation))
    name = f"{invitation.screening.code}-{language}.pdf"
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MEASURE)
@readable
def measure(request: HttpRequest, code: str) -> HttpResponse:
    """Enter or change measurements; the page that follows is computed anew with them."""
    invitation = _received(code)
    screening = invitation.screening
    form = MeasurementsForm(
        request.POST if request.method == "POST" else None,
        instrument=screening.protocol.instrument,
        stored=screening.measurements,
        minor=screening.age is not None and screening.age < ADULT,
    )
    if form.is_valid():
        measurements.measure(invitation=invitation, by=request.membership, raw=form.cleaned_data)
        messages.success(request, _("The measurements have been saved."))
        return redirect("assessment", screening.code)
    if request.method != "POST":
        _record(request, Action.READ, "measurements", invitation)
    context: dict[str, Any] = {"form": form, "athlete": invitation.athlete, "screening": screening}
    return render(request, "clinic/measurements.html", context)

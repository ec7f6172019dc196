"""What comes out of a screening: the therapist's page and the PDF."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from clinic import again, letter, paper, talk
from clinic.beside import Beside, beside
from clinic.letter import Facts, Letter
from clinic.models import Action, Invitation
from clinic.models.record import locked_by
from clinic.permissions import Permission, requires
from clinic.textblock import signed_in_words
from screening.wording import figures

from .conversation import on_assessment
from .received import readable, received, record


def _letter(invitation: Invitation, others: Beside) -> Letter:
    """Everything computed anew from what is stored, in words of the active language."""
    screening = invitation.screening
    case = screening.case()
    facts = Facts(
        code=screening.code,
        practice=invitation.athlete.practice.name,
        filled_on=timezone.localdate(screening.submitted_at),
        filled_in=screening.language,
        printed_on=timezone.localdate(),
        sources=talk.sources(screening, case),
        signed=signed_in_words(signature) if (signature := locked_by(invitation)) else "",
        earlier=others.earlier,
        left_out=others.left_out,
        later=others.later,
    )
    return letter.build(screening.protocol, case, screening.protocol.assess(case), facts=facts)


def _beside(request: HttpRequest, action: Action, invitation: Invitation) -> Beside:
    """Her other screenings; that earlier ones are shown too stands in the log."""
    others = beside(invitation)
    if others.earlier:
        record(request, action, "earlier screenings", invitation)
    return others


def _appointment(invitation: Invitation) -> str:
    """When the athlete comes, in words; "" without an appointment."""
    at = invitation.appointment_at
    if at is None:
        return ""
    here = timezone.localtime(at)
    if here.date() == timezone.localdate():
        return _("today at %(time)s") % {"time": f"{here:%H:%M}"}
    return _("%(day)s at %(time)s") % {"day": figures.short_day(here), "time": f"{here:%H:%M}"}


@require_safe
@requires(Permission.READ_RESULTS)
@readable
def assessment(request: HttpRequest, code: str) -> HttpResponse:
    invitation = received(code)
    record(request, Action.READ, "assessment", invitation)
    others = _beside(request, Action.READ, invitation)
    shown = _letter(invitation, others)
    first = [code for row in shown.settles for code in row.codes]
    talked = on_assessment(invitation, first)
    following = None
    if others.later is None:
        following = again.planned(talked.signature, timezone.localdate(), others.pending)
    context = {
        "letter": shown,
        "talk": talked,
        "next": following,
        "screening": invitation.screening,
        "athlete": invitation.athlete,
        "appointment": _appointment(invitation),
        "handlings": invitation.handlings.select_related("by"),
        "waits": invitation.screening.code if invitation.urgent_at else "",
    }
    return render(request, "clinic/assessment.html", context)


@require_safe
@requires(Permission.EXPORT)
@readable
def report_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """A draft of the report; its file name says nothing about the athlete."""
    invitation = received(code)
    language = request.GET.get("lang", request.user.language)
    if language not in dict(settings.LANGUAGES):
        raise Http404
    record(request, Action.EXPORT, f"report {language}", invitation)
    others = _beside(request, Action.EXPORT, invitation)
    with translation.override(language):
        pdf = paper.render_apart(_letter(invitation, others))
    name = f"{invitation.screening.code}-{language}.pdf"
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )

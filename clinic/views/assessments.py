"""What comes out of a screening: the therapist's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from clinic import again, letters
from clinic.beside import beside
from clinic.models import Action, Invitation
from clinic.permissions import Permission, requires
from screening.wording import figures

from .conversation import on_assessment
from .received import readable, received, record


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
    others = beside(invitation)
    if others.earlier:
        record(request, Action.READ, "earlier screenings", invitation)
    shown = letters.as_it_stands(invitation, others)
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

"""Filling in on the practice's tablet: handing it over, and what it shows when it comes back."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from clinic import audit, tablet
from clinic.actions import invitations
from clinic.models import Action
from clinic.permissions import Permission, requires


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.INVITE)
def hand_over(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Confirm athlete and language; then nobody is signed in here any more, and her questionnaire opens."""
    athlete = get_object_or_404(request.practice.athletes.current(), pk=pk)
    language = request.POST.get("language")
    if request.method != "POST" or language not in dict(settings.LANGUAGES):
        audit.record(Action.READ, "athlete", by=request.membership, athlete=athlete)
        context = {"athlete": athlete, "languages": settings.LANGUAGES}
        return render(request, "clinic/tablet.html", context)
    invitation = invitations.for_tablet(athlete=athlete, language=language, by=request.membership)
    tablet.hand_over(request, invitation)
    return redirect("screening:start")


@require_http_methods(["GET", "HEAD", "POST"])
def done(request: HttpRequest) -> HttpResponse:
    """Nothing of the athlete any more; asks for a staff sign-in."""
    tablet.wipe(request)
    if request.method == "POST":
        return redirect("tablet")
    return render(request, "welcome/tablet_done.html")

from uuid import UUID

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clinic.actions import invitations
from clinic.forms.invitation import InvitationForm
from clinic.models import Invitation
from clinic.permissions import Permission, requires

from .athletes import show


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.INVITE)
def invite(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Make a link and show it, this once; nothing that is kept can show it again. Or write the appointment alone."""
    athlete = get_object_or_404(request.practice.athletes.current(), pk=pk)
    if request.method != "POST":
        return redirect("athlete", athlete.pk)
    form = InvitationForm(request.POST)
    if not form.is_valid():
        return show(request, athlete, form)
    pending = athlete.invitations.filter(sent_at=None, revoked_at=None).first()
    if pending and "keep" in request.POST:
        at = form.cleaned_data["appointment_at"]
        invitations.appoint(invitation=pending, by=request.membership, at=at)
        messages.success(request, _("The appointment has been saved; the link stays the same."))
        return redirect("athlete", athlete.pk)
    # The list's own button asks for no appointment, and so changes none.
    asked = "appointment_at" in request.POST
    invitation, token = invitations.invite(
        athlete=athlete,
        by=request.membership,
        appointment_at=form.cleaned_data["appointment_at"] if asked else ...,
    )
    return _once(request, invitation, token)


@require_POST
@requires(Permission.INVITE)
def revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.select_related("athlete", "screening"), pk=pk)
    try:
        invitations.revoke(invitation=invitation, by=request.membership)
    except invitations.NotPending:
        messages.info(request, _("This invitation was closed already."))
    else:
        messages.success(request, _("The invitation has been revoked; its link no longer works."))
    return redirect("athlete", invitation.athlete_id)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.REOPEN)
def reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Asks first; then shows the new link, this once."""
    invitation = get_object_or_404(Invitation.objects.select_related("athlete", "screening"), pk=pk)
    if request.method != "POST":
        return render(request, "clinic/reopen.html", {"invitation": invitation})
    try:
        token = invitations.reopen(invitation=invitation, by=request.membership)
    except invitations.NotPending:
        messages.info(
            request,
            _("It cannot be reopened: it was not sent, or another invitation is still open."),
        )
        return redirect("athlete", invitation.athlete_id)
    return _once(request, invitation, token)


def _once(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    link = request.build_absolute_uri(reverse("open_link", args=[token]))
    context = {
        "athlete": invitation.athlete,
        "invitation": invitation,
        "link": link,
        "qr": _qr(link),
    }
    return render(request, "clinic/invitation.html", context)


def _qr(link: str) -> SafeString:
    code = segno.make(link, error="m", micro=False)
    svg = code.svg_inline(
        border=3,
        dark="#1b2322",
        light="#ffffff",
        omitsize=True,
        title=_("QR code of the link"),
    )
    return mark_safe(svg)  # noqa: S308 (made here, from a link made here)

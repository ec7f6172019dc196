from uuid import UUID

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clinic.access import SESSION_KEY
from clinic.actions import invitations
from clinic.models import Invitation
from clinic.permissions import Permission, requires


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.INVITE)
def invite(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Make a link and show it, this once; nothing that is kept can show it again."""
    athlete = get_object_or_404(request.practice.athletes.current(), pk=pk)
    if request.method != "POST":
        return redirect("athlete", athlete.pk)
    invitation, token = invitations.invite(athlete=athlete, by=request.membership)
    link = request.build_absolute_uri(reverse("open_link", args=[token]))
    return render(
        request,
        "clinic/invitation.html",
        {
            "athlete": athlete,
            "invitation": invitation,
            "link": link,
            "qr": _qr(link),
        },
    )


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


@require_safe
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """The athlete's link: what it opens goes into the session, and the token out of the address, at once."""
    request.session.pop(SESSION_KEY, None)
    try:
        invitation = invitations.open_link(token=token)
    except invitations.Unusable:
        return render(request, "screening/no_access.html", status=404)
    request.session.cycle_key()
    request.session[SESSION_KEY] = str(invitation.pk)
    return redirect("/screening/")


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

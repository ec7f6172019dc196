"""One athlete's invitation."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clinic import paths, qr
from clinic.actions import invitations, mailing
from clinic.models import Action, Invitation, Locked
from clinic.permissions import Permission, requires

from .received import record


def back(request: HttpRequest, *otherwise: object) -> HttpResponse:
    """To the list that somebody came from, as its form said, or to another page."""
    to = paths.of_this_site(request, request.POST.get("next", ""))
    return redirect(to) if to else redirect(*otherwise)


def _of_this_practice(pk: UUID) -> Invitation:
    return get_object_or_404(
        Invitation.objects.select_related("athlete__practice", "screening", "appointment"), pk=pk
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.INVITE)
def invite(request: HttpRequest, pk: UUID) -> HttpResponse:
    """By mail; without an address, or when asked for, a link that is shown this once."""
    athlete = get_object_or_404(request.practice.athletes.current(), pk=pk)
    if request.method != "POST":
        return redirect("athlete", athlete.pk)
    if athlete.email and "link" not in request.POST:
        mailing.invite(athlete=athlete, by=request.membership)
        messages.success(request, _("The invitation goes to %(email)s.") % {"email": athlete.email})
        return back(request, "athlete", athlete.pk)
    invitation, token = invitations.invite(athlete=athlete, by=request.membership)
    return _once(request, invitation, token)


@require_POST
@requires(Permission.INVITE)
def mail_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One more mail; links that were given before go on working."""
    invitation = _of_this_practice(pk)
    try:
        mailing.mail_again(invitation=invitation, by=request.membership)
    except invitations.NotPending:
        messages.info(request, _("This invitation is no longer open."))
    except mailing.NoAddress:
        messages.info(request, _("There is no e-mail address. Print a card instead."))
    else:
        messages.success(
            request, _("The mail goes to %(email)s.") % {"email": invitation.athlete.email}
        )
    return back(request, "athlete", invitation.athlete_id)


@require_POST
@requires(Permission.INVITE)
def revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    invitation = _of_this_practice(pk)
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
    invitation = _of_this_practice(pk)
    if request.method != "POST":
        record(request, Action.READ, "invitation", invitation)
        return render(request, "clinic/reopen.html", {"invitation": invitation})
    try:
        token = invitations.reopen(invitation=invitation, by=request.membership)
    except Locked:
        messages.info(request, _("It is signed. Amend it before it is reopened."))
        return redirect("versions", invitation.screening.code)
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
        "qr": qr.drawn(link),
    }
    return render(request, "clinic/invitation.html", context)

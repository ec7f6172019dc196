"""Saying what was done about urgent signs."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clinic.actions import handling
from clinic.forms.handling import HandlingForm
from clinic.models import Action, Invitation
from clinic.permissions import Permission, requires
from screening.encryption import Unreadable

from .received import record


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.HANDLE)
def handle(request: HttpRequest, code: str) -> HttpResponse:
    """Asks what was done; afterwards it no longer stands on top of the list."""
    received = Invitation.objects.filter(sent_at__isnull=False).select_related(
        "athlete", "screening__key"
    )
    invitation = get_object_or_404(received, screening__code=code)
    form = HandlingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        text = form.cleaned_data["text"]
        try:
            handling.handle(invitation=invitation, by=request.membership, text=text)
        except Unreadable:
            return render(request, "clinic/unreadable.html", {"code": code}, status=410)
        messages.success(request, _("What was done has been kept."))
        return redirect("worklist")
    record(request, Action.READ, "urgent", invitation)
    context = {
        "form": form,
        "invitation": invitation,
        "athlete": invitation.athlete,
        "handlings": invitation.handlings.select_related("by"),
    }
    return render(request, "clinic/handle.html", context)

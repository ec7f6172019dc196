"""Keys for other systems of the practice: made, shown once and revoked by its owners."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clinic import once
from clinic.actions import tokens as actions
from clinic.confirming import confirmed
from clinic.forms.token import TokenForm
from clinic.permissions import Permission, requires


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_PRACTICE)
@confirmed
def tokens(request: HttpRequest) -> HttpResponse:
    """The keys there are; a new one stands on the page that follows, and nowhere after that."""
    form = TokenForm(request.POST or None)
    made = ""
    if form.is_valid():
        _token, made = actions.make(by=request.membership, **form.cleaned_data)
        form = TokenForm()
        once.shown_once(request, "tokens")
    context = {
        "form": form,
        "made": made,
        "now": timezone.now(),
        "tokens": request.practice.tokens.select_related("created_by"),
    }
    return render(request, "clinic/tokens.html", context)


@require_POST
@requires(Permission.MANAGE_PRACTICE)
def token_revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    token = get_object_or_404(request.practice.tokens, pk=pk)
    if actions.revoke(token=token, by=request.membership):
        messages.success(request, _("The key has been revoked; it opens nothing any more."))
    else:
        messages.info(request, _("This key was revoked already."))
    return redirect("tokens")

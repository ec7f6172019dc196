"""Somebody's own account: her name and language; password and second step are pages of their own."""

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clinic import sessions
from clinic.actions import accounts
from clinic.actions import sessions as ending
from clinic.forms.account import AccountForm

STEPS = {
    Authenticator.Type.TOTP: gettext_lazy("Codes from an app"),
    Authenticator.Type.WEBAUTHN: gettext_lazy("Passkeys"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def account(request: HttpRequest) -> HttpResponse:
    user = request.user
    form = AccountForm(request.POST or None, initial={"name": user.name, "language": user.language})
    if form.is_valid():
        accounts.change(user=user, by=request.membership, **form.cleaned_data)
        with translation.override(user.language):
            messages.success(request, _("The changes have been saved."))
        return redirect("account")
    has = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    context = {
        "form": form,
        "steps": [words for step, words in STEPS.items() if step in has],
        "sessions": user.sessions.filter(expire_date__gt=timezone.now()),
        "here": sessions.own_digest(request),
    }
    return render(request, "account/account.html", context)


@require_safe
@login_required
def confirmed(request: HttpRequest) -> HttpResponse:
    """In the tab that a form which came too late opened."""
    return render(request, "account/confirmed.html")


@require_POST
@login_required
def sessions_end(request: HttpRequest) -> HttpResponse:
    """One of her sessions, or all but this one."""
    here = sessions.own_digest(request)
    chosen = request.POST.get("session", "")
    if chosen == here:
        return redirect("account_logout")
    if chosen:
        ended = ending.end_one(user=request.user, digest=chosen, by=request.membership)
    else:
        ended = ending.end_others(user=request.user, but=here, by=request.membership)
    if ended:
        messages.success(
            request,
            ngettext("%(n)s session has ended.", "%(n)s sessions have ended.", ended)
            % {"n": ended},
        )
    else:
        messages.info(request, _("There was no other session to end."))
    return redirect("account")

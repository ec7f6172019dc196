"""Somebody's own account: her name and language; password and second step are pages of their own."""

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from clinic.actions import accounts
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
    context = {"form": form, "steps": [words for step, words in STEPS.items() if step in has]}
    return render(request, "account/account.html", context)

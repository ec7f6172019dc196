"""Joining a practice through the link in a mail: with a new account, or with the one that she has."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_scopes import scopes_disabled

from clinic import addresses, limits
from clinic.actions import members
from clinic.forms.member import JoinForm
from clinic.middleware import PRACTICE_KEY
from clinic.models import JoinInvitation, User
from clinic.models.invitation import digest

LINK_KEY = "joining"
"""The digest of the link that was opened in this session."""


@require_safe
def open_joining(request: HttpRequest, token: str) -> HttpResponse:
    """Takes the token out of the address at once."""
    opened = digest(token)
    with scopes_disabled():
        known = JoinInvitation.objects.filter(digest=opened).exists()
    try:
        limits.count(limits.LINKS if known else limits.WRONG_LINKS, addresses.network_of(request))
    except limits.Reached as reached:
        return limits.refuse(request, reached)
    request.session[LINK_KEY] = opened.hex()
    return redirect("join")


@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited(limits.JOINING, "POST")
def join(request: HttpRequest) -> HttpResponse:
    """Asks for a name and a password, or to sign in as the account that has this address."""
    joining = _joining(request)
    if joining is None:
        return render(request, "clinic/join_closed.html", status=404)
    if request.user.is_authenticated:
        return _as_oneself(request, joining)
    if User.objects.filter(email=joining.email).exists():
        return render(request, "clinic/join.html", {"joining": joining, "known": True})
    form = JoinForm(request.POST or None, email=joining.email)
    if not form.is_valid():
        return render(request, "clinic/join.html", {"joining": joining, "form": form})
    try:
        user = members.join_as_new(
            joining=joining,
            name=form.cleaned_data["name"],
            password=form.cleaned_data["password"],
            language=translation.get_language() or joining.practice.language,
        )
    except members.NotOpen:
        return redirect("join")
    request.session.pop(LINK_KEY)
    # The password was typed just now: setting up the second step need not ask for it again.
    record_authentication(request, user, method="password", reauthenticated=True)
    return perform_login(request, Login(user=user))


def _as_oneself(request: HttpRequest, joining: JoinInvitation) -> HttpResponse:
    """Who is signed in joins if the link was sent to her; anybody else is asked to sign in as that account."""
    hers = request.user.email == joining.email
    if request.method != "POST" or not hers:
        return render(request, "clinic/join.html", {"joining": joining, "hers": hers})
    try:
        membership = members.join(joining=joining, user=request.user)
    except members.NotOpen:
        return redirect("join")
    request.session.pop(LINK_KEY)
    request.session[PRACTICE_KEY] = str(membership.practice_id)
    messages.success(
        request, _("You work at %(practice)s from now on.") % {"practice": joining.practice.name}
    )
    return redirect("worklist")


def _joining(request: HttpRequest) -> JoinInvitation | None:
    """What the opened link stands for, while it works."""
    opened = request.session.get(LINK_KEY)
    if opened is None:
        return None
    with scopes_disabled():
        joining = (
            JoinInvitation.objects.select_related("practice", "created_by")
            .filter(digest=bytes.fromhex(opened))
            .first()
        )
    return joining if joining is not None and joining.usable else None

"""Who works at the practice: seen and changed by its owners."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clinic import mail, once
from clinic.actions import members as actions
from clinic.confirming import confirmed
from clinic.forms.member import ROLES, AskForm, RoleForm
from clinic.models import Membership, Role
from clinic.permissions import Permission, requires


@require_safe
@requires(Permission.MANAGE_MEMBERS)
def members(request: HttpRequest) -> HttpResponse:
    """Who works here, and who was asked to and did not come yet."""
    working = request.practice.memberships.current().select_related("user").order_by("user__name")
    waiting = request.practice.joinings.filter(used_at=None, revoked_at=None)
    context = {"working": working, "waiting": waiting.order_by("email")}
    return render(request, "clinic/members.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_MEMBERS)
@confirmed
def member_ask(request: HttpRequest) -> HttpResponse:
    """Sends a link by mail; shows it, this once, where the mail could not be sent."""
    form = AskForm(request.POST or None)
    if form.is_valid():
        email, role = form.cleaned_data["email"], Role(form.cleaned_data["role"])
        try:
            return _ask(request, email, role)
        except actions.AlreadyHere:
            form.add_error("email", _("Somebody with this address works here already."))
    return render(request, "clinic/member_ask.html", {"form": form, "roles": _roles()})


@require_POST
@requires(Permission.MANAGE_MEMBERS)
@confirmed
def member_ask_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A new link in a new mail; the old one dies."""
    joining = get_object_or_404(request.practice.joinings, pk=pk, used_at=None, revoked_at=None)
    return _ask(request, joining.email, Role(joining.role))


@require_POST
@requires(Permission.MANAGE_MEMBERS)
def member_revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    joining = get_object_or_404(request.practice.joinings, pk=pk)
    try:
        actions.revoke(joining=joining, by=request.membership)
    except actions.NotOpen:
        messages.info(request, _("This link was used or revoked already."))
    else:
        messages.success(request, _("The link has been revoked; it no longer works."))
    return redirect("members")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_MEMBERS)
@confirmed
def member(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another role, or the end of her work here, which asks once more."""
    working = request.practice.memberships.current().select_related("user", "practice")
    membership = get_object_or_404(working, pk=pk)
    form = RoleForm(
        request.POST if "role" in request.POST else None, initial={"role": membership.role}
    )
    try:
        if request.POST.get("end") == "now":
            actions.end(membership=membership, by=request.membership)
            if not request.user.memberships.current().exists():
                logout(request)
                return redirect("account_login")
            messages.success(
                request,
                _("%(name)s no longer works here and cannot get in any more.")
                % {"name": membership.user.name},
            )
            _tell_of_keys(request, membership)
            return redirect("members")
        if form.is_valid():
            role = Role(form.cleaned_data["role"])
            actions.change_role(membership=membership, role=role, by=request.membership)
            messages.success(request, _("The changes have been saved."))
            return redirect("members")
    except actions.LastOwner:
        messages.error(request, _("A practice always has an owner. Make somebody else one first."))
        return redirect("member", membership.pk)
    context = {
        "member": membership,
        "form": form,
        "roles": _roles(),
        "ending": "end" in request.POST,
    }
    return render(request, "clinic/member.html", context)


def _tell_of_keys(request: HttpRequest, left: Membership) -> None:
    """Keys for other systems are the practice's and go on; whoever made them may have kept them."""
    made = request.practice.tokens.filter(
        created_by=left.user, revoked_at=None, expires_at__gt=timezone.now()
    )
    names = ", ".join(made.values_list("name", flat=True))
    if names:
        messages.warning(
            request,
            _(
                "Keys for other systems that %(name)s made still work: %(keys)s. Revoke what has been seen by others."
            )
            % {"name": left.user.name, "keys": names},
        )


def _ask(request: HttpRequest, email: str, role: Role) -> HttpResponse:
    asked = []

    def ask() -> HttpResponse:
        asked.append(actions.ask(by=request.membership, email=email, role=role))
        return redirect("members")

    answer = once.carry_out(request, ask)
    if not asked:
        return answer
    joining, token = asked[0]
    if mail.ask_to_join(joining, token):
        messages.success(
            request, _("A mail with a link has been sent to %(email)s.") % {"email": joining.email}
        )
        return answer
    link = request.build_absolute_uri(reverse("open_joining", args=[token]))
    return render(request, "clinic/member_link.html", {"joining": joining, "link": link})


def _roles() -> list[tuple[str, str]]:
    return [(Role(role).label, does) for role, does in ROLES.items()]

"""Who works at a practice: asked by an owner, joining through a link in a mail, leaving at once."""

import secrets
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_scopes import scope

from clinic import audit
from clinic.models import Action, JoinInvitation, Membership, Practice, Role, User
from clinic.models.invitation import digest

from . import sessions

LIFETIME = timedelta(days=7)
TOKEN_BYTES = 32


class AlreadyHere(Exception):
    """Somebody with this address works at the practice now."""


class LastOwner(Exception):
    """A practice always has an owner."""


class NotOpen(Exception):
    """The link was used, revoked or replaced, has expired, or is not for this account."""


@transaction.atomic
def ask(*, by: Membership, email: str, role: Role) -> tuple[JoinInvitation, str]:
    """A link to join the practice where `by` works, and its token, which is not kept. An earlier one dies."""
    email = email.lower()
    practice = _lock(by.practice)
    if practice.memberships.current().filter(user__email=email).exists():
        raise AlreadyHere
    now = timezone.now()
    practice.joinings.filter(email=email, used_at=None, revoked_at=None).update(revoked_at=now)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    joining = JoinInvitation.objects.create(
        practice=practice,
        email=email,
        role=role,
        digest=digest(token),
        created_by=by.user,
        expires_at=now + LIFETIME,
    )
    audit.record(Action.INVITE, "member", by=by, reason=role)
    return joining, token


@transaction.atomic
def revoke(*, joining: JoinInvitation, by: Membership) -> None:
    """The link dies. Raises NotOpen when there is nothing left to revoke."""
    joining.check_owner()
    standing = JoinInvitation.objects.filter(pk=joining.pk, used_at=None, revoked_at=None)
    if not standing.update(revoked_at=timezone.now()):
        raise NotOpen
    audit.record(Action.REVOKE, "member", by=by)


@transaction.atomic
def join_as_new(*, joining: JoinInvitation, name: str, password: str, language: str) -> User:
    """An account for whom the link was sent to, and her membership. Raises NotOpen where she has an account."""
    if User.objects.filter(email=joining.email).exists():
        raise NotOpen
    try:
        with transaction.atomic():
            user = User.objects.create_user(
                email=joining.email, name=name, password=password, language=language
            )
    except IntegrityError:
        raise NotOpen from None  # the same form came twice at once
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    join(joining=joining, user=user)
    return user


@transaction.atomic
def join(*, joining: JoinInvitation, user: User) -> Membership:
    """She works there from now on; who worked there before does so again. Raises NotOpen."""
    if user.email != joining.email:
        raise NotOpen
    with scope(practice=joining.practice):
        open_now = JoinInvitation.objects.filter(
            pk=joining.pk, used_at=None, revoked_at=None, expires_at__gt=timezone.now()
        )
        if not open_now.update(used_at=timezone.now()):
            raise NotOpen
        membership, _made = Membership.objects.update_or_create(
            user=user,
            practice=joining.practice,
            defaults={"role": joining.role, "ended_at": None},
        )
        audit.record(Action.JOIN, "member", by=membership)
    return membership


@transaction.atomic
def change_role(*, membership: Membership, role: Role, by: Membership) -> None:
    """Nothing is recorded when nothing changes. Raises LastOwner."""
    if membership.role == role:
        return
    _keep_an_owner(membership)
    was, membership.role = membership.role, role
    membership.save(update_fields=["role"])
    audit.record(
        Action.CHANGE, "member", by=by, reason=f"{membership.user_id} {was} > {role.value}"
    )


@transaction.atomic
def end(*, membership: Membership, by: Membership) -> None:
    """She gets in no more, from the next thing that she asks for. Raises LastOwner.

    Where she works nowhere else either, her sessions end.
    """
    if membership.ended_at is not None:
        return
    _keep_an_owner(membership)
    membership.ended_at = timezone.now()
    membership.save(update_fields=["ended_at"])
    if not membership.user.memberships.current().exists():
        sessions.end_all(user=membership.user)
    audit.record(Action.END, "member", by=by, reason=str(membership.user_id))


def _lock(practice: Practice) -> Practice:
    """Of two changes of a practice's people at once the second waits."""
    return Practice.objects.select_for_update().get(pk=practice.pk)


def _keep_an_owner(membership: Membership) -> None:
    """Raises LastOwner unless somebody else owns the practice, or this one does not."""
    practice = _lock(membership.practice)
    owners = practice.memberships.current().filter(role=Role.OWNER, user__is_active=True)
    if membership.is_owner and not owners.exclude(pk=membership.pk).exists():
        raise LastOwner

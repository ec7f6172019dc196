"""Beginning a practice."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from clinic import audit
from clinic.models import Action, Membership, Practice, Role, User

from . import differing


@transaction.atomic
def begin(
    *, name: str, city: str, phone: str, owner_email: str, owner_name: str, password: str
) -> Membership:
    """A practice with its first owner, who sets up a second factor at the first sign-in."""
    practice = Practice.objects.create(name=name, city=city, phone=phone)
    owner = User.objects.create_user(email=owner_email, name=owner_name, password=password)
    EmailAddress.objects.create(user=owner, email=owner.email, verified=True, primary=True)
    membership = Membership.objects.create(user=owner, practice=practice, role=Role.OWNER)
    audit.record(Action.CREATE, "practice", by=audit.COMMAND, practice_id=practice.pk)
    return membership


@transaction.atomic
def change(*, practice: Practice, by: Membership, **values: str | int) -> None:
    """Write what differs; nothing is recorded when nothing does."""
    if differing.write(practice, values):
        audit.record(Action.CHANGE, "practice", by=by)


@transaction.atomic
def show_logo(*, practice: Practice, by: Membership, logo: bytes | None) -> None:
    """Put a logo, a PNG, in the place of what was there; None takes it away."""
    practice.logo, practice.logo_at = logo, timezone.now() if logo else None
    practice.save(update_fields=["logo", "logo_at"])
    audit.record(Action.CHANGE, "practice", by=by, reason="logo")

"""Making and revoking keys for other systems."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from clinic import audit
from clinic.models import Action, ApiToken, Membership
from clinic.models.token import SHOWN, digest_of, new_token


@transaction.atomic
def make(*, by: Membership, name: str, scopes: Iterable[str], days: int) -> tuple[ApiToken, str]:
    """The row, and the key itself, which is not kept."""
    token = new_token()
    made = ApiToken(
        practice=by.practice,
        name=name,
        shown=token[:SHOWN],
        digest=digest_of(token),
        scopes=sorted(scopes),
        created_by=by.user,
        expires_at=timezone.now() + timedelta(days=days),
    )
    made.save()
    audit.record(Action.CREATE, "api token", by=by, reason=f"{made.shown} {' '.join(made.scopes)}")
    return made, token


@transaction.atomic
def revoke(*, token: ApiToken, by: Membership) -> bool:
    """From here on it opens nothing; says whether this call did it."""
    token.check_owner()
    standing = ApiToken.objects.filter(pk=token.pk, revoked_at=None)
    if not standing.update(revoked_at=timezone.now()):
        return False
    audit.record(Action.REVOKE, "api token", by=by, reason=token.shown)
    return True

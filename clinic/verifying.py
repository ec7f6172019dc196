"""Whether a digest is that of a report or signed version, and whether that one still stands."""

from enum import StrEnum

from django.db.models import Q

from .models import Signature


class Standing(StrEnum):
    CURRENT = "current"
    OLDER = "older"
    UNKNOWN = "unknown"


def standing_of(digest: str) -> Standing:
    """`digest`: 64 hexadecimal digits, of an issued PDF or of what was signed. Looks at every practice."""
    signed = Signature.objects.filter(Q(digest=digest) | Q(reports__sha256=digest))
    replaced = list(signed.values_list("superseded_by", flat=True))
    if not replaced:
        return Standing.UNKNOWN
    return Standing.CURRENT if None in replaced else Standing.OLDER

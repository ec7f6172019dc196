"""Other keys, while people work: data keys under another master key, and health data under another data key.

Every step holds one key, looks again at what stands, and ends its transaction, so that it may be killed anywhere and
run twice at once.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from clinic import sessions
from clinic.models import Session
from clinic.privacy import FIELDS, Kind
from screening import encryption
from screening.encryption import Unreadable
from screening.models import DataKey, as_bytes

A_BATCH = 500

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)
"""The second steps whose secrets are sealed with the master key itself."""

KEY_OF = {
    "screening.Screening": "key",
    "clinic.Handling": "invitation__screening__key",
    "clinic.Consultation": "invitation__screening__key",
    "clinic.Signature": "invitation__screening__key",
    "clinic.Report": "signature__invitation__screening__key",
    "clinic.TableFile": "key",
}
"""How each model that holds health data comes to its data key."""


def usage() -> Counter[tuple[str, str]]:
    """How many of each kind ("data keys", "second steps", "sessions") stand under which master key, by both."""
    found: Counter[tuple[str, str]] = Counter()
    for key in _keys():
        for wrapped in (key.wrapped, key.former):
            if wrapped:
                found["data keys", encryption.master_of(as_bytes(wrapped))] += 1
    for factor in _factors():
        for text in _sealed_in(factor.data):
            found["second steps", encryption.master_of(text)] += 1
    for session in _sessions():
        found["sessions", encryption.master_of(session.session_data)] += 1
    return found


def wrap_anew() -> int:
    """Put all that stands under another master key under the one in use; how many. What does not open stays."""
    return (
        sum(_wrapped(key.pk) for key in _keys() if _is_old(key))
        + sum(_factor_sealed(factor.pk) for factor in _factors() if _is_old(factor))
        + sum(_session_sealed(session) for session in _sessions() if _is_old(session))
    )


def _keys() -> Iterator[DataKey]:
    return _paged(DataKey.objects.exclude(wrapped=None))


def _factors() -> Iterator[Authenticator]:
    return _paged(Authenticator.objects.filter(type__in=FACTORS))


def _sessions() -> Iterator[Session]:
    return _paged(Session.objects.filter(expire_date__gt=timezone.now()))


def _paged(rows: QuerySet[Any]) -> Iterator[Any]:
    """Some hundreds at a time, so that writing meanwhile is no matter."""
    last = None
    while page := list(rows.order_by("pk").filter(Q(pk__gt=last) if last else Q())[:A_BATCH]):
        yield from page
        last = page[-1].pk


def _is_old(row: DataKey | Authenticator | Session) -> bool:
    if isinstance(row, DataKey):
        stands: list[Any] = [each for each in (row.wrapped, row.former) if each]
    elif isinstance(row, Session):
        stands = [row.session_data]
    else:
        stands = list(_sealed_in(row.data))
    return any(encryption.master_of(each) != encryption.in_use() for each in stands)


@transaction.atomic
def _wrapped(pk: UUID) -> bool:
    try:
        key = DataKey.hold(pk)
        anew = {
            name: encryption.wrap_anew(getattr(key, name), str(pk))
            for name in ("wrapped", "former")
            if getattr(key, name)
        }
    except (DataKey.DoesNotExist, Unreadable):
        return False
    return bool(anew) and bool(DataKey.objects.filter(pk=pk).update(**anew))


@transaction.atomic
def _factor_sealed(pk: int) -> bool:
    """A recovery code that is used in this very moment may write the old sealing back: the next run finds it."""
    factor = Authenticator.objects.select_for_update().filter(pk=pk).first()
    if factor is None:
        return False
    try:
        factor.data = _each_sealed(factor.data, _seal_anew)
    except Unreadable:
        return False
    factor.save(update_fields=["data"])
    return True


def _seal_anew(text: str) -> str:
    return encryption.seal_text(encryption.open_text(text, "mfa"), "mfa")


def _session_sealed(session: Session) -> bool:
    """Unless its browser wrote it meanwhile."""
    about = sessions.about(session)
    try:
        anew = encryption.seal_text(encryption.open_text(session.session_data, about), about)
    except Unreadable:
        return False
    same = Session.objects.filter(pk=session.pk, session_data=session.session_data)
    return bool(same.update(session_data=anew))


def _sealed_in(data: dict[str, Any]) -> Iterator[str]:
    """The sealed texts of a second step: a secret, a seed, or a list of codes."""
    for name in ("secret", "seed"):
        if name in data:
            yield data[name]
    yield from data.get("migrated_codes") or ()


def _each_sealed(data: dict[str, Any], change: Callable[[str], str]) -> dict[str, Any]:
    anew: dict[str, Any] = {name: change(data[name]) for name in ("secret", "seed") if name in data}
    if data.get("migrated_codes"):
        anew["migrated_codes"] = [change(code) for code in data["migrated_codes"]]
    return {**data, **anew}


@transaction.atomic
def renew(pk: UUID) -> bool:
    """Give a data key another, beside its former one; not where one is being given already, or it was destroyed."""
    key = DataKey.hold(pk)
    if key.wrapped is None or key.former is not None:
        return False
    other = encryption.new_data_key(str(pk))
    DataKey.objects.filter(pk=pk).update(
        former=key.wrapped, wrapped=other, renewed_at=timezone.now()
    )
    return True


def seal_anew(pk: UUID) -> tuple[int, int]:
    """Seal with the key itself what its former one seals: how many values, and how many rows others hold just now."""
    sealed = held = 0
    for model, name, fields in _sealing():
        for row_pk in list(model._base_manager.filter(**{name: pk}).values_list("pk", flat=True)):
            with transaction.atomic():
                found = _row_sealed(pk, model, row_pk, fields)
            sealed, held = sealed + (found or 0), held + (found is None)
    return sealed, held


def _row_sealed(pk: UUID, model: type[Model], row_pk: Any, fields: list[str]) -> int | None:
    """How many values of a row; None where somebody is writing it, whom nobody waits for with a key in hand."""
    key = DataKey.hold(pk)
    rows = model._base_manager.filter(pk=row_pk)
    row = rows.select_for_update(skip_locked=True).first()
    if row is None:
        return None if rows.exists() else 0
    anew = {}
    for field in fields:
        sealed, about = getattr(row, field), about_of(model, field, row_pk)
        if sealed and not key.seals(sealed, about):
            try:
                plain = key.open_bytes(sealed, about)
            except Unreadable:
                continue  # under neither: it was damaged before
            anew[field] = encryption.seal_bytes(key.bytes(), plain, about)
    if anew:
        rows.update(**anew)
    return len(anew)


@transaction.atomic
def forget_former(pk: UUID) -> bool:
    """Drop the former key, unless something is still sealed with it; nobody seals meanwhile."""
    key = DataKey.hold(pk)
    if key.former is None:
        return True
    for model, name, fields in _sealing():
        for row in model._base_manager.filter(**{name: pk}).only("pk", *fields).iterator():
            for field in fields:
                sealed, about = getattr(row, field), about_of(model, field, row.pk)
                if sealed and not key.seals(sealed, about) and _opens(key, sealed, about):
                    return False
    DataKey.objects.filter(pk=pk).update(former=None)
    return True


def _opens(key: DataKey, sealed: bytes, about: str) -> bool:
    try:
        key.open_bytes(as_bytes(sealed), about)
    except Unreadable:
        return False
    return True


def unfinished() -> list[UUID]:
    """Keys that still have a former one."""
    return list(DataKey.objects.exclude(former=None).order_by("pk").values_list("pk", flat=True))


def about_of(model: type[Model], field: str, pk: Any) -> str:
    """What a sealed value is bound to."""
    return f"{model._meta.label}.{field}:{pk}"


def _sealing() -> Iterator[tuple[type[Model], str, list[str]]]:
    """Each model with health data, the way to its key and its sealed fields."""
    for label, fields in FIELDS.items():
        names = [name for name, kind in fields.items() if kind is Kind.HEALTH]
        if names:
            yield apps.get_model(label), KEY_OF[label], names

"""What leaves the practice as a file, with a row in the access log for everybody whom it tells of."""

import io
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from clinic import audit, tasks
from clinic.forms.tables import XLSX, TableForm
from clinic.models import Action, Membership, TableFile
from clinic.models.table_file import KEPT
from clinic.tables.csv_file import write_csv
from clinic.tables.export import Choice, Export, prepare
from clinic.tables.xlsx_file import write_xlsx
from screening.encryption import Unreadable
from screening.models import DataKey


class Cancelled(Exception):
    """Somebody took it back while it was being made."""


@transaction.atomic
def export(*, choice: Choice, kind: str, by: Membership, reason: str = "") -> Export:
    """Prepare an export and log it: one row for the file, and one for each screening in it."""
    made = prepare(choice, by)
    about = [(each.athlete, each.code) for each in made.chosen]
    _record(choice, kind, by, reason, about)
    return made


@transaction.atomic
def begin(*, asked: dict[str, Any], total: int, by: Membership) -> TableFile:
    """Have one made outside the request. `asked`: the values of a valid TableForm; `total`: screenings that fit."""
    file = TableFile(practice=by.practice, by=by.user, asked=asked, total=total)
    file.save()
    audit.record(Action.CREATE, "table", by=by, reason=asked["reason"])
    tasks.later(tasks.tabulate, str(file.pk))
    return file


def make(pk: UUID) -> None:
    """Write and store it, once; a worker that comes second changes nothing. Nothing where it was cancelled."""
    with scopes_disabled():
        file = TableFile.objects.select_related("practice", "by", "key").filter(pk=pk).first()
    if file is None or file.over:
        return
    with scope(practice=file.practice):
        member = file.practice.memberships.current().filter(user=file.by).first()
        form = TableForm(file.asked, language=file.by.language)
        if member is None or not form.is_valid():
            _waiting(file).update(failed_at=timezone.now())
            return
        member.practice, member.user = file.practice, file.by
        made = prepare(form.choice, member)
        try:
            content = _written(made, file)
        except Cancelled:
            return
        with transaction.atomic():
            _waiting(file).update(
                sealed=file.seal(content),
                about=[[str(each.athlete), each.code] for each in made.chosen],
                made_at=timezone.now(),
                done=len(made.chosen),
            )


def _waiting(file: TableFile) -> Any:
    return TableFile.objects.filter(pk=file.pk, made_at=None, failed_at=None, cancelled_at=None)


def _written(made: Export, file: TableFile) -> bytes:
    def tell(done: int, _total: int) -> None:
        with scope(practice=file.practice):
            if not _waiting(file).update(done=done, moved_at=timezone.now()):
                raise Cancelled

    if file.kind == XLSX:
        out = io.BytesIO()
        write_xlsx(out, made, tell)
        return out.getvalue()
    text = io.StringIO(newline="")
    write_csv(text, made, made.tables[0], tell)
    return text.getvalue().encode()


def take(*, file: TableFile, by: Membership) -> bytes:
    """The file, recorded as it leaves. Raises Unreadable; it counts as one that could not be made from then on."""
    file.check_owner()
    try:
        content = file.content()
    except Unreadable:
        TableFile.objects.filter(pk=file.pk).update(failed_at=timezone.now())
        raise
    choice = TableForm(file.asked, language=by.user.language)
    choice.is_valid()
    about = [(UUID(athlete), code) for athlete, code in file.about]
    with transaction.atomic():
        _record(choice.choice, file.kind, by, file.asked["reason"], about)
    return content


@transaction.atomic
def cancel(*, file: TableFile, by: Membership) -> None:
    """It is not made any further."""
    file.check_owner()
    if _waiting(file).update(cancelled_at=timezone.now()):
        audit.record(Action.CANCEL, "table", by=by)


def forget() -> int:
    """Drop the files of more than a day ago, with their keys; how many."""
    with scopes_disabled():
        old = TableFile.objects.filter(asked_at__lt=timezone.now() - KEPT)
        keys = list(old.values_list("key", flat=True))
        with transaction.atomic():
            old.delete()
            DataKey.objects.filter(pk__in=keys).delete()
    return len(keys)


def _record(
    choice: Choice, kind: str, by: Membership, reason: str, about: list[tuple[UUID, str]]
) -> None:
    holds = [kind, *(name for name in ("codes", "texts") if getattr(choice, name))]
    what = f"table {' '.join(holds)}"
    audit.record(Action.EXPORT, what, by=by, reason=reason)
    audit.record_each(Action.EXPORT, what, by=by, about=about, reason=reason)

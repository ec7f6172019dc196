"""Signed screenings in bulk, each with a report of a real one's size, and an export of them all."""

import secrets
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django_scopes import scopes_disabled

from clinic.models import (
    Athlete,
    Export,
    ExportItem,
    Invitation,
    Membership,
    Report,
    Signature,
)
from screening.models import DataKey, Screening

SIZE = 70_000
PDF = secrets.token_bytes(SIZE)


def fill(by: Membership, many: int) -> Export:
    with scopes_disabled():
        return _fill(by, many)


def _fill(by: Membership, many: int) -> Export:
    now = timezone.now()
    key = DataKey.objects.create()
    already = Screening.objects.count()
    screenings = Screening.objects.bulk_create(
        Screening(key=key, code=f"{already + n}") for n in range(many)
    )
    keys = DataKey.objects.bulk_create(DataKey(wrapped=b"-") for _each in range(many))
    athletes = Athlete.objects.bulk_create(
        Athlete(
            practice=by.practice,
            key=own,
            given_name="Sanne",
            family_name=f"de Wit {number}",
            sorted_name=f"wit {number} sanne de",
            date_of_birth=date(2000, 1, 1),
        )
        for number, own in enumerate(keys)
    )
    invitations = Invitation.objects.bulk_create(
        Invitation(
            athlete=athlete, screening=screening, created_by=by.user, expires_at=now, sent_at=now
        )
        for athlete, screening in zip(athletes, screenings, strict=True)
    )
    signatures = Signature.objects.bulk_create(
        Signature(
            invitation=invitation,
            number=1,
            signed_by=by.user,
            signed_by_name=by.user.name,
            signed_at=now - timedelta(seconds=number),
            sealed_snapshot=b"-" * 15_000,
        )
        for number, invitation in enumerate(invitations)
    )
    return _export(by, signatures)


def _export(by: Membership, signatures: list[Signature]) -> Export:
    export = Export.objects.create(
        practice=by.practice, by=by.user, language="nl", reason="Voor de huisarts"
    )
    for start in range(0, len(signatures), 100):
        with transaction.atomic():
            reports = [_sealed(signature) for signature in signatures[start : start + 100]]
            Report.objects.bulk_create(reports)
        ExportItem.objects.bulk_create(
            ExportItem(
                export=export, report=report, position=start + number, name=f"{start + number}.pdf"
            )
            for number, report in enumerate(reports, 1)
        )
    return export


def _sealed(signature: Signature) -> Report:
    report = Report(signature=signature, language="nl", issued_at=timezone.now())
    report.seal(PDF)
    return report

"""Exports: asked for at once, made outside the request, taken as one ZIP of which every line is accounted for."""

import csv
import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_scopes import scope

from clinic import archive, audit, filenames
from clinic.models import Action, Event, Export, ExportItem, Membership, Outcome, Report, Signature
from clinic.models.export import OWN
from screening.encryption import Unreadable

from . import reports

TOGETHER = 20
"""Reports that are in memory at a time."""

COLUMNS = ("file", "code", "version", "language", "edition", "sha256", "status", "reason")
MANIFEST = "manifest.csv"
SEALED = ("sealed_snapshot", "sealed_reason")


class NotComplete(Exception):
    """Reports are still being made, or it was cancelled."""


@transaction.atomic
def begin(*, signatures: Sequence[Signature], language: str, reason: str, by: Membership) -> Export:
    """Ask for the reports of these signatures, read with athlete and screening. `language` may be OWN."""
    export = Export(practice=by.practice, by=by.user, language=language, reason=reason)
    export.save()
    wanted = [
        (signature, signature.invitation.screening.language if language == OWN else language)
        for signature in signatures
    ]
    asked = reports.ask_all(wanted, export=export.pk)
    rule = by.practice.file_rule
    names = filenames.unique(filenames.filled(rule, values_of(*each)) for each in wanted)
    ExportItem.objects.bulk_create(
        ExportItem(export=export, report=report, position=position, name=name)
        for position, (report, name) in enumerate(zip(asked, names, strict=True), 1)
    )
    audit.record(Action.CREATE, f"export of {len(names)}", by=by, reason=reason)
    return export


def values_of(signature: Signature, language: str) -> dict[str, str]:
    """What the placeholders of a practice's rule stand for."""
    athlete = signature.invitation.athlete
    return {
        "code": signature.invitation.screening.code,
        "version": str(signature.number),
        "language": language,
        "signed": f"{timezone.localtime(signature.signed_at):%Y-%m-%d}",
        "client": athlete.client_number,
        "name": athlete.name,
    }


@transaction.atomic
def cancel(*, export: Export, by: Membership) -> None:
    """Its reports that wait are not made any more, unless somebody else asked for them; nothing can be taken."""
    export.check_owner()
    if Export.objects.filter(pk=export.pk, cancelled_at=None).update(cancelled_at=timezone.now()):
        audit.record(Action.CANCEL, "export", by=by, reason=export.reason)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the manifest: a file, or why there is none."""

    report_id: UUID
    athlete_id: UUID
    name: str
    signed_at: datetime
    code: str
    version: int
    language: str
    edition: str
    sha256: str
    size: int
    fault: str


@dataclass(frozen=True, slots=True)
class Package:
    """A ZIP before it goes out: the same lines give the same bytes."""

    export: Export
    lines: Sequence[Line]
    manifest: bytes

    @property
    def name(self) -> str:
        """What the ZIP is called: when it was asked for, nothing about anybody."""
        return f"reports-{self._made_at:%Y-%m-%d-%H%M}.zip"

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.manifest).hexdigest()[:32]}"'

    @property
    def length(self) -> int:
        """Bytes."""
        files = [(line.name, line.signed_at, line.size) for line in self._files]
        return archive.length([(MANIFEST, self._made_at, len(self.manifest)), *files])

    def parts(self) -> Iterator[bytes]:
        """Reads each report when its turn has come. Raises Unreadable where one was lost meanwhile."""
        return archive.pack(self._contents())

    def _contents(self) -> Iterator[archive.File]:
        yield archive.File(MANIFEST, self._made_at, self.manifest)
        for start in range(0, len(self._files), TOGETHER):
            lines = self._files[start : start + TOGETHER]
            with scope(practice=self.export.practice):
                found = _sealed([line.report_id for line in lines])
            for line in lines:
                yield archive.File(line.name, line.signed_at, found[line.report_id].pdf())

    @property
    def _files(self) -> list[Line]:
        return [line for line in self.lines if not line.fault]

    @property
    def _made_at(self) -> datetime:
        return timezone.localtime(self.export.asked_at)


def _sealed(ids: Sequence[UUID]) -> dict[UUID, Report]:
    return cast(dict[UUID, Report], Report.objects.sealed().in_bulk(ids))


def take(*, export: Export, by: Membership) -> Package:
    """What leaves, each report opened once to be sure; recorded, a line for each, before any byte goes out.

    Raises NotComplete.
    """
    if export.cancelled_at is not None or not export.progress.complete:
        raise NotComplete
    lines = [line for start in _starts(export) for line in _lines(export, start)]
    with transaction.atomic():
        gone = [line.report_id for line in lines if not line.fault]
        Report.objects.filter(pk__in=gone).update(exported_at=timezone.now())
        audit.record_all(_event(line, export, by) for line in lines)
    return Package(export, lines, _manifest(lines))


def _starts(export: Export) -> range:
    return range(0, export.items.count(), TOGETHER)


def _lines(export: Export, start: int) -> Iterator[Line]:
    """Of the items from one on."""
    items = list(
        export.items.select_related("report__signature__invitation__screening").defer(
            "report__sealed_pdf", *(f"report__signature__{name}" for name in SEALED)
        )[start : start + TOGETHER]
    )
    sealed = _sealed([item.report_id for item in items])
    for item in items:
        report, signature = item.report, item.report.signature
        with translation.override(export.practice.language):
            fault = _fault(sealed[report.pk])
        yield Line(
            report_id=report.pk,
            athlete_id=signature.invitation.athlete_id,
            name="" if fault else item.name,
            signed_at=timezone.localtime(signature.signed_at),
            code=signature.invitation.screening.code,
            version=signature.number,
            language=report.language,
            edition=report.edition,
            sha256=report.sha256,
            size=report.size or 0,
            fault=fault,
        )


def _fault(report: Report) -> str:
    """Why there is no file; "" where there is one."""
    if not report.sha256:
        return _("could not be made")
    try:
        report.pdf()
    except Unreadable:
        return _("is stored but cannot be opened any more")
    return ""


def _event(line: Line, export: Export, by: Membership) -> Event:
    return audit.row(
        Action.EXPORT,
        f"{line.edition} {line.language} version {line.version}",
        by=by,
        athlete_id=line.athlete_id,
        screening=line.code,
        outcome=Outcome.REFUSED if line.fault else Outcome.DONE,
        reason=export.reason,
    )


def _manifest(lines: Sequence[Line]) -> bytes:
    """With a byte order mark, for spreadsheets."""
    text = io.StringIO()
    table = csv.writer(text, delimiter=";", lineterminator="\r\n")
    table.writerow(COLUMNS)
    for line in lines:
        table.writerow(
            (
                _no_formula(line.name),
                line.code,
                line.version,
                line.language,
                line.edition,
                line.sha256,
                "failed" if line.fault else "ok",
                line.fault,
            )
        )
    return text.getvalue().encode("utf-8-sig")


def _no_formula(text: str) -> str:
    """A spreadsheet computes nothing from what begins like a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text

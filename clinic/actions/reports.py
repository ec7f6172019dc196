"""Issuing reports: asked for when a version is signed, made once outside the request, kept for ever as bytes."""

import logging
from collections.abc import Sequence
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation
from django_scopes import scope, scopes_disabled

from clinic import audit, letters, paper, tasks
from clinic.models import Action, Edition, Export, Outcome, Report, Signature
from clinic.models.sharing import shared
from screening.core.answers import Refused
from screening.encryption import Unreadable

logger = logging.getLogger(__name__)


class NotMade(Exception):
    """The report cannot be made: what was signed does not open any more, or is of no known protocol."""


class NotShared(NotMade):
    """It may not be made, and not leave: the athlete's consent for it, or its release, does not stand."""


@transaction.atomic
def ask(
    *,
    signature: Signature,
    language: str,
    edition: str = Edition.FULL,
) -> Report:
    """The report, to be made outside this request unless it is there; asking twice makes one. Raises NotShared."""
    signature.check_owner()
    if not shared(signature, edition, language):
        raise NotShared
    report, _made = Report.objects.get_or_create(
        signature=signature, language=language, edition=edition
    )
    if not report.issued:
        tasks.later(tasks.issue, str(report.pk))
    return report


@transaction.atomic
def ask_all(wanted: Sequence[tuple[Signature, str]], *, export: UUID) -> list[Report]:
    """The reports of signatures of one practice, each in its language, in their order; a few queries for any number.

    Those that are not there are made outside this request, also where that failed before.
    """
    for signature, _language in wanted:
        signature.check_owner()
    held = _held(wanted)
    missing = [
        Report(signature=signature, language=language)
        for signature, language in wanted
        if (signature.pk, language) not in held
    ]
    if missing:
        Report.objects.bulk_create(missing, ignore_conflicts=True)
        held = _held(wanted)
    asked = [held[signature.pk, language] for signature, language in wanted]
    waiting = [report.pk for report in asked if not report.issued]
    if waiting:
        Report.objects.filter(pk__in=waiting).update(failed_at=None)
        transaction.on_commit(partial(tasks.issue_all, waiting, str(export)))
    return asked


def _held(wanted: Sequence[tuple[Signature, str]]) -> dict[tuple[UUID, str], Report]:
    found = Report.objects.filter(
        signature__in=[signature.pk for signature, _language in wanted], edition=Edition.FULL
    ).defer("sealed_pdf")
    return {(report.signature_id, report.language): report for report in found}


def after_signing(signature: Signature) -> None:
    """Ask for it in the practice's language and in the athlete's own."""
    screening = signature.invitation.screening
    for language in dict.fromkeys(
        (signature.invitation.athlete.practice.language, screening.language)
    ):
        ask(signature=signature, language=language)


def issue(report_id: UUID, export_id: UUID | None = None) -> None:
    """Make and store it, once; of two at a time the first stays. A failure is kept on the report and recorded.

    What an export asked for ends with it: whoever else wants the report asked for it too.
    """
    with scopes_disabled():
        if export_id and Export.objects.filter(pk=export_id).exclude(cancelled_at=None).exists():
            return
        report = Report.objects.whole().filter(pk=report_id).first()
    if report is None or report.issued:
        return
    with scope(practice=report.signature.invitation.athlete.practice):
        try:
            make(report)
        except NotMade:
            logger.warning("a report could not be made")


def give_up(report_id: UUID) -> None:
    """Of one whose making ended again and again before it was done."""
    with scopes_disabled():
        report = Report.objects.whole().get(pk=report_id)
    with scope(practice=report.signature.invitation.athlete.practice):
        _failed(report)


def make(report: Report) -> bytes:
    """The PDF of a report that is not issued yet, stored as issued. Raises NotMade, NotShared, paper.Busy."""
    _check_shared(report)
    try:
        with paper.place(), translation.override(report.language):
            pdf = paper.render_apart(letters.as_signed(report.signature, report.edition))
    except (Refused, Unreadable, paper.Stuck):
        _failed(report)
        raise NotMade(report.pk) from None
    return _store(report, pdf)


def bytes_of(report: Report) -> bytes:
    """The bytes as issued; made now where a worker has not come to it yet. Raises NotMade, NotShared, paper.Busy."""
    _check_shared(report)
    if not report.issued:
        return make(report)
    try:
        return report.pdf()
    except Unreadable:
        raise NotMade(report.pk) from None


def _check_shared(report: Report) -> None:
    if not shared(report.signature, report.edition, report.language):
        raise NotShared(report.pk)


def name_of(report: Report) -> str:
    """What its file is called: nothing about the athlete."""
    signature = report.signature
    name = f"{signature.invitation.screening.code}-v{signature.number}-{report.language}"
    return name if report.edition == Edition.FULL else f"{name}-{report.edition}"


@transaction.atomic
def _store(report: Report, pdf: bytes) -> bytes:
    report.check_owner()
    held = Report.objects.select_for_update().get(pk=report.pk)
    held.signature = report.signature
    if held.issued:
        return held.pdf()
    report.seal(pdf)
    report.issued_at, report.failed_at = timezone.now(), None
    report.save(update_fields=["sealed_pdf", "sha256", "size", "issued_at", "failed_at"])
    _record(report)
    return pdf


@transaction.atomic
def _failed(report: Report) -> None:
    report.check_owner()
    report.failed_at = timezone.now()
    Report.objects.filter(pk=report.pk).update(failed_at=report.failed_at)
    _record(report, Outcome.REFUSED)


def _record(report: Report, outcome: Outcome = Outcome.DONE) -> None:
    invitation = report.signature.invitation
    audit.record(
        Action.ISSUE,
        f"{report.edition} {report.language} version {report.signature.number}",
        by=audit.SYSTEM,
        athlete=invitation.athlete,
        screening=invitation.screening.code,
        outcome=outcome,
    )

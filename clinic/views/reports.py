"""Reports as PDF: a draft of what stands, and each edition as it was issued."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from clinic import audit, bundles, letters, limits, paper
from clinic.actions import reports
from clinic.beside import beside
from clinic.models import Action, Edition, Invitation, Outcome, Report
from clinic.models.record import standing
from clinic.permissions import Permission, may, refuse, requires

from .received import readable, received, record


@require_safe
@requires(Permission.EXPORT)
@limits.limited(limits.PAPERS)
@readable
def report_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The report of the version that stands; a draft where nothing is signed, or with ?draft."""
    invitation = received(code)
    language = _language(request)
    signature = standing(invitation)
    if signature is None or "draft" in request.GET:
        return _draft(request, invitation, language)
    signature.invitation = invitation
    report = reports.ask(signature=signature, language=language)
    report.signature = signature
    return _issued(request, report)


@require_safe
@requires(Permission.EXPORT)
@limits.limited(limits.PAPERS)
@readable
def coach_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The coach's version of the version that stands, while the athlete's consent for it does."""
    invitation = received(code)
    language = _language(request)
    signature = standing(invitation)
    if signature is None:
        raise Http404
    signature.invitation = invitation
    try:
        report = reports.ask(signature=signature, language=language, edition=Edition.COACH)
    except reports.NotShared:
        return _not_shared(request, invitation, Edition.COACH)
    report.signature = signature
    return _issued(request, report)


@require_safe
@requires(Permission.EXPORT)
@limits.limited(limits.PAPERS)
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One issued report, of any version."""
    return _issued(request, get_object_or_404(Report.objects.whole(), pk=pk))


@require_safe
@requires(Permission.READ_RESULTS)
@limits.limited(limits.PAPERS)
@readable
def fhir_json(request: HttpRequest, code: str) -> HttpResponse:
    """The screening as a FHIR R4 Bundle, for a record system that reads it."""
    invitation = received(code)
    record(request, Action.EXPORT, "fhir", invitation)
    return HttpResponse(
        bundles.of(invitation),
        content_type="application/fhir+json",
        headers={"Content-Disposition": content_disposition_header(True, f"{code}.fhir.json")},
    )


def _language(request: HttpRequest) -> str:
    """Of the paper: as asked, else the reader's own."""
    language = request.GET.get("lang", request.user.language)
    if language not in dict(settings.LANGUAGES):
        raise Http404
    return language


def _not_shared(request: HttpRequest, invitation: Invitation, edition: str) -> HttpResponse:
    """Says that it may not leave, and why; the try is recorded."""
    audit.record(
        Action.EXPORT,
        edition,
        by=request.membership,
        athlete=invitation.athlete,
        screening=invitation.screening.code,
        outcome=Outcome.REFUSED,
    )
    context = {"invitation": invitation, "for_coach": edition == Edition.COACH}
    return render(request, "clinic/not_shared.html", context, status=410)


def _draft(request: HttpRequest, invitation: Invitation, language: str) -> HttpResponse:
    """Answers that nobody has signed for are read by who may read them on the page."""
    if not may(request.membership.role, Permission.READ_RESULTS):
        return refuse(request, Permission.READ_RESULTS)
    others = beside(invitation)
    with paper.place(), translation.override(language):
        pdf = paper.render_apart(letters.as_it_stands(invitation, others, with_data=True))
    record(request, Action.EXPORT, f"draft {language}", invitation)
    if others.earlier:
        record(request, Action.EXPORT, "earlier screenings", invitation)
    return _download(pdf, f"{invitation.screening.code}-{language}-draft")


def _issued(request: HttpRequest, found: Report) -> HttpResponse:
    signature = found.signature
    code = signature.invitation.screening.code
    try:
        pdf = reports.bytes_of(found)
    except reports.NotShared:
        return _not_shared(request, signature.invitation, found.edition)
    except reports.NotMade:
        return render(request, "clinic/unreadable.html", {"code": code}, status=410)
    record(
        request,
        Action.EXPORT,
        f"{found.edition} {found.language} version {signature.number}",
        signature.invitation,
    )
    return _download(pdf, reports.name_of(found))


def _download(pdf: bytes, name: str) -> HttpResponse:
    """Its name says nothing about the athlete."""
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": content_disposition_header(True, f"{name}.pdf")},
    )

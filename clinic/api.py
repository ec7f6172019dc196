"""What other systems of a practice read: screenings, FHIR bundles and issued reports. Nothing is changed here.

A key (clinic.models.ApiToken) is sent as `Authorization: Bearer …`. It opens its own practice alone: what belongs to
another answers as what does not exist.
"""

from datetime import MAXYEAR, MINYEAR, datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django_scopes import scope, scopes_disabled
from ninja import NinjaAPI, Query, Schema
from ninja.errors import HttpError
from ninja.security import HttpBearer
from pydantic import field_validator

from screening import fhir
from screening.core.answers import Refused
from screening.encryption import Unreadable
from screening.protocols import PROTOCOLS

from . import addresses, audit, bundles, limits
from .actions import reports
from .models import Action, ApiToken, Edition, Invitation, Outcome, Report, Signature
from .models.token import Scope, digest_of

A_PAGE = 100
EVERY = timedelta(minutes=1)
"""How exactly it is kept when a key was last used."""


class Key(HttpBearer):
    """A key with one scope."""

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        """The key's row; None (401) for one that does not work, 403 for one that may not read this.

        Raises limits.Reached (429) for wrong keys from one address, and for a right one that asks too much.
        """
        with scopes_disabled():
            found = (
                ApiToken.objects.select_related("practice").filter(digest=digest_of(token)).first()
            )
            now = timezone.now()
            if found is None or not found.usable(now):
                _count_wrong(request)
                _refused("api key", found)
                return None
            _count(found)
            if not found.may(self.scope):
                _refused(f"api {self.scope}", found)
                raise HttpError(403, f"This key may not read: {self.scope}")
            if found.used_at is None or now - found.used_at > EVERY:
                ApiToken.objects.filter(pk=found.pk).update(used_at=now)
        return found


def _count(token: ApiToken) -> None:
    """Raises limits.Reached, recorded once."""
    try:
        limits.count(limits.READINGS, str(token.pk))
    except limits.Reached as reached:
        if reached.first:
            limits.record(
                reached, by=audit.TOKEN, practice_id=token.practice_id, reason=token.shown
            )
        raise


def _count_wrong(request: HttpRequest) -> None:
    """The same for keys that open nothing."""
    try:
        limits.count(limits.WRONG_KEYS, addresses.network_of(request))
    except limits.Reached as reached:
        if reached.first:
            limits.record(reached, by=audit.NOBODY)
        raise


api = NinjaAPI(
    title="RED-S screening",
    version="1",
    description="Read-only. Each request needs a key of the practice.",
    docs_url=None,
    urls_namespace="api",
)


@api.exception_handler(limits.Reached)
def asked_too_often(request: HttpRequest, reached: limits.Reached) -> HttpResponse:
    """429, with the seconds to wait."""
    response = api.create_response(request, {"detail": "Asked too often"}, status=429)
    response["Retry-After"] = str(reached.seconds)
    return response


class Issued(Schema):
    """An issued report; the coach's version and the athlete's copy leave through people alone."""

    id: UUID
    language: str
    sha256: str
    size: int


class Signed(Schema):
    """The signed version that stands."""

    version: int
    signed_at: datetime
    digest: str
    reports: list[Issued]


class Sent(Schema):
    """A screening that was sent. No names: `client_number` is the practice's own."""

    code: str
    client_number: str
    questionnaire: str
    language: str
    sent_at: datetime
    signed: Signed | None


class Page(Schema):
    """At most 100, the oldest first; `next` is the `after` of the page that follows, null on the last."""

    screenings: list[Sent]
    next: str | None


class Problem(Schema):
    detail: str


ERRORS = {401: Problem, 403: Problem, 404: Problem, 410: Problem, 429: Problem}


class Since(Schema):
    since: datetime | None = None
    """Sent at or after this moment."""
    after: str = ""
    """The code of the last one of the page before."""

    @field_validator("since")
    @classmethod
    def that_exists_everywhere(cls, since: datetime | None) -> datetime | None:
        """Near the first and the last year a moment of one zone is none in another."""
        if since and not MINYEAR < since.year < MAXYEAR:
            raise ValueError("out of range")
        return since


@api.get("/screenings", auth=Key(Scope.SCREENINGS), response={200: Page, **ERRORS})
def screenings(request: HttpRequest, wanted: Query[Since]) -> Page:
    """Screenings that were sent, the oldest first."""
    with scope(practice=request.auth.practice):
        found = _sent().order_by("sent_at", "pk")
        if wanted.since:
            found = found.filter(sent_at__gte=wanted.since)
        if wanted.after:
            last = _one(request, wanted.after)
            found = (
                found.filter(sent_at__gte=last.sent_at)
                .exclude(pk=last.pk)
                .exclude(sent_at=last.sent_at, pk__lt=last.pk)
            )
        rows = list(found.prefetch_related("signatures__reports")[: A_PAGE + 1])
        _record(request, Action.READ, "api screenings")
    more = rows[A_PAGE - 1].screening.code if len(rows) > A_PAGE else None
    return Page(screenings=[_as_row(row) for row in rows[:A_PAGE]], next=more)


@api.get("/screenings/{code}", auth=Key(Scope.SCREENINGS), response={200: Sent, **ERRORS})
def screening(request: HttpRequest, code: str) -> Sent:
    """One of them."""
    with scope(practice=request.auth.practice):
        found = _one(request, code)
        _record(request, Action.READ, "api screening", found)
        return _as_row(found)


@api.get("/screenings/{code}/bundle", auth=Key(Scope.FHIR), response=ERRORS)
def bundle(request: HttpRequest, code: str) -> HttpResponse:
    """The screening as a FHIR R4 Bundle: as it was signed, or as it stands where nothing is signed."""
    with scope(practice=request.auth.practice):
        found = _one(request, code)
        _record(request, Action.EXPORT, "api fhir", found)
        try:
            content = bundles.of(found)
        except (Refused, Unreadable):
            raise HttpError(410, "The answers do not open any more.") from None
    return _download(content, "application/fhir+json", f"{found.screening.code}.fhir.json")


@api.get("/reports/{pk}", auth=Key(Scope.REPORTS), response=ERRORS)
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The bytes of an issued report."""
    with scope(practice=request.auth.practice):
        found = Report.objects.issued().whole().filter(pk=pk, edition=Edition.FULL).first()
        if found is None:
            _refused("api report", request.auth, "not_found")
            raise HttpError(404, "Not Found")
        _record(request, Action.EXPORT, "api report", found.signature.invitation)
        try:
            pdf = reports.bytes_of(found)
        except reports.NotMade:
            raise HttpError(410, "This report does not open any more.") from None
    return _download(pdf, "application/pdf", f"{found.pk}.pdf")


@api.get("/questionnaires/{protocol_id}", auth=Key(Scope.FHIR), response=ERRORS)
def questionnaire(request: HttpRequest, protocol_id: str) -> HttpResponse:
    """A released questionnaire as a FHIR R4 Questionnaire, in both languages."""
    if protocol_id not in PROTOCOLS:
        raise HttpError(404, "Not Found")
    resource = fhir.questionnaire(PROTOCOLS[protocol_id].instrument)
    return _download(fhir.as_bytes(resource), "application/fhir+json", f"{protocol_id}.json")


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": content_disposition_header(True, name)}
    return HttpResponse(content, content_type=kind, headers=headers)


def _sent() -> Any:
    sent = Invitation.objects.filter(sent_at__isnull=False, screening__submitted_at__isnull=False)
    return sent.select_related("athlete", "screening__key")


def _one(request: HttpRequest, code: str) -> Invitation:
    found = _sent().filter(screening__code=code).first()
    if found is None:
        _refused("api screening", request.auth, "not_found")
        raise HttpError(404, "Not Found")
    return found


def _as_row(invitation: Invitation) -> Sent:
    signature = next((s for s in invitation.signatures.all() if s.superseded_by_id is None), None)
    return Sent(
        code=invitation.screening.code,
        client_number=invitation.athlete.client_number,
        questionnaire=invitation.screening.protocol_id,
        language=invitation.screening.language,
        sent_at=invitation.sent_at,
        signed=_signed(signature) if signature else None,
    )


def _signed(signature: Signature) -> Signed:
    return Signed(
        version=signature.number,
        signed_at=signature.signed_at,
        digest=signature.digest,
        reports=[
            Issued(id=each.pk, language=each.language, sha256=each.sha256, size=each.size)
            for each in signature.reports.all()
            if each.issued and each.edition == Edition.FULL
        ],
    )


def _refused(what: str, token: ApiToken | None, why: str = "") -> None:
    """A key that does not open, or that asked for what it may not read or what is not there."""
    audit.record(
        Action.READ,
        what,
        by=audit.TOKEN if token else audit.NOBODY,
        practice_id=token and token.practice_id,
        outcome=Outcome.REFUSED,
        reason=f"{token.shown} {why}".strip() if token else why,
    )


def _record(
    request: HttpRequest, action: Action, what: str, invitation: Invitation | None = None
) -> None:
    token: ApiToken = request.auth
    audit.record(
        action,
        what,
        by=audit.TOKEN,
        athlete=invitation.athlete if invitation else None,
        practice_id=token.practice_id,
        screening=invitation.screening.code if invitation else "",
        reason=token.shown,
    )

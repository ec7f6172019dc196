"""Exports that were asked for: how far they are, and the ZIP."""

import re
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST, require_safe

from clinic import archive, audit
from clinic.actions import exports, sweeping
from clinic.models import Action, Export
from clinic.models.export import LISTED
from clinic.permissions import Permission, requires

REST = re.compile(r"bytes=(\d{1,12})-")


@require_safe
@requires(Permission.EXPORT)
def exported(request: HttpRequest) -> HttpResponse:
    """The exports of the last days: her own, for an owner everybody's."""
    audit.record(Action.READ, "exports", by=request.membership)
    recent = Export.objects.seen_by(request.membership).filter(asked_at__gt=timezone.now() - LISTED)
    listed = recent.counted().select_related("by").order_by("-asked_at")
    return render(request, "clinic/exports.html", {"exports": listed, "days": LISTED.days})


@require_safe
@requires(Permission.EXPORT)
def export(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far it is; where to take it."""
    found = _export(request, pk)
    progress = found.progress
    if progress.stalled and found.cancelled_at is None:
        sweeping.sweep()
    failed = found.items.filter(report__issued_at=None).exclude(report__failed_at=None)
    codes = "report__signature__invitation__screening__code"
    context = {
        "export": found,
        "progress": progress,
        "failed": failed.values_list(codes, "report__language"),
        "start": "start" in request.GET,
    }
    return render(request, "clinic/export.html", context)


@require_safe
@requires(Permission.EXPORT)
def export_progress(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same for the page's script, which asks again and again."""
    found = _export(request, pk)
    progress = found.progress
    over = found.cancelled_at is not None or progress.complete
    if progress.stalled and not over:
        sweeping.sweep()
    said = render(request, "clinic/_export_said.html", {"progress": progress}).content.decode()
    return JsonResponse({"done": progress.done, "said": said.strip(), "over": over})


@require_POST
@requires(Permission.EXPORT)
def export_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    exports.cancel(export=_export(request, pk), by=request.membership)
    return redirect("export", pk)


@require_GET
@requires(Permission.EXPORT)
def export_zip(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The ZIP, or what is left of it after a download that broke off; recorded each time."""
    try:
        package = exports.take(export=_export(request, pk), by=request.membership)
    except exports.NotComplete:
        return redirect("export", pk)
    length = package.length
    first = _first(request, package.etag, length)
    response = StreamingHttpResponse(
        archive.from_byte(first, package.parts()),
        status=206 if first else 200,
        content_type="application/zip",
        headers={
            "Content-Disposition": content_disposition_header(True, package.name),
            "Content-Length": str(length - first),
            "Accept-Ranges": "bytes",
            "ETag": package.etag,
        },
    )
    if first:
        response["Content-Range"] = f"bytes {first}-{length - 1}/{length}"
    # PDFs are compressed already, and the length is known: the middleware must not begin.
    request.META["HTTP_ACCEPT_ENCODING"] = "identity"
    return response


def _first(request: HttpRequest, etag: str, length: int) -> int:
    """From which byte it goes on: 0 unless the rest of these very bytes is asked for."""
    asked = REST.fullmatch(request.headers.get("Range", ""))
    first = int(asked[1]) if asked else 0
    same = request.headers.get("If-Range", etag) == etag
    return first if same and first < length else 0


def _export(request: HttpRequest, pk: UUID) -> Export:
    seen = Export.objects.seen_by(request.membership)
    return get_object_or_404(seen.select_related("practice", "by"), pk=pk)

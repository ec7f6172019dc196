"""The athlete's own file, for her who asks for it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from clinic import audit, limits, own_data, paper
from clinic.models import Action
from clinic.permissions import Permission, requires


@require_POST
@requires(Permission.READ_RESULTS)
@limits.limited(limits.EXPORTS)
def make(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A ZIP with everything that is kept about her; its name says nothing of her."""
    athlete = get_object_or_404(request.practice.athletes, pk=pk)
    with paper.place():
        audit.record(Action.EXPORT, "own data", by=request.membership, athlete=athlete)
        packed = own_data.pack(athlete)
    name = f"own-data-{timezone.localdate():%Y-%m-%d}.zip"
    return HttpResponse(
        packed,
        content_type="application/zip",
        headers={
            "Content-Disposition": content_disposition_header(True, name),
            "Content-Encoding": "identity",
        },
    )

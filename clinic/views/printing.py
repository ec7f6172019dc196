"""What the browser's print button leaves in the log: told by the page's script as printing begins."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_POST

from clinic import audit
from clinic.models import Action
from clinic.permissions import Permission, may, requires
from clinic.subjects import subject_of


@require_POST
@requires(Permission.SEE_ATHLETES)
def printed(request: HttpRequest) -> HttpResponse:
    """Of a page that whoever asks may open; its path holds ids and codes alone."""
    try:
        page = resolve(request.POST.get("path", ""))
    except Resolver404:
        raise Http404 from None
    needed = getattr(page.func, "permission", None)
    if needed is None or not may(request.membership.role, needed):
        raise Http404
    subject = subject_of(page)
    audit.record(
        Action.PRINT,
        page.url_name or "",
        by=request.membership,
        athlete=subject.athlete,
        screening=subject.screening,
    )
    return HttpResponse(status=204)

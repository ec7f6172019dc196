from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from clinic import audit, worklist
from clinic.models import Action
from clinic.permissions import Permission, may, requires


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The list when signed in, else sign-in."""
    return redirect("worklist" if request.user.is_authenticated else "account_login")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SEE_ATHLETES)
def today(request: HttpRequest) -> HttpResponse:
    """The practice's athletes. A search is posted, so that names stand in no address and no server's log."""
    words = request.POST.get("words", "").strip()
    archived = "archived" in request.GET
    reads = may(request.membership.role, Permission.READ_RESULTS)
    audit.record(Action.READ, "worklist", by=request.membership)
    rows = worklist.rows(request.practice, words=words, archived=archived, results=reads)
    return render(
        request,
        "clinic/worklist.html",
        {
            "rows": rows,
            "urgent": [row for row in rows if row.urgent],
            "words": words,
            "archived": archived,
            "reads": reads,
            "today": timezone.localdate(),
        },
    )

"""The access log, for the owner: who saw and did what. Each look at it is itself in it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clinic import audit, chain, limits
from clinic.access_log import rows
from clinic.actions import access_log as actions
from clinic.confirming import confirmed
from clinic.forms.access_log import FilterForm, ReasonForm
from clinic.models import Action
from clinic.permissions import Permission, requires

A_PAGE = 50
MOST_FOUND = 20
"""Athletes that a search among them shows."""
IN_ADDRESS = ("first", "last", "who", "action", "outcome", "athlete", "page")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_PRACTICE)
def access_log(request: HttpRequest) -> HttpResponse:
    """The log, the last row first. A search for an athlete is posted: her name stands in no address."""
    asked = request.POST if request.method == "POST" else request.GET
    return _show(request, asked, ReasonForm())


@require_POST
@requires(Permission.MANAGE_PRACTICE)
@confirmed
@limits.limited(limits.EXPORTS)
def access_log_export(request: HttpRequest) -> HttpResponse:
    """The rows of the filter that was shown, as CSV."""
    form = ReasonForm(request.POST)
    filters = FilterForm(request.POST, practice=request.practice)
    if not form.is_valid():
        return _show(request, request.POST, form)
    lines = actions.export(
        asked=filters.chosen(), by=request.membership, reason=form.cleaned_data["reason"]
    )
    name = f"access-log-{timezone.localdate():%Y-%m-%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)


@require_POST
@requires(Permission.MANAGE_PRACTICE)
def access_log_check(request: HttpRequest) -> HttpResponse:
    """Checks every row of the practice now, and says what it found."""
    fault = actions.check(by=request.membership)
    if fault is None:
        (head,) = chain.heads(practice_id=request.practice.pk)
        messages.success(
            request,
            _("The log is whole: every row up to %(number)s is as it was written (%(mark)s).")
            % {"number": head.number, "mark": head.fingerprint},
        )
    else:
        messages.error(request, actions.in_words(fault))
    return redirect("access_log")


def _show(request: HttpRequest, asked: QueryDict, form: ReasonForm) -> HttpResponse:
    filters = FilterForm(asked, practice=request.practice)
    chosen = filters.chosen()
    audit.record(Action.READ, "access log", by=request.membership, athlete=chosen.athlete)
    page = Paginator(rows.narrowed(request.practice, chosen), A_PAGE).get_page(asked.get("page"))
    words = asked.get("words", "").strip()
    kept = {name: asked[name] for name in IN_ADDRESS if asked.get(name)}
    context = {
        "filters": filters,
        "chosen": chosen,
        "page": page,
        "rows": rows.in_words(request.practice, page.object_list),
        "words": words,
        "found": request.practice.athletes.found(words)[:MOST_FOUND] if words else [],
        "kept": urlencode({k: v for k, v in kept.items() if k != "page"}),
        "elsewhere": urlencode({k: v for k, v in kept.items() if k not in ("page", "athlete")}),
        "form": form,
    }
    return render(request, "clinic/access_log.html", context)

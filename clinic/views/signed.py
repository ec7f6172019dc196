"""The list of signed reports, and taking some of them along."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clinic import audit, limits, signed
from clinic.actions import exports
from clinic.confirming import confirmed
from clinic.forms.exports import MOST, ExportForm, FilterForm, ticked
from clinic.models import Action
from clinic.permissions import Permission, requires

A_PAGE = 50
REASON_KEY = "export_reason"
"""Why something was exported today, so that it is asked once."""
IN_ADDRESS = ("show", "first", "last", "signer", "page")
"""What may stand in an address; words may be a name."""


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EXPORT)
def reports(request: HttpRequest) -> HttpResponse:
    """The signed reports. A search is posted, so that names stand in no address; all else gets an address."""
    if request.method == "POST" and not request.POST.get("words", "").strip():
        return redirect(_address(request.POST))
    asked = request.POST if request.method == "POST" else request.GET
    return _list(request, asked, ExportForm(initial=_initial(request)))


@require_POST
@requires(Permission.EXPORT)
@confirmed
@limits.limited(limits.EXPORTS)
def export_begin(request: HttpRequest) -> HttpResponse:
    """Export what was ticked, or all of the filter that was shown."""
    form = ExportForm(request.POST)
    found = signed.standing(request.practice)
    if "everything" in request.POST:
        asked = FilterForm(request.POST, practice=request.practice).chosen()
        found = signed.narrowed(request.practice, asked)
    else:
        found = found.filter(pk__in=ticked(request.POST)[:MOST])
    signatures = list(found[: MOST + 1])
    if not signatures:
        form.add_error(None, _("No report was chosen. Tick those to export first."))
    elif len(signatures) > MOST:
        form.add_error(None, _("At most %(most)s reports go into one export.") % {"most": MOST})
    if not form.is_valid():
        return _list(request, request.POST, form)
    export = exports.begin(signatures=signatures, by=request.membership, **form.cleaned_data)
    request.session[REASON_KEY] = [str(timezone.localdate()), export.reason]
    return redirect(f"{reverse('export', args=[export.pk])}?start")


def _list(request: HttpRequest, asked: QueryDict, form: ExportForm) -> HttpResponse:
    audit.record(Action.READ, "reports", by=request.membership)
    filters = FilterForm(asked, practice=request.practice)
    chosen = filters.chosen()
    found = signed.with_reports(signed.narrowed(request.practice, chosen))
    context = {
        "presets": signed.counted(request.practice),
        "preset": chosen.preset,
        "filters": filters,
        "narrowed": chosen.narrows,
        "page": Paginator(found, A_PAGE).get_page(asked.get("page")),
        "form": form,
        "ticked": set(ticked(asked)),
        "everything": "everything" in asked,
        "now": timezone.now().isoformat(),
    }
    return render(request, "clinic/reports.html", context)


def _initial(request: HttpRequest) -> dict[str, Any]:
    day, reason = request.session.get(REASON_KEY, ("", ""))
    today = day == str(timezone.localdate())
    return {"language": request.practice.language, "reason": reason if today else ""}


def _address(posted: QueryDict) -> str:
    kept = {name: posted[name] for name in IN_ADDRESS if posted.get(name)}
    return f"{reverse('reports')}?{urlencode(kept)}" if kept else reverse("reports")

"""Tables for analysis: what goes in, and the file itself."""

from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from tempfile import TemporaryFile
from typing import Any, BinaryIO
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    JsonResponse,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
    require_safe,
)

from clinic import confirming, limits, once
from clinic.actions import sweeping
from clinic.actions import tables as actions
from clinic.forms.tables import XLSX, TableForm
from clinic.models import TableFile
from clinic.models.table_file import KEPT
from clinic.permissions import Permission, requires
from clinic.tables.codebook import columns
from clinic.tables.csv_file import codebook_lines, csv_lines
from clinic.tables.export import Export, matching
from clinic.tables.xlsx_file import write_xlsx
from screening.encryption import Unreadable
from screening.protocols import CURRENT, PROTOCOLS

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv; charset=utf-8"

AT_ONCE = 500
"""So many screenings are written while the browser waits, about a second and a half; more are made beside it."""


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.READ_RESULTS)
@limits.limited(limits.TABLES, "POST")
def tables(request: HttpRequest) -> HttpResponse:
    """How many screenings match; the file, unless only a new count was asked for."""
    form = TableForm(request.POST or None, language=request.user.language)
    matches = None
    if not form.is_bound or form.is_valid():
        matches = matching(form.choice, request.membership).count()
    if form.is_bound and matches == 0:
        form.add_error("last", _("No screening was sent in that fits."))
    if form.is_bound and form.is_valid() and "count" not in request.POST:
        late = confirming.late(request)
        if late is not None:
            return late
        if matches > AT_ONCE:
            return once.carry_out(request, partial(_begin, request, form, matches))
        export = actions.export(
            choice=form.choice,
            kind=form.cleaned_data["format"],
            by=request.membership,
            reason=form.cleaned_data["reason"],
        )
        return _file(export, form.cleaned_data["format"])
    context = {
        "form": form,
        "matches": matches,
        "current": CURRENT.id,
        "files": _files(request).defer("sealed"),
    }
    return render(request, "clinic/tables.html", context)


def _begin(request: HttpRequest, form: TableForm, matches: int) -> HttpResponse:
    file = actions.begin(asked=_asked(form), total=matches, by=request.membership)
    return redirect(f"{reverse('table_file', args=[file.pk])}?start")


def _asked(form: TableForm) -> dict[str, Any]:
    """What was filled in, as JSON holds it and the form reads it again."""
    found = dict(form.cleaned_data)
    return found | {name: found[name].isoformat() for name in ("first", "last")}


def _files(request: HttpRequest) -> QuerySet[TableFile]:
    """Her own of the last day."""
    recent = TableFile.objects.filter(by=request.user, asked_at__gt=timezone.now() - KEPT)
    return recent.filter(practice=request.practice)


def _one(request: HttpRequest, pk: UUID) -> TableFile:
    return get_object_or_404(_files(request).select_related("key"), pk=pk)


@require_safe
@requires(Permission.READ_RESULTS)
def table_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far a table is that takes long; where to take it."""
    found = _one(request, pk)
    if found.stalled:
        sweeping.sweep()
    context = {"file": found, "start": "start" in request.GET}
    return render(request, "clinic/table_file.html", context)


@require_safe
@requires(Permission.READ_RESULTS)
def table_progress(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same for the page's script, which asks again and again."""
    found = _one(request, pk)
    if found.stalled:
        sweeping.sweep()
    said = render(request, "clinic/_table_said.html", {"file": found}).content.decode()
    return JsonResponse({"done": found.done, "said": said.strip(), "over": found.over})


@require_POST
@requires(Permission.READ_RESULTS)
def table_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    actions.cancel(file=_one(request, pk), by=request.membership)
    return redirect("table_file", pk)


@require_GET
@requires(Permission.READ_RESULTS)
def table_taken(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The file itself; recorded each time."""
    found = _one(request, pk)
    if found.made_at is None:
        return redirect("table_file", pk)
    try:
        content = actions.take(file=found, by=request.membership)
    except Unreadable:
        return redirect("table_file", pk)
    kind = XLSX_TYPE if found.kind == XLSX else CSV_TYPE
    headers = {"Content-Disposition": content_disposition_header(True, found.name)}
    return HttpResponse(content, content_type=kind, headers=headers)


def _file(export: Export, kind: str) -> HttpResponse:
    name = f"screenings-{export.made_on}.{kind}"
    if kind == XLSX:
        return FileResponse(
            _xlsx(export), as_attachment=True, filename=name, content_type=XLSX_TYPE
        )
    lines = (line.encode() for line in csv_lines(export, export.tables[0]))
    return _csv(lines, name)


def _csv(lines: Iterator[bytes], name: str) -> HttpResponse:
    headers = {"Content-Disposition": content_disposition_header(True, name)}
    return StreamingHttpResponse(lines, content_type=CSV_TYPE, headers=headers)


def _xlsx(export: Export) -> BinaryIO:
    """In a file without a name, which the answer closes when it has been sent, and which is gone then."""
    with ExitStack() as until_sent:
        file = until_sent.enter_context(TemporaryFile())
        write_xlsx(file, export)
        file.seek(0)
        until_sent.pop_all()
    return file


@require_safe
@requires(Permission.READ_RESULTS)
def codebook(request: HttpRequest, protocol: str) -> HttpResponse:
    """What every column means; about nobody, so it stands in no log."""
    language = request.GET.get("language", request.user.language)
    if protocol not in PROTOCOLS or language not in dict(settings.LANGUAGES):
        raise Http404
    described = columns(PROTOCOLS[protocol].instrument, language, codes=True, texts=True)
    lines = (line.encode() for line in codebook_lines(described, language))
    return _csv(lines, f"codebook-{protocol}-{language}.csv")

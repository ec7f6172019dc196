"""Tables for analysis: what goes in, and the file itself."""

from collections.abc import Iterator
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import BinaryIO

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clinic.actions import tables as actions
from clinic.forms.tables import XLSX, TableForm
from clinic.permissions import Permission, requires
from clinic.tables.codebook import columns
from clinic.tables.csv_file import codebook_lines, csv_lines
from clinic.tables.export import Export, matching
from clinic.tables.xlsx_file import write_xlsx
from screening.protocols import CURRENT, PROTOCOLS

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv; charset=utf-8"


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.READ_RESULTS)
def tables(request: HttpRequest) -> HttpResponse:
    """How many screenings match; the file, unless only a new count was asked for."""
    form = TableForm(request.POST or None, language=request.user.language)
    matches = None
    if not form.is_bound or form.is_valid():
        matches = matching(form.choice, request.membership).count()
    if form.is_bound and matches == 0:
        form.add_error("last", _("No screening was sent in that fits."))
    if form.is_bound and form.is_valid() and "count" not in request.POST:
        export = actions.export(
            choice=form.choice,
            kind=form.cleaned_data["format"],
            by=request.membership,
            reason=form.cleaned_data["reason"],
        )
        return _file(export, form.cleaned_data["format"])
    context = {"form": form, "matches": matches, "current": CURRENT.id}
    return render(request, "clinic/tables.html", context)


def _file(export: Export, kind: str) -> HttpResponse:
    name = f"screenings-{export.made_on}.{kind}"
    if kind == XLSX:
        return FileResponse(
            _xlsx(export), as_attachment=True, filename=name, content_type=XLSX_TYPE
        )
    lines = (line.encode() for line in csv_lines(export, export.tables[0]))
    return _csv(lines, name)


def _csv(lines: Iterator[bytes], name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
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

from datetime import timedelta
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clinic import audit, once
from clinic.actions import imports
from clinic.forms.imports import ConfirmForm, FileForm, packed
from clinic.importing import calendar, table
from clinic.importing.lines import Line, NotReadable
from clinic.importing.plan import Kind, Step, checksum
from clinic.models import Action, Source
from clinic.permissions import Permission, requires


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CHANGE_ATHLETES)
def import_(request: HttpRequest) -> HttpResponse:
    """Asks for a file, shows what it would do, and does that when the same file comes back confirmed."""
    if "content" in request.POST:
        return once.carry_out(request, partial(_confirm, request))
    posted = request.method == "POST"
    form = FileForm(request.POST, request.FILES) if posted else FileForm()
    if form.is_valid():
        content = form.cleaned_data["file"]
        try:
            lines, source = _read(content)
        except NotReadable as fault:
            form.add_error("file", str(fault))
        else:
            return _show(request, content, lines, source)
    context = {"form": form, "columns": table.COLUMNS.values(), "day": _soon()}
    return render(request, "clinic/import.html", context)


@require_safe
@requires(Permission.CHANGE_ATHLETES)
def template(request: HttpRequest) -> HttpResponse:
    """An empty table with one line as an example."""
    content = table.template(get_language() or "", _soon())
    name = _("appointments")
    return HttpResponse(
        content,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": content_disposition_header(True, f"{name}.csv")},
    )


def _confirm(request: HttpRequest) -> HttpResponse:
    form = ConfirmForm(request.POST)
    try:
        if not form.is_valid():
            raise NotReadable
        lines, source = _read(form.cleaned_data["content"])
    except NotReadable:
        messages.error(request, _("The file did not arrive whole. Choose it again."))
        return redirect("import")
    try:
        tally = imports.carry_out(
            lines=lines,
            source=source,
            answers=form.answers(),
            shown=form.cleaned_data["shown"],
            by=request.membership,
        )
    except imports.Changed:
        messages.info(request, _("Something changed meanwhile. Look again at what will happen."))
        return _show(request, form.cleaned_data["content"], lines, source)
    messages.success(request, _told(tally))
    return redirect("athletes")


def _read(content: bytes) -> tuple[list[Line], Source]:
    """The lines of a calendar or of a table, whichever it is; raises NotReadable."""
    if content.lstrip(b"\xef\xbb\xbf \r\n").upper().startswith(b"BEGIN:VCALENDAR"):
        return calendar.read(content), Source.ICS
    return table.read(content), Source.CSV


def _show(request: HttpRequest, content: bytes, lines: list[Line], source: Source) -> HttpResponse:
    steps = imports.rehearse(practice=request.practice, lines=lines, source=source)
    audit.record(Action.READ, "import", by=request.membership)
    context = {
        "faults": [s for s in steps if s.kind is Kind.FAULT],
        "questions": [s for s in steps if s.kind is Kind.ASK],
        "changes": [s for s in steps if s.changes],
        "rest": [s for s in steps if _rests(s)],
        "content": packed(content),
        "shown": checksum(steps),
        "events": source is Source.ICS,
    }
    return render(request, "clinic/import_check.html", context)


def _rests(step: Step) -> bool:
    return step.kind in (Kind.UNCHANGED, Kind.SKIPPED) and not step.changes


def _told(tally: imports.Tally) -> str:
    parts = (
        ngettext("%(n)s athlete added", "%(n)s athletes added", tally.athletes)
        % {"n": tally.athletes},
        ngettext("%(n)s appointment added", "%(n)s appointments added", tally.added)
        % {"n": tally.added},
        ngettext("%(n)s moved", "%(n)s moved", tally.moved) % {"n": tally.moved},
        ngettext("%(n)s cancelled", "%(n)s cancelled", tally.cancelled) % {"n": tally.cancelled},
    )
    return _("Imported: %(parts)s.") % {"parts": ", ".join(parts)}


def _soon() -> str:
    """A day for the example, a week ahead."""
    return f"{timezone.localdate() + timedelta(days=7):%d-%m-%Y}"

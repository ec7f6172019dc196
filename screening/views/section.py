"""One section a page: its questions, what is wrong with the answers, and on to the next."""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from screening.core.instrument import Section
from screening.forms.rows import without_row
from screening.forms.section import SectionForm
from screening.journey import Journey, minutes
from screening.models import AlreadySent, Screening

from .check import said
from .page import change_language, page, show

TO_CHECK = "check"


@page
def section(request: HttpRequest, code: str) -> HttpResponse:
    screening = request.access.screening
    instrument = screening.protocol.instrument
    if code not in {section.code for section in instrument.sections}:
        raise Http404
    journey = Journey.of(instrument, screening.answers)
    asked = journey.section(code)
    if request.method == "POST":
        known = asked or next(s for s in instrument.sections if s.code == code)
        return _posted(request, screening, journey, known)
    if screening.submitted_at:
        return redirect("screening:sent")
    if asked is None:
        return redirect("screening:start")
    if any(journey.touched(item) for item in asked.items):
        request.access.record("read")
    return _show(request, SectionForm(instrument, asked, screening.answers), journey)


def _posted(
    request: HttpRequest, screening: Screening, journey: Journey, section: Section
) -> HttpResponse:
    """Store what can be read, then show the page again or go on."""
    switched = change_language(request)
    data, removed = without_row(request.POST)
    form = SectionForm(journey.instrument, section, screening.answers, data)
    try:
        with transaction.atomic():
            screening.record(form.changes)
            request.access.record("saved")
    except AlreadySent:
        return _too_late(request, form)
    after = Journey.of(journey.instrument, screening.answers)
    if switched or removed or form.add_row(request.POST.get("add", "")):
        form.quiet = True
        return _show(request, form, after)
    if form.errors:
        return _show(request, form, after)
    if request.POST.get("go") == "back":
        return redirect(_back(request, after, section))
    if form.newly_asked:
        return _show(request, form, after)
    if form.to_remind and request.POST.get("go") != "anyway":
        form.reminding = True
        return _show(request, form, after)
    return redirect(_onward(request, journey, after, section))


def check_at(section: Section) -> str:
    """Her answers, at the section that she came from."""
    return reverse("screening:check") + f"#{section.code}"


def _back(request: HttpRequest, journey: Journey, section: Section) -> str:
    if request.GET.get("to") == TO_CHECK:
        return check_at(section)
    before = journey.before(section) if section in journey.sections else None
    return (
        reverse("screening:section", args=[before.code]) if before else reverse("screening:start")
    )


def _onward(request: HttpRequest, before: Journey, after: Journey, section: Section) -> str:
    """The next section; to the answers, when she came from there and no other section is newly asked."""
    if request.GET.get("to") == TO_CHECK:
        new = next((s for s in after.sections if s not in before.sections), None)
        if new is None:
            return check_at(section)
        return reverse("screening:section", args=[new.code]) + f"?to={TO_CHECK}"
    following = after.after(section) if section in after.sections else after.resume()
    return (
        reverse("screening:section", args=[following.code])
        if following
        else reverse("screening:check")
    )


def _show(request: HttpRequest, form: SectionForm, journey: Journey) -> HttpResponse:
    section = form.section
    place = journey.place(section) if section in journey.sections else 1
    saved = request.access.screening.saved_at
    context = {
        "form": form,
        "section": section,
        "place": place,
        "steps": range(1, len(journey.sections) + 1),
        "minutes": minutes(journey.questions(section)) if section in journey.sections else 1,
        "saved_at": saved if saved and _today(saved) else None,
        "to_check": request.GET.get("to") == TO_CHECK,
    }
    return show(request, "screening/section.html", context)


def _today(moment: timezone.datetime) -> bool:
    return timezone.localdate(moment) == timezone.localdate()


def _too_late(request: HttpRequest, form: SectionForm) -> HttpResponse:
    """She sent her answers in another tab or on another device; what stood on this page is shown to her."""
    rows = [(item.name, said(item, form.read)) for item in form.journey.items(form.section)]
    return show(request, "screening/too_late.html", {"rows": rows}, status=409)

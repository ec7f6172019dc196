"""One page of questions: what is stored, what is wrong with the answers, and on to the next."""

import hashlib

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from screening.forms.questions import PageForm
from screening.forms.rows import without_row
from screening.forms.weeks import with_same_week
from screening.journey import Journey, minutes
from screening.models import AlreadySent, Screening
from screening.pages import Page
from screening.saves import Save

from .check import said
from .page import change_language, mark_of, page, show

TO_CHECK = "check"


@page
def questions(request: HttpRequest, section: str, number: int) -> HttpResponse:
    screening = request.access.screening
    journey = Journey.of(screening.protocol.instrument, screening.answers)
    here = journey.page(section, number)
    if here is None:
        raise Http404
    if request.method == "POST":
        return _posted(request, screening, journey, here)
    if screening.submitted_at:
        return redirect("screening:sent")
    if here not in journey.pages:
        return redirect("screening:start")
    if any(journey.touched(item) for item in here.items):
        request.access.record("read")
    return _show(request, PageForm(journey.instrument, here, screening.answers), journey)


def _posted(
    request: HttpRequest, screening: Screening, journey: Journey, here: Page
) -> HttpResponse:
    """Store what can be read; then say so to the page's script, show the page again, or go on."""
    switched = change_language(request)
    data, removed = without_row(request.POST)
    data, filled = with_same_week(data)
    form = PageForm(journey.instrument, here, screening.answers, data)
    by_itself = request.POST.get("go") == "save"
    try:
        late = _store(request, screening, form)
    except AlreadySent:
        return JsonResponse({}, status=409) if by_itself else _too_late(request, form)
    if by_itself:
        return _saved(screening, form, late)
    after = Journey.of(journey.instrument, screening.answers)
    if late:
        return redirect(request.get_full_path())
    if switched or removed or filled or form.add_row(request.POST.get("add", "")):
        form.quiet = True
        return _show(request, form, after)
    if form.errors:
        return _show(request, form, after)
    if request.POST.get("go") == "back":
        return redirect(_back(request, after, here))
    if form.newly_asked:
        return _show(request, form, after)
    if form.to_remind and request.POST.get("go") != "anyway":
        form.reminding = True
        return _show(request, form, after)
    return redirect(_onward(request, after, here))


def _store(request: HttpRequest, screening: Screening, form: PageForm) -> frozenset[str]:
    """What she changed; which of it came too late, because something newer is stored.

    A save that comes twice is stored and recorded once.
    """
    if screening.submitted_at:
        raise AlreadySent(screening.code)
    if not form.changes:
        return frozenset()
    with transaction.atomic():
        kept = screening.keep(form.changes, _save(request, form))
        if kept.changed:
            request.access.record("saved")
    return kept.late


def _save(request: HttpRequest, form: PageForm) -> Save:
    device = hashlib.sha256((request.session.session_key or "").encode()).hexdigest()[:16]
    return Save(mark_of(request), device, form.times)


def _saved(screening: Screening, form: PageForm, late: frozenset[str]) -> HttpResponse:
    """When it was stored, what the page holds from now on, and what could not be read.

    `late` was not stored: a page whose clock was set back gives it a time after `clock`, and sends it again.
    """
    saved = timezone.localtime(screening.saved_at or timezone.now())
    return JsonResponse(
        {
            "saved_at": saved.strftime("%H:%M"),
            "was": form.held_as_posted,
            "unread": list(form.errors),
            "late": sorted(late),
            "clock": screening.clock if late else 0,
        }
    )


def address(page: Page) -> str:
    return reverse("screening:page", args=page.where)


def check_at(page: Page) -> str:
    """Her answers, at the section that she came from."""
    return reverse("screening:check") + f"#{page.section.code}"


def _back(request: HttpRequest, journey: Journey, here: Page) -> str:
    if request.GET.get("to") == TO_CHECK:
        return check_at(here)
    before = journey.before(here)
    return address(before) if before else reverse("screening:start")


def _onward(request: HttpRequest, journey: Journey, here: Page) -> str:
    """The next page; to her answers, when she came from there and her change asks nothing more."""
    if request.GET.get("to") == TO_CHECK:
        root = journey.changed_at(request.GET.get("of", "")) or here
        new = journey.opened_by(root, here)
        if new is None:
            return check_at(here)
        return address(new) + f"?to={TO_CHECK}&of={root.section.code}-{root.number}"
    following = journey.after(here)
    return address(following) if following else reverse("screening:check")


def _show(request: HttpRequest, form: PageForm, journey: Journey) -> HttpResponse:
    here = form.page
    saved = request.access.screening.saved_at
    asked = here.section in journey.sections
    context = {
        "form": form,
        "page": here,
        "section": here.section,
        "first": asked and journey.items(here.section)[0] in here.items,
        "place": journey.place(here.section) if asked else 1,
        "steps": range(1, len(journey.sections) + 1),
        "minutes": minutes(journey.questions(here)),
        "saved_at": saved if saved and _today(saved) else None,
        "to_check": request.GET.get("to") == TO_CHECK,
    }
    return show(request, "screening/questions.html", context)


def _today(moment: timezone.datetime) -> bool:
    return timezone.localdate(moment) == timezone.localdate()


def _too_late(request: HttpRequest, form: PageForm) -> HttpResponse:
    """She sent her answers in another tab or on another device; what stood on this page is shown to her."""
    rows = [(item.name, said(item, form.read)) for item in form.journey.items(form.page)]
    return show(request, "screening/too_late.html", {"rows": rows}, status=409)

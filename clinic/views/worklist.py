"""The first page after signing in: who comes when, and what waits."""

from datetime import date, timedelta

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from clinic import audit, worklist
from clinic.models import Action
from clinic.permissions import Permission, may, requires
from clinic.worklist import Group

A_PAGE = 50
DAY, WEEK = timedelta(days=1), timedelta(days=7)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The list when signed in, else sign-in."""
    return redirect("worklist" if request.user.is_authenticated else "account_login")


@require_safe
@requires(Permission.SEE_ATHLETES)
def today(request: HttpRequest) -> HttpResponse:
    """The appointments of a day (?day=) or of its week (?week=), else of today.

    With ?open what is in no coming day; with ?due who is to be screened again.
    """
    audit.record(Action.READ, "worklist", by=request.membership)
    reads = may(request.membership.role, Permission.READ_RESULTS)
    now = timezone.localdate()
    context = {
        "reads": reads,
        "today": now,
        "this_week": worklist.week_of(now)[0],
        "next_week": worklist.week_of(now + WEEK)[0],
        "urgent": worklist.urgent(request.practice),
    }
    if "open" in request.GET:
        left = Paginator(list(worklist.left_open(request.practice, now)), A_PAGE)
        page = left.get_page(request.GET.get("page"))
        rows = worklist.rows_of(page.object_list, reads=reads)
        context |= {"page": page, "list": "open", "rows": rows}
    elif "due" in request.GET:
        signed = Paginator(worklist.due(request.practice, now), A_PAGE)
        page = signed.get_page(request.GET.get("page"))
        rows = worklist.due_rows(page.object_list, now, reads=reads)
        context |= {"page": page, "list": "due", "rows": rows}
    else:
        context |= _days(request, now, reads=reads)
    return render(request, "clinic/worklist.html", context)


def _days(request: HttpRequest, now: date, *, reads: bool) -> dict[str, object]:
    """What a day or a week shows, and where its neighbours are."""
    week = _day(request.GET.get("week"))
    day = _day(request.GET.get("day")) or now
    first, last = worklist.week_of(week) if week else (day, day)
    rows = worklist.of_days(request.practice, first, last, reads=reads)
    group = request.GET.get("show")
    group = Group(group) if group in list(Group) else Group.ALL
    step = WEEK if week else DAY
    return {
        "unit": "week" if week else "day",
        "first": first,
        "last": last,
        "previous": first - step,
        "following": first + step,
        "groups": worklist.counted(rows, reads=reads),
        "group": group,
        "rows": worklist.narrowed(rows, group, by_day=bool(week)),
        "askable": len({row.athlete.pk for row in rows if row.askable}),
    }


def _day(typed: str | None) -> date | None:
    """A day as addresses carry it; None where it is none, or too far away to be meant."""
    try:
        day = parse_date(typed or "")
    except ValueError:
        return None
    return day if day is not None and 2000 <= day.year < 2200 else None

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clinic import again, audit, results, retention, worklist, written
from clinic.actions import athletes
from clinic.forms.appointment import AppointmentForm
from clinic.forms.athlete import AthleteForm
from clinic.models import Action, Appointment, Athlete, Consent, Invitation
from clinic.permissions import Permission, may, requires

A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SEE_ATHLETES)
def listing(request: HttpRequest) -> HttpResponse:
    """The practice's athletes. A search is posted, so that names stand in no address and no server's log."""
    words = request.POST.get("words", "").strip()
    archived = "archived" in request.GET
    audit.record(Action.READ, "athletes", by=request.membership)
    asked = worklist.with_signatures(
        Invitation.objects.filter(revoked_at=None).select_related("screening")
    )
    everybody = request.practice.athletes
    listed = everybody.archived() if archived else everybody.current()
    pages = Paginator(
        listed.found(words).prefetch_related(
            Prefetch("appointments", Appointment.objects.upcoming(), to_attr="upcoming"),
            Prefetch("invitations", asked, to_attr="asked"),
        ),
        A_PAGE,
    )
    page = pages.get_page(request.POST.get("page") or request.GET.get("page"))
    rows = [worklist.Row(a, next(iter(a.asked), None), None, reads=False) for a in page]
    context = {"page": page, "rows": rows, "words": words, "archived": archived}
    return render(request, "clinic/athletes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CHANGE_ATHLETES)
def new(request: HttpRequest) -> HttpResponse:
    """Asks first whether it is the same person when somebody resembles her."""
    form = AthleteForm(
        request.POST or None,
        practice=request.practice,
        initial={"language": request.practice.language},
    )
    if not form.is_valid() or "back" in request.POST:
        return render(request, "clinic/athlete_form.html", {"form": form})
    if "another" not in request.POST:
        person = form.cleaned_data
        same = request.practice.athletes.resembling(
            name=written.sorted_name(person["given_name"], person["family_name"]),
            born=person["date_of_birth"],
            email=person["email"],
        )
        if same:
            for athlete in same:
                audit.record(Action.READ, "athlete", by=request.membership, athlete=athlete)
            return render(request, "clinic/duplicates.html", {"form": form, "same": same})
    athlete = athletes.add(by=request.membership, **form.cleaned_data)
    messages.success(request, _("%(name)s has been added.") % {"name": athlete.name})
    return redirect("athlete", athlete.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CHANGE_ATHLETES)
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    athlete = get_object_or_404(request.practice.athletes, pk=pk)
    initial = {name: getattr(athlete, name) for name in AthleteForm.base_fields}
    form = AthleteForm(
        request.POST or None, practice=request.practice, athlete=athlete, initial=initial
    )
    if form.is_valid():
        athletes.change(athlete=athlete, by=request.membership, **form.cleaned_data)
        messages.success(request, _("The changes have been saved."))
        return redirect("athlete", athlete.pk)
    audit.record(Action.READ, "athlete", by=request.membership, athlete=athlete)
    return render(request, "clinic/athlete_form.html", {"form": form, "athlete": athlete})


@require_safe
@requires(Permission.SEE_ATHLETES)
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    athlete = get_object_or_404(request.practice.athletes, pk=pk)
    hit = request.GET.get("from") == "search"
    action = Action.FIND if hit else Action.READ
    audit.record(action, "athlete", by=request.membership, athlete=athlete)
    return show(request, athlete)


def show(
    request: HttpRequest, athlete: Athlete, form: AppointmentForm | None = None
) -> HttpResponse:
    """The athlete's page; `form` holds what was wrong with a new appointment."""
    role = request.membership.role
    reads = may(role, Permission.READ_RESULTS)
    asked = athlete.invitations.select_related("screening__key", "created_by", "appointment")
    invitations = list(worklist.with_signatures(asked))
    if reads:
        for invitation in invitations:
            invitation.result = results.of(invitation)
    pending = next((i for i in invitations if i.pending), None)
    consents = Consent.objects.filter(invitation__in=invitations)
    appointments = list(athlete.appointments.all())
    today = timezone.localdate()
    planned = again.planned(again.last_signed(invitations), today, pending)
    return render(
        request,
        "clinic/athlete.html",
        {
            "athlete": athlete,
            "appointments": [a for a in appointments if not a.over],
            "earlier": [a for a in reversed(appointments) if a.over],
            "rows": worklist.as_rows(invitations, reads=False),
            "pending": pending,
            "consents": consents.select_related("invitation__screening").order_by("-given_at"),
            "form": form or AppointmentForm(),
            "reads": reads,
            "next": planned if reads else None,
            "due": planned is not None and planned.invites,
            "kept_until": retention.due_on(athlete),
            "reopens": may(role, Permission.REOPEN) and not pending and not athlete.archived_at,
        },
    )


@require_POST
@requires(Permission.CHANGE_ATHLETES)
def archive(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Archive an athlete, or put an archived one back: as the button said, which a colleague may have pressed too."""
    athlete = get_object_or_404(request.practice.athletes, pk=pk)
    if request.POST.get("go") == "restore":
        athletes.restore(athlete=athlete, by=request.membership)
        messages.success(request, _("%(name)s is back in the list.") % {"name": athlete.name})
    else:
        athletes.archive(athlete=athlete, by=request.membership)
        messages.success(request, _("%(name)s has been archived.") % {"name": athlete.name})
    return redirect("athlete", athlete.pk)

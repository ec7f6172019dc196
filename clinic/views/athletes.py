from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clinic import audit
from clinic.actions import athletes
from clinic.forms.athlete import AthleteForm
from clinic.forms.invitation import InvitationForm
from clinic.models import Action, Athlete, Consent
from clinic.permissions import Permission, may, requires


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CHANGE_ATHLETES)
def new(request: HttpRequest) -> HttpResponse:
    form = AthleteForm(
        request.POST or None,
        practice=request.practice,
        initial={"language": request.practice.language},
    )
    if form.is_valid():
        athlete = athletes.add(by=request.membership, **form.cleaned_data)
        messages.success(request, _("%(name)s has been added.") % {"name": athlete.name})
        return redirect("athlete", athlete.pk)
    return render(request, "clinic/athlete_form.html", {"form": form})


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
    return render(request, "clinic/athlete_form.html", {"form": form, "athlete": athlete})


@require_safe
@requires(Permission.SEE_ATHLETES)
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    athlete = get_object_or_404(request.practice.athletes, pk=pk)
    audit.record(Action.READ, "athlete", by=request.membership, athlete=athlete)
    return show(request, athlete)


def show(
    request: HttpRequest, athlete: Athlete, form: InvitationForm | None = None
) -> HttpResponse:
    """The athlete's page; `form` holds what was wrong with an invitation."""
    invitations = list(athlete.invitations.select_related("screening", "created_by"))
    pending = next((i for i in invitations if i.pending), None)
    appointment = pending and pending.appointment
    consents = Consent.objects.filter(invitation__in=invitations)
    role = request.membership.role
    return render(
        request,
        "clinic/athlete.html",
        {
            "athlete": athlete,
            "years": int(athlete.age_on(timezone.localdate())),
            "invitations": invitations,
            "pending": pending,
            "consents": consents.select_related("invitation__screening").order_by("-given_at"),
            "form": form or InvitationForm(initial={"appointment_at": appointment}),
            "reads": may(role, Permission.READ_RESULTS),
            "reopens": may(role, Permission.REOPEN) and not pending and not athlete.archived_at,
        },
    )


@require_POST
@requires(Permission.CHANGE_ATHLETES)
def archive(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Archive an athlete, or put an archived one back."""
    athlete = get_object_or_404(request.practice.athletes, pk=pk)
    if athlete.archived_at is None:
        athletes.archive(athlete=athlete, by=request.membership)
        messages.success(request, _("%(name)s has been archived.") % {"name": athlete.name})
    else:
        athletes.restore(athlete=athlete, by=request.membership)
        messages.success(request, _("%(name)s is back in the list.") % {"name": athlete.name})
    return redirect("athlete", athlete.pk)

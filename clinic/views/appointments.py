from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clinic import audit
from clinic.actions import appointments
from clinic.forms.appointment import AppointmentForm, shown
from clinic.models import Action, Appointment
from clinic.permissions import Permission, requires

from .athletes import show


@require_POST
@requires(Permission.CHANGE_ATHLETES)
def new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """From the form on the athlete's page."""
    athlete = get_object_or_404(request.practice.athletes.current(), pk=pk)
    form = AppointmentForm(request.POST)
    if form.is_valid():
        try:
            appointments.add(
                athlete=athlete, starts_at=form.cleaned_data["starts_at"], by=request.membership
            )
        except appointments.Taken:
            form.taken()
        else:
            messages.success(request, _("The appointment has been added."))
            return redirect("athlete", athlete.pk)
    return show(request, athlete, form)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CHANGE_ATHLETES)
def move(request: HttpRequest, pk: UUID) -> HttpResponse:
    appointment = _appointment(pk)
    form = AppointmentForm(request.POST or None, initial=shown(appointment.starts_at))
    if form.is_valid():
        try:
            appointments.move(
                appointment=appointment,
                starts_at=form.cleaned_data["starts_at"],
                by=request.membership,
            )
        except appointments.Taken:
            form.taken()
        else:
            messages.success(request, _("The appointment has been moved."))
            return redirect("athlete", appointment.athlete_id)
    audit.record(Action.READ, "appointment", by=request.membership, athlete=appointment.athlete)
    return render(
        request, "clinic/appointment.html", {"form": form, "athlete": appointment.athlete}
    )


@require_POST
@requires(Permission.CHANGE_ATHLETES)
def cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    appointment = _appointment(pk)
    appointments.cancel(appointment=appointment, by=request.membership)
    messages.success(request, _("The appointment has been cancelled."))
    return redirect("athlete", appointment.athlete_id)


def _appointment(pk: UUID) -> Appointment:
    return get_object_or_404(Appointment.objects.select_related("athlete__practice"), pk=pk)

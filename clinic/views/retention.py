"""What falls due, keeping it longer, destroying it, and the certificates that stay."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clinic import audit, belongings
from clinic import retention as rules
from clinic.actions import erasure
from clinic.confirming import confirmed
from clinic.forms.retention import EraseForm, HoldForm
from clinic.models import Action
from clinic.permissions import Permission, requires

A_PAGE = 50


@require_safe
@requires(Permission.ERASE)
def retention(request: HttpRequest) -> HttpResponse:
    """The files that fall due or are held, the soonest first."""
    audit.record(Action.READ, "retention", by=request.membership)
    now = timezone.now()
    page = Paginator(rules.listed(request.practice, now), A_PAGE).get_page(request.GET.get("page"))
    for athlete in page:
        athlete.due_on = rules.due_on(athlete)
    context = {
        "page": page,
        "today": timezone.localdate(),
        "drafts": rules.drafts(request.practice, now).count(),
        "wait": rules.WAIT.days,
        "notice": rules.NOTICE.days,
    }
    return render(request, "clinic/retention.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ERASE)
@confirmed
def hold(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep a file longer, or no longer so."""
    athlete = get_object_or_404(request.practice.athletes, pk=pk)
    form = HoldForm(request.POST or None, initial={"reason": athlete.hold_reason})
    if "lift" in request.POST:
        erasure.lift(athlete=athlete, by=request.membership)
        messages.success(request, _("The file is kept for its time, and no longer."))
        return redirect("athlete", pk)
    if form.is_valid():
        erasure.hold(athlete=athlete, by=request.membership, **form.cleaned_data)
        messages.success(request, _("The file is kept until an owner ends that."))
        return redirect("athlete", pk)
    audit.record(Action.READ, "athlete", by=request.membership, athlete=athlete)
    return render(request, "clinic/hold.html", {"athlete": athlete, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ERASE)
@confirmed
def erase(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What would go, and then destroying it."""
    athlete = get_object_or_404(request.practice.athletes, pk=pk)
    form = EraseForm(request.POST or None, athlete=athlete)
    if athlete.held_since is None and form.is_valid():
        try:
            certificate = erasure.erase(
                athlete=athlete, by=request.membership, reason=form.cleaned_data["reason"]
            )
        except erasure.Gone:
            raise Http404 from None
        except erasure.Held:
            athlete.refresh_from_db()
        else:
            messages.success(request, _("The file has been destroyed."))
            return redirect("certificate", certificate.pk)
    audit.record(Action.READ, "athlete", by=request.membership, athlete=athlete)
    extent = belongings.of_athlete(athlete)
    context = {
        "athlete": athlete,
        "form": form,
        "kinds": belongings.in_words(extent.counts),
        "due_on": rules.due_on(athlete),
        "early": rules.due_on(athlete) > timezone.localdate(),
    }
    return render(request, "clinic/erase.html", context)


@require_safe
@requires(Permission.ERASE)
def certificates(request: HttpRequest) -> HttpResponse:
    audit.record(Action.READ, "certificates", by=request.membership)
    pages = Paginator(request.practice.destructions.all(), A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    return render(request, "clinic/certificates.html", {"page": page})


@require_safe
@requires(Permission.ERASE)
def certificate(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One, to be printed and signed."""
    found = get_object_or_404(request.practice.destructions, pk=pk)
    audit.record(
        Action.READ, f"certificate {found.number}", by=request.membership, screening=found.screening
    )
    context = {"certificate": found, "kinds": belongings.in_words(found.counts)}
    return render(request, "clinic/certificate.html", context)

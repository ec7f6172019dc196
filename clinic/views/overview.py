"""The practice in numbers."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from clinic import audit
from clinic.models import Action
from clinic.overview import counts, figures
from clinic.overview.periods import periods
from clinic.overview.suppression import LEAST
from clinic.permissions import Permission, requires


@require_safe
@requires(Permission.READ_RESULTS)
def overview(request: HttpRequest) -> HttpResponse:
    """A period (?period=), else the running quarter. One row in the log: it tells of nobody alone."""
    choices = periods(timezone.localdate())
    asked = request.GET.get("period", choices[0].code)
    period = next((each for each in choices if each.code == asked), None)
    if period is None:
        raise Http404
    audit.record(Action.READ, f"overview {period.code}", by=request.membership)
    found = counts.count(request.practice, period)
    context = {
        "periods": choices,
        "period": period,
        "overview": figures.overview(found),
        "unreadable": found.unreadable,
        "least": LEAST,
    }
    return render(request, "clinic/overview.html", context)

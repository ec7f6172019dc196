"""What the pages about a screening that was sent in share: finding it, its log row, saying that it cannot be read."""

from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from clinic import audit
from clinic.models import Action, Invitation
from clinic.permissions import View
from screening.core.answers import Refused
from screening.encryption import Unreadable


def readable(view: View) -> View:
    """Says so, kindly, where stored answers do not open: their key is gone, or they are of no known protocol."""

    @wraps(view)
    def answered(request: HttpRequest, code: str, **kwargs: object) -> HttpResponse:
        try:
            return view(request, code, **kwargs)
        except (Refused, Unreadable):
            return render(request, "clinic/unreadable.html", {"code": code}, status=410)

    return answered


def received(code: str) -> Invitation:
    """The invitation of a screening of this practice that was sent in, or 404."""
    sent = Invitation.objects.filter(screening__submitted_at__isnull=False)
    return get_object_or_404(
        sent.select_related("athlete__practice", "screening__key", "appointment"),
        screening__code=code,
    )


def record(request: HttpRequest, action: Action, what: str, invitation: Invitation) -> None:
    audit.record(
        action,
        what,
        by=request.membership,
        athlete=invitation.athlete,
        screening=invitation.screening.code,
    )

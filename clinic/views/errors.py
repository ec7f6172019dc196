"""What is answered when a request could not be: an error of ours, or something that does not take it just now."""

import errno
import sys

from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from clinic.paper import Busy

RETRY_AFTER = 10
"""Seconds."""

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)

NOT_NOW = ("25006", "25P03", "25P04")
"""What PostgreSQL says of itself and Django takes for a fault of ours: it only reads, as a stand-by that was not made
the first yet; a transaction stood still, or lasted, for longer than its administrator allows.
"""


def server_error(request: HttpRequest) -> HttpResponse:
    """500; 503 where the database, the disk or too many reports at once are the trouble, which says so.

    It offers to send the same once more.
    """
    down = _down(sys.exc_info()[1])
    if request.path.startswith("/api/"):
        response: HttpResponse = JsonResponse(
            {"detail": _("Try again in a moment.") if down else _("Something went wrong.")},
            status=503 if down else 500,
        )
    else:
        # Without the request: what other pages show of who is signed in comes from the database.
        page = (
            render_to_string("503.html", _again(request)) if down else render_to_string("500.html")
        )
        response = HttpResponse(page, status=503 if down else 500)
    if down:
        response.headers["Retry-After"] = str(RETRY_AFTER)
    response.headers["Cache-Control"] = "no-store, private"
    return response


def _down(error: BaseException | None) -> bool:
    if isinstance(error, OSError):
        return error.errno in FULL
    if isinstance(error, InternalError):
        return getattr(error.__cause__, "sqlstate", "") in NOT_NOW
    return isinstance(error, OperationalError | InterfaceError | Busy)


def _again(request: HttpRequest) -> dict[str, object]:
    """The form that was sent, to be sent again as it was; not what belongs to signing in, and no files."""
    if request.method != "POST" or request.path.startswith("/accounts/") or request.FILES:
        return {}
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    return {"fields": fields, "address": request.get_full_path()}

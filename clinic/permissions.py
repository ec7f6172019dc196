"""What each role may do, and the check on every view."""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from . import audit
from .models import Action, Outcome, Role
from .subjects import subject_of

View = Callable[..., HttpResponse]


class Permission(StrEnum):
    SEE_ATHLETES = "see_athletes"
    CHANGE_ATHLETES = "change_athletes"
    INVITE = "invite"
    EXPORT = "export"
    READ_RESULTS = "read_results"
    MEASURE = "measure"
    REOPEN = "reopen"
    HANDLE = "handle"
    SIGN = "sign"
    MANAGE_PRACTICE = "manage_practice"
    MANAGE_MEMBERS = "manage_members"
    ERASE = "erase"


STAFF = frozenset(
    {
        Permission.SEE_ATHLETES,
        Permission.CHANGE_ATHLETES,
        Permission.INVITE,
        Permission.EXPORT,
    }
)
THERAPIST = STAFF | {
    Permission.READ_RESULTS,
    Permission.MEASURE,
    Permission.REOPEN,
    Permission.HANDLE,
    Permission.SIGN,
}
OWNER = THERAPIST | {
    Permission.MANAGE_PRACTICE,
    Permission.MANAGE_MEMBERS,
    Permission.ERASE,
}

MAY: dict[str, frozenset[Permission]] = {
    Role.STAFF: STAFF,
    Role.THERAPIST: THERAPIST,
    Role.OWNER: OWNER,
}


def may(role: str, permission: Permission) -> bool:
    return permission in MAY[role]


def refuse(request: HttpRequest, permission: Permission) -> HttpResponse:
    """403, and a row in the log."""
    subject = subject_of(request.resolver_match)
    audit.record(
        _action(request),
        permission.value,
        by=request.membership,
        athlete=subject.athlete,
        screening=subject.screening,
        outcome=Outcome.REFUSED,
    )
    return render(request, "403.html", status=403)


def _action(request: HttpRequest) -> Action:
    return Action.READ if request.method in ("GET", "HEAD") else Action.CHANGE


def _not_here(request: HttpRequest) -> None:
    """A row in the log for asking what is not there, or is of another practice: which of the two it does not tell."""
    audit.record(
        _action(request),
        request.resolver_match.url_name,
        by=request.membership,
        outcome=Outcome.REFUSED,
        reason="not_found",
    )


def requires(permission: Permission) -> Callable[[View], View]:
    """Sign-in for nobody, 404 for who works nowhere, 403 for a role that may not.

    A role that may not, and what the view does not find, leave a row in the log.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if request.membership is None:
                raise Http404
            if not may(request.membership.role, permission):
                return refuse(request, permission)
            try:
                return view(request, *args, **kwargs)
            except Http404:
                _not_here(request)
                raise

        checked.permission = permission
        return checked

    return decorate

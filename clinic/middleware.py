"""What every request gets: its practice or its invitation, and its language."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import resolve, reverse
from django.urls.exceptions import Resolver404
from django.utils import translation
from django.utils.translation import gettext as _
from django_scopes import scope

from . import access, addresses, audit, idle, tablet
from .models import Membership

Respond = Callable[[HttpRequest], HttpResponse]

PRACTICE_KEY = "practice"
WITHOUT_STEP_KEY = "without_step"
"""Marks a session that began before its user had a second step; it ends unless she sets that up in it."""
SCREENING = "/screening/"
PARENT = "/welcome/parent/"
SIGN_IN = "/accounts/"
ATHLETE_PATHS = (SCREENING, "/s/", "/welcome/", tablet.PATH)

WITHOUT_SECOND_FACTOR = {
    "account_logout",
    "account_reauthenticate",
    "healthz",
    "icon",
    "idle",
    "idle_left",
    "join",
    "language",
    "metrics",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_reauthenticate",
    "open_joining",
    "practice_accent",
    "practice_image",
    "readyz",
    "sessions_end",
}
WITHOUT_PRACTICE = ("/accounts/", "/join/", "/language/", "/idle/")
"""Where somebody still gets, or already, who works nowhere."""


def origin(get_response: Respond) -> Respond:
    """Lets the access log know from which address a request came."""

    def respond(request: HttpRequest) -> HttpResponse:
        token = audit.ADDRESS.set(addresses.address_of(request))
        try:
            return get_response(request)
        finally:
            audit.ADDRESS.reset(token)

    return respond


def athlete_access(get_response: Respond) -> Respond:
    """request.access: what this session has proven, on the athlete's pages.

    A tablet is wiped first when it was left alone, and before anybody signs in on it.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        request.access = None
        if request.path.startswith(SIGN_IN):
            tablet.wipe(request)
        if request.path.startswith((SCREENING, PARENT)):
            if tablet.left_alone(request):
                tablet.wipe(request)
                return redirect("tablet")
            request.access = _access(request)
        if request.access is None:
            return get_response(request)
        with scope(practice=request.access.invitation.athlete.practice):
            response = get_response(request)
        if request.access.on_tablet:
            tablet.stay(request, request.access.idle_seconds)
        return response

    return respond


def _access(request: HttpRequest) -> access.InvitationAccess | None:
    proven = request.session.get(access.SESSION_KEY)
    if proven is None:
        return None
    return access.find(proven, on_tablet=tablet.holds(request))


def practice_scope(get_response: Respond) -> Respond:
    """request.memberships of whoever is signed in, the one chosen with its practice, and queries kept to that.

    The choice stays in the session, also the first that was made for somebody: another membership that begins or ends
    meanwhile never moves her to another practice by itself.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        request.membership = request.practice = None
        request.memberships = []
        if request.path.startswith(ATHLETE_PATHS) or not request.user.is_authenticated:
            return get_response(request)
        request.memberships = _memberships(request)
        if PRACTICE_KEY not in request.session and request.memberships:
            request.session[PRACTICE_KEY] = str(request.memberships[0].practice_id)
        chosen = request.session.get(PRACTICE_KEY)
        request.membership = next(
            (m for m in request.memberships if str(m.practice_id) == chosen), None
        )
        if request.membership is None:
            return get_response(request)
        request.practice = request.membership.practice
        with scope(practice=request.practice):
            return get_response(request)

    return respond


def _memberships(request: HttpRequest) -> list[Membership]:
    """Where she works now, by the practices' names; without logos, which no page needs the bytes of."""
    current = request.user.memberships.current().select_related("practice")
    memberships = list(current.defer("practice__logo").order_by("practice__name", "pk"))
    for membership in memberships:
        membership.user = request.user
    return memberships


def employed(get_response: Respond) -> Respond:
    """Whoever works nowhere any more is signed out; whose work at the chosen practice has ended chooses again."""

    def respond(request: HttpRequest) -> HttpResponse:
        if (
            request.membership is not None
            or not request.user.is_authenticated
            or request.path.startswith((*ATHLETE_PATHS, *WITHOUT_PRACTICE))
        ):
            return get_response(request)
        if request.memberships:
            del request.session[PRACTICE_KEY]
            messages.info(request, _("You no longer work at the practice that you had chosen."))
            return redirect("practices")
        logout(request)
        return render(request, "clinic/left.html", status=404)

    return respond


def idle_end(get_response: Respond) -> Respond:
    """Ends a session in which nothing was asked for in the practice's time; a form that comes later is not followed."""

    def respond(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(ATHLETE_PATHS) or not request.user.is_authenticated:
            return get_response(request)
        if idle.seconds_left(request) == 0:
            idle.end(request)
            if idle.is_background(request):
                return HttpResponse(status=401)
            return redirect(idle.page(idle.where(request)))
        if not idle.is_background(request) or idle.SEEN_KEY not in request.session:
            idle.seen(request)
        return get_response(request)

    return respond


def language(get_response: Respond) -> Respond:
    """The screening's language on the athlete's pages, the user's own elsewhere, else the browser's."""

    def respond(request: HttpRequest) -> HttpResponse:
        if request.access is not None:
            chosen = request.access.screening.language
        elif request.user.is_authenticated and not request.path.startswith(ATHLETE_PATHS):
            chosen = request.user.language
        else:
            chosen = translation.get_language_from_request(request)
        with translation.override(chosen):
            request.LANGUAGE_CODE = translation.get_language()
            response = get_response(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
            return response

    return respond


def second_factor(get_response: Respond) -> Respond:
    """Whoever is signed in without a second factor gets no further than setting one up.

    A session in which that was not done never gets further: it began with a password alone.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(ATHLETE_PATHS) or not request.user.is_authenticated:
            return get_response(request)
        if request.user.has_second_factor():
            return _ended(request) if WITHOUT_STEP_KEY in request.session else get_response(request)
        request.session[WITHOUT_STEP_KEY] = True
        if _open_without(request.path):
            response = get_response(request)
            if request.method == "POST":
                _lift(request)
            return response
        messages.info(request, _("Set up a second step for signing in first."))
        return redirect(reverse("mfa_activate_totp"))

    return respond


def _ended(request: HttpRequest) -> HttpResponse:
    """The step was set up elsewhere: she signs in with it."""
    logout(request)
    return HttpResponse(status=401) if idle.is_background(request) else redirect(settings.LOGIN_URL)


def _lift(request: HttpRequest) -> None:
    """Where the step was set up just now."""
    if request.user.is_authenticated and request.user.has_second_factor():
        request.session.pop(WITHOUT_STEP_KEY, None)
        request.session.cycle_key()


def _open_without(path: str) -> bool:
    if path.startswith(f"/{settings.STATIC_URL.strip('/')}/"):
        return True
    try:
        return resolve(path).url_name in WITHOUT_SECOND_FACTOR
    except Resolver404:
        return False

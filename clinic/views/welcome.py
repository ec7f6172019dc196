"""The way in: the link, the proof that it is she, and a parent's consent where her age asks for one."""

from datetime import date

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods, require_safe
from django_scopes import scopes_disabled

from clinic import access, addresses, consent, limits, tablet
from clinic.actions import proofs
from clinic.forms.birth import BirthForm, ParentForm
from clinic.models import Invitation
from clinic.models.invitation import digest
from screening.access import before_consent
from screening.views.page import mark_of

from .preferences import remembering

LINK_KEY = "link"
"""The digest of the link that waits for proof in this session."""

LANGUAGE_KEY = "link_language"
START = "screening:start"
TOO_MANY = "welcome/too_many.html"
SALT = "clinic.proof"


@require_safe
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Takes the token out of the address at once. Without proof on this device, known and unknown links look alike."""
    link = digest(token)
    tablet.wipe(request)
    try:
        limits.count(limits.LINKS, addresses.network_of(request))
    except limits.Reached as reached:
        return limits.refuse(request, reached, TOO_MANY)
    known_here = _proven_before(request, link)
    for key in (access.SESSION_KEY, LANGUAGE_KEY):
        request.session.pop(key, None)
    if known_here is not None:
        access.let_in(request, known_here)
        return redirect(START)
    request.session[LINK_KEY] = link.hex()
    return redirect("welcome")


@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest) -> HttpResponse:
    """Asks the date of birth; who came without a link sees how to get one."""
    link = request.session.get(LINK_KEY)
    if link is None:
        return render(request, "screening/no_access.html", status=404)
    if request.method != "POST":
        return render(request, "welcome/welcome.html", {"form": BirthForm()})
    language = request.POST.get("language")
    if language in dict(settings.LANGUAGES):
        return _in_language(request, language)
    form = BirthForm(request.POST)
    if not form.is_valid():
        return render(request, "welcome/welcome.html", {"form": form})
    try:
        invitation = _proven(request, bytes.fromhex(link), form.cleaned_data["born"])
    except limits.Reached as reached:
        return limits.refuse(request, reached, TOO_MANY)
    if invitation is None:
        context = {"form": BirthForm(initial=request.POST.dict()), "refused": True}
        return render(request, "welcome/welcome.html", context, status=404)
    return _let_in(request, invitation)


@require_http_methods(["GET", "HEAD", "POST"])
@before_consent
def parent(request: HttpRequest) -> HttpResponse:
    """A parent's own step, after the athlete's and before the questions."""
    language = request.POST.get("language")
    if language in dict(settings.LANGUAGES):
        _write_language(request.access.invitation, language)
        return redirect("parent")
    if not request.access.parent_step:
        return redirect(START)
    form = ParentForm(request.POST or None)
    if form.is_valid():
        with transaction.atomic():
            if request.access.screening.first_time(mark_of(request)):
                request.access.agree_as_parent(form.cleaned_data["name"])
        return redirect(START)
    context = {
        "access": request.access,
        "form": form,
        "terms": consent.CURRENT.for_parent(request.access.practice_name),
        "tick": consent.CURRENT.parent_tick,
    }
    return render(request, "welcome/parent.html", context)


def _in_language(request: HttpRequest, language: str) -> HttpResponse:
    """The same page in another language, with what was typed, and so from here on."""
    request.session[LANGUAGE_KEY] = language
    translation.activate(language)
    request.LANGUAGE_CODE = language
    form = BirthForm(initial=request.POST.dict())
    response = render(request, "welcome/welcome.html", {"form": form})
    return remembering(response, language)


def _let_in(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """The token's digest leaves the session; the device is remembered for as long as the link lives."""
    language = request.session.pop(LANGUAGE_KEY, None)
    request.session.pop(LINK_KEY, None)
    if language is not None:
        _write_language(invitation, language)
    access.let_in(request, invitation)
    response = redirect(START)
    response.set_signed_cookie(
        _cookie(invitation),
        access.proof(invitation),
        salt=SALT,
        max_age=invitation.expires_at - timezone.now(),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _write_language(invitation: Invitation, language: str) -> None:
    invitation.screening.language = language
    invitation.screening.save(update_fields=["language"])


def _cookie(invitation: Invitation) -> str:
    return f"{settings.PROOF_COOKIE_NAME}{invitation.pk.hex}"


def _proven(request: HttpRequest, link: bytes, born: date) -> Invitation | None:
    """The invitation that the date opens. Wrong ones are counted where they come from, besides for each invitation.

    Guesses at links that nobody made are refused in the end, and lock nobody out who comes through the same address.
    """
    address = addresses.network_of(request)
    limits.check(limits.WRONG_BIRTHS, address)
    invitation = proofs.prove(link=link, born=born)
    if invitation is None:
        with scopes_disabled():
            exists = Invitation.objects.filter(links__digest=link, wrong_tries__gt=0).exists()
        limits.count(limits.WRONG_BIRTHS if exists else limits.WRONG_LINKS, address)
    return invitation


def _proven_before(request: HttpRequest, link: bytes) -> Invitation | None:
    """The link's invitation, if it is open and this device has proven this very link."""
    with scopes_disabled():
        invitation = Invitation.objects.filter(links__digest=link).first()
    if invitation is None or not invitation.usable:
        return None
    try:
        kept = request.get_signed_cookie(_cookie(invitation), salt=SALT, default="")
    except signing.BadSignature:
        kept = ""
    held = (kept, request.session.get(access.SESSION_KEY))
    return invitation if access.proof(invitation) in held else None

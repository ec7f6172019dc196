"""What leaves for the coach and for the athlete: the consent, the release, both texts before they are made."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clinic import letters
from clinic.actions import sharing
from clinic.forms.sharing import CoachConsentForm
from clinic.letter import Sheet
from clinic.models import Action, Edition, Invitation, Release, Report, Signature
from clinic.models.record import standing
from clinic.models.sharing import coach_consent
from clinic.permissions import Permission, may, requires

from .received import readable, received, record


@require_safe
@requires(Permission.EXPORT)
@readable
def copies(request: HttpRequest, code: str) -> HttpResponse:
    """What may leave, to download; whether more may is decided on the pages that it leads to."""
    invitation = received(code)
    record(request, Action.READ, "copies", invitation)
    context = {
        "athlete": invitation.athlete,
        "screening": invitation.screening,
        "signature": standing(invitation),
        "consent": coach_consent(invitation),
        "released": [(each, _report_of(each)) for each in _standing(invitation)],
        "languages": settings.LANGUAGES,
        "signs": may(request.membership.role, Permission.SIGN),
        "reads": may(request.membership.role, Permission.READ_RESULTS),
    }
    return render(request, "clinic/copies.html", context)


def _standing(invitation: Invitation) -> list[Release]:
    """Releases that were not taken back, those of the newest version first."""
    releases = Release.objects.filter(signature__invitation=invitation, withdrawn_at=None)
    return list(
        releases.select_related("signature", "released_by").order_by(
            "-signature__number", "language"
        )
    )


def _report_of(release: Release) -> Report:
    reports = release.signature.reports.defer("sealed_pdf")
    return reports.get(edition=Edition.ATHLETE, language=release.language)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SIGN)
@readable
def coach(request: HttpRequest, code: str) -> HttpResponse:
    """What a coach gets and never gets; records the athlete's consent, or that she took it back."""
    invitation = received(code)
    if request.method == "POST" and request.POST.get("go") == "withdraw":
        sharing.withdraw_consent(invitation=invitation, by=request.membership)
        messages.success(
            request, _("The consent was taken back. The coach’s version does not leave any more.")
        )
        return redirect("coach", code)
    form = CoachConsentForm(
        request.POST if request.method == "POST" else None,
        parent_needed=sharing.parent_needed(invitation.athlete),
    )
    if form.is_valid():
        sharing.consent(invitation=invitation, by=request.membership, **form.cleaned_data)
        messages.success(request, _("The consent has been recorded."))
        return redirect("copies", code)
    language = _language(request, request.user.language)
    record(request, Action.READ, "coach", invitation)
    context = {
        "athlete": invitation.athlete,
        "screening": invitation.screening,
        "form": form,
        "consent": coach_consent(invitation),
        **_preview(invitation, standing(invitation), Edition.COACH, language),
    }
    return render(request, "clinic/coach.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SIGN)
@readable
def release(request: HttpRequest, code: str) -> HttpResponse:
    """Shows the athlete's copy of the version that stands, releases it in that language, or takes a release back."""
    invitation = received(code)
    if request.method == "POST" and request.POST.get("go") == "withdraw":
        return _withdraw(request, invitation)
    language = _language(request, invitation.athlete.language)
    signature = standing(invitation)
    if signature is None:
        messages.info(request, _("Sign first: what is released is what was signed."))
        return redirect("copies", code)
    signature.invitation = invitation
    if request.method == "POST":
        if request.POST.get("version") != str(signature.number):
            messages.error(request, _("Another version stands now. Look again before releasing."))
            return redirect("release", code)
        sharing.release(signature=signature, by=request.membership, language=language)
        messages.success(request, _("The copy has been released and can be handed over."))
        return redirect("copies", code)
    record(request, Action.READ, f"{Edition.ATHLETE} {language}", invitation)
    context = {
        "athlete": invitation.athlete,
        "screening": invitation.screening,
        "release": signature.releases.filter(language=language, withdrawn_at=None).first(),
        **_preview(invitation, signature, Edition.ATHLETE, language),
    }
    return render(request, "clinic/release.html", context)


def _named(release: Release) -> tuple[str, str]:
    """What tells it from others in a form: its version's number, and its language."""
    return str(release.signature.number), release.language


def _withdraw(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    meant = request.POST.get("version"), request.POST.get("lang")
    found = next((each for each in _standing(invitation) if _named(each) == meant), None)
    if found is None:
        raise Http404
    found.signature.invitation = invitation
    sharing.withdraw_release(release=found, by=request.membership)
    messages.success(request, _("The release was taken back. That copy does not leave any more."))
    return redirect("copies", invitation.screening.code)


def _language(request: HttpRequest, otherwise: str) -> str:
    """Of the paper."""
    language = request.POST.get("lang") or request.GET.get("lang") or otherwise
    if language not in dict(settings.LANGUAGES):
        raise Http404
    return language


def _preview(
    invitation: Invitation, signature: Signature | None, edition: str, language: str
) -> dict[str, object]:
    """The text in one language: as it was signed, else as it stands."""
    with translation.override(language):
        letter: Sheet
        if signature is None:
            letter = letters.as_it_stands(invitation, edition=edition)
        else:
            signature.invitation = invitation
            letter = letters.as_signed(signature, edition)
    return {
        "letter": letter,
        "signature": signature,
        "languages": settings.LANGUAGES,
    }

"""The practice's record of a screening: note and plan, signing, amending, versions, and text to copy."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clinic import idle, talk, textblock
from clinic.actions import records
from clinic.forms.consultation import AmendForm, ConsultationForm
from clinic.models import Action, Consultation, Edition, Invitation, Locked, Report
from clinic.models.record import locked, standing
from clinic.models.record import written as written_of
from clinic.permissions import Permission, requires
from screening.encryption import Unreadable
from screening.rules.again import Again
from screening.wording import discussed
from screening.wording.again import AGAIN
from screening.wording.plans import REFERRALS, STEPS, in_words

from .received import readable, received, record


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SIGN)
@readable
def consultation(request: HttpRequest, code: str) -> HttpResponse:
    """The note and plan. The page's script saves them by itself and gets JSON; two writers are shown both texts."""
    invitation = received(code)
    written = written_of(invitation)
    form = _form(request, invitation, written)
    if request.method == "POST" and form.is_valid():
        try:
            saved = records.write(
                invitation=invitation,
                by=request.membership,
                content=form.content,
                read=form.cleaned_data["revision"] or 0,
            )
        except records.Overtaken as overtaken:
            return _overtaken(request, invitation, form, overtaken.theirs)
        except Locked:
            if idle.is_background(request):
                return JsonResponse({"said": _("This is signed; nothing was saved.")}, status=409)
            return _show(request, invitation, form, written, status=409)
        if idle.is_background(request):
            return JsonResponse({"said": _saved_at(saved), "revision": saved.revision})
        if request.POST.get("go") == "sign":
            return redirect("sign", code)
        messages.success(request, _("The note and plan have been saved."))
        return redirect("assessment", code)
    if request.method != "POST":
        record(request, Action.READ, "consultation", invitation)
    elif idle.is_background(request):
        return JsonResponse({"said": _("Not saved: look at the faults.")}, status=400)
    return _show(request, invitation, form, written)


def _form(
    request: HttpRequest, invitation: Invitation, written: Consultation | None
) -> ConsultationForm:
    screening = invitation.screening
    case = screening.case()
    assessment = screening.protocol.assess(case)
    stored = {**records.EMPTY, **written.content} if written else records.EMPTY
    ticked = [*stored["discussed"], *request.POST.getlist("discussed")]
    return ConsultationForm(
        request.POST if request.method == "POST" else None,
        attention=assessment.attention,
        discussed=talk.to_discuss(screening.protocol.instrument, case, assessment, ticked),
        stored=stored,
        revision=written.revision if written else 0,
    )


def _saved_at(saved: Consultation) -> str:
    return _("Saved at %(time)s") % {"time": f"{timezone.localtime(saved.updated_at):%H:%M}"}


def _overtaken(
    request: HttpRequest, invitation: Invitation, form: ConsultationForm, theirs: Consultation
) -> HttpResponse:
    """Both texts; saving once more then takes the place of the other, which was seen."""
    said = _(
        "%(name)s changed this at %(time)s. Your text stands on this page and is not saved."
    ) % {
        "name": theirs.updated_by.name,
        "time": f"{timezone.localtime(theirs.updated_at):%H:%M}",
    }
    if idle.is_background(request):
        return JsonResponse({"said": said + " " + _("Save to see both.")}, status=409)
    form.data = form.data.copy()
    form.data["revision"] = theirs.revision
    record(request, Action.READ, "consultation", invitation)
    return _show(
        request, invitation, form, theirs, status=409, theirs=_as_words(invitation, theirs)
    )


def _as_words(invitation: Invitation, written: Consultation) -> dict[str, Any]:
    """A stored note and plan to read."""
    content = written.content
    referral = in_words(content["referral"], REFERRALS)
    instrument = invitation.screening.protocol.instrument
    return {
        "by": written.updated_by.name,
        "at": written.updated_at,
        "note": content["note"],
        "plan": in_words(content["plan"], STEPS),
        "referral": [*referral, *filter(None, [content["referral_other"]])],
        "discussed": discussed.all_in_words(content["discussed"], instrument),
        "again": AGAIN[Again(content["again"])] if content.get("again") else "",
    }


def _show(
    request: HttpRequest,
    invitation: Invitation,
    form: ConsultationForm,
    written: Consultation | None,
    *,
    status: int = 200,
    theirs: dict[str, Any] | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "athlete": invitation.athlete,
        "screening": invitation.screening,
        "said": _saved_at(written) if written and status == 200 else "",
        "written": _as_words(invitation, written) if written else None,
        "theirs": theirs,
        "signature": standing(invitation),
        "locked": locked(invitation),
    }
    return render(request, "clinic/consultation.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SIGN)
@readable
def sign(request: HttpRequest, code: str) -> HttpResponse:
    """Shows what will be signed, and signs exactly that."""
    invitation = received(code)
    if request.method == "POST":
        try:
            records.sign(
                invitation=invitation, by=request.membership, seen=request.POST.get("seen", "")
            )
        except Locked:
            messages.info(request, _("This was signed already."))
            return redirect("versions", code)
        except records.Changed:
            messages.error(request, _("Something changed meanwhile. Look again before signing."))
            return redirect("sign", code)
        return redirect("assessment", code)
    record(request, Action.READ, "record", invitation)
    content = records.content_of(invitation)
    before = standing(invitation)
    if before is not None:
        before.invitation = invitation
    context = {
        "athlete": invitation.athlete,
        "screening": invitation.screening,
        "text": textblock.text(content, None),
        "seen": records.mark_of(content),
        "before": before,
        "locked": locked(invitation),
        "empty": not content["consultation"]["note"] and not content["consultation"]["plan"],
    }
    return render(request, "clinic/sign.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SIGN)
@readable
def amend(request: HttpRequest, code: str) -> HttpResponse:
    """Asks why; then what was signed can change, and is signed again as the next version."""
    invitation = received(code)
    if not locked(invitation):
        messages.info(request, _("This is open for change already."))
        return redirect("assessment", code)
    form = AmendForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            records.amend(
                invitation=invitation, by=request.membership, reason=form.cleaned_data["reason"]
            )
        except records.NotSigned:
            messages.info(request, _("This is open for change already."))
        else:
            messages.success(
                request,
                _("It can be changed now. Until it is signed again, the version before stands."),
            )
        return redirect("assessment", code)
    context = {"form": form, "athlete": invitation.athlete, "screening": invitation.screening}
    return render(request, "clinic/amend.html", context)


@require_safe
@requires(Permission.READ_RESULTS)
@readable
def text_block(request: HttpRequest, code: str) -> HttpResponse:
    """The same text in every language, to copy."""
    invitation = received(code)
    record(request, Action.EXPORT, "text block", invitation)
    signature = standing(invitation) if locked(invitation) else None
    if signature is not None:
        signature.invitation = invitation
    content = signature.snapshot if signature else records.content_of(invitation)
    texts = []
    for language, name in settings.LANGUAGES:
        with translation.override(language):
            texts.append((language, name, textblock.text(content, signature)))
    context = {"athlete": invitation.athlete, "screening": invitation.screening, "texts": texts}
    return render(request, "clinic/textblock.html", context)


@require_safe
@requires(Permission.READ_RESULTS)
@readable
def versions(request: HttpRequest, code: str) -> HttpResponse:
    """Every signed version, the newest first."""
    invitation = received(code)
    record(request, Action.READ, "versions", invitation)
    full = Report.objects.filter(edition=Edition.FULL).defer("sealed_pdf").order_by("language")
    made = Prefetch("reports", full)
    signed = list(
        invitation.signatures.select_related("opened_by").prefetch_related(made).order_by("-number")
    )
    for each in signed:
        each.invitation = invitation
    context = {"athlete": invitation.athlete, "screening": invitation.screening, "signed": signed}
    return render(request, "clinic/versions.html", context)


@require_safe
@requires(Permission.READ_RESULTS)
@readable
def version(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One version as it was signed."""
    invitation = received(code)
    signature = get_object_or_404(invitation.signatures.all(), number=number)
    signature.invitation = invitation
    record(request, Action.READ, f"version {number}", invitation)
    if not signature.intact:
        raise Unreadable(code)
    context = {
        "athlete": invitation.athlete,
        "screening": invitation.screening,
        "signature": signature,
        "text": textblock.text(signature.snapshot, signature),
        "replaces": signature.snapshot["replaces"],
        "why": signature.snapshot["reason"],
    }
    return render(request, "clinic/version.html", context)

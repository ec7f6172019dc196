"""During the talk: filling in open questions, and what an entry changes before it is saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clinic import effects, limits, sessions, talk
from clinic.actions import conversation, measurements
from clinic.actions.measurements import Origin
from clinic.forms.conversation import ConversationForm, open_items
from clinic.models import Action, Invitation, Locked, Signature
from clinic.models.record import locked, standing
from clinic.permissions import Permission, requires
from clinic.textblock import signed_in_words
from screening.conversation import with_told
from screening.core.answers import Case, Refused
from screening.forms.rows import without_row
from screening.models import Screening
from screening.rules.results import Assessment

from .measurements import form_of as measurements_form
from .received import readable, received, record

MOST = 3
"""So many open questions stand on the assessment page."""


@dataclass(frozen=True, slots=True)
class Talk:
    """What the talk adds to the assessment page. `more`: open questions beyond those of `form`."""

    told: tuple[talk.Told, ...]
    measured: tuple[talk.Measured, ...]
    form: ConversationForm
    more: int
    signature: Signature | None
    signed: str
    locked: bool


def on_assessment(invitation: Invitation, first: Sequence[str]) -> Talk:
    """`first`: codes of what would settle most."""
    screening = invitation.screening
    instrument, case = screening.protocol.instrument, screening.case()
    own, told = screening.answers, screening.told
    open_ones = open_items(instrument, own=own, told=told, first=first)
    items = [item for item in open_ones if item.code not in told]
    signature = standing(invitation)
    return Talk(
        told=talk.told_answers(talk.Spoken.of(screening), case),
        measured=talk.measured(screening, case),
        form=ConversationForm(instrument, items[:MOST], own=own, told=told),
        more=len(items[MOST:]),
        signature=signature,
        signed=signed_in_words(signature),
        locked=signature is not None and signature.opened_at is None,
    )


def open_form(screening: Screening, case: Case, data: Any = None) -> ConversationForm:
    """All open questions, the most settling first."""
    instrument = screening.protocol.instrument
    first = [code for found in screening.protocol.settle(case) for code in found.codes]
    own, told = screening.answers, screening.told
    items = open_items(instrument, own=own, told=told, first=first)
    return ConversationForm(instrument, items, own=own, told=told, data=data)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MEASURE)
@readable
def open_questions(request: HttpRequest, code: str) -> HttpResponse:
    """Fill in what the athlete left open, as she tells it; her own answers stay as they are."""
    invitation = received(code)
    screening = invitation.screening
    case = screening.case()
    before = screening.protocol.assess(case)
    signed = locked(invitation)
    data, removed = without_row(request.POST) if request.method == "POST" else (None, False)
    form = open_form(screening, case, data)
    if request.method == "POST" and not signed:
        rows = removed or form.add_row(request.POST.get("add", ""))
        form.quiet = rows
        back = request.POST.get("take_back", "")
        if back or not (rows or form.errors):
            raw = {back: None} if back in screening.told else dict(form.changes)
            try:
                return _tell(request, invitation, raw, before)
            except Locked:
                signed = True
            except Refused:
                messages.error(request, _("The answers do not fit together. Nothing was saved."))
    if request.method != "POST":
        record(request, Action.READ, "open questions", invitation)
    context = {
        "form": form,
        "athlete": invitation.athlete,
        "screening": screening,
        "told": talk.told_answers(talk.Spoken.of(screening), case),
        "outcomes": effects.outcomes(before),
        "locked": signed,
    }
    status = 409 if signed and request.method == "POST" else 200
    return render(request, "clinic/open_questions.html", context, status=status)


def _tell(
    request: HttpRequest, invitation: Invitation, raw: dict[str, Any], before: Assessment
) -> HttpResponse:
    """Store it; stay on the page where the answers ask something new."""
    screening = invitation.screening
    instrument = screening.protocol.instrument
    asked = {i.code for i in open_items(instrument, own=screening.answers, told=screening.told)}
    if raw:
        conversation.tell(invitation=invitation, by=request.membership, raw=raw)
        words = effects.sentence(before, screening.assess())
        messages.success(request, _("What was told has been saved.") + " " + words)
    after = open_items(instrument, own=screening.answers, told=screening.told)
    new = [item for item in after if item.code not in asked]
    if new:
        messages.info(request, _("These answers ask more questions; they have been added below."))
    if new or None in raw.values():
        return redirect("open_questions", screening.code)
    return redirect("assessment", screening.code)


@require_POST
@requires(Permission.MEASURE)
@limits.limited(limits.PREVIEWS)
@readable
def preview(request: HttpRequest, code: str) -> HttpResponse:
    """What the posted values would change, as JSON. Stores nothing; the reading is recorded once a session."""
    invitation = received(code)
    screening = invitation.screening
    if _read_first(request, screening):
        record(request, Action.READ, "preview", invitation)
    case = screening.case()
    now = screening.protocol.assess(case)
    try:
        faults, then = _would_be(request, invitation, case)
    except Refused:
        faults, then = [], now  # What was told does not fit together: saving says so.
    return JsonResponse(
        {
            "outcomes": [
                {"code": o.code, "now": o.now, "then": o.then} for o in effects.outcomes(now, then)
            ],
            "sentence": effects.sentence(now, then),
            "faults": [{"at": at, "text": text} for at, text in faults],
        }
    )


def _read_first(request: HttpRequest, screening: Screening) -> bool:
    """Noted beside the session: a preview that ends late must not undo what a form wrote into it meanwhile."""
    name = f"previewed:{sessions.own_digest(request)}:{screening.code}"
    return cache.add(name, True, settings.SESSION_COOKIE_AGE)


def _would_be(
    request: HttpRequest, invitation: Invitation, case: Case
) -> tuple[list[tuple[str, str]], Assessment]:
    """What cannot be read, by the control's id and in words, and the assessment with the rest."""
    screening = invitation.screening
    told, measured = dict(screening.told), dict(screening.measurements)
    if request.POST.get("about") == "measurements":
        entry = measurements_form(request, invitation, case)
        entry.is_valid()
        values, _sources = measurements.changed(
            before=measured,
            sources=screening.origins,
            raw=entry.entered,
            origin=entry.origin or Origin(timezone.localdate()),
            origins=entry.origins,
            stamp={},
        )
        measured |= values
        faults = [(control, f"{name}: {error}") for control, name, error in entry.faults]
    else:
        instrument = screening.protocol.instrument
        items = open_items(instrument, own=screening.answers, told=told)
        answers = ConversationForm(
            instrument, items, own=screening.answers, told=told, data=request.POST
        )
        told |= answers.changes
        faults = [(found.anchor, f"{found.name}: {found.text}") for found in answers.problems]
    then = screening.protocol.read_case(
        age=screening.age,
        answers=with_told(
            screening.protocol.instrument,
            screening.answers,
            {code: raw for code, raw in told.items() if raw is not None},
        ),
        measurements={code: raw for code, raw in measured.items() if raw is not None},
        drop_hidden=True,
    )
    return faults, screening.protocol.assess(then)

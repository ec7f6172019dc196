"""What an owner decides for the practice, and what it looks like."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clinic import access, confirming, contrast, filenames
from clinic.actions import practices
from clinic.forms.practice import LogoForm, PracticeForm
from clinic.models import Practice
from clinic.permissions import Permission, requires


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_PRACTICE)
def practice(request: HttpRequest) -> HttpResponse:
    """The practice's settings, with how an athlete sees its own words, also before they are saved."""
    initial = {name: getattr(request.practice, name) for name in PracticeForm.base_fields}
    form = PracticeForm(request.POST or None, initial=initial)
    if form.is_valid() and "preview" not in request.POST:
        late = confirming.late(request) if form.protects(initial) else None
        if late is not None:
            return late
        practices.change(practice=request.practice, by=request.membership, **form.cleaned_data)
        messages.success(request, _("The changes have been saved."))
        lacking = [
            name for code, name in settings.LANGUAGES if not request.practice.urgent_text(code)
        ]
        if len(lacking) == 1:
            messages.info(
                request,
                _("Your own words are still missing in this language: %(language)s.")
                % {"language": lacking[0]},
            )
        return redirect("practice")
    shown = {**initial, **(form.cleaned_data if form.is_bound else {})}
    return _settings(request, form, LogoForm(), shown)


@require_POST
@requires(Permission.MANAGE_PRACTICE)
def practice_logo(request: HttpRequest) -> HttpResponse:
    """Another logo, or none; a form of its own, since a chosen file cannot be shown again after a fault."""
    initial = {name: getattr(request.practice, name) for name in PracticeForm.base_fields}
    if "remove" in request.POST:
        practices.show_logo(practice=request.practice, by=request.membership, logo=None)
        messages.success(request, _("The logo has been removed."))
        return redirect("practice")
    form = LogoForm(request.POST, request.FILES)
    if not form.is_valid():
        return _settings(request, PracticeForm(initial=initial), form, initial)
    logo = form.cleaned_data["logo"]
    practices.show_logo(practice=request.practice, by=request.membership, logo=logo)
    messages.success(request, _("The logo has been saved."))
    return redirect("practice")


def _settings(
    request: HttpRequest, form: PracticeForm, logo_form: LogoForm, shown: dict[str, str]
) -> HttpResponse:
    context = {
        "form": form,
        "logo_form": logo_form,
        "phone": shown["phone"],
        "file_name": _file_name(shown.get("file_rule") or filenames.DEFAULT),
        "previews": [("nl", shown["urgent_text_nl"]), ("en", shown["urgent_text_en"])],
    }
    return render(request, "clinic/practice.html", context)


def _file_name(rule: str) -> str:
    """An invented one, as it would leave."""
    example = {
        "code": "S-7KQ2M",
        "version": "1",
        "language": "nl",
        "signed": f"{timezone.localdate():%Y-%m-%d}",
        "client": "C-104",
        "name": "Zoë van ’t Hek",
    }
    return filenames.unique([filenames.filled(rule, example)])[0]


@require_safe
def logo(request: HttpRequest) -> HttpResponse:
    """The logo of the reader's practice: one who works there, or an athlete whose link is open."""
    shown = _looked_at(request)
    if shown is None or shown.logo is None:
        raise Http404
    return HttpResponse(bytes(shown.logo), content_type="image/png")


@require_safe
def accent(request: HttpRequest) -> HttpResponse:
    """The few colours that differ from the programme's own."""
    shown = _looked_at(request)
    if shown is None or not shown.accent:
        raise Http404
    context = {
        "accent": shown.accent,
        "soft": contrast.mix(contrast.PAPER, shown.accent, 12),
        "dark": contrast.for_dark(shown.accent),
        "dark_soft": contrast.mix(contrast.DARK_PAPER, contrast.for_dark(shown.accent), 16),
    }
    return render(request, "clinic/accent.css", context, content_type="text/css; charset=utf-8")


def _looked_at(request: HttpRequest) -> Practice | None:
    if request.practice is not None:
        return request.practice
    proven = request.session.get(access.SESSION_KEY)
    athlete = access.find(proven) if proven else None
    return athlete.invitation.athlete.practice if athlete else None

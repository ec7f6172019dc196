"""What the practice writes in its mails to athletes."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from clinic import mail_texts
from clinic.actions import mailing
from clinic.forms.mail_text import MailTextForm
from clinic.mail_texts import Text
from clinic.models import MailKind
from clinic.permissions import Permission, requires

KINDS = {
    MailKind.INVITATION: gettext_lazy("Invitation"),
    MailKind.REMINDER: gettext_lazy("Reminder"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_PRACTICE)
def mail_text(
    request: HttpRequest, kind: str = MailKind.INVITATION, language: str = "nl"
) -> HttpResponse:
    """One mail in one language, with how it arrives, also before it is saved."""
    if kind not in KINDS or language not in dict(settings.LANGUAGES):
        raise Http404
    used = mail_texts.of(request.practice, kind, language)
    if request.method == "POST" and "back" in request.POST:
        mailing.write_back(by=request.membership, kind=kind, language=language)
        messages.success(request, _("The text of the programme is used again."))
        return redirect("mail_text", kind, language)
    form = MailTextForm(
        request.POST if request.method == "POST" else None,
        language=language,
        initial={"subject": used.subject, "text": used.text},
    )
    if form.is_valid() and "preview" not in request.POST:
        mailing.write(by=request.membership, kind=kind, language=language, **form.cleaned_data)
        messages.success(request, _("The text has been saved."))
        return redirect("mail_text", kind, language)
    shown = Text(form["subject"].value() or "", form["text"].value() or "")
    context = {
        "form": form,
        "kind": kind,
        "language_of": language,
        "kinds": KINDS.items(),
        "languages": settings.LANGUAGES,
        "placeholders": [f"{{{name}}}" for name in mail_texts.PLACEHOLDERS],
        "own": used == mail_texts.own(kind, language),
        "preview": mail_texts.filled(shown, mail_texts.example(request.practice, language)),
    }
    return render(request, "clinic/mail_text.html", context)

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clinic.actions import practices
from clinic.forms.practice import PracticeForm
from clinic.permissions import Permission, requires


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_PRACTICE)
def practice(request: HttpRequest) -> HttpResponse:
    """The practice's phone, mail and own words, with how an athlete sees them, also before they are saved."""
    initial = {name: getattr(request.practice, name) for name in PracticeForm.base_fields}
    form = PracticeForm(request.POST or None, initial=initial)
    if form.is_valid() and "preview" not in request.POST:
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
    context = {
        "form": form,
        "phone": shown["phone"],
        "previews": [("nl", shown["urgent_text_nl"]), ("en", shown["urgent_text_en"])],
    }
    return render(request, "clinic/practice.html", context)

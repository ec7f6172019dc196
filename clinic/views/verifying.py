"""For whoever holds a report: whether it is the version that stands, an older one, or not from here. Nothing else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe
from django_scopes import scopes_disabled

from clinic import limits, verifying
from clinic.forms.verifying import VerifyForm


@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited(limits.VERIFYING, "POST")
def verify(request: HttpRequest) -> HttpResponse:
    """Asks for the file itself, of which only the digest is computed, or for the digest."""
    form = VerifyForm(request.POST, request.FILES) if request.method == "POST" else VerifyForm()
    if form.is_valid():
        return redirect("verified", form.digest)
    return render(request, "clinic/verify.html", {"form": form})


@require_safe
@limits.limited(limits.VERIFYING)
def verified(request: HttpRequest, digest: str) -> HttpResponse:
    """What is known of a digest: of a file, or as the code on a report leads here."""
    with scopes_disabled():
        found = verifying.standing_of(digest)
    return render(request, "clinic/verify.html", {"form": VerifyForm(), "found": found})

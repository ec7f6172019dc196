"""Whom to tell about a hole, for who looks where RFC 9116 says."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

TRUSTED = timedelta(days=90)
"""For how long what was read here may be relied upon; RFC 9116 advises less than a year."""


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Made anew each time, so that it is never out of date; not there where the installation names nobody."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = (timezone.now() + TRUSTED).strftime("%Y-%m-%dT%H:%M:%SZ")
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires}",
        f"Preferred-Languages: {', '.join(code for code, _name in settings.LANGUAGES)}",
        f"Canonical: {settings.BASE_URL}{request.path}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")

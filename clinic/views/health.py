"""What supervisors, monitors and browsers ask by themselves. Nobody is signed in here; nothing is told of anyone."""

import hmac

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from clinic import readiness
from clinic.metrics import page


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answers as long as the process does; asks nothing of the database."""
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when everything is in order, else 503. What is not is told to those who show the token."""
    checks = readiness.found.now()
    ready = all(check.ok for check in checks)
    told: dict[str, object] = {"status": _word(ready)}
    if shows_token(request):
        told["checks"] = {c.name: {"status": _word(c.ok), **c.figures} for c in checks}
    return JsonResponse(told, status=200 if ready else 503)


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures for Prometheus; there is no such page where no token is set."""
    if not settings.METRICS_TOKEN:
        raise Http404
    if not shows_token(request):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    return HttpResponse(page.text(), content_type=page.CONTENT_TYPE)


def _word(ok: bool) -> str:
    return "ok" if ok else "fault"


def shows_token(request: HttpRequest) -> bool:
    """Whether the request carries METRICS_TOKEN."""
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    expected = settings.METRICS_TOKEN
    return (
        bool(expected)
        and scheme.lower() == "bearer"
        and hmac.compare_digest(token.encode(), expected.encode())
    )


@require_safe
def icon(request: HttpRequest) -> HttpResponse:
    """Our pages name theirs; of a file browsers ask here. A page of 404 would set a cookie for forms meanwhile."""
    return HttpResponse(status=204)

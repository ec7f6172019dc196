from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answers as long as the process does; asks nothing of the database."""
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")

"""When nobody did anything for a while: how long is left, and the page that says that it is over."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from clinic import idle


@require_http_methods(["GET", "HEAD", "POST"])
def ended(request: HttpRequest) -> HttpResponse:
    """Posted by the page that nobody touched: signs out. Then, and for who came too late, the way back in."""
    address = request.POST.get("next", "") or request.GET.get("next", "")
    back = address if _is_ours(request, address) else ""
    if request.method == "POST":
        idle.end(request)
        return redirect(idle.page(back))
    if request.user.is_authenticated:
        return redirect(back or "home")
    return render(request, "idle/ended.html", {"next": back})


@require_http_methods(["GET", "POST"])
def idle_left(request: HttpRequest) -> HttpResponse:
    """The seconds that are left. A POST says that somebody is there; a GET in the background only asks."""
    if not request.user.is_authenticated:
        return JsonResponse({"seconds": 0}, status=401)
    return JsonResponse({"seconds": idle.seconds_left(request)})


def _is_ours(request: HttpRequest, address: str) -> bool:
    return url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )

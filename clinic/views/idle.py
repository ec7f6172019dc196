"""When nobody did anything for a while: how long is left, and the page that says that it is over."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from clinic import idle, paths


@require_http_methods(["GET", "HEAD", "POST"])
def ended(request: HttpRequest) -> HttpResponse:
    """Posted by the page that nobody touched: signs out. Then, and for who came too late, the way back in."""
    address = request.POST.get("next", "") or request.GET.get("next", "")
    back = paths.of_this_site(request, address)
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

"""Headers that every answer carries, whoever made it: static files, refusals and faults too."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.cache import patch_cache_control

Respond = Callable[[HttpRequest], HttpResponse]

METHODS = ("GET", "HEAD", "POST", "OPTIONS")

FIXED = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


def fixed(get_response: Respond) -> Respond:
    """What no answer differs in. Django's own middleware sets two of them too, but not where it refuses itself."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in FIXED.items():
            response.headers[name] = value
        return response

    return respond


def methods(get_response: Respond) -> Respond:
    """405 for what no page answers: TRACE would give a request's headers back."""

    def respond(request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        return get_response(request)

    return respond


def no_store(get_response: Respond) -> Respond:
    """Nothing that is made for one person stays in a cache, nor in the browser's after signing out."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        patch_cache_control(response, no_store=True, private=True)
        return response

    return respond

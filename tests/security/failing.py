"""Addresses of which one fails, as a fault in the programme does."""

from django.http import HttpRequest
from django.urls import path

from clinic.urls import handler429, handler500, urlpatterns  # noqa: F401

SECRET = "Roos Verhoeven"


def fails(request: HttpRequest) -> None:
    raise RuntimeError(SECRET)


urlpatterns = [*urlpatterns, path("fails/", fails)]

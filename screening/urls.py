"""The athlete's pages, under /screening/. The link that opens them is the project's."""

from django.urls import path

from .views.check import check
from .views.section import section
from .views.sent import sent
from .views.start import start

app_name = "screening"
urlpatterns = [
    path("", start, name="start"),
    path("check/", check, name="check"),
    path("sent/", sent, name="sent"),
    path("<slug:code>/", section, name="section"),
]

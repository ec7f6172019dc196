"""The athlete's pages, under /screening/. The link that opens them is the project's."""

from django.urls import path

from .views.check import check
from .views.questions import questions
from .views.sent import sent
from .views.start import start

app_name = "screening"
urlpatterns = [
    path("", start, name="start"),
    path("check/", check, name="check"),
    path("sent/", sent, name="sent"),
    path("<slug:section>/<int:number>/", questions, name="page"),
]

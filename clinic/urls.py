"""Where everything is. English paths, no language prefix: the language is the reader's, not the address's."""

from django.urls import include, path

from .views import (
    assessments,
    athletes,
    health,
    invitations,
    practice,
    preferences,
    tablet,
    welcome,
    worklist,
)

urlpatterns = [
    path("", worklist.home, name="home"),
    path("today/", worklist.today, name="worklist"),
    path("athletes/new/", athletes.new, name="athlete_new"),
    path("athletes/<uuid:pk>/", athletes.detail, name="athlete"),
    path("athletes/<uuid:pk>/edit/", athletes.edit, name="athlete_edit"),
    path("athletes/<uuid:pk>/archive/", athletes.archive, name="athlete_archive"),
    path("athletes/<uuid:pk>/invite/", invitations.invite, name="invite"),
    path("athletes/<uuid:pk>/tablet/", tablet.hand_over, name="hand_over"),
    path("invitations/<uuid:pk>/revoke/", invitations.revoke, name="revoke"),
    path("invitations/<uuid:pk>/reopen/", invitations.reopen, name="reopen"),
    path("assessments/<str:code>/", assessments.assessment, name="assessment"),
    path("assessments/<str:code>/report.pdf", assessments.report_pdf, name="report_pdf"),
    path("assessments/<str:code>/measurements/", assessments.measure, name="measurements"),
    path("accounts/", include("allauth.urls")),
    path("language/", preferences.language, name="language"),
    path("practice/", practice.practice, name="practice"),
    path("practices/", preferences.practices, name="practices"),
    path("s/<str:token>/", welcome.open_link, name="open_link"),
    path("welcome/", welcome.welcome, name="welcome"),
    path("welcome/parent/", welcome.parent, name="parent"),
    path("tablet/", tablet.done, name="tablet"),
    path("screening/", include("screening.urls")),
    path("healthz", health.healthz, name="healthz"),
]

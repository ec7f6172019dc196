"""Everything that is kept about one athlete: which rows there are, and how they are counted."""

from dataclasses import dataclass

from django.db.models import Max, Min, Model, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from .models import (
    Appointment,
    Athlete,
    CoachConsent,
    Consent,
    Consultation,
    ExportItem,
    Handling,
    Invitation,
    Link,
    Release,
    Reminder,
    Report,
    Signature,
)

OF_INVITATION: tuple[tuple[type[Model], str], ...] = (
    (ExportItem, "report__signature__invitation"),
    (Report, "signature__invitation"),
    (Release, "signature__invitation"),
    (Signature, "invitation"),
    (Consultation, "invitation"),
    (Handling, "invitation"),
    (CoachConsent, "invitation"),
    (Consent, "invitation"),
    (Reminder, "invitation"),
    (Link, "invitation"),
)
"""What hangs on an invitation, and its way there, in the order in which it can go: what refers before what is referred
to. Then go the invitation and its screening, at last appointments and the athlete."""

KINDS: dict[str, str | Promise] = {
    "screenings": pgettext_lazy("kept", "questionnaires with their answers"),
    "notes": pgettext_lazy("kept", "notes and plans"),
    "signed": pgettext_lazy("kept", "signed versions"),
    "reports": pgettext_lazy("kept", "reports that were made"),
    "handled": pgettext_lazy("kept", "notes of what was done after urgent signs"),
    "consents": pgettext_lazy("kept", "consents"),
    "appointments": pgettext_lazy("kept", "appointments"),
}
"""What is counted, in words."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How much there is, and of which years."""

    counts: dict[str, int]
    first_year: int
    last_year: int


def of_athlete(athlete: Athlete) -> Extent:
    asked = Invitation.objects.filter(athlete=athlete)
    booked = Appointment.objects.filter(athlete=athlete)
    span = booked.aggregate(first=Min("starts_at"), last=Max("starts_at"))
    moments = [athlete.created_at, athlete.changed_at, span["first"], span["last"]]
    years = [timezone.localtime(at).year for at in moments if at is not None]
    return Extent({**of_invitations(asked), "appointments": booked.count()}, min(years), max(years))


def of_draft(invitation: Invitation) -> Extent:
    counts = of_invitations(Invitation.objects.filter(pk=invitation.pk))
    moments = (invitation.created_at, invitation.screening.saved_at)
    years = [timezone.localtime(at).year for at in moments if at is not None]
    return Extent(counts, min(years), max(years))


def of_invitations(invitations: QuerySet[Invitation]) -> dict[str, int]:
    on_paper = Report.objects.filter(signature__invitation__in=invitations)
    consents = Consent.objects.filter(invitation__in=invitations).count()
    return {
        "screenings": invitations.count(),
        "notes": Consultation.objects.filter(invitation__in=invitations).count(),
        "signed": Signature.objects.filter(invitation__in=invitations).count(),
        "reports": on_paper.exclude(issued_at=None).count(),
        "handled": Handling.objects.filter(invitation__in=invitations).count(),
        "consents": consents + CoachConsent.objects.filter(invitation__in=invitations).count(),
    }


def in_words(counts: dict[str, int]) -> list[tuple[str | Promise, int]]:
    """Of what there was any, in a fixed order."""
    return [(words, counts[kind]) for kind, words in KINDS.items() if counts.get(kind)]

from collections.abc import Callable

import pytest
from django.test import Client

from clinic import audit
from clinic.models import Action, Athlete, Event, Invitation, Membership
from clinic.models.event import AppendOnly

from .test_practice_athletes import NEW

pytestmark = pytest.mark.usefixtures("unscoped")

Step = Callable[[Client, Athlete, Invitation, Invitation], object]

STEPS: dict[str, tuple[Step, list[tuple[str, str]]]] = {
    "the list": (lambda c, a, i, r: c.get("/today/"), [("read", "worklist")]),
    "an athlete": (lambda c, a, i, r: c.get(f"/athletes/{a.pk}/"), [("read", "athlete")]),
    "adding": (lambda c, a, i, r: c.post("/athletes/new/", NEW), [("create", "athlete")]),
    "changing": (
        lambda c, a, i, r: c.post(f"/athletes/{a.pk}/edit/", NEW),
        [("change", "athlete")],
    ),
    "archiving": (
        lambda c, a, i, r: c.post(f"/athletes/{a.pk}/archive/"),
        [("archive", "athlete")],
    ),
    "inviting": (
        lambda c, a, i, r: c.post(f"/athletes/{r.athlete_id}/invite/"),
        [("invite", "invitation")],
    ),
    "a new link": (
        lambda c, a, i, r: c.post(f"/athletes/{a.pk}/invite/"),
        [("renew", "invitation")],
    ),
    "revoking": (
        lambda c, a, i, r: c.post(f"/invitations/{i.pk}/revoke/"),
        [("revoke", "invitation")],
    ),
    "the assessment": (
        lambda c, a, i, r: c.get(f"/assessments/{r.screening.code}/"),
        [("read", "assessment")],
    ),
    "the report": (
        lambda c, a, i, r: c.get(f"/assessments/{r.screening.code}/report.pdf?lang=en"),
        [("export", "draft en")],
    ),
    "the measurements": (
        lambda c, a, i, r: c.get(f"/assessments/{r.screening.code}/measurements/"),
        [("read", "measurements")],
    ),
    "measuring": (
        lambda c, a, i, r: c.post(
            f"/assessments/{r.screening.code}/measurements/", {"height_cm": "170"}
        ),
        [("measure", "measurements")],
    ),
}


@pytest.mark.parametrize("step", STEPS)
def test_everything_that_is_read_or_changed_is_recorded(
    step: str,
    therapist: Membership,
    therapist_client: Client,
    athlete: Athlete,
    invitation: Invitation,
    received: Invitation,
) -> None:
    act, expected = STEPS[step]
    act(therapist_client, athlete, invitation, received)
    events = list(Event.objects.all())
    assert [(event.action, event.object) for event in events] == expected
    for event in events:
        assert (event.who, event.role) == (therapist.user_id, "therapist")
        assert event.practice_id == therapist.practice_id
        assert event.address == "127.0.0.1"


def test_what_the_athlete_does_is_recorded_as_hers(
    screening_session: Client, invitation: Invitation
) -> None:
    screening_session.get("/screening/")
    events = Event.objects.filter(screening=invitation.screening.code)
    assert {event.role for event in events} == {"athlete"}
    assert {event.athlete_id for event in events} == {invitation.athlete_id}
    assert events[0].action == "open"


def test_refused_measurements_leave_no_trace_of_a_change(
    therapist_client: Client, received: Invitation
) -> None:
    therapist_client.post(
        f"/assessments/{received.screening.code}/measurements/", {"height_cm": "2"}
    )
    therapist_client.post(
        f"/assessments/{received.screening.code}/measurements/", {"height_cm": "20"}
    )
    assert [event.action for event in Event.objects.all()] == ["measure"]


def test_an_event_is_never_changed_or_deleted(db: None) -> None:
    event = audit.record(Action.READ, "worklist", by=audit.COMMAND)
    for change in (
        event.save,
        event.delete,
        Event.objects.all().delete,
        lambda: Event.objects.update(role="owner"),
    ):
        with pytest.raises(AppendOnly):
            change()

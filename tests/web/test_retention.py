"""What falls due is told, waits, and is destroyed; what is held, changed or new is kept."""

import secrets
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from clinic import audit
from clinic.actions import erasure, handling, invitations, purging, records
from clinic.models import (
    Action,
    Athlete,
    Consent,
    Destruction,
    Event,
    Export,
    Hold,
    Invitation,
    JoinInvitation,
    Link,
    Membership,
    Once,
    Practice,
    Reason,
    Reminder,
    Session,
)
from clinic.sessions import SessionStore
from screening.models import DataKey, Screening

from ..factories import (
    AppointmentFactory,
    AthleteFactory,
    InvitationFactory,
    JoiningFactory,
    ReceivedFactory,
    signed,
)
from .aged import DAY, aged, are_left, purged

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


# ── Notice, waiting, destroying ─────────────────────────────────────────────────────────────
def test_a_file_is_told_of_first_and_destroyed_after_thirty_days(
    practice: Practice, owner: Membership
) -> None:
    athlete = aged(AthleteFactory(practice=practice), days=5)
    now = timezone.now()
    [(_practice, first)] = purging.purge(now)
    assert (first["noticed"], first["athletes"]) == (1, 0)
    [(_practice, waiting)] = purging.purge(now + 29 * DAY)
    assert (waiting["noticed"], waiting["athletes"]) == (0, 0)
    [(_practice, then)] = purging.purge(now + 31 * DAY)
    assert then["athletes"] == 1
    assert are_left(athlete) == [False]
    made = Destruction.objects.get()
    assert (made.by, made.by_name, made.reason) == (None, "", Reason.RETENTION)
    told = Event.objects.filter(athlete_id=athlete.pk).values_list("action", "role")
    assert list(told) == [("notice", "system"), ("erase", "system")]


def test_notice_comes_sixty_days_before_and_nothing_goes_before_its_day(
    practice: Practice, owner: Membership
) -> None:
    soon, later = (AthleteFactory(practice=practice) for _each in range(2))
    aged(soon, days=-59), aged(later, days=-62)
    purged()
    assert Athlete.objects.get(pk=soon.pk).notice_at is not None
    assert Athlete.objects.get(pk=later.pk).notice_at is None
    Athlete.objects.filter(pk=soon.pk).update(notice_at=timezone.now() - 59 * DAY)
    purged()
    assert are_left(soon, later) == [True, True]


def test_a_practice_gets_one_mail_a_run_without_names(
    practice: Practice, owner: Membership, django_capture_on_commit_callbacks: Any
) -> None:
    files = [aged(AthleteFactory(practice=practice), days=1) for _each in range(3)]
    purged()
    [message] = mail.outbox
    assert message.to == [owner.user.email]
    assert "/retention/" in message.body
    for athlete in files:
        assert athlete.family_name not in message.body
        assert athlete.given_name not in message.body
    purged()
    assert len(mail.outbox) == 1
    aged(AthleteFactory(practice=practice), days=1)
    purged()
    assert len(mail.outbox) == 2


def test_a_run_that_ended_before_its_mail_lets_the_next_one_send_it(
    practice: Practice, owner: Membership
) -> None:
    aged(AthleteFactory(practice=practice), days=1, noticed=0)
    purged()
    assert len(mail.outbox) == 1


def test_what_is_held_is_neither_told_of_nor_destroyed_until_that_ends(
    practice: Practice, owner: Membership
) -> None:
    athlete = aged(AthleteFactory(practice=practice), days=5, noticed=40)
    erasure.hold(athlete=athlete, by=owner, reason=Hold.INSPECTION)
    assert "1  files stay" in purged()
    assert are_left(athlete) == [True]
    erasure.lift(athlete=athlete, by=owner)
    now = timezone.now()
    [(_practice, told)] = purging.purge(now)
    assert (told["noticed"], told["athletes"]) == (1, 0)
    [(_practice, done)] = purging.purge(now + 31 * DAY)
    assert done["athletes"] == 1


def test_each_practice_keeps_for_its_own_time(
    practice: Practice, other_practice: Practice, owner: Membership, outsider: Membership
) -> None:
    Practice.objects.filter(pk=other_practice.pk).update(retention_years=30)
    here, there = (aged(AthleteFactory(practice=p), 5, 40) for p in (practice, other_practice))
    purged()
    assert are_left(here, there) == [False, True]


def test_a_dry_run_tells_the_numbers_and_changes_nothing(
    practice: Practice, owner: Membership
) -> None:
    aged(AthleteFactory(practice=practice), days=5)
    aged(AthleteFactory(practice=practice), days=5, noticed=40)
    draft(practice)
    before = [*Athlete.objects.values(), *Event.objects.values(), *Invitation.objects.values()]
    said = purged("--dry-run")
    for line in ("1  files fall due", "1  files of athletes", "1  questionnaires destroyed"):
        assert line in said
    after = [*Athlete.objects.values(), *Event.objects.values(), *Invitation.objects.values()]
    assert after == before
    assert mail.outbox == []
    for athlete in Athlete.objects.all():
        assert athlete.family_name not in said


def test_a_dry_run_knows_what_the_log_tells_of_the_last_weeks(owner: Membership) -> None:
    athlete = AthleteFactory(practice=owner.practice)
    audit.record(Action.CHANGE, "athlete", by=owner, athlete=athlete)
    aged(athlete)
    assert "0  files fall due" in purged("--dry-run")
    assert Athlete.objects.get(pk=athlete.pk).changed_at < timezone.now() - DAY
    assert "0  files fall due" in purged()


# ── Drafts ──────────────────────────────────────────────────────────────────────────────────
def draft(practice: Practice, days: int = 120, **values: Any) -> Invitation:
    """Begun so many days ago and never sent."""
    invitation = InvitationFactory(athlete__practice=practice)
    invitation.screening.record({"energy.restriction": "often"})
    Consent.objects.create(invitation=invitation, version="x", by="athlete")
    appointment = AppointmentFactory(athlete=invitation.athlete)
    today = timezone.localdate()
    Reminder.objects.create(
        invitation=invitation, appointment=appointment, on=today, days=2, claimed_on=today
    )
    then = timezone.now() - DAY * days
    Link.objects.filter(invitation=invitation).update(made_at=then)
    Screening.objects.filter(pk=invitation.screening_id).update(saved_at=then, created_at=then)
    stands = {"created_at": then, "expires_at": then + 30 * DAY, **values}
    Invitation.objects.filter(pk=invitation.pk).update(**stands)
    return Invitation.objects.select_related("screening", "athlete").get(pk=invitation.pk)


def test_what_was_never_sent_goes_and_the_athlete_stays(
    practice: Practice, owner: Membership
) -> None:
    invitation = draft(practice)
    aged(invitation.athlete, days=-900)
    purged()
    assert not Invitation.objects.exists()
    assert not Screening.objects.exists()
    assert [model.objects.count() for model in (Link, Consent, Reminder)] == [0, 0, 0]
    assert are_left(invitation.athlete) == [True]
    assert DataKey.objects.get(pk=invitation.athlete.key_id).wrapped is not None
    made = Destruction.objects.get()
    assert (made.what, made.screening) == ("draft", invitation.screening.code)
    [event] = Event.objects.filter(action="erase")
    assert (event.role, event.screening) == ("system", invitation.screening.code)
    # Destroying it is no change of what stays.
    assert Athlete.objects.get().changed_at < timezone.now() - DAY


def test_a_draft_that_somebody_touched_lately_stays(practice: Practice, owner: Membership) -> None:
    draft(practice, days=80)
    draft(practice, expires_at=timezone.now() + DAY)
    draft(practice, opened_at=timezone.now() - 80 * DAY)
    saved = draft(practice)
    Screening.objects.filter(pk=saved.screening_id).update(saved_at=timezone.now() - 80 * DAY)
    linked = draft(practice)
    Link.objects.filter(invitation=linked).update(made_at=timezone.now() - 80 * DAY)
    purged()
    assert Invitation.objects.count() == 5


def test_what_the_practice_worked_on_or_that_was_sent_before_is_no_draft(
    practice: Practice, owner: Membership
) -> None:
    measured, handled, noted, versioned, held = (draft(practice) for _each in range(5))
    Screening.objects.filter(pk=measured.screening_id).update(sealed_measurements=b"x")
    handling.handle(invitation=handled, by=owner, text="Gebeld")
    records.write(invitation=noted, by=owner, content={**records.EMPTY, "note": "x"}, read=0)
    signed(versioned, owner)
    erasure.hold(athlete=held.athlete, by=owner, reason=Hold.CLAIM)
    draft(practice, reopened_at=timezone.now() - 200 * DAY)
    ReceivedFactory(athlete__practice=practice)
    purged()
    assert Invitation.objects.count() == 7


def test_reopening_says_that_it_is_no_draft(received: Invitation, therapist: Membership) -> None:
    invitations.reopen(invitation=received, by=therapist)
    assert Invitation.objects.get().reopened_at is not None


def test_a_revoked_invitation_is_a_draft_too(practice: Practice, owner: Membership) -> None:
    draft(
        practice,
        revoked_at=timezone.now() - 100 * DAY,
        expires_at=timezone.now() + DAY,
    )
    purged()
    assert not Invitation.objects.exists()


# ── The rest ────────────────────────────────────────────────────────────────────────────────
def test_what_nobody_needs_any_more_goes_too(practice: Practice, owner: Membership) -> None:
    now = timezone.now()
    old, new = JoiningFactory(practice=practice), JoiningFactory(practice=practice)
    JoinInvitation.objects.filter(pk=old.pk).update(expires_at=now - 100 * DAY)
    for days in (31, 29):
        Export.objects.create(
            practice=practice, by=owner.user, language="nl", reason="x", asked_at=now - days * DAY
        )
    for _each in range(2):
        SessionStore().create()
    first = Session.objects.first()
    Session.objects.filter(pk=first.pk).update(expire_date=now - timedelta(seconds=1))
    for made_at in (now - 8 * DAY, now - 6 * DAY):
        Once.objects.create(digest=secrets.token_bytes(32), made_at=made_at)
    for days in (13, 15):
        DBTaskResult.objects.create(
            status="FAILED",
            finished_at=now - days * DAY,
            args_kwargs={},
            run_after=now,
            task_path="x",
            exception_class_path="x",
            traceback="x",
        )
    purged()
    assert list(JoinInvitation.objects.all()) == [new]
    assert Export.objects.get().asked_at > now - 30 * DAY
    assert Session.objects.count() == 1
    assert Once.objects.count() == 1
    assert DBTaskResult.objects.count() == 1


# ── The page ────────────────────────────────────────────────────────────────────────────────
def test_the_page_tells_the_owner_what_falls_due_and_what_is_held_and_why(
    practice: Practice, owner: Membership, owner_client: Client, outsider_client: Client
) -> None:
    soon, fine, held = (AthleteFactory(practice=practice) for _each in range(3))
    aged(soon, days=-50)
    erasure.hold(athlete=held, by=owner, reason=Hold.COMPLAINT)
    owner.user.language = "en"
    owner.user.save()
    page = owner_client.get("/retention/")
    assert [athlete.pk for athlete in page.context["page"]] == [soon.pk, held.pk]
    text = page.content.decode()
    assert f"/athletes/{soon.pk}/erase/" in text
    assert f"/athletes/{held.pk}/erase/" not in text
    assert "a complaint" in text
    assert fine.family_name not in text or fine.family_name in (soon.family_name, held.family_name)
    assert not list(outsider_client.get("/retention/").context["page"])


def test_the_athletes_page_tells_owners_alone_until_when_it_is_kept(
    athlete: Athlete, owner_client: Client, therapist_client: Client
) -> None:
    address = f"/athletes/{athlete.pk}/"
    assert f"{address}hold/" in owner_client.get(address).content.decode()
    assert f"{address}hold/" not in therapist_client.get(address).content.decode()

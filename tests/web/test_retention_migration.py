"""Practices and athletes that were there before: kept for 20 years at the least, from their last change."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from .beside import migrate

BEFORE, AFTER = "0014_sessions", "0016_retention_begins"


def on(year: int) -> datetime:
    return datetime(year, 3, 1, 12, tzinfo=UTC)


def test_the_count_begins_at_the_latest_that_the_rows_know_of(beside: str) -> None:
    old = migrate(beside, BEFORE)

    def model(name: str, app: str = "clinic") -> Any:
        return old.get_model(app, name).objects.using(beside)

    practice = model("Practice").create(name="Praktijk", retention_years=15)
    user = model("User").create(email="x@example.org", name="X", password="!")
    athletes = []
    for number in range(3):
        key = model("DataKey", "screening").create(wrapped=b"x")
        athlete = model("Athlete").create(
            practice=practice, given_name="A", family_name="B", key=key, date_of_birth="2000-01-01"
        )
        model("Athlete").filter(pk=athlete.pk).update(created_at=on(2001))
        screening = model("Screening", "screening").create(key=key, code=f"S-{number}")
        model("Screening", "screening").filter(pk=screening.pk).update(
            created_at=on(2002), saved_at=on(2003)
        )
        invitation = model("Invitation").create(
            athlete=athlete, screening=screening, created_by=user, expires_at=on(2030)
        )
        model("Invitation").filter(pk=invitation.pk).update(created_at=on(2002))
        athletes.append(athlete)
    model("Signature").create(
        invitation=invitation, number=1, signed_by=user, signed_at=on(2011), sealed_snapshot=b"x"
    )
    for number, (action, year) in enumerate((("read", 2020), ("change", 2015), ("reopen", 2012))):
        model("Event").create(
            at=on(year),
            role="staff",
            practice_id=practice.pk,
            athlete_id=athletes[1].pk,
            action=action,
            object="x",
            screening="S-1",
            chain=uuid4(),
            number=number + 1,
            mac=b"x",
        )
    new = migrate(beside, AFTER)
    changed = {
        a.pk: a.changed_at.year for a in new.get_model("clinic", "Athlete").objects.using(beside)
    }
    assert [changed[athlete.pk] for athlete in athletes] == [2003, 2015, 2011]
    assert new.get_model("clinic", "Practice").objects.using(beside).get().retention_years == 20
    invitations = new.get_model("clinic", "Invitation").objects.using(beside)
    reopened = invitations.select_related("screening").exclude(reopened_at=None).get()
    assert (reopened.screening.code, reopened.reopened_at) == ("S-1", on(2012))

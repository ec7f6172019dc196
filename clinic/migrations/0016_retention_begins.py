"""Records are kept for 20 years at the least, counted from the last change that the rows know of."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Max

LEAST = 20

MOMENTS = (
    ("Athlete", "pk", ("created_at", "archived_at")),
    ("Appointment", "athlete", ("created_at", "cancelled_at")),
    ("Invitation", "athlete", ("created_at", "opened_at", "sent_at", "revoked_at", "frozen_at", "mailed_at")),
    ("Invitation", "athlete", ("screening__created_at", "screening__saved_at", "screening__submitted_at")),
    ("Consent", "invitation__athlete", ("given_at", "withdrawn_at")),
    ("CoachConsent", "invitation__athlete", ("given_at", "withdrawn_at")),
    ("Handling", "invitation__athlete", ("at",)),
    ("Consultation", "invitation__athlete", ("updated_at",)),
    ("Signature", "invitation__athlete", ("signed_at", "opened_at")),
    ("Report", "signature__invitation__athlete", ("issued_at",)),
    ("Release", "signature__invitation__athlete", ("released_at", "withdrawn_at")),
)
"""What a row tells of a change, and whose it is."""

NO_CHANGE = ("read", "export", "find", "print", "limit", "sign_in", "sign_out")


def _rows(apps: Apps, editor: BaseDatabaseSchemaEditor, name: str) -> models.QuerySet:
    return apps.get_model("clinic", name).objects.using(editor.connection.alias)


def count_from_the_last_change(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    last = {}

    def later(athlete, at):
        if at is not None and (athlete not in last or at > last[athlete]):
            last[athlete] = at

    for name, way, moments in MOMENTS:
        rows = _rows(apps, editor, name).order_by().values(way)
        for found in rows.annotate(**{f"at_{n}": Max(each) for n, each in enumerate(moments)}):
            for n in range(len(moments)):
                later(found[way], found[f"at_{n}"])
    events = _rows(apps, editor, "Event").exclude(athlete_id=None)
    told = events.exclude(action__in=NO_CHANGE).filter(outcome="done").order_by()
    for found in told.values("athlete_id").annotate(last=Max("at")):
        later(found["athlete_id"], found["last"])
    athletes = _rows(apps, editor, "Athlete")
    for athlete, at in last.items():
        athletes.filter(pk=athlete).update(changed_at=at)


def know_the_reopened(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    reopened = _rows(apps, editor, "Event").filter(action="reopen", outcome="done")
    invitations = _rows(apps, editor, "Invitation")
    for found in reopened.order_by().values("screening").annotate(last=Max("at")):
        invitations.filter(screening__code=found["screening"]).update(reopened_at=found["last"])


def keep_for_the_least(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    practices = _rows(apps, editor, "Practice")
    practices.filter(retention_years__lt=LEAST).update(retention_years=LEAST)


class Migration(migrations.Migration):
    dependencies = [("clinic", "0015_retention")]

    operations = [
        migrations.RunPython(count_from_the_last_change, migrations.RunPython.noop),
        migrations.RunPython(know_the_reopened, migrations.RunPython.noop),
        migrations.RunPython(keep_for_the_least, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="practice",
            constraint=models.CheckConstraint(
                condition=models.Q(("retention_years__gte", 20), ("retention_years__lte", 99)),
                name="retention_years_in_range",
            ),
        ),
    ]

"""Other keys while people work: nothing becomes unreadable, and the command says when an old one can go."""

import json
import secrets
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client

from clinic.actions import handling, records, rotation
from clinic.models import Athlete, Invitation, Membership, Report
from clinic.privacy import FIELDS, Kind
from screening import encryption
from screening.models import DataKey, Screening
from tests.factories import issued
from tests.workers import BEGIN, TOP, Workplace

pytestmark = pytest.mark.usefixtures("unscoped")

NOTE = {**records.EMPTY, "note": "Rustig opbouwen"}


def rotate(*arguments: str) -> str:
    out = StringIO()
    call_command("rotate_keys", *arguments, "--pause=0", stdout=out)
    return out.getvalue()


@pytest.fixture
def ring(settings: Any) -> dict[str, bytes]:
    """Two master keys, the later one in use; what was made before stands under the earlier one."""
    old = dict(settings.MASTER_KEYS)
    settings.MASTER_KEYS = {"later": secrets.token_bytes(32), **old}
    return old


@pytest.fixture
def full(received: Invitation, therapist: Membership) -> Invitation:
    """A screening with a value in every sealed field there is."""
    screening = received.screening
    saves = screening.key.seal_json({}, f"screening.Screening.sealed_saves:{screening.pk}")
    Screening.objects.filter(pk=screening.pk).update(sealed_saves=saves)
    screening.measure({"weight_kg": "61.37"}, {"weight_kg": {"by": "x"}})
    screening.tell({"close.remarks": "verteld"}, {})
    handling.handle(invitation=received, by=therapist, text="Gebeld")
    records.write(invitation=received, by=therapist, content=NOTE, read=0)
    signature = issued(received, therapist)
    signature.seal_reason("Vergeten")
    signature.save()
    return received


def opened(invitation: Invitation) -> dict[str, Any]:
    """Everything of hers that opens, read from the database."""
    fresh = Invitation.objects.select_related("screening__key").get(pk=invitation.pk)
    screening, signature = fresh.screening, fresh.signatures.get()
    return {
        "answers": screening.answers,
        "told": screening.told,
        "measurements": screening.measurements,
        "origins": screening.origins,
        "handled": [each.text for each in fresh.handlings.all()],
        "note": fresh.consultation.content,
        "snapshot": signature.snapshot,
        "reason": signature.reason,
        "pdf": signature.reports.get().pdf(),
    }


@pytest.mark.django_db
def test_everything_moves_to_the_master_key_in_use_and_the_old_one_can_go(
    full: Invitation, therapist: Membership, ring: dict[str, bytes], settings: Any
) -> None:
    before, [old] = opened(full), ring
    assert f"{old}  " in rotate("--dry-run")
    assert rotation.usage()["data keys", old] == DataKey.objects.count()
    said = rotate()
    assert f"{old}  0 data keys, 0 second steps, 0 sessions: can be taken out" in said
    settings.MASTER_KEYS = {"later": settings.MASTER_KEYS["later"]}
    assert opened(full) == before
    assert Authenticator.objects.get(user=therapist.user).wrap().validate_code("x") is False
    assert rotate().startswith("0 wrapped or sealed anew")


@pytest.mark.django_db
def test_second_steps_keep_their_secrets_and_the_recovery_codes_that_were_used(
    therapist: Membership, ring: dict[str, bytes], settings: Any
) -> None:
    # Made under the earlier key.
    later, settings.MASTER_KEYS = settings.MASTER_KEYS, ring
    codes = RecoveryCodes.activate(therapist.user)
    first, second, *_rest = codes.get_unused_codes()
    assert codes.validate_code(first)
    Authenticator.objects.filter(type=Authenticator.Type.TOTP).delete()
    TOTP.activate(therapist.user, "JBSWY3DPEHPK3PXP")
    settings.MASTER_KEYS = later
    rotate()
    settings.MASTER_KEYS = {"later": later["later"]}
    kept = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).wrap()
    assert not kept.validate_code(first)
    assert kept.validate_code(second)
    totp = Authenticator.objects.get(type=Authenticator.Type.TOTP)
    assert encryption.open_text(totp.data["secret"], "mfa") == "JBSWY3DPEHPK3PXP"


@pytest.mark.django_db
def test_who_is_signed_in_stays_so(
    ring: dict[str, bytes],
    settings: Any,
    therapist: Membership,
    client_of: Callable[[Membership], Client],
) -> None:
    later, settings.MASTER_KEYS = settings.MASTER_KEYS, ring
    client = client_of(therapist)
    assert client.get("/today/").status_code == 200
    settings.MASTER_KEYS = later
    rotate()
    settings.MASTER_KEYS = {"later": later["later"]}
    assert client.get("/today/").status_code == 200


@pytest.mark.django_db
def test_a_dry_run_changes_nothing(full: Invitation, ring: dict[str, bytes]) -> None:
    before = list(DataKey.objects.order_by("pk").values())
    rotate("--dry-run", "--data", "all")
    assert list(DataKey.objects.order_by("pk").values()) == before


@pytest.mark.django_db
def test_a_missing_master_key_is_named(full: Invitation, settings: Any) -> None:
    [lost] = settings.MASTER_KEYS
    settings.MASTER_KEYS = {"later": secrets.token_bytes(32)}
    with pytest.raises(CommandError, match=f"lacks a key that is in use: {lost}"):
        rotate()


@pytest.mark.django_db
def test_another_data_key_leaves_nothing_sealed_with_the_former_one(full: Invitation) -> None:
    before, former = opened(full), full.athlete.key.bytes()
    rotate("--data", str(full.athlete_id))
    key = DataKey.objects.get(pk=full.athlete.key_id)
    assert key.bytes() != former
    assert key.former is None
    assert opened(full) == before
    seen = 0
    for label, fields in FIELDS.items():
        for name, kind in fields.items():
            if kind is Kind.HEALTH and label != "clinic.TableFile":
                model = apps.get_model(label)
                [row] = model.objects.filter(**{rotation.KEY_OF[label]: key.pk})
                assert key.seals(getattr(row, name), rotation.about_of(model, name, row.pk))
                seen += 1
    assert seen == 10


@pytest.mark.django_db
def test_every_model_with_health_data_is_known_by_the_rotation() -> None:
    sealed = {label for label, fields in FIELDS.items() if Kind.HEALTH in fields.values()}
    assert rotation.KEY_OF.keys() == sealed


@pytest.mark.django_db
def test_a_run_that_was_ended_half_way_is_taken_up_by_the_next(full: Invitation) -> None:
    before, pk = opened(full), full.athlete.key_id
    assert rotation.renew(pk)
    assert opened(full) == before
    assert not rotation.renew(pk)
    assert not rotation.forget_former(pk)
    assert "1 former keys dropped" in rotate()
    assert opened(full) == before
    assert rotation.unfinished() == []


@pytest.mark.django_db
def test_who_read_the_key_before_reads_and_writes_after(full: Invitation) -> None:
    early = Invitation.objects.select_related("screening__key").get(pk=full.pk)
    rotate("--data", "all")
    assert Report.objects.get().sha256  # its row is read now, with the key of before
    late = Screening.objects.get(pk=full.screening_id)
    late.key = early.screening.key
    assert late.answers == early.screening.answers
    early.screening.measure({"weight_kg": "60"})
    assert Screening.objects.get(pk=full.screening_id).measurements == {"weight_kg": "60"}


@pytest.mark.django_db
def test_a_damaged_value_stays_as_it_is_and_holds_nothing_up(full: Invitation) -> None:
    damaged = Screening.objects.filter(pk=full.screening_id)
    damaged.update(sealed_told=b"\x01 damaged, long enough to be one that is sealed")
    assert "1 former keys dropped" in rotate("--data", "all")
    assert damaged.get().answers


@pytest.mark.django_db
def test_a_destroyed_key_stays_destroyed(athlete: Athlete) -> None:
    DataKey.objects.filter(pk=athlete.key_id).update(wrapped=None)
    assert not rotation.renew(athlete.key_id)
    with pytest.raises(CommandError, match="her key was destroyed"):
        rotate("--data", str(athlete.pk))


MANY = 60
WRITE = f"""
import json
from clinic.actions import handling, records
from clinic.models import Invitation, Membership
from screening.models import Screening
wrong = 0
for n in range({MANY}):
    invitation = Invitation.objects.select_related("screening__key", "athlete").get()
    invitation.screening.measure({{"weight_kg": str(n)}})
    wrong += Screening.objects.get().measurements["weight_kg"] != str(n)
    by = Membership.objects.select_related("user").get()
    content = {{**records.EMPTY, "note": str(n)}}
    read = n if n else 0
    records.write(invitation=invitation, by=by, content=content, read=read)
    handling.handle(invitation=invitation, by=by, text=str(n))
    kept = Invitation.objects.select_related("screening__key").get()
    wrong += kept.consultation.content["note"] != str(n)
    wrong += [each.text for each in kept.handlings.all()] != [str(each) for each in range(n + 1)]
print(json.dumps(wrong))
"""
BEGUN = """
from tests.factories import MembershipFactory, ReceivedFactory
by = MembershipFactory()
ReceivedFactory(athlete__practice=by.practice)
"""


def indented(code: str) -> str:
    lines = "".join(f"    {line}\n" for line in code.strip().splitlines())
    return f"{BEGIN}with scopes_disabled():\n{lines}"


def test_nothing_that_is_written_meanwhile_is_lost(workplace: Workplace) -> None:
    workplace.does(BEGUN)
    writer = subprocess.Popen(
        [sys.executable, "-c", indented(WRITE)],
        cwd=TOP,
        env=workplace.environment,
        stdout=subprocess.PIPE,
    )
    rounds = 0
    while writer.poll() is None:
        said = workplace.does(ROTATE)
        assert said["failed"] == 0
        rounds += said["rounds"]
    assert json.loads(writer.communicate()[0]) == 0
    assert rounds >= 5


ROTATE = """
import json
from clinic.actions import rotation
from screening.models import Screening
[pk] = Screening.objects.values_list("key", flat=True)
rounds = 0
for _each in range(20):
    rotation.renew(pk)
    rotation.seal_anew(pk)
    while not rotation.forget_former(pk):
        rotation.seal_anew(pk)
    rounds += 1
print(json.dumps({"rounds": rounds, "failed": len(rotation.unfinished())}))
"""


def test_a_key_is_held_inside_a_transaction_alone(transactional_db: None, athlete: Athlete) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        athlete.key.seal_json("x", "about")

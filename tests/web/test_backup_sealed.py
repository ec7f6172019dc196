"""What a proof finds in a database: each value that does not open, or is not what was signed or issued."""

import pytest

from clinic.backups import log, sealed
from clinic.models import Invitation, Membership, Report, Signature
from screening.models import DataKey, Screening
from tests.factories import ReceivedFactory, issued

pytestmark = pytest.mark.usefixtures("unscoped")

ANSWERS, SIGNED, REPORTS = "screening.Screening", "clinic.Signature", "clinic.Report"


def tallies() -> dict[str, tuple[int, int, int]]:
    """Of each model with something sealed: opened, erased, faults."""
    return {
        label: (tally.opened, tally.erased, tally.faults)
        for label, tally in sealed.try_all("default")
        if tally != sealed.Tally()
    }


@pytest.fixture
def two(received: Invitation, therapist: Membership) -> list[Invitation]:
    """Two athletes, each with answers, a signed version and a report."""
    both = [received, ReceivedFactory(athlete__practice=received.athlete.practice)]
    for each in both:
        issued(each, therapist)
    return both


def test_everything_opens_where_nothing_happened(two: list[Invitation]) -> None:
    assert tallies() == {ANSWERS: (2, 0, 0), SIGNED: (2, 0, 0), REPORTS: (2, 0, 0)}


def test_an_erased_athlete_is_no_fault(two: list[Invitation]) -> None:
    DataKey.objects.filter(pk=two[0].screening.key_id).update(wrapped=None)
    assert tallies() == {ANSWERS: (1, 1, 0), SIGNED: (1, 1, 0), REPORTS: (1, 1, 0)}


def test_a_changed_byte_is_a_fault(two: list[Invitation]) -> None:
    stored = bytearray(Screening.objects.get(pk=two[0].screening_id).sealed_answers)
    stored[-1] ^= 1
    Screening.objects.filter(pk=two[0].screening_id).update(sealed_answers=bytes(stored))
    assert tallies()[ANSWERS] == (1, 0, 1)


def test_a_value_in_another_row_is_a_fault(two: list[Invitation]) -> None:
    first, second = Report.objects.order_by("pk")
    Report.objects.filter(pk=first.pk).update(sealed_pdf=second.sealed_pdf)
    assert tallies()[REPORTS] == (1, 0, 1)


def test_another_digest_is_a_fault(two: list[Invitation]) -> None:
    Report.objects.filter(pk=Report.objects.earliest("pk").pk).update(sha256="0" * 64)
    Signature.objects.update(digest="0" * 64)
    assert tallies() == {ANSWERS: (2, 0, 0), SIGNED: (0, 0, 2), REPORTS: (1, 0, 1)}


def test_a_key_under_a_master_key_that_is_not_there_is_a_fault(two: list[Invitation]) -> None:
    key = DataKey.objects.get(pk=two[0].screening.key_id)
    key.wrapped = b"2019-1:" + bytes(key.wrapped).partition(b":")[2]
    key.save()
    assert tallies() == {ANSWERS: (1, 0, 1), SIGNED: (1, 0, 1), REPORTS: (1, 0, 1)}


def test_a_log_that_was_put_back_is_told(received: Invitation) -> None:
    noted = log.heads("default")
    assert log.gone(noted) == []
    name, number, fingerprint = noted[0] if noted else (str(received.pk), 1, "0" * 32)
    assert log.gone([(name, number + 1, fingerprint)]) == [name]
    assert log.gone([(name, number, "0" * 32)]) == [name]

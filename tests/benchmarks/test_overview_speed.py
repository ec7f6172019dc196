"""A thousand screenings: the overview well under two seconds, a table in memory that does not grow with them."""

import gc
import io
import time
import tracemalloc
from datetime import date

import pytest
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from clinic.demo import answers
from clinic.models import Athlete, Invitation, Membership
from clinic.overview.counts import count
from clinic.overview.figures import overview
from clinic.overview.periods import Period
from clinic.tables.csv_file import write_csv
from clinic.tables.export import Choice, prepare
from screening.encryption import new_data_key, seal_json
from screening.models import DataKey, Screening

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db]

MANY = 1000
SECONDS = 2.0
GIVEN = (answers.WOMAN, answers.MAN, answers.ON_THE_PILL, answers.FIVE_MONTHS_WITHOUT)


class Nowhere(io.TextIOBase):
    """Takes a text and keeps nothing of it."""

    def write(self, text: str) -> int:
        return len(text)


@pytest.fixture
def many(therapist: Membership) -> None:
    """Invented athletes who sent in a screening today."""
    keys = [DataKey() for _each in range(MANY)]
    for key in keys:
        key.wrapped = new_data_key(str(key.pk))
    now = timezone.now()
    screenings = [
        Screening(key=key, code=f"{number}", submitted_at=now, age=24)
        for number, key in enumerate(keys)
    ]
    for number, screening in enumerate(screenings):
        screening.sealed_answers = seal_json(
            screening.key.bytes(),
            GIVEN[number % len(GIVEN)],
            f"screening.Screening.sealed_answers:{screening.pk}",
        )
    athletes = [
        Athlete(practice=therapist.practice, key=key, date_of_birth=date(2002, 1, 1))
        for key in keys
    ]
    with scopes_disabled():
        DataKey.objects.bulk_create(keys)
        Screening.objects.bulk_create(screenings)
        Athlete.objects.bulk_create(athletes)
        Invitation.objects.bulk_create(
            Invitation(
                athlete=athlete,
                screening=screening,
                created_by=therapist.user,
                expires_at=now,
                sent_at=now,
            )
            for athlete, screening in zip(athletes, screenings, strict=True)
        )


def test_the_overview_of_a_thousand_is_quick(many: None, therapist: Membership) -> None:
    with scope(practice=therapist.practice):
        began = time.process_time()
        found = overview(count(therapist.practice, Period.of(timezone.localdate())))
        taken = time.process_time() - began
    assert found is not None
    assert found.athletes == MANY
    assert taken < SECONDS, f"{taken:.2f} s"


def test_a_table_of_a_thousand_takes_no_more_memory_than_two_chunks(
    many: None, therapist: Membership
) -> None:
    with scope(practice=therapist.practice):
        export = prepare(Choice(date(2020, 1, 1), date(2099, 12, 31)), therapist)
    peaks = []

    def note(_done: int, _of: int) -> None:
        gc.collect()
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.reset_peak()

    tracemalloc.start()
    write_csv(Nowhere(), export, export.tables[0], note)
    tracemalloc.stop()
    # While a chunk is read, the one before it is still there.
    assert max(peaks) < 1.2 * peaks[1], peaks

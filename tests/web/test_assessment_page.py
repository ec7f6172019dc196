"""The therapist's page of one assessment: quick, with the same number of queries for any case."""

from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from clinic.models import Membership, Practice
from tests import letters
from tests.factories import ReceivedFactory
from tests.timing import quickest

pytestmark = pytest.mark.django_db

MOST = 0.1
"""Seconds of processor time, as much as a page may take."""


def page_of(practice: Practice, case: dict[str, Any]) -> str:
    received = ReceivedFactory(athlete__practice=practice, sent=case["answers"])
    return f"/assessments/{received.screening.code}/"


def test_any_case_takes_the_same_number_of_queries(
    practice: Practice, therapist_client: Client
) -> None:
    counted = set()
    for case in (letters.NOTHING, letters.ON_THE_PILL, letters.UNLIKE):
        address = page_of(practice, case)
        therapist_client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert therapist_client.get(address).status_code == 200
        counted.add(len(queries))
    assert len(counted) == 1


@pytest.mark.parametrize("name", ["withheld", "nothing", "unlike"])
def test_the_page_takes_less_than_a_tenth_of_a_second(
    name: str, practice: Practice, therapist_client: Client
) -> None:
    address = page_of(practice, letters.CASES[name])
    therapist_client.get(address)
    assert quickest(partial(therapist_client.get, address), MOST) <= MOST


def test_the_page_of_another_practice_is_not_there(
    practice: Practice, outsider_client: Client, staff: Membership, client_of: Any
) -> None:
    address = page_of(practice, letters.ON_THE_PILL)
    assert outsider_client.get(address).status_code == 404
    assert client_of(staff).get(address).status_code == 403


def test_remarks_carry_their_own_language(practice: Practice, therapist_client: Client) -> None:
    address = page_of(practice, letters.PAIN_AND_LOAD)
    assert '<blockquote class="remarks" lang="nl"' in therapist_client.get(address).content.decode()

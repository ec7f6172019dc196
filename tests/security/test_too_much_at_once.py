"""What takes long is made a few at a time; who comes beyond that is told at once, and keeps nobody waiting."""

from contextlib import ExitStack

import pytest
from django.test import Client

from clinic import paper
from clinic.models import Action, Athlete, Event, Invitation

pytestmark = pytest.mark.usefixtures("unscoped", "busy")


@pytest.fixture
def busy() -> ExitStack:
    """Every place is taken."""
    with ExitStack() as taken:
        for _each in range(paper.WORKERS + 1):
            taken.enter_context(paper.place())
        yield taken


def test_one_draft_too_many_is_told_to_come_back(
    received: Invitation, therapist_client: Client
) -> None:
    therapist_client.raise_request_exception = False
    answer = therapist_client.get(f"/assessments/{received.screening.code}/report.pdf")
    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0
    assert not Event.objects.filter(action=Action.EXPORT).exists()
    assert therapist_client.get(f"/assessments/{received.screening.code}/").status_code == 200


def test_one_own_file_too_many_is_told_to_come_back(
    received: Invitation, athlete: Athlete, therapist_client: Client
) -> None:
    therapist_client.raise_request_exception = False
    assert therapist_client.post(f"/athletes/{athlete.pk}/own-data/").status_code == 503
    assert not Event.objects.filter(action=Action.EXPORT).exists()


def test_a_place_is_free_again_whatever_became_of_the_report(
    received: Invitation, therapist_client: Client, busy: ExitStack
) -> None:
    busy.close()
    for _each in range(paper.WORKERS + 2):
        with pytest.raises(RuntimeError), paper.place():
            raise RuntimeError
    with paper.place():
        pass

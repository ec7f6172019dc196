import pytest
from django_scopes import ScopeError, scope

from clinic.actions import athletes, invitations, measurements
from clinic.models import Athlete, Invitation, Membership, Practice, WrongPractice


def test_a_query_outside_every_practice_raises(athlete: Athlete, practice: Practice) -> None:
    for query in (Athlete.objects.all, Invitation.objects.all, practice.athletes.all):
        with pytest.raises(ScopeError):
            query()


def test_a_query_finds_rows_of_its_own_practice_alone(
    athlete: Athlete, invitation: Invitation, other_practice: Practice, practice: Practice
) -> None:
    with scope(practice=practice):
        assert (Athlete.objects.count(), Invitation.objects.count()) == (1, 1)
    with scope(practice=other_practice):
        assert (Athlete.objects.count(), Invitation.objects.count()) == (0, 0)


def test_a_row_of_another_practice_cannot_be_written(
    athlete: Athlete, other_practice: Practice
) -> None:
    with scope(practice=other_practice), pytest.raises(WrongPractice):
        athlete.save()
    with scope(practice=other_practice), pytest.raises(WrongPractice):
        athlete.delete()


def test_a_row_cannot_be_written_outside_every_practice(athlete: Athlete) -> None:
    with pytest.raises(WrongPractice):
        athlete.save()


def test_an_athlete_cannot_be_moved_to_another_practice(
    athlete: Athlete, practice: Practice, other_practice: Practice
) -> None:
    athlete.practice = other_practice
    with scope(practice=practice), pytest.raises(WrongPractice):
        athlete.save()


def test_actions_do_not_reach_into_another_practice(
    athlete: Athlete, invitation: Invitation, received: Invitation, outsider: Membership
) -> None:
    with scope(practice=outsider.practice):
        with pytest.raises(WrongPractice):
            invitations.invite(athlete=athlete, by=outsider)
        with pytest.raises(WrongPractice):
            invitations.revoke(invitation=invitation, by=outsider)
        with pytest.raises(WrongPractice):
            measurements.measure(invitation=received, by=outsider, raw={"height_cm": 170})
        with pytest.raises(WrongPractice):
            athletes.change(athlete=athlete, by=outsider, given_name="X")
        with pytest.raises(WrongPractice):
            athletes.archive(athlete=athlete, by=outsider)

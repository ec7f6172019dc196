"""What stays of a file that was destroyed: a certificate with a number."""

import pytest

from clinic.actions import erasure
from clinic.models import Athlete, Destruction, Membership, Reason
from clinic.models.event import AppendOnly

from ..factories import ReceivedFactory

pytestmark = pytest.mark.usefixtures("unscoped")


def test_certificates_are_numbered_without_gaps_in_each_practice(
    owner: Membership, outsider: Membership
) -> None:
    for by in (owner, outsider, owner, owner):
        invitation = ReceivedFactory(athlete__practice=by.practice)
        erasure.erase(athlete=invitation.athlete, by=by, reason=Reason.MISTAKE)
    numbers = Destruction.objects.order_by("number").filter(practice=owner.practice)
    assert [each.number for each in numbers] == [1, 2, 3]


def test_a_certificate_is_never_changed_or_deleted(athlete: Athlete, owner: Membership) -> None:
    made = erasure.erase(athlete=athlete, by=owner, reason=Reason.MISTAKE)
    for change in (made.save, made.delete, Destruction.objects.all().delete):
        with pytest.raises(AppendOnly):
            change()
    with pytest.raises(AppendOnly):
        Destruction.objects.update(number=7)


def test_destroying_twice_makes_one_certificate(athlete: Athlete, owner: Membership) -> None:
    erasure.erase(athlete=athlete, by=owner, reason=Reason.MISTAKE)
    with pytest.raises(erasure.Gone):
        erasure.erase(athlete=athlete, by=owner, reason=Reason.MISTAKE)
    assert Destruction.objects.count() == 1

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from clinic.models import Event, Membership, Role

pytestmark = pytest.mark.django_db


def begin(*extra: str, owner: str = "Eigenaar@debrug.example") -> str:
    told = StringIO()
    call_command(
        "practice", "Praktijk Nieuw", "--owner", owner, "--owner-name", "O. Eigenaar", *extra,
        stdout=told,
    )  # fmt: skip
    return told.getvalue()


def test_a_new_installation_begins_with_an_owner_who_must_set_up_a_second_step(client: Client):
    password = begin("--phone", "020 000 00 00").splitlines()[0].rpartition(" ")[2]
    membership = Membership.objects.select_related("practice", "user").get()
    assert (membership.role, membership.practice.phone) == (Role.OWNER, "020 000 00 00")
    assert membership.user.email == "eigenaar@debrug.example"
    assert Event.objects.get().object == "practice"

    signed_in = client.post(
        "/accounts/login/", {"login": membership.user.email, "password": password}
    )
    assert signed_in["Location"] == "/today/"
    assert client.get("/today/")["Location"].startswith("/accounts/2fa/")


@pytest.mark.parametrize("owner", ["nobody", "a@b"])
def test_what_is_no_address_is_refused(owner: str):
    with pytest.raises(CommandError, match="is not an e-mail address"):
        begin(owner=owner)


def test_an_address_that_signs_in_already_is_refused():
    begin()
    with pytest.raises(CommandError, match="already"):
        begin()

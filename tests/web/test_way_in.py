"""The link and the date of birth: who gets in, who does not, and what nobody learns from trying."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from clinic.actions import invitations
from clinic.models import Event, Invitation, Membership, Outcome

from ..conftest import prove

pytestmark = pytest.mark.usefixtures("unscoped")

WRONG = {"day": "1", "month": "2", "year": "1999"}


def right(invitation: Invitation) -> dict[str, str]:
    born = invitation.athlete.date_of_birth
    return {"day": str(born.day), "month": str(born.month), "year": str(born.year)}


def tried(token: str, born: dict[str, str], times: int = 1) -> HttpResponse:
    """The last answer to a date on a new device."""
    phone = Client()
    phone.get(f"/s/{token}/")
    for _time in range(times - 1):
        phone.post("/welcome/", born)
    return phone.post("/welcome/", born)


def make(invitation: Invitation, **values: Any) -> None:
    Invitation.objects.filter(pk=invitation.pk).update(**values)


def shown(response: HttpResponse) -> str:
    """The page without the token of its forms, which differs each time."""
    lines = response.content.decode().splitlines()
    return "\n".join(line for line in lines if "csrfmiddlewaretoken" not in line)


def test_a_known_and_an_unknown_link_look_alike(invitation: Invitation, client: Client) -> None:
    pages = []
    for token in (invitation.token, "nobody-ever-made-this-one"):
        assert client.get(f"/s/{token}/")["Location"] == "/welcome/"
        pages.append(client.get("/welcome/"))
    assert [page.status_code for page in pages] == [200, 200]
    assert shown(pages[0]) == shown(pages[1])
    assert "De Brug" not in shown(pages[0])


def test_without_a_link_there_is_nothing_to_prove(client: Client, db: None) -> None:
    assert client.get("/welcome/").status_code == 404
    assert client.post("/welcome/", WRONG).status_code == 404
    assert client.get("/welcome/parent/").status_code == 404


DEAD = {
    "expired": {"expires_at": timezone.now() - timedelta(days=1)},
    "revoked": {"revoked_at": timezone.now()},
    "sent": {"sent_at": timezone.now()},
    "frozen": {"frozen_at": timezone.now()},
}


@pytest.mark.parametrize("cause", DEAD)
def test_the_right_date_on_a_dead_link_answers_as_a_wrong_one(
    cause: str, invitation: Invitation
) -> None:
    wrong = tried(invitation.token, WRONG)
    make(invitation, **DEAD[cause])
    dead = tried(invitation.token, right(invitation))
    unknown = tried("nobody-ever-made-this-one", right(invitation))
    assert wrong.status_code == dead.status_code == unknown.status_code == 404
    assert len({len(page.content) for page in (dead, unknown)}) == 1
    assert "klopt niet" in shown(dead) or "does not match" in shown(dead)


def test_the_right_date_lets_in_and_takes_the_link_out_of_the_session(
    invitation: Invitation, client: Client
) -> None:
    prove(client, invitation)
    assert client.get("/screening/").status_code == 200
    assert "link" not in client.session
    assert Invitation.objects.get(pk=invitation.pk).opened_at is not None


def test_a_proven_device_comes_back_with_the_link_alone(
    invitation: Invitation, client: Client
) -> None:
    prove(client, invitation)
    del client.cookies["sessionid"]
    assert client.get("/screening/").status_code == 404
    assert client.get(f"/s/{invitation.token}/")["Location"] == "/screening/"
    cookie = client.cookies[f"screening_{invitation.pk.hex}"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/"


def test_a_forged_cookie_proves_nothing(invitation: Invitation, client: Client) -> None:
    client.cookies[f"screening_{invitation.pk.hex}"] = f"{invitation.pk}:{invitation.mark}"
    assert client.get(f"/s/{invitation.token}/")["Location"] == "/welcome/"


def test_after_a_new_link_the_device_must_prove_again(
    invitation: Invitation, client: Client, therapist: Membership
) -> None:
    prove(client, invitation)
    _same, token = invitations.invite(athlete=invitation.athlete, by=therapist)
    assert client.get("/screening/").status_code == 404
    assert client.get(f"/s/{invitation.token}/")["Location"] == "/welcome/"
    assert client.get(f"/s/{token}/")["Location"] == "/welcome/"


def test_five_wrong_dates_on_any_devices_freeze_the_link(
    invitation: Invitation, client: Client
) -> None:
    for _device in range(4):
        tried(invitation.token, WRONG)
    assert not Invitation.objects.get(pk=invitation.pk).frozen
    tried(invitation.token, WRONG)
    assert Invitation.objects.get(pk=invitation.pk).frozen
    assert tried(invitation.token, right(invitation)).status_code == 404
    refused = Event.objects.filter(outcome=Outcome.REFUSED)
    assert refused.filter(reason="wrong_date").count() == 5
    assert Event.objects.filter(action="freeze").count() == 1


def test_the_right_date_begins_the_count_anew(invitation: Invitation) -> None:
    tried(invitation.token, WRONG, times=4)
    tried(invitation.token, right(invitation))
    assert Invitation.objects.get(pk=invitation.pk).wrong_tries == 0


def test_freezing_takes_nothing_from_a_device_that_was_proven(
    invitation: Invitation, client: Client
) -> None:
    prove(client, invitation)
    tried(invitation.token, WRONG, times=5)
    assert client.get("/screening/").status_code == 200


def test_the_practice_gets_a_mail_without_name_code_or_health(
    invitation: Invitation, django_capture_on_commit_callbacks: Any
) -> None:
    practice = invitation.athlete.practice
    practice.email = "praktijk@example.org"
    practice.save()
    with django_capture_on_commit_callbacks(execute=True):
        tried(invitation.token, WRONG, times=6)
    [letter] = mail.outbox
    text = f"{letter.subject} {letter.body}"
    assert letter.to == ["praktijk@example.org"]
    assert "/today/" in letter.body
    for hidden in (
        invitation.athlete.family_name,
        invitation.athlete.given_name,
        invitation.screening.code,
        invitation.token,
    ):
        assert hidden not in text
    assert Event.objects.filter(action="mail", outcome=Outcome.DONE).count() == 1


def test_the_practice_sees_that_it_is_frozen_and_a_new_link_opens_it(
    invitation: Invitation, therapist_client: Client
) -> None:
    tried(invitation.token, WRONG, times=5)
    assert therapist_client.get("/today/?open").context["rows"][0].stage == "frozen"
    page = therapist_client.get(f"/athletes/{invitation.athlete_id}/").content.decode()
    assert "bevroren" in page
    new = therapist_client.post(f"/athletes/{invitation.athlete_id}/invite/").context["link"]
    token = new.rstrip("/").rpartition("/")[2]
    assert tried(token, right(invitation))["Location"] == "/screening/"


def test_guesses_at_other_links_lock_nobody_out_who_comes_through_the_same_address(
    invitation: Invitation,
) -> None:
    for number in range(100):
        tried(f"guess-{number}", WRONG)
    assert tried(invitation.token, right(invitation))["Location"] == "/screening/"


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ({"day": "", "month": "3", "year": "1998"}, ["day"]),
        ({"day": "14", "month": "13", "year": "1998"}, ["month"]),
        ({"day": "14", "month": "3", "year": "198"}, ["year"]),
        ({"day": "31", "month": "2", "year": "1998"}, ["day"]),
        ({"day": "1", "month": "1", "year": str(timezone.localdate().year + 1)}, ["year"]),
        ({"day": "x", "month": "y", "year": "z"}, ["day", "month", "year"]),
        ({"day": "", "month": " ", "year": ""}, ["day"]),
    ],
)
def test_a_date_that_is_none_is_no_try_and_names_the_part(
    typed: dict[str, str], parts: list[str], invitation: Invitation
) -> None:
    response = tried(invitation.token, typed)
    assert list(response.context["form"].errors) == parts
    assert response.status_code == 200
    assert Invitation.objects.get(pk=invitation.pk).wrong_tries == 0


@pytest.mark.parametrize(
    "typed",
    [
        ("14", "03", "1998"),
        (" 14 ", "3", "98"),
        ("14", "maart", "1998"),
        ("14", "March", "1998"),
        ("14", "mrt", "1998"),
        ("14-03-1998", "", ""),
        ("14031998", "", ""),
    ],
)
def test_a_date_may_be_written_in_any_usual_way(
    typed: tuple[str, ...], invitation: Invitation
) -> None:
    athlete = invitation.athlete
    athlete.date_of_birth = athlete.date_of_birth.replace(year=1998, month=3, day=14)
    athlete.save()
    born = dict(zip(("day", "month", "year"), typed, strict=True))
    assert tried(invitation.token, born).status_code == 302


def test_the_language_switch_keeps_what_is_typed_and_goes_along(
    invitation: Invitation, client: Client
) -> None:
    client.get(f"/s/{invitation.token}/")
    page = client.post("/welcome/", {"day": "14", "month": "3", "year": "", "language": "en"})
    text = page.content.decode()
    assert '<html lang="en">' in text
    assert 'value="14"' in text
    assert "alert" not in text
    client.post("/welcome/", right(invitation))
    assert '<html lang="en">' in client.get("/screening/").content.decode()


def test_opening_shows_the_browsers_language(invitation: Invitation) -> None:
    phone = Client(headers={"accept-language": "en-GB,en;q=0.9"})
    phone.get(f"/s/{invitation.token}/")
    assert '<html lang="en">' in phone.get("/welcome/").content.decode()


def test_no_date_and_no_token_stands_in_an_event(invitation: Invitation) -> None:
    tried(invitation.token, WRONG)
    tried(invitation.token, right(invitation))
    for event in Event.objects.all():
        written = str(vars(event))
        assert invitation.token not in written
        assert event.reason in ("", "wrong_date")

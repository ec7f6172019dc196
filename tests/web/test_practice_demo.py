import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from clinic.models import Athlete, Event
from screening.models import Screening
from screening.rules.results import Attention

pytestmark = pytest.mark.usefixtures("unscoped", "db")


@pytest.fixture(autouse=True)
def _own_folder(settings: pytest.FixtureRequest, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path


def document() -> dict:
    out = StringIO()
    call_command("demo", "--json", stdout=out)
    return json.loads(out.getvalue())


def test_the_demo_covers_every_attention_level_and_both_languages() -> None:
    demo = document()
    assert {screening["attention"] for screening in demo["screenings"]} == set(Attention)
    assert [link["language"] for link in demo["open_links"]] == ["nl", "en"]
    assert [user["role"] for user in demo["users"]] == ["therapist", "owner", "staff"]
    assert Athlete.objects.count() == 12


def test_its_json_holds_exactly_what_is_promised() -> None:
    demo = document()
    assert demo.keys() == {"base_url", "users", "open_links", "screenings"}
    assert demo["users"][0].keys() == {"role", "email", "password", "totp_secret"}
    assert demo["open_links"][0].keys() == {"language", "url", "date_of_birth"}
    assert demo["screenings"][0].keys() == {"code", "attention", "url"}
    assert demo["screenings"][0]["url"].startswith(demo["base_url"])


def test_a_second_run_adds_nothing_and_keeps_the_sign_ins() -> None:
    first, second = document(), document()
    assert first["users"] == second["users"]
    assert first["screenings"] == second["screenings"]
    assert Athlete.objects.count() == 12
    assert Screening.objects.count() == 11


def test_its_links_open_with_the_date_and_those_of_an_earlier_run_do_not() -> None:
    ends = []
    for demo in (document(), document()):
        link = demo["open_links"][0]
        year, month, day = link["date_of_birth"].split("-")
        ends.append((link["url"].removeprefix(demo["base_url"]), day, month, year))
    answers = []
    for path, day, month, year in ends:
        phone = Client()
        assert phone.get(path)["Location"] == "/welcome/"
        born = {"day": day, "month": month, "year": year}
        answers.append(phone.post("/welcome/", born).status_code)
    assert answers == [404, 302]


def test_its_people_can_sign_in() -> None:
    user = document()["users"][0]
    client = Client()
    client.post("/accounts/login/", {"login": user["email"], "password": user["password"]})
    out = StringIO()
    call_command("demo", "--code", user["email"], stdout=out)
    client.post("/accounts/2fa/authenticate/", {"code": out.getvalue().strip()})
    assert client.get("/today/").status_code == 200


def test_what_it_does_is_recorded() -> None:
    document()
    assert Event.objects.filter(action="send").count() == 9


def test_without_json_it_tells_how_to_get_in_and_writes_a_report(tmp_path: Path) -> None:
    out = StringIO()
    call_command("demo", stdout=out)
    assert "fysio@debrug.example" in out.getvalue()
    reports = sorted((tmp_path / "demo").glob("*.pdf"))
    assert [path.read_bytes()[:5] for path in reports] == [b"%PDF-", b"%PDF-"]


def test_it_refuses_to_run_in_production(settings: pytest.FixtureRequest) -> None:
    settings.PRODUCTION = True
    with pytest.raises(CommandError):
        call_command("demo")

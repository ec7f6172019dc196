"""What people search for and write in addresses is a value in a query, and never a part of one."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client

from clinic.models import Athlete, Membership

from ..factories import AthleteFactory
from ..web.test_practice_permissions import Addresses
from .rows import changes, rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


Signed = Callable[[Membership], Client]
TOP = Path(__file__).parents[2]

EVIL = [
    "' OR '1'='1",
    "' OR 1=1 --",
    '" OR ""="',
    "'; DROP TABLE clinic_athlete; --",
    "x' UNION SELECT password, 1 FROM clinic_user --",
    "%' AND 1=(SELECT COUNT(*) FROM clinic_user) --",
    "1); SELECT pg_sleep(9); --",
    "%",
    "_",
    "\\",
    "a\x00b",
    "{{7*7}}",
    "%(name)s",
    "9" * 400,
    "²³",
    "'",
]
PARAMETERS = [
    "/today/?day={}",
    "/today/?week={}",
    "/today/?show={}",
    "/today/?open&page={}",
    "/today/?due&page={}",
    "/athletes/?page={}",
    "/athletes/?archived&page={}",
    "/reports/?show={}",
    "/reports/?first={}&last={}",
    "/reports/?signer={}",
    "/reports/?until={}",
    "/reports/?page={}",
    "/overview/?period={}",
    "/practice/rules/?try={}",
    "/tables/codebook/intake-2026.1.csv?language={}",
    "/idle/?next={}",
]
PATHS = [
    "/athletes/{}/",
    "/appointments/{}/",
    "/assessments/{}/",
    "/assessments/{}/report.pdf",
    "/assessments/{}/handled/",
    "/assessments/{}/versions/{}/",
    "/reports/{}.pdf",
    "/exports/{}/",
    "/tables/{}/",
    "/tables/codebook/{}.csv",
    "/members/{}/",
    "/practice/mail/{}/{}/",
    "/verify/{}/",
    "/s/{}/",
    "/join/{}/",
    "/screening/{}/1/",
    "/api/v1/screenings?since={}&after={}",
    "/api/v1/questionnaires/{}",
]
SEARCHES = [
    ("/athletes/", {"words": "{}"}),
    ("/athletes/", {"words": "x", "page": "{}"}),
    ("/reports/", {"words": "{}", "show": "all"}),
    ("/reports/", {"words": "x", "signer": "{}", "first": "{}", "until": "{}", "page": "{}"}),
    ("/invitations/many/", {"athlete": "{}", "first": "{}", "last": "{}"}),
    ("/invitations/cards/", {"athlete": "{}"}),
    ("/reports/export/", {"signature": "{}", "language": "nl", "reason": "x"}),
    ("/practices/", {"membership": "{}"}),
    ("/language/", {"language": "{}"}),
    ("/verify/", {"typed": "{}"}),
    ("/accounts/login/", {"login": "{}", "password": "x"}),
]


@pytest.fixture
def looking(addresses: Addresses, owner: Membership, client_of: Signed) -> Client:
    """An owner of a practice where there is something to find."""
    return client_of(owner)


@pytest.mark.parametrize("evil", EVIL)
def test_no_parameter_changes_a_query(evil: str, looking: Client) -> None:
    before = rows()
    for address in (*PARAMETERS, *PATHS):
        answer = looking.get(address.replace("{}", quote(evil, safe="")))
        assert answer.status_code in (200, 302, 400, 401, 404), address
        assert b"argon2" not in answer.content if not answer.streaming else True
    for address, data in SEARCHES:
        filled = {name: value.replace("{}", evil) for name, value in data.items()}
        assert looking.post(address, filled).status_code in (200, 302, 400, 404), address
    assert changes(before, rows()) == set()


@pytest.mark.parametrize("evil", [text for text in EVIL if len(text) < 60 and "\x00" not in text])
def test_a_search_finds_nobody_by_a_piece_of_a_query(evil: str, looking: Client) -> None:
    page = looking.post("/athletes/", {"words": f"zzz{evil}"})
    assert page.context["rows"] == []
    page = looking.post("/reports/", {"words": f"zzz{evil}", "show": "all"})
    assert list(page.context["page"]) == []


def test_signs_that_stand_for_any_in_a_query_stand_for_themselves(
    athlete: Athlete, looking: Client
) -> None:
    AthleteFactory(practice=athlete.practice, client_number="A_1%")
    AthleteFactory(practice=athlete.practice, client_number="AB12")
    for words, found in (("A_1%", ["A_1%"]), ("A__2", []), ("AB1%", [])):
        page = looking.post("/athletes/", {"words": words})
        assert [row.athlete.client_number for row in page.context["rows"]] == found


def test_every_query_is_written_by_the_framework() -> None:
    """The lint rules S608, S610 and S611 (queries put together from text) are on.

    They are set aside where a backup names its own tables, and nowhere that a request comes.
    """
    configured = (TOP / "pyproject.toml").read_text()
    assert re.search(r'^    "S",', configured, re.M)
    assert "S608" not in configured
    sources = [
        path for package in ("clinic", "screening") for path in (TOP / package).rglob("*.py")
    ]
    by_hand = re.compile(r"noqa:[^\n]*S6(08|10|11)|objects\.raw\(|\.extra\(|RawSQL")
    set_aside = {path.parent.name for path in sources if by_hand.search(path.read_text())}
    assert set_aside == {"backups"}


def test_no_xml_of_others_is_read() -> None:
    """The one parser reads pages that were made here, without a document type, on their way to paper."""
    parsers = re.compile(r"^\s*(?:from|import) (?:xml|lxml|defusedxml|html5lib|bs4)\b", re.M)
    sources = [
        path for package in ("clinic", "screening") for path in (TOP / package).rglob("*.py")
    ]
    reading = {str(path.relative_to(TOP)) for path in sources if parsers.search(path.read_text())}
    assert reading == {"clinic/paper/engine.py"}

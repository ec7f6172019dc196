"""The practice in numbers and its tables in a browser: for everyone, in both languages, and down to a file."""

from typing import Any

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import expect

from clinic.demo import answers
from clinic.models import Membership, Practice
from tests.factories import ReceivedFactory

from .conftest import SignedIn
from .looking import good

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WINDOWS = pytest.mark.parametrize(("language", "width"), [("nl", 1366), ("en", 360)])


@pytest.fixture
def many(practice: Practice) -> None:
    """Enough athletes for numbers, few of some kinds."""
    for given, times in (
        (answers.WOMAN, 16),
        (answers.ON_THE_PILL, 14),
        (answers.HIP_PAIN_AT_NIGHT, 3),
    ):
        for _each in range(times):
            ReceivedFactory(athlete__practice=practice, sent=given)


@WINDOWS
def test_the_overview_is_for_everyone(
    signed_in: SignedIn,
    many: None,
    therapist: Membership,
    language: str,
    width: int,
) -> None:
    page = signed_in(therapist, language, width)
    page.goto("/today/")
    page.get_by_role("link", name={"nl": "Overzicht", "en": "Overview"}[language]).click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("#levels")).to_be_visible()
    expect(page.locator("main")).to_contain_text("< 10")
    good(page, touched=False)
    page.locator("#period").select_option(str(timezone.localdate().year - 1))
    page.locator(".period button").click()
    expect(page.locator("main table")).to_have_count(0)
    good(page, touched=False)


@WINDOWS
def test_a_table_is_chosen_refused_and_downloaded(
    signed_in: SignedIn,
    many: None,
    therapist: Membership,
    language: str,
    width: int,
    tmp_path: Any,
) -> None:
    page = signed_in(therapist, language, width)
    page.goto("/tables/")
    expect(page.locator(".choose [role=status]")).to_contain_text("33")
    good(page, touched=False)
    page.locator("[name=codes]").check()
    page.locator("main button.main").click()
    expect(page.get_by_role("alert")).to_be_visible()
    good(page, touched=False)
    page.locator("[name=reason]").fill("Kwaliteitsronde")
    with page.expect_download() as download:
        page.locator("main button.main").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert load_workbook(file, read_only=True).sheetnames[0] == "intake-2026.1"

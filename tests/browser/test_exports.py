"""Forty signed reports in four clicks, and work that goes on behind a bar that survives a reload."""

import re
import zipfile
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from clinic.actions import records
from clinic.models import Export, Invitation, Membership, Report
from tests.factories import ReceivedFactory, issued

from .conftest import OpenPage, SignedIn
from .looking import good

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("unscoped"),
]
REASON = "Maandelijks naar de huisartsen"
LOOKS = pytest.mark.parametrize(("language", "width"), [("nl", 1366), ("en", 360)])

CLICKS = """() => {
  const add = () => sessionStorage.setItem("clicks", 1 + Number(sessionStorage.getItem("clicks")));
  addEventListener("click", event => event.isTrusted && event.detail && add(), true);
}"""


@pytest.fixture
def waits(settings: Any) -> None:
    """Work waits in the database until a worker comes."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.WORKER = True


def work(tasks: int) -> None:
    """What a worker does with the next so many."""
    call_command(
        "db_worker",
        queue_name="*",
        batch=True,
        max_tasks=tasks,
        startup_delay=False,
        verbosity=0,
        stdout=StringIO(),
    )


def begin(page: Page, language: str = "nl") -> None:
    page.locator("[data-everything]").check()
    page.locator("[name=language]").last.select_option(language)
    page.locator("[name=reason]").fill(REASON)
    page.locator("#chosen .main").click()
    page.wait_for_url(re.compile("/exports/"))


def test_forty_reports_take_four_clicks(
    signed_in: SignedIn,
    staff: Membership,
    therapist: Membership,
    tmp_path: Any,
) -> None:
    for _each in range(52):
        issued(ReceivedFactory(athlete__practice=staff.practice), therapist)
    page = signed_in(staff, "nl", 1366)
    page.add_init_script(f"({CLICKS})()")
    page.goto("/today/")
    page.get_by_role("link", name="Verslagen", exact=True).click()
    page.get_by_label("Kies alle 52 van dit filter, ook op andere pagina’s").click()
    expect(page.locator("[data-count]")).to_have_text("52 gekozen")
    page.get_by_label("Reden").press_sequentially(REASON)
    with page.expect_download() as caught:
        page.get_by_role("button", name="Exporteer").click()
    assert int(page.evaluate("sessionStorage.getItem('clicks')")) == 3
    caught.value.save_as(tmp_path / "reports.zip")
    with zipfile.ZipFile(tmp_path / "reports.zip") as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == 53
    page.get_by_role("link", name="Terug naar de verslagen").click()
    expect(page.get_by_role("main")).to_contain_text("Alles is geëxporteerd")
    page.get_by_role("link", name="Eerdere exports").click()
    with page.expect_download():
        page.get_by_role("link", name="Download opnieuw").click()


@LOOKS
def test_the_pages_are_for_everyone(
    language: str,
    width: int,
    signed_in: SignedIn,
    owner: Membership,
    waits: None,
) -> None:
    for _each in range(51):
        issued(ReceivedFactory(athlete__practice=owner.practice), owner)
    page = signed_in(owner, language, width)
    for address in (
        "/reports/",
        "/reports/?show=all&page=2",
        "/reports/?first=2000-01-01",
        "/exports/",
    ):
        page.goto(address)
        expect(page.locator("html")).to_have_attribute("lang", language)
        good(page, touched=False)
    page.goto("/reports/")
    page.locator("[data-everything]").check()
    page.locator("[name=reason]").evaluate("field => field.form.noValidate = true")
    page.locator("#chosen .main").click()
    expect(page.get_by_role("alert")).to_be_visible()
    good(page, touched=False)
    begin(page, "en")
    good(page, touched=False)
    page.goto("/exports/")
    good(page, touched=False)


@pytest.mark.paper
@pytest.mark.parametrize("script", [True, False])
def test_the_bar_survives_a_reload_and_the_zip_comes_by_itself(
    script: bool,
    open_page: OpenPage,
    live_server: Any,
    client_of: Any,
    practice: Any,
    staff: Membership,
    therapist: Membership,
    waits: None,
) -> None:
    for _each in range(3):
        sign(ReceivedFactory(athlete__practice=practice), therapist)
    page = open_page(1366, script=script)
    cookies = client_of(staff).cookies.values()
    page.context.add_cookies(
        [{"name": c.key, "value": c.value, "url": live_server.url} for c in cookies]
    )
    page.goto("/reports/")
    begin(page)
    bar = page.get_by_role("progressbar")
    expect(bar).to_have_attribute("value", "0")
    work(1)
    page.reload()
    expect(bar).to_have_attribute("value", "1")
    expect(page.get_by_role("status")).to_contain_text("1 van 3 verslagen")
    if script:
        with page.expect_download():
            work(3)
    else:
        work(3)
        page.get_by_role("link", name="Kijk opnieuw").click()
        with page.expect_download():
            page.get_by_role("link", name="Download de ZIP").click()
    expect(page.get_by_role("main")).to_contain_text("3 verslagen staan klaar")


@pytest.mark.paper
def test_cancelling_ends_the_work(
    signed_in: SignedIn,
    staff: Membership,
    therapist: Membership,
    waits: None,
) -> None:
    for _each in range(3):
        sign(ReceivedFactory(athlete__practice=staff.practice), therapist)
    page = signed_in(staff, "nl", 1366)
    page.goto("/reports/")
    begin(page, "en")
    work(4)
    page.get_by_role("button", name="Annuleer de export").click()
    expect(page.get_by_role("main")).to_contain_text("Geannuleerd op")
    work(9)
    english = Report.objects.filter(language="en")
    assert (english.count(), english.issued().count()) == (3, 1)
    assert Export.objects.get().cancelled_at


def sign(invitation: Invitation, by: Membership) -> None:
    seen = records.mark_of(records.content_of(invitation))
    records.sign(invitation=invitation, by=by, seen=seen)

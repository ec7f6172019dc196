"""Days at both ends of the calendar, wherever a page is narrowed to days."""

import pytest
from django.test import Client

from clinic.models import Athlete

from ..web.import_pages import calendar, upload

pytestmark = pytest.mark.usefixtures("unscoped")

DAYS = ["0001-01-01", "0001-01-02", "9999-12-31", "9999-12-30", "0000-00-00", "10000-01-01"]


@pytest.mark.parametrize("day", DAYS)
def test_no_list_breaks_on_a_day_that_is_none_elsewhere(
    day: str, athlete: Athlete, owner_client: Client
) -> None:
    owner_client.raise_request_exception = False
    days = {"first": day, "last": day, "day": day, "week": day, "period": day, "until": day}
    lists = ("/today/", "/log/", "/reports/", "/tables/", "/overview/", "/retention/", "/athletes/")
    for address in lists:
        assert owner_client.get(address, days).status_code < 500, address
        if address not in ("/today/", "/overview/", "/retention/"):
            assert owner_client.post(address, days).status_code < 500, address
    forms = ("/invitations/many/", "/reports/export/", f"/athletes/{athlete.pk}/appointments/")
    for address in forms:
        answer = owner_client.post(address, {**days, "confirmed": "yes", "at": "00:00"})
        assert answer.status_code < 500, address


@pytest.mark.parametrize("start", ["00010101T000000", "00010101T000000Z", "99991231T235959"])
@pytest.mark.parametrize("zone", ["", ";TZID=Pacific/Kiritimati", ";TZID=America/Adak"])
def test_no_calendar_breaks_on_one(zone: str, start: str, owner_client: Client) -> None:
    event = f"UID:1\r\nSUMMARY:x\r\nDTSTART{zone}:{start}"
    assert upload(owner_client, calendar(event), name="x.ics").status_code == 200


@pytest.mark.parametrize("day", ["01-01-0001", "31-12-9999", "0001-01-01"])
def test_no_table_breaks_on_one(day: str, owner_client: Client) -> None:
    line = f"C-1;Sanne;de Boer;{day};;{day};00:00;"
    assert upload(owner_client, line).status_code == 200

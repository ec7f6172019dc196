"""Many devices that try a date of birth at the same moment, at a real server."""

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

import pytest

from .serving import Installation, Invited

pytestmark = pytest.mark.browser

DEVICES = 12


class Device:
    """A browser without a screen: keeps cookies, follows nothing."""

    def __init__(self, served: Installation) -> None:
        self.served = served
        self.cookies = SimpleCookie()

    def asks(self, path: str, data: dict[str, str] | None = None) -> tuple[int, str]:
        """Status and text of the answer; `data` is posted as a form."""
        headers = {"Origin": self.served.url, "Cookie": self.cookies.output([], "", ";")}
        if data is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = HTTPConnection(urlsplit(self.served.url).netloc, timeout=30)
        method = "GET" if data is None else "POST"
        connection.request(method, path, urlencode(data) if data else None, headers)
        response = connection.getresponse()
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                self.cookies.load(value.partition(";")[0])
        text = response.read().decode()
        connection.close()
        return response.status, text

    def opens(self, link: Invited) -> None:
        self.asks(f"/s/{link.token}/")
        _status, page = self.asks("/welcome/")
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        assert found
        self.form_token = found.group(1)

    def tries(self, born: date) -> int:
        typed = {"day": born.day, "month": born.month, "year": born.year}
        form = {"csrfmiddlewaretoken": self.form_token, **{k: str(v) for k, v in typed.items()}}
        return self.asks("/welcome/", form)[0]


def at_once(served: Installation, link: Invited, dates: list[date]) -> list[int]:
    """What each of as many devices is answered, when all of them try at the same moment."""
    devices = [Device(served) for _date in dates]
    for device in devices:
        device.opens(link)
    gate = threading.Barrier(len(devices))

    def tries(device: Device, born: date) -> int:
        gate.wait()
        return device.tries(born)

    with ThreadPoolExecutor(len(devices)) as pool:
        return list(pool.map(tries, devices, dates))


def test_twelve_wrong_dates_at_once_count_as_five_and_freeze_once(
    served: Installation, invited: Invited
) -> None:
    wrong = invited.athlete.date_of_birth + timedelta(days=1)
    assert at_once(served, invited, [wrong] * DEVICES) == [404] * DEVICES
    refused = served.clerk("refusals", code=invited.code)
    assert refused == {"wrong_tries": 5, "frozen": True, "counted": 5, "freezes": 1, "opened": 0}
    assert at_once(served, invited, [invited.athlete.date_of_birth]) == [404]


def test_the_right_date_twice_at_once_opens_on_both_devices(
    served: Installation, invited: Invited
) -> None:
    assert at_once(served, invited, [invited.athlete.date_of_birth] * 2) == [302, 302]
    assert served.clerk("refusals", code=invited.code)["opened"] == 2

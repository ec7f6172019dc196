"""Where a request came from, and who can pretend to come from elsewhere."""

from typing import Any

import pytest
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from clinic.addresses import address_of, network_of
from clinic.models import Athlete, Event

PROXY = "10.0.0.1"


def seen(settings: Any, proxies: int, forwarded: str | None, connection: str = PROXY) -> Any:
    settings.TRUSTED_PROXIES = proxies
    headers = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    return address_of(RequestFactory().get("/", REMOTE_ADDR=connection, **headers))


@pytest.mark.parametrize(
    ("proxies", "forwarded", "found"),
    [
        (0, "192.0.2.1", PROXY),
        (0, None, PROXY),
        (1, None, PROXY),
        (1, "192.0.2.1", "192.0.2.1"),
        (1, "198.51.100.9, 192.0.2.1", "192.0.2.1"),
        (2, "198.51.100.9, 192.0.2.1, 10.0.0.2", "192.0.2.1"),
        (2, "192.0.2.1", "192.0.2.1"),
        (1, "192.0.2.1:4711", "192.0.2.1"),
        (1, "[2001:db8::1]:4711", "2001:db8::1"),
        (1, "2001:db8::1", "2001:db8::1"),
        (1, "::ffff:192.0.2.1", "192.0.2.1"),
        (1, "unknown", PROXY),
        (1, "", PROXY),
        (1, " , ", PROXY),
        (1, "'; DROP TABLE", PROXY),
    ],
)
def test_as_many_addresses_are_believed_as_there_are_proxies(
    proxies: int, forwarded: str | None, found: str, settings: Any
) -> None:
    assert seen(settings, proxies, forwarded) == found


def test_on_a_socket_without_a_proxy_the_address_is_unknown(settings: Any) -> None:
    assert seen(settings, 0, None, connection="") is None
    assert seen(settings, 1, "192.0.2.1", connection="") == "192.0.2.1"


@given(forged=st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=60))
def test_nothing_that_a_reader_sends_moves_her_elsewhere(forged: str) -> None:
    from django.test import override_settings

    with override_settings(TRUSTED_PROXIES=1):
        request = RequestFactory().get(
            "/", REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_FOR=f"{forged}, 192.0.2.1"
        )
        assert address_of(request) == "192.0.2.1"


def test_one_network_of_version_6_counts_as_one_address(settings: Any) -> None:
    settings.TRUSTED_PROXIES = 0
    networks = {
        network_of(RequestFactory().get("/", REMOTE_ADDR=address))
        for address in ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9")
    }
    assert networks == {"2001:db8:1:2::"} or networks == {"2001:db8:1:2::/64"}


def test_the_log_holds_the_address_that_the_proxy_saw(
    therapist_client: Client, athlete: Athlete, settings: Any
) -> None:
    settings.TRUSTED_PROXIES = 1
    forged = "203.0.113.5, 192.0.2.44"
    therapist_client.get(f"/athletes/{athlete.pk}/", HTTP_X_FORWARDED_FOR=forged)
    assert {event.address for event in Event.objects.all()} == {"192.0.2.44"}


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "testserver@evil"])
def test_another_name_for_this_server_is_refused(host: str, client: Client, db: None) -> None:
    for page in ("/accounts/login/", "/accounts/password/reset/"):
        assert client.get(page, HTTP_HOST=host).status_code == 400

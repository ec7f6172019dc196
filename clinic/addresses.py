"""Where a request came from: the connection's own address, or what the proxies before this server wrote down.

Anybody can send an X-Forwarded-For header. Each proxy adds the address that it saw at its right end, so that only as
many addresses from the right are believed as there are proxies (settings.TRUSTED_PROXIES).
"""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

SUBNET = 64
"""So many bits of an IPv6 address are one household's or office's, which has all the rest to itself."""


def address_of(request: HttpRequest) -> str | None:
    """The reader's address; None where it is not known, as on a socket without a proxy."""
    connection = request.META.get("REMOTE_ADDR", "")
    written = request.headers.get("X-Forwarded-For", "") if settings.TRUSTED_PROXIES else ""
    hops = [*(hop for hop in written.split(",") if hop.strip()), connection]
    return _read(hops[-1 - settings.TRUSTED_PROXIES :][0]) or _read(connection)


def network_of(request: HttpRequest) -> str:
    """What is counted as one address: an IPv4 address, or the network of an IPv6 one."""
    address = address_of(request)
    if address is None:
        return ""
    if ":" in address:
        return str(ip_network(f"{address}/{SUBNET}", strict=False))
    return address


def _read(written: str) -> str | None:
    """An address, with or without a port behind it, as it is written everywhere else; None for anything else."""
    text = written.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(address)

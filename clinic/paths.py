"""The address to go on to that a form or a link carried along: followed only where it is a page of this site."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def of_this_site(request: HttpRequest, address: str) -> str:
    """The address, or "" for one of another site or for what is no path at all."""
    ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    path = address.startswith(("/", f"{request.scheme}://"))
    return address if ours and path else ""

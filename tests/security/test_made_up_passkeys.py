"""Passkeys that no device made: each is a wrong passkey, at every door that takes one, and nothing is kept of it."""

import json
from hashlib import sha256
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
)

from clinic.models import Membership, User

from ..factories import PASSWORD

pytestmark = pytest.mark.usefixtures("unscoped")


def made_up(**response: Any) -> str:
    return json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": response})


def told(what: object) -> str:
    return websafe_encode(json.dumps(what).encode())


NESTED = websafe_encode(b"\x81" * 20_000)
"""A list in a list in a list, as devices write them."""
CREATES = {"type": "webauthn.create", "challenge": "AA", "origin": "https://testserver"}

MADE_UP = [
    "",
    "null",
    "0",
    "false",
    "-1",
    "[]",
    "{}",
    '"text"',
    "9" * 5000,
    "[" * 50_000,
    '{"a": ' * 20_000,
    "x" * 200_000,
    r'{"rawId": "\ud800"}',
    r'{"rawId": "\u0000"}',
    '{"rawId": 1}',
    '{"rawId": "AA", "id": "BB"}',
    '{"id": "AA"}',
    '{"rawId": "AA", "response": "text"}',
    '{"rawId": "AA", "response": null}',
    '{"rawId": "AA", "response": [1]}',
    made_up(),
    made_up(userHandle=None),
    made_up(userHandle=7),
    made_up(userHandle="!!"),
    made_up(userHandle=websafe_encode(b"\xff\x00")),
    made_up(userHandle=websafe_encode(b"9" * 40)),
    *(
        made_up(
            clientDataJSON=data,
            attestationObject=binary,
            authenticatorData=binary,
            signature="AA",
            userHandle=websafe_encode(b"1"),
        )
        for data in ("AA", told([]), told({}), told({**CREATES, "challenge": 1}), told(CREATES))
        for binary in ("oA", NESTED, 7)
    ),
]


def of_a_device() -> dict[str, Any]:
    """What one sends when a passkey is made on it."""
    public = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    data = AuthenticatorData.create(
        sha256(b"testserver").digest(),
        AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT,
        0,
        AttestedCredentialData.create(Aaguid.NONE, b"\0", public),
    )
    response = {
        "clientDataJSON": told(CREATES),
        "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
    }
    return json.loads(made_up(**response))


@pytest.fixture
def passkey(owner: Membership) -> Authenticator:
    """Its id is that of the made-up ones."""
    return Authenticator.objects.create(
        user=owner.user,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "Mine", "credential": of_a_device()},
    )


@pytest.fixture
def user(owner: Membership) -> User:
    return owner.user


def refused(client: Client, address: str) -> None:
    before = list(Authenticator.objects.values("pk", "data", "last_used_at"))
    for text in MADE_UP:
        answer = client.post(address, {"credential": text, "name": "Mine", "passwordless": "on"})
        assert answer.status_code in (200, 302, 429), text[:80]
        assert answer.get("Location", "/accounts/login/") == "/accounts/login/", text[:80]
    assert list(Authenticator.objects.values("pk", "data", "last_used_at")) == before


def test_none_is_added(user: User, owner_client: Client) -> None:
    address = "/accounts/2fa/webauthn/add/"
    owner_client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert owner_client.get(address).status_code == 200
    refused(owner_client, address)
    assert owner_client.get(address).status_code == 200


def test_none_signs_in(client: Client, passkey: Authenticator) -> None:
    address = "/accounts/2fa/webauthn/login/"
    client.get(address, headers={"x-requested-with": "XMLHttpRequest"})
    refused(client, address)
    assert "_auth_user_id" not in client.session


def test_none_is_a_second_step(client: Client, user: User, passkey: Authenticator) -> None:
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    address = "/accounts/2fa/authenticate/"
    assert client.get(address).status_code == 200
    refused(client, address)
    assert "_auth_user_id" not in client.session


def test_none_confirms_who_somebody_is(owner_client: Client, passkey: Authenticator) -> None:
    address = "/accounts/2fa/webauthn/reauthenticate/"
    assert owner_client.get(address).status_code == 200
    refused(owner_client, address)

"""A private key that we know, searched in everything that leaves memory: database, files, logs, pages, letters, problems."""

from __future__ import annotations

import base64
import logging
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.apps import apps
from django.db import connection
from laurels.keys import services as keys
from laurels.sealing import published
from tests.issuing.making import award_form, make_award, make_badge
from tests.journeys import settle
from tests.making import NOON

from openbadgekit.keys import KeyKind
from openbadgekit.keys.model import PrivateKey

pytestmark = pytest.mark.django_db
SEED = bytes(range(224, 256))
ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def base58(data: bytes) -> str:
    number, text = int.from_bytes(data), ""
    while number:
        number, rest = divmod(number, 58)
        text = ALPHABET[rest] + text
    return text


def spellings(seed: bytes) -> dict[str, bytes]:
    """Every form in which a key could stand somewhere."""
    key = Ed25519PrivateKey.from_private_bytes(seed)
    der = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).splitlines()[1]
    multikey = base58(bytes.fromhex("8026") + seed)
    return {
        "raw": seed,
        "hex": seed.hex().encode(),
        "HEX": seed.hex().upper().encode(),
        "base64": base64.b64encode(seed).rstrip(b"="),
        "base64url": base64.urlsafe_b64encode(seed).rstrip(b"="),
        "base58": base58(seed).encode(),
        "multikey": multikey.encode(),
        "DER": der,
        "PEM": pem,
        "integer": str(int.from_bytes(seed)).encode(),
        "little integer": str(int.from_bytes(seed, "little")).encode(),
        "list": str(list(seed)).encode(),
        "repr": repr(seed)[2:-1].encode(),
    }


@pytest.fixture
def known_key(monkeypatch) -> None:
    private = PrivateKey(KeyKind.ED25519, Ed25519PrivateKey.from_private_bytes(SEED))
    monkeypatch.setattr("laurels.keys.custody.generate", lambda kind: private)


def everything_in_the_database() -> bytes:
    found = []
    with connection.cursor() as cursor:
        for model in apps.get_models():
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            found += [as_bytes(value) for row in cursor for value in row]
    return b"\n".join(found)


def as_bytes(value: object) -> bytes:
    return bytes(value) if isinstance(value, memoryview | bytes) else str(value).encode()


def every_file_in(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def nowhere(haystack: bytes, where: str) -> None:
    for form, needle in spellings(SEED).items():
        assert needle not in haystack, f"the private key stands in {where} as {form}"


def test_the_search_would_find_it():
    for needle in spellings(SEED).values():  # a longer form may hold a shorter one: either is a find
        with pytest.raises(AssertionError, match="stands in a test as"):
            nowhere(b"before " + needle + b" after", "a test")
    raw = Ed25519PrivateKey.from_private_bytes(SEED).private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
    assert raw == SEED


@pytest.mark.usefixtures("known_key")
def test_a_known_private_key_is_found_nowhere(as_owner, owner, colleague, pantry, as_stranger, tmp_path, caplog, settings):
    caplog.set_level(logging.DEBUG)
    version = make_badge(pantry, owner)
    award = make_award(version, colleague, owner, narrative="She did it.")
    settle(NOON)
    assert (
        keys.signer_for(organisation=pantry).private.key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption()) == SEED
    ), "the key under test is really the one that signs"

    pages = [
        as_owner.get(path).content
        for path in (
            "/home/", "/o/kettle-lane/awards/", f"/o/kettle-lane/awards/{award.code}/", f"/badges/{version.code}",
            "/o/kettle-lane/design/", "/check/", "/nothing/here/",
        )
    ]  # fmt: skip
    pages += [published.credential_bytes(award.sealed, form) for form in ("json", "jwt", "png", "svg")]
    settings.MASTER_KEY_FILE = str(tmp_path / "elsewhere")
    pages.append(as_owner.post("/o/kettle-lane/awards/new/", award_form(version, colleague)).content)
    pages.append(as_stranger.get("/check/?x=1", headers={"accept": "application/json"}).content)

    nowhere(b"\n".join(pages), "a page")
    nowhere(everything_in_the_database(), "the database")
    nowhere(every_file_in(tmp_path), "a file")
    nowhere(caplog.text.encode(), "the log")
    nowhere(repr(keys.Signer).encode() + repr(award.sealed.__dict__).encode(), "a text form")

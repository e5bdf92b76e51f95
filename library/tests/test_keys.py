"""Keys in every spelling; weak ones, odd ones and malleated signatures refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openbadgekit.errors import KeyMalformed, ProofUnsupported
from openbadgekit.keys import KeyKind, did_key, did_web, documents, generate, jwk, multibase, multikey
from openbadgekit.keys.documents import PublishedKey

KEYS = {kind: generate(kind) for kind in KeyKind}
ORDER = 2**252 + 27742317777372353535851937790883648493


@given(st.binary(max_size=80))
def test_base58_and_base64url_come_back(data):
    assert multibase.base58_decode(multibase.base58_encode(data)) == data
    assert multibase.base64url_decode(multibase.base64url_encode(data)) == data


@pytest.mark.parametrize("text", ["YQ==", "Y Q", "YR", "a", "ä", "+/"])
def test_base64url_has_one_spelling(text):
    with pytest.raises(ValueError, match=r"base64url|spelling"):
        multibase.base64url_decode(text)


@pytest.mark.conformance("DID-01")
@pytest.mark.parametrize("kind", list(KeyKind))
def test_a_key_comes_back_from_every_spelling(kind):
    private = KEYS[kind]
    public = private.public()

    assert jwk.write_public(jwk.read_public(jwk.write_public(public))) == jwk.write_public(public)
    assert jwk.write_private(jwk.read_private(jwk.write_private(private))) == jwk.write_private(private)
    assert jwk.write_public(multikey.read(multikey.write(public))) == jwk.write_public(public)


@pytest.mark.parametrize("kind", list(KeyKind))
def test_a_signature_fits_its_bytes_only(kind):
    signature = KEYS[kind].sign(b"a badge")

    assert KEYS[kind].public().verify(signature, b"a badge")
    assert not KEYS[kind].public().verify(signature, b"a bagde")
    assert not KEYS[kind].public().verify(signature[:-1], b"a badge")


def test_a_malleated_ed25519_signature_is_refused():
    signature = KEYS[KeyKind.ED25519].sign(b"x")
    other = int.from_bytes(signature[32:], "little") + ORDER

    assert not KEYS[KeyKind.ED25519].public().verify(signature[:32] + other.to_bytes(32, "little"), b"x")


@pytest.mark.parametrize("half", ["r", "s"])
def test_a_zero_in_an_ec_signature_is_refused(half):
    signature = KEYS[KeyKind.P256].sign(b"x")
    forged = bytes(32) + signature[32:] if half == "r" else signature[:32] + bytes(32)

    assert not KEYS[KeyKind.P256].public().verify(forged, b"x")


def test_the_algorithm_follows_the_key():
    with pytest.raises(ProofUnsupported):
        KEYS[KeyKind.ED25519].public().verify(bytes(64), b"x", alg="RS256")


@pytest.mark.parametrize(
    "point",
    ["00" * 32, "01" + "00" * 31, "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", "00" * 31 + "80"],
)
def test_points_of_small_order_are_no_keys(point):
    with pytest.raises(KeyMalformed):
        jwk.read_public({"kty": "OKP", "crv": "Ed25519", "x": multibase.base64url_encode(bytes.fromhex(point))})


@pytest.mark.parametrize(
    "change",
    [{"d": "AAAA"}, {"crv": "X25519"}, {"x": "AA"}, {"x": None}, {"use": "enc"}, {"kty": "oct", "k": "AA"}],
)
def test_odd_jwks_are_refused(change):
    public = jwk.write_public(KEYS[KeyKind.ED25519].public())

    with pytest.raises(KeyMalformed):
        jwk.read_public({**public, **change})


def test_a_small_rsa_key_is_refused():
    with pytest.raises(KeyMalformed):
        jwk.read_public({"kty": "RSA", "n": multibase.base64url_encode((2**1023 + 9).to_bytes(128)), "e": "AQAB"})


def test_the_private_half_must_belong_to_the_public_one():
    mixed = {**jwk.write_private(KEYS[KeyKind.ED25519]), "x": jwk.write_public(generate().public())["x"]}

    with pytest.raises(KeyMalformed):
        jwk.read_private(mixed)


@pytest.mark.conformance("DID-01")
def test_a_did_key_describes_itself():
    public = KEYS[KeyKind.ED25519].public()

    found = did_key.resolve(did_key.did_of(public))

    method = found.method(did_key.method_of(public))
    assert method is not None
    assert method.key is not None
    assert jwk.write_public(method.key) == jwk.write_public(public)
    assert found.method(found.id) == method


@pytest.mark.conformance("DID-02")
@pytest.mark.parametrize(
    ("did", "url"),
    [
        ("did:web:example.com", "https://example.com/.well-known/did.json"),
        ("did:web:Example.com:o:a", "https://example.com/o/a/did.json"),
        ("did:web:example.com%3A8443:o", "https://example.com:8443/o/did.json"),
    ],
)
def test_a_did_web_names_its_address(did, url):
    assert did_web.document_url(did) == url


@pytest.mark.conformance("DID-02")
@pytest.mark.parametrize(
    "did",
    [
        "did:web:",
        "did:web:127.0.0.1",
        "did:web:2130706433",
        "did:web:0x7f000001",
        "did:web:[::1]",
        "did:web:user@example.com",
        "did:web:example.com:..:etc",
        "did:web:example.com:a%2Fb",
        "did:web:example.com:",
        "did:web:example.com%3A99999",
        "did:web:example.com%3A",
        "did:web:example.com%2Fpath",
        "did:web:exa mple.com",
        "did:web:example.com#key",
        "did:web:-example.com",
        "did:velocity:v2:0x4a:1:2",
    ],
)
def test_an_odd_did_web_is_refused(did):
    with pytest.raises(KeyMalformed):
        did_web.document_url(did)


def test_a_did_web_is_found_from_its_address_again():
    assert did_web.did_at("https://badges.example.org/o/kettle-lane") == "did:web:badges.example.org:o:kettle-lane"


@pytest.mark.conformance("DID-03")
@pytest.mark.conformance("OB3-P-19")
def test_a_published_document_lists_every_key_old_and_new():
    did = "did:web:example.com"
    keys = [PublishedKey(f"{did}#key-{number}", generate().public()) for number in (1, 2)]

    found = documents.read(json.loads(json.dumps(documents.write(did, keys))), url=did)

    for key in keys:
        for name in (key.method_id, f"{key.method_id}-jwk"):
            method = found.method(name)
            assert method is not None
            assert "assertionMethod" in method.purposes


def test_one_odd_method_does_not_spoil_the_others():
    public = KEYS[KeyKind.ED25519].public()
    document = {
        "id": "https://issuer.example/us",
        "verificationMethod": [
            {"id": "#odd", "type": "Multikey", "publicKeyMultibase": "zNotAKey0"},
            {"id": "#good", "type": "Multikey", "publicKeyMultibase": multikey.write(public)},
            "not an object",
        ],
    }

    found = documents.read(document, url="https://issuer.example/us")

    assert found.method("https://issuer.example/us#odd").key is None
    assert found.method("https://issuer.example/us#good").key is not None


@pytest.mark.parametrize("document", [{}, {"id": 5}, []])
def test_what_does_not_say_whose_it_is_is_no_key_document(document):
    with pytest.raises(KeyMalformed):
        documents.read(document, url="https://issuer.example/")

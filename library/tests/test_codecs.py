"""Properties of every codec: what is written is read again, what is read has one spelling, and noise is refused by name."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from library.tests.attacks import picture
from library.tests.test_reading import json_values

from openbadgekit.baking import png, svg
from openbadgekit.canonical import jcs
from openbadgekit.errors import KeyMalformed, NotJws, NotStrictJson, OpenBadgeKitError, StatusError, TooLarge
from openbadgekit.keys import KeyKind, PrivateKey, did_key, did_web, generate, jwk, multibase, multikey
from openbadgekit.keys.signer import LocalSigner
from openbadgekit.proofs import jose
from openbadgekit.reading import read, write
from openbadgekit.status import bitstring_list

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0"/></svg>'
KEYS = [generate(kind) for kind in KeyKind]
ED25519 = st.binary(min_size=32, max_size=32).map(
    lambda seed: PrivateKey(KeyKind.ED25519, Ed25519PrivateKey.from_private_bytes(seed))
)
keys = st.sampled_from(KEYS) | ED25519
labels = st.from_regex(r"[a-z]([a-z0-9-]{0,8}[a-z0-9])?", fullmatch=True)
hosts = st.lists(labels, min_size=2, max_size=4).map(".".join)
parts = st.lists(st.from_regex(r"[A-Za-z0-9_-]{1,8}", fullmatch=True), max_size=4)
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=60)


@given(st.binary(max_size=100))
def test_base58_comes_back_and_keeps_leading_zeros(data):
    text = multibase.base58_encode(b"\0\0" + data)

    assert text.startswith("11")
    assert multibase.base58_decode(text) == b"\0\0" + data


@given(st.text(max_size=60))
def test_what_is_read_as_base58_has_one_spelling(text):
    try:
        data = multibase.base58_decode(text)
    except ValueError:
        return
    assert multibase.base58_encode(data) == text


@given(st.text(st.sampled_from("AQgw_-=+/ \nYZ09é"), max_size=12))
def test_what_is_read_as_base64url_has_one_spelling(text):
    try:
        data = multibase.base64url_decode(text)
    except ValueError:
        return
    assert multibase.base64url_encode(data) == text


@given(st.binary(max_size=80), st.sampled_from("zu"))
def test_multibase_says_its_own_base(data, base):
    write_as = {"z": multibase.base58_encode, "u": multibase.base64url_encode}[base]

    assert multibase.decode(base + write_as(data)) == data


@given(st.text(max_size=40))
def test_noise_is_no_multibase_but_by_its_name(text):
    try:
        multibase.decode(text)
    except ValueError:
        return
    assert text[:1] in ("z", "u")


@given(keys)
def test_a_key_is_the_same_in_every_spelling(private):
    public = private.public()
    whole = jwk.write_public(public)

    assert jwk.write_public(multikey.read(multikey.write(public))) == whole
    assert jwk.write_public(jwk.read_public(whole)) == whole
    assert jwk.write_public(jwk.read_private(jwk.write_private(private)).public()) == whole
    resolved = did_key.resolve(did_key.did_of(public)).methods[0].key
    assert resolved is not None
    assert jwk.write_public(resolved) == whole


@given(st.binary(max_size=80))
def test_bytes_are_a_multikey_in_one_spelling_or_none(data):
    text = "z" + multibase.base58_encode(data)
    try:
        key = multikey.read(text)
    except KeyMalformed:
        return
    assert multikey.write(key) == text


@given(st.sampled_from([bytes.fromhex(prefix) for prefix in ("ed01", "8024", "8124", "8524")]), st.binary(max_size=60))
def test_noise_behind_a_known_prefix_is_a_key_or_refused(prefix, data):
    try:
        key = multikey.read("z" + multibase.base58_encode(prefix + data))
    except KeyMalformed:
        return
    assert key.kind is KeyKind.ED25519 or len(data) >= 33


@given(
    st.dictionaries(
        st.sampled_from(["kty", "crv", "x", "y", "n", "e", "d", "use", "kid"]), st.text(max_size=12) | st.none() | st.integers()
    )
)
def test_noise_is_no_jwk(document):
    with pytest.raises(KeyMalformed):
        jwk.read_public(document)


@given(hosts, parts, st.none() | st.integers(1, 65_535))
def test_a_did_web_and_its_address_name_each_other(host, path, port):
    url = f"https://{host}{f':{port}' if port else ''}/{'/'.join(path)}"

    did = did_web.did_at(url)

    place = "/".join(path) or ".well-known"
    assert did_web.document_url(did) == f"https://{host}{f':{port}' if port else ''}/{place}/did.json"


@given(st.text(max_size=40))
def test_whatever_a_did_web_names_is_an_https_address_below_its_host(text):
    try:
        url = did_web.document_url(f"did:web:{text}")
    except KeyMalformed:
        return
    assert url.startswith("https://")
    assert url.endswith("/did.json")
    assert url.isascii()
    assert not {" ", "@", "\\", "?", "#"} & set(url)
    assert "/../" not in url
    assert "//" not in url.removeprefix("https://")


@given(json_values)
def test_json_is_written_once_and_read_the_same(value):
    assert write(read(write(value))) == write(value)


@given(json_values)
def test_the_canonical_form_of_a_canonical_form_is_itself(value):
    once = jcs.canonicalize(value)

    assert jcs.canonicalize(read(once)) == once


@given(st.binary(max_size=60))
def test_noise_is_json_or_refused(data):
    try:
        read(data)
    except (NotStrictJson, TooLarge):
        return
    assert data.decode()


@given(st.dictionaries(texts, texts, max_size=4), st.sampled_from(KEYS))
def test_a_token_carries_its_payload_to_the_letter(payload, private):
    signer = LocalSigner(private, "did:example:x#1")
    jws = jose.read(
        jose.make(payload, {"alg": {"RSA": "RS256", "P-256": "ES256", "P-384": "ES384"}.get(private.kind.value, "EdDSA")}, signer)
    )

    jose.check(jws, private.public())
    assert read(jws.payload) == payload


@given(st.text(st.sampled_from("eyJ.-_=A0 "), max_size=30))
def test_noise_is_no_token(text):
    with pytest.raises((NotJws, TooLarge)):
        jose.read(text)


@given(texts.map(lambda text: ("{" + text + "}").encode()))
def test_whatever_stands_in_a_picture_comes_out_of_it(credential):
    baked = png.bake(picture(), credential)

    assert png.unbake(baked).payload == credential
    assert png.bake(baked, credential, replace=True) == baked


@given(texts.map(lambda text: ("{" + text.strip() + "]]>}").encode()))
def test_whatever_stands_in_a_drawing_comes_out_of_it(credential):
    baked = svg.bake(DRAWING, credential)

    assert svg.unbake(baked).payload == credential
    assert svg.bake(baked, credential, replace=True) == baked


@given(st.binary(max_size=60))
def test_noise_behind_a_pictures_head_is_refused(noise):
    for unbake, head in ((png.unbake, png.SIGNATURE), (svg.unbake, b"<svg")):
        with pytest.raises(OpenBadgeKitError):
            unbake(head + noise)


@given(st.sets(st.integers(0, bitstring_list.MINIMUM - 1), max_size=20))
def test_a_status_list_comes_back_and_has_one_text(indexes):
    text = bitstring_list.build(indexes)

    found = bitstring_list.expand(text)

    assert {index for index in indexes if found[index]} == indexes
    assert bitstring_list.build(sorted(indexes, reverse=True)) == text


@given(st.text(max_size=60) | st.binary(max_size=60).map(lambda data: "u" + multibase.base64url_encode(data)))
def test_noise_is_no_status_list(text):
    with pytest.raises(StatusError):
        bitstring_list.expand(text)

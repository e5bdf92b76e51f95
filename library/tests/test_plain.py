"""The quick ways give what the exact ways give, or step aside."""

from __future__ import annotations

import base64
import binascii
import json
import random
import re

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st
from library.tests import attacks
from library.tests.making import NOON

from openbadgekit import contexts, reading
from openbadgekit.canonical import jcs
from openbadgekit.errors import Malformed, OpenBadgeKitError
from openbadgekit.issue import Form
from openbadgekit.keys import multibase
from openbadgekit.limits import LIMITS, Limits
from openbadgekit.proofs import eddsa_jcs_2022
from openbadgekit.reading import plain
from openbadgekit.verify import binding, proving
from openbadgekit.verify.receive import receive

names = st.text(st.characters(exclude_categories=["Cs"]), max_size=6) | st.sampled_from(
    ["\ud7ff", "\ue000", "\uffff", "\U00010000", "é"]
)
leaves = (
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from([2**53, 2**53 + 1, -(2**53), -(2**53) - 1, 10**308, 10**309, 1e16, 1e21, 1e-7, -0.0, 5e-324]) | names
)  # fmt: skip
values = st.recursive(leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4), max_leaves=20)
TEXTS = [
    b"{}", b"[]", b'{"a":1}', b'{"a":1,"a":1}', b'{"a":1,"a":2}', b'{"a": 1 }', b' {"a":[1 , 2]}\n', b'{"a":1.0}', b'{"a":1.50}',
    b'{"a":1e2}', b'{"a":1E400}', b'{"a":-0}', b'{"a":-0.0}', b'{"a":0.1}', b'{"a":"\\u00e9"}', b'{"a":"\xc3\xa9"}',
    b'{"a":"\\/"}',
    b'{"a":"\\ud800"}', b'{"a":"\\ud83d\\ude00"}', b'{"a":"\xed\xa0\x80"}', b'{"\\ud800":1}', b'{"a":"\xff"}',
    b'{"a":"\xc0\x80"}',
    b'{"a":NaN}', b'{"a":Infinity}', b'{"a":01}', b'{"a":+1}', b'{"a":.5}', b'{"a":1.}', b"{'a':1}", b'{"a":1,}',
    b'{"a" 1}', b"{",
    b'{"a":"\t"}', b'{"a":"\x7f"}', b'{"a":"\x00"}', b'\xef\xbb\xbf{"a":1}', b'{"a":1}{"a":1}', b'{"a":1}\x00',
    b'{"a":1}\x0c', b'{"a":nul}',
    b'{"a":' + b"1" * 308 + b"}", b'{"a":' + b"1" * 309 + b"}", b'{"a":' + b"9" * 309 + b"}", b'{"a":' + b"1" * 401 + b"}",
    b'{"a":9007199254740993}', b'{"a":18446744073709551616}', b'{"a":0.' + b"1" * 400 + b"}", b'{"\\u0061":1,"a":2}',
    b"[1,2", b'"a"', b"1",
    b"[" * 65 + b"]" * 65, b"[" * 64 + b"]" * 64, b"[" + b"1," * 10_000 + b"1]", b"[" + b"1," * 9_999 + b"1]",
    b"\xe2\x80\xa8{}", b"{}//x",
]  # fmt: skip


def outcome(work):
    try:
        return "value", repr(work())
    except OpenBadgeKitError as problem:
        return type(problem), problem.sentence


def both(data, limits=LIMITS):
    """What the reader says, and what its exact path alone says."""
    quick = plain.read_quickly
    first = outcome(lambda: reading.read(data, limits=limits))
    plain.read_quickly = lambda *_: None
    try:
        return first, outcome(lambda: reading.read(data, limits=limits))
    finally:
        plain.read_quickly = quick


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: repr(text[:24]))
def test_a_text_is_read_alike_by_both_paths(text):
    first, exact = both(text)

    assert first == exact


@given(values, st.booleans(), st.booleans())
def test_any_value_is_read_alike_by_both_paths(value, ascii_only, spaced):
    data = json.dumps({"value": value}, ensure_ascii=ascii_only, indent=2 if spaced else None).encode()

    first, exact = both(data)

    assert first == exact


@given(st.randoms(use_true_random=False))
def test_a_damaged_text_is_read_alike_by_both_paths(chance: random.Random):
    data = bytearray(
        json.dumps({"a": [1, 2.5, "é\n", None, {"b": "x", "c": -3}], "d": {"e": True}}, separators=(",", ":")).encode()
    )
    for _ in range(chance.randrange(1, 4)):
        place = chance.randrange(len(data))
        data[place : place + chance.randrange(2)] = chance.choice(
            [b'"', b",", b"{", b"]", b"0", b".", b"e", b"\\", b"\xe9", b" ", b""]
        )

    first, exact = both(bytes(data))

    assert first == exact


@pytest.mark.parametrize("name", sorted(attacks.ATTACKS))
def test_an_attack_is_read_alike_by_both_paths(name):
    first, exact = both(attacks.ATTACKS[name]())

    assert first == exact


@pytest.mark.parametrize(
    "limits", [Limits(depth=1), Limits(nodes=3), Limits(array_items=2), Limits(number_digits=2), Limits(document_bytes=9)]
)
@pytest.mark.parametrize("text", [b'{"a":1}', b'{"a":[1]}', b'{"a":1,"b":2,"c":3}', b"[1,2,3]", b'{"a":123}', b"[[1],[2]]"])
def test_limits_are_the_same_for_both_paths(limits, text):
    first, exact = both(text, limits)

    assert first == exact


@given(values, st.booleans())
def test_what_a_text_shows_to_be_plain_is_plain(value, spaced):
    data = json.dumps({"value": value}, ensure_ascii=False, indent=2 if spaced else None, separators=None if spaced else (",", ":"))

    try:
        found, known = reading.read_object_plainly(data.encode())
    except OpenBadgeKitError:
        return

    assert repr(found) == repr(reading.read(data.encode()))
    assert plain.is_plain(found) or not known


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ('{"a":["x",true,null,{"b":-9}],"c":123456789012345}', True), ('{"salt":"00000000000000000000001"}', True),
        ('{"a":"1234567890123456","b":1}', True), ('{"\u00e9":"\ud7ff"}', True), ('{ "a" : [ 1 ] }', True), ('{"a":1.5}', False),
        ('{"a":1152921504606846976}', False), ('{"a":-1152921504606846976}', False), ('{"a":[1,1152921504606846976]}', False),
        ('{"a":[1152921504606846976]}', False), ('{"s":"1234567890123456","a": 1152921504606846976}', False),
        ('{"\U00010000":1,"\ue000":2}', False), ('{"a":{"\ue000":1}}', False), ('{"a":1e2}', False),
    ],
)  # fmt: skip
def test_a_text_shows_whether_it_is_plain(text, known):
    value, found = reading.read_object_plainly(text.encode())

    assert value == json.loads(text)
    assert found is known
    assert jcs.canonicalize(value, known_plain=found) == jcs.canonicalize(value)


@pytest.mark.parametrize("odd", [1.5, 2**60, {"\ue000": 1, "\U00010000": 2}], ids=str)
def test_a_sealed_odd_badge_is_never_taken_for_a_plain_one(odd, signer):
    subject = {"id": "urn:uuid:1e3b8f4a-0a94-4f0e-8a3e-4de1a3a9c001", "x": odd}
    document = {"@context": [contexts.VC2], "issuer": signer.verification_method.partition("#")[0], "credentialSubject": subject}
    document["proof"] = eddsa_jcs_2022.make(document, signer, created=NOON)
    received = receive(json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode())

    proven = proving.prove(received, binding.keys_of(document["issuer"], {}), issuer_id=document["issuer"], at=NOON)

    assert not received.known_plain
    assert proven.good


def test_a_plain_badge_is_not_walked_for_its_canonical_json(sealed, monkeypatch):
    received = receive(sealed(Form.EDDSA_JCS_2022))
    issuer = received.view().issuer.id
    monkeypatch.setattr(plain, "is_plain", lambda value: pytest.fail("it was walked"))

    proven = proving.prove(received, binding.keys_of(issuer, {}), issuer_id=issuer, at=NOON)

    assert received.known_plain
    assert proven.good


@pytest.mark.parametrize("many", [60, 70, 3_000])
def test_many_parts_that_are_not_deep_take_the_quick_path(many):
    data = json.dumps({"parts": [{"a": [number]} for number in range(many)]}, separators=(",", ":")).encode()

    assert plain.read_quickly(data, LIMITS) == json.loads(data)


@pytest.mark.parametrize(
    "text",
    [
        b"[" * 65 + b"]" * 65, b'{"a":' * 65 + b"1" + b"}" * 65, b"[" * 500 + b"]" * 500, b"[" * 100_000 + b"]" * 100_000,
        b"[" + b"1," * 10_000 + b"1]", b"[" + b'{"a":[' + b"1," * 10_000 + b"1]}]",
        b"[" + b",".join([b"[" + b",".join([b"[1,2]"] * 190) + b"]"] * 190) + b"]",
    ],
    ids=lambda text: f"{text[:8].decode()}, {len(text)} bytes",
)  # fmt: skip
def test_what_breaks_a_limit_never_takes_the_quick_path(text):
    assert plain.read_quickly(text, LIMITS) is None
    assert plain.read_plainly(text, LIMITS) == (None, False)


def test_a_usual_badge_takes_the_quick_path(sealed):
    data = sealed()
    spaced = json.dumps(json.loads(data), ensure_ascii=False, indent=2).encode()

    assert plain.read_quickly(data, LIMITS) == plain.read_quickly(spaced, LIMITS) == json.loads(data)
    assert list(plain.read_quickly(data, LIMITS)) == list(json.loads(data))


@given(values)
def test_canonical_json_equals_an_independent_implementation_or_is_refused_alike(value):
    try:
        wanted = rfc8785.dumps(value)
    except rfc8785.CanonicalizationError:
        wanted = None  # whole numbers beyond 2^53

    if wanted is not None:
        assert jcs.canonicalize(value) == wanted
    elif jcs_or_none(value) is not None:
        assert json.loads(jcs_or_none(value), parse_int=float) == value  # a double holds the number exactly


def jcs_or_none(value):
    try:
        return jcs.canonicalize(value)
    except Malformed:
        return None


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ({"\ue000": 1, "\U00010000": 2}, '{"\U00010000":2,"\ue000":1}'),
        ({"\uffff": 1, "\U0001f600": {"\ud7ff": 1}}, '{"\U0001f600":{"\ud7ff":1},"\uffff":1}'),
        ([2**53, -(2**53)], "[9007199254740992,-9007199254740992]"),
        ([2**60, 1e20, 1e21, 1e-6, 1e-7, -0.0, 10.0], "[1152921504606847000,100000000000000000000,1e+21,0.000001,1e-7,0,10]"),
    ],
)  # fmt: skip
def test_what_the_quick_encoder_cannot_write_takes_the_exact_path(value, wanted):
    assert not plain.is_plain(value) or value == [2**53, -(2**53)]
    assert jcs.canonicalize(value).decode() == wanted


@pytest.mark.parametrize(
    "odd", [1.0, 2**53 + 1, {1: 2}, {None: 2}, (1,), {1}, b"x", object(), {"a": (1,)}, [{"a": 1.5}], {"\U00010000": 1}]
)
def test_what_is_not_plain_is_found_wherever_it_stands(odd):
    assert not plain.is_plain(odd)
    assert not plain.is_plain({"a": [True, None, "x", {"b": odd}]})


@pytest.mark.parametrize("odd", [float("nan"), float("inf"), {"a": float("nan")}, b"x", {1, 2}, object(), "\ud800", {"\ud800": 1}])
def test_what_json_cannot_say_is_never_written(odd):
    with pytest.raises(Malformed):
        reading.write({"a": odd})


@given(values)
def test_what_is_written_is_read_again(value):
    try:
        data = reading.write({"a": value})
        read = reading.read(data)
    except OpenBadgeKitError:
        assert re.search("[0-9]{309}", json.dumps(value))  # larger than a double
        return

    assert repr(read) == repr({"a": value})
    assert data == json.dumps({"a": value}, ensure_ascii=False, separators=(",", ":")).encode()


@given(st.binary(max_size=200))
def test_base58_and_base64_give_back_their_bytes(data):
    text = multibase.base64url_encode(data)

    assert multibase.base58_decode(multibase.base58_encode(data)) == data
    assert multibase.base64url_decode(text) == data
    assert text == base64.urlsafe_b64encode(data).rstrip(b"=").decode()


@given(st.text("ABCxyz019-_+/= \n\u00e9!", max_size=12))
def test_base64url_has_one_spelling(text):
    try:
        data = multibase.base64url_decode(text)
    except ValueError:
        return

    assert multibase.base64url_encode(data) == text


@given(
    st.text(st.sampled_from('ABCxyz019-_+/=\\u0041"\n\x00 \u00e9\ud7ff'), max_size=24)
    | st.binary(max_size=40).map(multibase.base64url_encode)
)
def test_base64url_is_as_strict_as_the_standard_library(text):
    try:
        wanted = binascii.a2b_base64(
            text.translate({45: "+", 95: "/", 43: "!", 47: "!", 61: "!"}) + "=" * (-len(text) % 4), strict_mode=True
        )
    except ValueError:
        wanted = None
    if wanted is not None and base64.urlsafe_b64encode(wanted).rstrip(b"=").decode() != text:
        wanted = None  # bits that say nothing

    try:
        found = multibase.base64url_decode(text)
    except ValueError:
        found = None

    assert found == wanted


@given(st.text("123ABCzZ0OIl\u00e9 ", max_size=12))
def test_base58_has_one_spelling(text):
    try:
        data = multibase.base58_decode(text)
    except ValueError:
        assert set(text) & set("0OIl\u00e9 ")
        return

    assert multibase.base58_encode(data) == text


def test_base58_equals_its_definition():
    alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
    chance = random.Random(58)
    for length in [*range(150), 200, 2_000]:
        data = chance.randbytes(length)
        number, wanted = int.from_bytes(data), ""
        while number:
            number, digit = divmod(number, 58)
            wanted = alphabet[digit] + wanted
        spelled = "1" * (len(data) - len(data.lstrip(b"\0"))) + wanted
        assert multibase.base58_encode(data) == spelled
        assert multibase.base58_decode(spelled) == data

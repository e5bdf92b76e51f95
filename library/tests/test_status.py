"""Status lists: built, opened, bounded."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openbadgekit.errors import Malformed, StatusListMalformed, StatusListTooLong
from openbadgekit.keys.multibase import base64url_encode
from openbadgekit.status import bitstring_list

LENGTH = bitstring_list.MINIMUM


@pytest.mark.conformance("BSL-02")
@given(st.sets(st.integers(0, LENGTH - 1), max_size=30))
def test_the_bits_come_back(indexes):
    found = bitstring_list.expand(bitstring_list.build(indexes))

    assert {index for index in indexes if found[index]} == indexes
    assert sum(byte.bit_count() for byte in found.data) == len(indexes)


@pytest.mark.conformance("BSL-02")
def test_bit_0_is_the_left_most_of_the_first_byte():
    assert bitstring_list.expand(bitstring_list.build([0])).data[0] == 0x80


def test_the_same_bits_give_the_same_text():
    assert bitstring_list.build([5, 7]) == bitstring_list.build([7, 5])


@pytest.mark.conformance("BSL-02")
@pytest.mark.parametrize("arguments", [{"length": 8}, {"length": LENGTH + 1}])
def test_a_small_or_odd_list_is_never_built(arguments):
    with pytest.raises(ValueError, match="entries"):
        bitstring_list.build([], **arguments)


@pytest.mark.parametrize("index", [-1, LENGTH])
def test_a_place_outside_the_list_is_refused(index):
    with pytest.raises(ValueError, match="no entry"):
        bitstring_list.build([index])


def encoded(data: bytes) -> str:
    return "u" + base64url_encode(data)


@pytest.mark.conformance("BSL-04")
@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "uAAAA",
        encoded(b"no gzip"),
        encoded(gzip.compress(bytes(100), mtime=0)),
        encoded(gzip.compress(bytes(LENGTH // 8), mtime=0)[:-9]),
        5,
        None,
    ],
)
def test_an_unusable_list_is_refused(text):
    with pytest.raises(StatusListMalformed):
        bitstring_list.expand(text)


def test_a_bomb_is_not_opened():
    bomb = encoded(gzip.compress(bytes(64 * 1024 * 1024)))

    with pytest.raises(StatusListTooLong):
        bitstring_list.expand(bomb)


@pytest.mark.conformance("BSL-01")
@pytest.mark.conformance("BSL-04")
@pytest.mark.parametrize("index", [5, "-1", "١", "01", "1e3", "", None, "9" * 11, " 1"])
def test_an_index_is_decimal_digits(index):
    entry = bitstring_list.entry(list_url="https://pantry.example/status/1", index=3, purpose="revocation")

    with pytest.raises(Malformed):
        bitstring_list.read_entry({**entry, "statusListIndex": index})


@pytest.mark.conformance("BSL-01")
def test_an_entry_is_read_as_it_was_written():
    entry = bitstring_list.entry(list_url="https://pantry.example/status/1", index=3, purpose="suspension")

    found = bitstring_list.read_entry(entry)

    assert (found.purpose, found.index, found.list_url) == ("suspension", 3, "https://pantry.example/status/1")


def test_the_published_list_opens_to_zeros(standards):
    example = next((standards / "vectors/bitstring-status-list").glob("*"), None)
    assert example is not None
    text = example.read_text(errors="ignore")
    words = [word.strip('"') for word in text.replace(",", " ").split() if word.strip('"').startswith("uH4s")]

    for word in words:
        assert not any(bitstring_list.expand(word).data)

"""The one strict reader: what two readers could understand differently is refused, with its place."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openbadgekit.errors import Malformed, NotStrictJson, TooLarge
from openbadgekit.limits import LIMITS, Limits
from openbadgekit.reading import parse_datetime, read, read_object, write, write_datetime

json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(json_values)
def test_what_is_written_is_read_again(value):
    assert read(write(value)) == value


@pytest.mark.parametrize(
    "data",
    [
        b'{"a":1,"a":2}',
        b'{"a":{"b":1,"b":1}}',
        b"[NaN]",
        b"[Infinity]",
        b"[1e999]",
        b'["\\ud800"]',
        b'{"\\udc00":1}',
        b"\xef\xbb\xbf{}",
        b'["\xff"]',
        b"{'a':1}",
        b'{"a":1,}',
        b"",
        b"{} {}",
        b"[01]",
        b"\x00",
    ],
)
def test_refuses_what_is_not_strict_json(data):
    with pytest.raises(NotStrictJson):
        read(data)


def test_names_the_place_of_a_fault():
    with pytest.raises(NotStrictJson) as refused:
        read(b'{"a": 1,\n "b": }')

    assert (refused.value.line, refused.value.column) == (2, 7)


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 65 + b"]" * 65,
        b'{"a":' * 70 + b"1" + b"}" * 70,
        b"[" + b"1" * 500 + b"]",
        b"[" + b"1," * 10_001 + b"1]",
    ],
    ids=["deep array", "deep object", "long number", "long array"],
)
def test_refuses_what_is_larger_than_a_badge(data):
    with pytest.raises(TooLarge):
        read(data)


def test_the_limit_of_bytes_is_the_callers():
    with pytest.raises(TooLarge):
        read(b"[1,2,3]", limits=Limits(document_bytes=3))


def test_brackets_within_text_are_no_nesting():
    text = "[" * (LIMITS.depth * 3)

    assert read(write([text])) == [text]


def test_an_array_is_no_object():
    with pytest.raises(NotStrictJson):
        read_object(b"[]")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-01T00:00:00Z", datetime(2026, 3, 1, tzinfo=UTC)),
        ("2022-11-10T07:38:00-08:00", datetime(2022, 11, 10, 15, 38, tzinfo=UTC)),
        ("2026-03-01T23:59:59.5+05:30", datetime(2026, 3, 1, 18, 29, 59, 500_000, tzinfo=UTC)),
        ("2026-02-28T24:00:00Z", datetime(2026, 3, 1, tzinfo=UTC)),
    ],
)
def test_reads_a_moment_with_its_zone(text, moment):
    assert parse_datetime(text) == moment


@pytest.mark.parametrize(
    "text", ["2026-03-01", "2026-03-01T00:00:00", "2026-02-30T00:00:00Z", "2026-03-01T00:00:00+15:00", 5, None, "x"]
)
def test_refuses_a_moment_without_zone_or_day(text):
    with pytest.raises(Malformed):
        parse_datetime(text)


def test_never_writes_a_naive_moment():
    with pytest.raises(ValueError, match="naive"):
        write_datetime(datetime(2026, 3, 1))  # noqa: DTZ001 - the point of the test

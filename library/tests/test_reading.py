"""The one strict reader: what two readers could understand differently is refused, with its place."""

from __future__ import annotations

import time
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


STRANGE = [
    # what two readers could understand differently, with the place that the refusal must name
    ("duplicate member", b'{"a":1,\n "a":2}', (2, 2)),
    ("duplicate deep within", b'{"a":{"b":1,\n\n  "b":1}}', (3, 3)),
    ("duplicate in another spelling", b'{"a":1,"\\u0061":2}', (1, 8)),
    ("NaN", b"[1,\nNaN]", (2, 1)),
    ("Infinity", b"[Infinity]", (1, 2)),
    ("minus Infinity", b"[1, -Infinity]", (1, 5)),
    ("a number beyond doubles", b"[1e999]", (1, 2)),
    ("a whole one beyond doubles", b"[1, " + b"9" * 399 + b"]", (1, 5)),
    ("a negative one", b"[0,\n -1e400]", (2, 2)),
    ("half a pair", b'["ok",\n"\\ud800"]', (2, 1)),
    ("the other half", b'["\\udc00\\ud800"]', (1, 2)),
    ("half a pair as a name", b'{"\\udc00":1}', (1, 2)),
    ("byte order mark", b"\xef\xbb\xbf{}", (1, 1)),
    ("UTF-16", "[]".encode("utf-16"), (1, 1)),
    ("no UTF-8", b'["a",\n"\xff"]', (2, 2)),
    ("an overlong slash", b'["\xc0\xaf"]', (1, 3)),
    ("an overlong quote", b'["\xe0\x80\xa2"]', (1, 3)),
    ("a surrogate in UTF-8", b'["\xed\xa0\x80"]', (1, 3)),
    ("beyond Unicode", b'["\xf4\x90\x80\x80"]', (1, 3)),
    ("single quotes", b"{'a':1}", (1, 2)),
    ("a comma too many", b'{"a":1,}', (1, 8)),
    ("a comment", b"[1, // one\n2]", (1, 5)),
    ("nothing", b"", (1, 1)),
    ("two documents", b"{} {}", (1, 4)),
    ("a leading zero", b"[01]", (1, 3)),
    ("a plus", b"[+1]", (1, 2)),
    ("a bare point", b"[.5]", (1, 2)),
    ("hexadecimal", b"[0x10]", (1, 3)),
    ("a raw line break in a text", b'["a\nb"]', (1, 4)),
    ("a raw zero in a text", b'["a\x00b"]', (1, 4)),
    ("a zero byte", b"\x00", (1, 1)),
    ("an unknown escape", b'["\\x41"]', (1, 3)),
    ("True", b"[True]", (1, 2)),
    ("cut off", b'{"a":', (1, 6)),
]


@pytest.mark.conformance("OB3-M-20")
@pytest.mark.parametrize(("data", "place"), [row[1:] for row in STRANGE], ids=[row[0] for row in STRANGE])
def test_what_is_not_strict_json_is_refused_with_its_place(data, place):
    with pytest.raises(NotStrictJson) as refused:
        read(data)

    assert (refused.value.line, refused.value.column) == place
    assert f"line {place[0]}, column {place[1]}" in refused.value.sentence


LARGE = [
    ("deep array", b"[" * 65 + b"]" * 65, "(line 1, column 65)"),
    ("deep object", b'{"a":\n' * 70 + b"1" + b"}" * 70, "(line 65, column 1)"),
    ("so deep that a parser would recurse", b"[" * 200_000, "(line 1, column 65)"),
    ("long number", b"[1,\n" + b"0.1" + b"1" * 500 + b"]", "(line 2, column 1)"),
    ("long fraction", b"[0." + b"1" * 500 + b"]", "(line 1, column 2)"),
    ("long array", b"[" + b"1," * 10_001 + b"1]", "(line 1, column 20001)"),
    ("many members", b"{" + b",".join(b'"%d":1' % n for n in range(10_002)) + b"}", "(line 1, column"),
    ("many values", b"[" + b",".join([b"[" + b",".join([b"1"] * 9_999) + b"]"] * 11) + b"]", "100000 values"),
    ("many bytes", b'"' + b"a" * 1_048_576 + b'"', "1048576 bytes"),
]


@pytest.mark.conformance("OB3-M-20")
@pytest.mark.parametrize(("data", "place"), [row[1:] for row in LARGE], ids=[row[0] for row in LARGE])
def test_what_is_larger_than_a_badge_is_refused_with_its_place(data, place):
    with pytest.raises(TooLarge) as refused:
        read(data)

    assert place in refused.value.sentence


def test_at_the_limit_it_is_still_read():
    assert read(b"[" * 64 + b"]" * 64)
    assert len(read(b"[" + b"1," * 9_999 + b"1]")) == 10_000
    assert read(b"[0." + b"1" * 398 + b"]")


def test_a_repeated_name_among_very_many_is_found_soon():
    names = b",".join(b'"%x":1' % number for number in range(80_000))
    began = time.process_time()

    with pytest.raises(NotStrictJson) as refused:
        read(b"{" + names + b',"0":1}')

    assert refused.value.column == len(names) + 3
    assert time.process_time() - began < 2


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
    "text",
    [
        "2026-03-01",
        "2026-03-01T00:00:00",
        "2026-02-30T00:00:00Z",
        "2026-03-01T00:00:00+15:00",
        5,
        None,
        "x",
        "1" * 5000 + "-01-01T00:00:00Z",
        "0000-01-01T00:00:00Z",
        "9999-12-31T24:00:00Z",
        "2026-03-01T00:00:00Z\n",
        "２０２６-03-01T00:00:00Z",
    ],
)
def test_refuses_a_moment_without_zone_or_day(text):
    with pytest.raises(Malformed):
        parse_datetime(text)


def test_never_writes_a_naive_moment():
    with pytest.raises(ValueError, match="naive"):
        write_datetime(datetime(2026, 3, 1))  # noqa: DTZ001 - the point of the test

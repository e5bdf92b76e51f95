"""Sentences: the day that a caller's zone gives, UTC where nobody knows one; the outcome is the same in every zone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from library.tests.making import draft_of

from openbadgekit.documents.views import CredentialView
from openbadgekit.documents.views import view as view_of
from openbadgekit.keys import did_key, generate
from openbadgekit.keys.signer import LocalSigner
from openbadgekit.verify.checks import dates
from openbadgekit.verify.report import Outcome
from openbadgekit.verify.wording import day, sentence

WEST, EAST = timezone(timedelta(hours=-8)), timezone(timedelta(hours=14))
LATE = datetime(2026, 12, 1, 4, 30, tzinfo=UTC)
"""Still 30 November eight hours west of Greenwich."""


def made() -> CredentialView:
    private = generate()
    draft = draft_of(LocalSigner(private, did_key.method_of(private.public())))
    return replace(view_of(draft.document), awarded_date=None, valid_from=LATE, valid_until=LATE + timedelta(days=31))


VIEW = made()


@pytest.mark.parametrize(("zone", "words"), [(UTC, "1 December 2026"), (WEST, "30 November 2026"), (EAST, "1 December 2026")])
def test_a_day_is_that_of_the_zone(zone, words):
    assert day(LATE, zone) == words


def test_without_a_zone_it_is_utc():
    assert day(LATE) == "1 December 2026"
    assert "on 1 December 2026. It is good until 1 January 2027." in sentence("valid", None, "", VIEW)


@pytest.mark.parametrize(
    ("verdict", "code", "words"),
    [
        ("valid", None, "on 30 November 2026. It is good until 31 December 2026."),
        ("invalid", "expired", "on 30 November 2026. It was good until 31 December 2026."),
        ("invalid", "not_yet_valid", "on 30 November 2026. So."),
    ],
)
def test_both_days_of_a_sentence_are_the_zones(verdict, code, words):
    assert sentence(verdict, code, "So.", VIEW, zone=WEST).endswith(words)


@pytest.mark.parametrize(
    ("at", "detail"),
    [
        (LATE - timedelta(days=1), "It begins on 30 November 2026."),
        (LATE, "It is good until 31 December 2026."),
        (LATE + timedelta(days=40), "It was good until 31 December 2026."),
    ],
)
def test_the_check_of_dates_tells_the_zones_days(at, detail):
    assert dates.check(VIEW, at=at, zone=WEST).detail == detail


@given(st.integers(-80, 80), st.integers(-14, 14))
def test_no_zone_moves_an_outcome(days, hours):
    at = LATE + timedelta(days=days)
    here, there = dates.check(VIEW, at=at), dates.check(VIEW, at=at, zone=timezone(timedelta(hours=hours)))

    assert (here.outcome, here.code) == (there.outcome, there.code)
    assert here.outcome in (Outcome.PASSED, Outcome.FAILED)

"""The sentence that opens the page, and its tone: green means every check ran and passed, and nothing else does."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laurels.verification import rules
from tests.foreign import LIST, Answers, Harbour, entry, foreign
from tests.making import NOON

from openbadgekit.shell.checking import check
from openbadgekit.shell.fetcher import NoNetwork
from openbadgekit.verify.judge import decide
from openbadgekit.verify.policy import Policy
from openbadgekit.verify.report import STEPS, Check, Outcome, Report, Verdict

HARBOUR = Harbour()
KNOWN = {HARBOUR.document_url: HARBOUR.document(), LIST: HARBOUR.status_list()}
REVOKED = {**KNOWN, LIST: HARBOUR.status_list(7)}


def seen(data: bytes, answers=KNOWN, *, recipient=None, at=NOON) -> Report:
    return check(data, network=Answers(answers), policy=Policy(recipient=recipient), at=at)


GOOD = HARBOUR.badge(status=[entry()])
ENDED = HARBOUR.badge(valid_until=NOON - timedelta(days=1))
FORGED = GOOD.replace(b"Drives a forklift.", b"Drives two of them")


@pytest.mark.conformance("OB3-P-22")
@pytest.mark.parametrize(
    ("report", "tone", "word"),
    [
        (seen(GOOD), "good", "Valid."),
        (seen(GOOD, REVOKED), "bad", "Revoked."),
        (seen(ENDED), "bad", "Expired."),
        (seen(FORGED), "bad", "Not valid."),
        (seen(GOOD, {}), "fog", "Could not check."),
        (seen(GOOD, {HARBOUR.document_url: HARBOUR.document()}), "fog", "Could not check."),
        (seen(GOOD, at=NOON - timedelta(days=60)), "bad", "Not yet valid."),
        (seen(b"no badge"), "bad", "Unreadable."),
        (seen(GOOD, recipient="somebody@else.example"), "soon", "Valid, but not about this person."),
        (seen(GOOD, recipient="jonas@kettle.example"), "good", "Valid."),
        (seen(ENDED, recipient="somebody@else.example"), "bad", "Expired."),
        (seen(GOOD, {}, recipient="somebody@else.example"), "bad", "Not about this person."),
        (seen(FORGED, recipient="jonas@kettle.example"), "bad", "Not valid."),
    ],
)
def test_every_verdict_has_its_tone_and_word(report, tone, word):
    head = rules.head(report, name=None)

    assert (head.tone, head.word) == (tone, word)


OUTCOMES = st.lists(
    st.builds(Check, st.sampled_from(STEPS), st.sampled_from(list(Outcome)), st.sampled_from([None, "revoked"]), st.just("So.")),
    max_size=12,
)


@pytest.mark.conformance("OB3-P-22")
@given(OUTCOMES)
def test_green_is_valid_and_nothing_else(checks):
    verdict, deciding = decide(checks)
    report = Report(verdict, deciding.code if deciding else None, "", tuple(checks), None, NOON)

    head = rules.head(report, name=None)

    assert (head.tone == "good") == (verdict is Verdict.VALID)
    if verdict is Verdict.UNKNOWN:
        assert head.tone == "fog"


@pytest.mark.parametrize(
    ("answers", "line"),
    [
        ({}, "Harbour Training did not show the keys that would prove “Forklift”."),
        (
            {HARBOUR.document_url: HARBOUR.document()},
            "“Forklift” is unchanged since it was signed, but its issuer did not say whether it was revoked.",
        ),
        (
            {**KNOWN, LIST: Harbour().status_list()},
            "“Forklift” is unchanged since it was signed, but its issuer’s list of revoked badges cannot be relied on.",
        ),
    ],
)
def test_what_is_open_is_told_without_an_address(answers, line):
    head = rules.head(seen(GOOD, answers), name=None)

    assert (head.tone, head.line) == ("fog", line)
    assert "Forklift" in [piece.text for piece in head.rest if piece.foreign]


def test_the_name_that_she_chose_stands_in_the_sentence():
    head = rules.head(seen(GOOD), name="Jonas Hale")

    assert head.line == "Harbour Training awarded “Forklift” to Jonas Hale on 25 October 2026. It does not expire."
    assert [piece.text for piece in head.rest if piece.foreign] == ["Harbour Training", "Forklift", "Jonas Hale"]


def test_a_name_in_the_document_is_left_out_unless_it_may_be_told():
    report = seen(GOOD)
    view = report.credential
    told = replace(report, credential=replace(view, subject=replace(view.subject, name="Jonas Hale")))

    assert "Jonas" not in rules.head(told, name=None).line
    assert "Jonas" in rules.head(told, name="Jonas Hale").line


@pytest.mark.parametrize("name", ["Valid. Harvard", "\u202eText", "A" * 5000, "<b>Harvard</b>", " ", "Not valid."])
def test_a_hostile_issuer_cannot_write_our_word(name):
    report = seen(foreign(issuer={"name": name}))
    forged = seen(FORGED)
    hostile = replace(forged, credential=report.credential)

    head = rules.head(hostile, name=None)

    assert head.word == "Not valid."
    assert "\u202e" not in head.line
    assert len(head.line) < 600


def test_an_unproven_badge_is_told_as_its_own_word():
    report = check(GOOD, network=NoNetwork(), policy=Policy(), at=NOON)

    assert rules.says_of_itself(report.credential, None) == "Harbour Training awarded “Forklift” on 25 October 2026."
    assert not rules.is_signed(report)
    assert rules.is_signed(seen(GOOD))
    assert not rules.is_signed(seen(FORGED))

"""What a signed document tells about itself; and that no document surprises the page."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laurels.verification import answers, rules
from laurels.verification.disclosed import ONE_PERSON, disclosed, told_by
from laurels.verification.texts import place_of
from tests.foreign import foreign
from tests.making import NOON

from openbadgekit.documents import ob2
from openbadgekit.documents.views import view
from openbadgekit.reading import read_object
from openbadgekit.shell.checking import check
from openbadgekit.shell.fetcher import NoNetwork
from openbadgekit.verify.policy import Policy
from openbadgekit.verify.report import Check, Outcome, Report, Verdict

RUBRIC = {
    "resultDescription": [
        {
            "id": "https://harbour.example/badges/1#lift",
            "type": ["ResultDescription"],
            "name": "Lifts a pallet.",
            "resultType": "RubricCriterionLevel",
            "requiredLevel": "https://harbour.example/badges/1#lift-met",
            "rubricCriterionLevel": [
                {
                    "id": "https://harbour.example/badges/1#lift-met",
                    "type": ["RubricCriterionLevel"],
                    "name": "Competent",
                    "description": "Alone, and safely.",
                }
            ],
        }
    ]
}
RESULT = {
    "result": [
        {
            "type": ["Result"],
            "resultDescription": "https://harbour.example/badges/1#lift",
            "achievedLevel": "https://harbour.example/badges/1#lift-met",
            "status": "Completed",
        }
    ]
}


def document(**changes):
    return read_object(foreign(**changes))


def test_each_element_stands_with_the_level_that_was_reached():
    (element,) = disclosed(document(achievement=RUBRIC, subject=RESULT)).elements

    assert (element.statement, element.level, element.words) == ("Lifts a pallet.", "Competent", "Alone, and safely.")


def test_an_element_without_a_result_has_no_level():
    (element,) = disclosed(document(achievement=RUBRIC)).elements

    assert (element.statement, element.level) == ("Lifts a pallet.", "")


def test_a_result_of_another_element_counts_for_none():
    other = {"result": [{**RESULT["result"][0], "resultDescription": "https://harbour.example/badges/1#other"}]}
    changed = {**document(achievement=RUBRIC, subject=RESULT)}
    changed["credentialSubject"] = {**changed["credentialSubject"], **other}

    assert disclosed(changed).elements[0].level == ""


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://harbour.example/report.pdf", True),
        ("http://harbour.example/report.pdf", True),
        ("javascript:badinput()", False),
        ("data:text/html,<script>badinput()</script>", False),
        ("//harbour.example/", False),
        ("https://h\u0430rbour.example/", False),
        ("https://harbour.example/\x7f", False),
    ],
)
def test_evidence_leads_to_the_web_or_nowhere(url, kept):
    told = disclosed({"evidence": {"id": url, "type": ["Evidence"], "name": "A report"}})

    assert [(item.name, item.url == url) for item in told.evidence] == [("A report", kept)]


def test_the_statement_of_one_person_is_heard_and_not_told_twice():
    said = f"She drove well.\n\n{ONE_PERSON.capitalize()}."

    told = disclosed(document(subject={"narrative": said}))

    assert told.one_person
    assert told.narrative == "She drove well."


def test_the_facts_label_tells_what_the_document_tells():
    changed = document(achievement={**RUBRIC, "achievementType": "MicroCredential", "version": "2"}, subject=RESULT)

    assert disclosed(changed).facts == (
        ("What it takes", "1 thing to show"),
        ("Kind", "Micro-credential, assessed"),
        ("Version", "2"),
    )


NAMES = st.sampled_from(["id", "name", "type", "@value"])
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-5, 5), st.floats(allow_nan=False), st.text(max_size=8)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)
MEMBERS = st.sampled_from(
    "id type name achievement result resultDescription rubricCriterionLevel achievedLevel value criteria narrative description"
    " version creditsAvailable achievementType status".split()
)
ODD = st.recursive(JSON, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(MEMBERS, inner, max_size=5), max_leaves=25)


@given(st.fixed_dictionaries({"credentialSubject": ODD, "evidence": ODD, "issuer": ODD, "proof": ODD, "description": ODD}))
def test_no_document_surprises_the_page(odd):
    told = disclosed(odd)
    shown = view(odd)

    assert all(isinstance(element.statement, str) and isinstance(element.level, str) for element in told.elements)
    assert answers.judged(told, signed=True, own=None).sentence
    assert isinstance(rules.says_of_itself(shown, None), str)
    assert place_of(shown.issuer.id).text.isascii()


def test_what_nobody_signed_is_told_as_nobodys_word():
    told = disclosed(document(achievement=RUBRIC, subject=RESULT))

    unsigned, signed = answers.judged(told, signed=False, own=None), answers.judged(told, signed=True, own=None)

    assert unsigned.tone == "fog"
    assert "Nobody vouches" in unsigned.sentence
    assert signed.tone == "good"


def test_an_achievement_that_says_nothing_is_not_stated():
    row = answers.judged(disclosed({}), signed=True, own=None)

    assert (row.tone, row.word) == ("none", "Not stated.")


@pytest.mark.parametrize("day", [datetime(2011, 1, 1, tzinfo=UTC), NOON, datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)])
def test_a_signature_that_ends_with_the_calendar_is_no_surprise(day):
    changed = document()
    changed["proof"] = {**changed["proof"], "expires": "9999-12-31T23:59:59Z"}

    report = check(json.dumps(changed).encode(), network=NoNetwork(), policy=Policy(), at=day)

    assert report.verdict != "valid"


class TestOlderGenerations:
    def told(self, **changes):
        award = {"recipient": {}, "badge": "https://a.example/b", "type": "Assertion", "narrative": "She lifted it.", **changes}
        badge = {"name": "Lifting", "description": "Heavy things", "criteria": {"narrative": "Lifts a pallet."}}
        return told_by(ob2.view(award, badge=badge, issuer={}))

    def test_the_words_of_the_badge_class_are_told(self):
        told = self.told()

        assert (told.description, told.criteria, told.narrative) == ("Heavy things", "Lifts a pallet.", "She lifted it.")
        assert (told.elements, told.facts, told.one_person) == ((), (), False)

    @pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "ftp://a.example/x"])
    def test_evidence_has_an_address_only_where_a_browser_may_go(self, address):
        evidence = [{"id": address, "name": "A report"}, "https://a.example/work"]

        told = self.told(evidence=evidence)

        assert [(piece.name, piece.url) for piece in told.evidence] == [
            ("A report", None),
            ("A piece of evidence", "https://a.example/work"),
        ]

    def test_nothing_is_called_signed_that_only_stands_at_its_address(self):
        checks = (
            Check("proof", Outcome.PASSED, None, "It stands at its own address."),
            Check("key", Outcome.PASSED, None, "Its address is its issuer's."),
        )
        shown = ob2.view({"recipient": {}, "badge": "https://a.example/b", "type": "Assertion"}, badge={}, issuer={})
        report = Report(Verdict.VALID, None, "Valid.", checks, shown, NOON)

        unchanged, key = answers.unchanged(report, signed_on="1 March 2026", raw=()), answers.key(report, raw=())
        signed = answers.unchanged(replace(report, method="https://a.example/key"), signed_on="1 March 2026", raw=())

        assert unchanged.sentence == "Yes. It stands at its own address."
        assert key.sentence == "It is not signed: it is believed for where it stands. Its address is its issuer's."
        assert signed.sentence == "Yes. Nothing was altered since it was signed on 1 March 2026."

    def test_a_badge_of_today_is_told_from_its_document(self):
        made = document(achievement=RUBRIC, subject=RESULT)

        assert told_by(view(made)) == disclosed(made)

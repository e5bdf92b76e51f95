"""Definitions from elsewhere: what is taken, what is said about what is not, and that nothing is invented."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laurels.catalogue.rules.definitions import Reading, read_objects, read_rows
from laurels.catalogue.rules.definitions.shape import MOST, parts_of

CLASS = {
    "@context": "https://w3id.org/openbadges/v2",
    "type": "BadgeClass",
    "id": "https://host.example/badges/7",
    "name": "Calm on the telephone",
    "description": "Callers are heard.",
    "criteria": {"narrative": "Show at work:\n\n- Greets the caller.\n- Repeats what was asked.\n\nThank you."},
    "image": "https://host.example/7.png",
    "issuer": "https://host.example/issuer",
    "alignment": [{"targetName": "Listens", "targetUrl": "https://standards.example/1", "targetCode": "L1"}],
    "tags": ["telephone", "service"],
}
ACHIEVEMENT = {
    "id": "urn:uuid:1",
    "type": ["Achievement"],
    "name": "Reads charts",
    "description": "Numbers are understood.",
    "criteria": {"narrative": "Show it twice."},
    "achievementType": "MicroCredential",
    "creditsAvailable": 4,
    "inLanguage": "en",
    "resultDescription": [
        {
            "id": "urn:r:1",
            "type": ["ResultDescription"],
            "name": "Explains a chart to a colleague.",
            "resultType": "RubricCriterionLevel",
            "requiredLevel": "urn:l:2",
            "rubricCriterionLevel": [
                {"id": "urn:l:1", "type": ["RubricCriterionLevel"], "name": "Emerging", "description": "Names the axes."},
                {"id": "urn:l:2", "type": ["RubricCriterionLevel"], "name": "Competent", "description": "Says what follows."},
                {"id": "urn:l:3", "type": ["RubricCriterionLevel"], "name": "Confident", "description": "Doubts well."},
            ],
        },
        {"id": "urn:r:2", "type": ["ResultDescription"], "name": "Final test", "resultType": "Percent"},
    ],
}


def read(value: object) -> Reading:
    return read_objects(json.dumps(value).encode())


def only(value: object):
    reading = read(value)
    assert not reading.refused
    (found,) = reading.found
    return found


class TestOpenBadges2:
    def test_its_words_links_and_tags_are_taken(self):
        found = only(CLASS)

        assert (found.title, found.description) == ("Calm on the telephone", "Callers are heard.")
        assert found.tags == ("telephone", "service")
        assert [(link.url, link.name, link.code) for link in found.links] == [("https://standards.example/1", "Listens", "L1")]
        assert found.source == "https://host.example/badges/7"

    def test_bulleted_criteria_become_elements(self):
        assert [part.statement for part in only(CLASS).parts] == ["Greets the caller.", "Repeats what was asked."]

    def test_criteria_and_pictures_at_an_address_are_not_fetched_and_it_says_so(self):
        found = only(CLASS | {"criteria": "https://host.example/criteria"})

        assert found.criteria == ""
        assert any("https://host.example/criteria" in note for note in found.notes)
        assert any("was not fetched" in note for note in found.notes)

    def test_a_picture_within_the_file_is_taken(self):
        picture = base64.b64encode(b"pixels").decode()

        assert only(CLASS | {"image": f"data:image/png;base64,{picture}"}).picture == b"pixels"

    @pytest.mark.parametrize("url", ["", "javascript:alert(1)", "listens", 7, None])
    def test_a_link_without_a_real_address_is_left_out_and_named(self, url):
        found = only(CLASS | {"alignment": {"targetName": "Listens", "targetUrl": url}})

        assert found.links == ()
        assert any("no usable address" in note for note in found.notes)

    @pytest.mark.parametrize(
        ("expires", "months"),
        [
            ({"amount": 2, "duration": "years"}, 24),
            ({"amount": 6, "duration": "months"}, 6),
            ({"amount": 90, "duration": "days"}, None),
        ],
    )
    def test_a_lifespan_is_read_in_whole_months_or_asked_about(self, expires, months):
        found = only(CLASS | {"expires": expires})

        assert found.months == months
        assert any("How long it lasts" in note for note in found.notes) == (months is None)

    @pytest.mark.parametrize("holder", ["@graph", "badgeclasses", "badges", "result", "data"])
    def test_a_list_within_an_envelope_is_opened(self, holder):
        assert len(read({holder: [CLASS, CLASS]}).found) == 2

    def test_the_definition_within_an_assertion_is_taken(self):
        assert only({"type": "Assertion", "badge": CLASS}).title == "Calm on the telephone"


class TestOpenBadges3:
    def test_rubrics_become_elements_with_their_required_level(self):
        (part,) = only(ACHIEVEMENT).parts

        assert part.statement == "Explains a chart to a colleague."
        assert [label for _, label, _ in part.levels] == ["Emerging", "Competent", "Confident"]
        assert part.required_level == "l2"

    def test_a_measure_that_is_no_rubric_is_named_and_left_out(self):
        assert any("“Final test” is measured as Percent" in note for note in only(ACHIEVEMENT).notes)

    def test_credits_language_and_kind_are_taken(self):
        found = only(ACHIEVEMENT)

        assert (found.cpd_points, found.language, found.kind) == (4.0, "en", "competence")

    def test_a_badge_for_taking_part_is_called_that(self):
        assert only(ACHIEVEMENT | {"achievementType": "CertificateOfCompletion"}).kind == "participation"

    def test_the_achievement_within_a_credential_is_taken(self):
        assert only({"type": ["OpenBadgeCredential"], "credentialSubject": {"achievement": ACHIEVEMENT}}).title == "Reads charts"


class TestRefusals:
    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"{", "cannot be read as JSON"),
            (b'{"name":"a","name":"b"}', "cannot be read as JSON"),
            (b"[" * 5000, "cannot be read as JSON"),
            (b"[]", "There is no badge in it"),
            (b"7", "plain value"),
            (b'{"type":"BadgeClass"}', "has no name"),
            (b'{"type":"Person","name":"Asha"}', "neither an Open Badges 2.0 nor a 3.0"),
        ],
    )
    def test_each_says_what_is_wrong(self, data, words):
        reading = read_objects(data)

        assert not reading.found
        assert words in reading.refused[0].reason

    def test_one_bad_badge_does_not_hinder_the_others(self):
        reading = read([CLASS, {"type": "BadgeClass"}, ACHIEVEMENT])

        assert [found.title for found in reading.found] == ["Calm on the telephone", "Reads charts"]
        assert [refusal.place for refusal in reading.refused] == ["Badge 2"]

    def test_a_file_of_too_many_stops_with_a_sentence(self):
        reading = read([CLASS] * (MOST + 5))

        assert len(reading.found) == MOST
        assert "Send the rest in another file." in reading.refused[-1].reason

    def test_what_is_too_long_is_cut_and_said(self):
        found = only(CLASS | {"name": "n" * 500})

        assert len(found.title) == 120
        assert any("longer than 120 characters" in note for note in found.notes)


COLUMNS = {"title": 0, "description": 1, "criteria": 2, "lasts": 3, "hours": 4, "tags": 5}


class TestTables:
    def test_a_row_is_a_badge(self):
        row = (2, ["First aid", "Help comes.", "1. Calls for help.\n2) Stops bleeding.", "2 years", "6,5 h", "aid; safety"])

        (found,) = read_rows([row], COLUMNS).found

        assert (found.title, found.months, found.hours, found.tags) == ("First aid", 24, 6.5, ("aid", "safety"))
        assert [part.statement for part in found.parts] == ["Calls for help.", "Stops bleeding."]

    def test_a_bare_number_of_a_lifespan_is_not_guessed_at(self):
        (found,) = read_rows([(2, ["First aid", "", "", "24"])], COLUMNS).found

        assert found.months is None
        assert any("months or years" in note for note in found.notes)

    def test_a_row_without_a_name_is_refused_by_its_line(self):
        reading = read_rows([(2, ["", "Help comes."]), (3, ["", ""]), (4, ["First aid"])], COLUMNS)

        assert [refusal.place for refusal in reading.refused] == ["Line 2"]
        assert [found.place for found in reading.found] == ["Line 4"]


MEMBERS = sorted({*CLASS, *ACHIEVEMENT, "badge", "data"})
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(sorted({*CLASS, *ACHIEVEMENT, "badge", "data"})), inner)
    ),
    max_leaves=10,
)


@given(json_values)
def test_nothing_that_is_json_breaks_the_reader(value):
    reading = read(value)

    assert reading.found or reading.refused
    assert all(found.title and len(found.title) <= 120 for found in reading.found)


@given(st.binary(max_size=400))
def test_nothing_at_all_breaks_the_reader(data):
    assert read_objects(data).refused or read_objects(data).found


@given(st.lists(st.lists(st.text(max_size=40), max_size=8), max_size=6))
def test_every_row_that_says_something_is_taken_or_refused(rows):
    reading = read_rows(list(enumerate(rows, 2)), COLUMNS)

    assert len(reading.found) + len(reading.refused) == sum(any(cell.strip() for cell in row[:6]) for row in rows)


@given(st.text(max_size=400))
def test_elements_come_only_from_lines_that_are_there(text):
    assert all(part.statement in " ".join(text.split()) for part in parts_of(text))


SAMPLES = Path(__file__).resolve().parents[2].parent / "shared/standards/data"


@pytest.mark.skipif(not SAMPLES.exists(), reason="the shared samples are not beside the project")
def test_badge_classes_of_the_standard_s_own_tests_are_read():
    files = sorted(SAMPLES.glob("credentials/support/ob2-assets/badgeclass*.json"))

    readings = [read_objects(path.read_bytes()) for path in files]

    assert files
    assert all(reading.found for reading in readings)

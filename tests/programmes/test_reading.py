"""Reading mc-programme/1: strict, with the place of every fault; what later rooms will load is counted, never lost from sight."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laurels.catalogue import rules as badges
from laurels.programmes import reading, versions
from laurels.programmes.errors import ProgrammeMalformed

SMALL = json.loads((reading.CONTENT / "small-charity.json").read_text())


def read(**changes: object) -> reading.Programme:
    return reading.read(json.dumps(SMALL | changes).encode())


class TestWhatIsRead:
    def test_six_programmes_are_shipped(self):
        assert reading.shipped() == [
            "assessor",
            "customer-care",
            "data-literacy",
            "digital-accessibility",
            "line-manager",
            "small-charity",
        ]

    @pytest.mark.parametrize("name", reading.shipped())
    def test_every_part_of_a_file_is_either_loaded_or_counted(self, name):
        whole = json.loads((reading.CONTENT / f"{name}.json").read_text())
        programme = reading.read_shipped(name)

        aside = {"rights", "checks"}  # who may use the file, and what tests hold it to
        assert {part for part, value in whole.items() if value} <= {*reading.Programme.__struct_fields__, *reading.LATER, *aside}
        top = {part: len(whole[part]) for part in reading.LATER if whole.get(part)}
        assert top.items() <= programme.left.items()

    @pytest.mark.parametrize("name", reading.shipped())
    def test_every_part_of_a_learner_is_either_loaded_or_counted(self, name):
        whole = json.loads((reading.CONTENT / f"{name}.json").read_text())
        programme = reading.read_shipped(name)

        for part in {part for learner in whole["learners"] for part, value in learner.items() if isinstance(value, list) and value}:
            count = sum(len(learner.get(part, ())) for learner in whole["learners"])
            assert part in ("credentials", "identities") or programme.left[part] == count, part

    def test_the_small_charity_is_thirty_people_with_two_badges_as_five_fields(self):
        programme = reading.read_shipped("small-charity")

        assert (programme.organisation.mode, programme.organisation.people_count) == ("small", 30)
        assert [part.code for part in programme.achievements] == ["SAFE-SHELF", "WARM-WELCOME"]
        assert all(part.form is not None for part in programme.achievements)

    def test_people_without_an_address_stay_without_one(self):
        programme = reading.read_shipped("small-charity")

        assert any(not [address for address in learner.identities if "@" in address] for learner in programme.learners)


class TestFaults:
    @pytest.mark.parametrize(
        ("changes", "place"),
        [
            ({"format": "mc-programme/2"}, "mc-programme/1"),
            ({"code": 5}, "$.code"),
            ({"organisation": {"code": "x"}}, "$.organisation"),
            ({"achievements": [{"name": "X"}]}, "$.achievements[0]"),
            ({"people": [{"code": "p", "name": 3}]}, "$.people[0].name"),
            ({"learners": [{"code": "l", "name": "L", "credentials": [{"achievement": "X"}]}]}, "$.learners[0].credentials[0]"),
            ({"rubric_scale": []}, "$.rubric_scale"),
            ({"achievements": [SMALL["achievements"][0] | {"published_on": "yesterday"}]}, "$.achievements[0].published_on"),
        ],
    )
    def test_the_place_is_named(self, changes, place):
        with pytest.raises(ProgrammeMalformed) as refused:
            read(**changes)

        assert place in str(refused.value)
        assert "mc-programme/1" in refused.value.for_people()

    @pytest.mark.parametrize(
        "missing", ["format", "code", "title", "organisation", "achievements", "people", "learners", "rubric_scale"]
    )
    def test_no_part_that_is_needed_may_be_missing(self, missing):
        data = {name: value for name, value in SMALL.items() if name != missing}

        with pytest.raises(ProgrammeMalformed):
            reading.read(json.dumps(data).encode())

    @pytest.mark.parametrize(
        "data", [b"\xff\xfe", b"{" * 2000, b'{"format":"mc-programme/1"', b"null", b'"mc-programme/1"', b"\x00"]
    )
    def test_what_is_no_json_says_so(self, data):
        with pytest.raises(ProgrammeMalformed):
            reading.read(data)

    @given(st.binary(max_size=300))
    def test_noise_is_refused_by_name(self, data):
        with pytest.raises(ProgrammeMalformed):
            reading.read(data)

    @pytest.mark.parametrize("name", ["", "..", "../../site/settings", "small-charity.json", "/etc/passwd", "SMALL-CHARITY"])
    def test_only_what_is_shipped_is_found_by_name(self, name):
        from laurels.programmes.errors import ProgrammeUnknown

        with pytest.raises(ProgrammeUnknown):
            reading.read_shipped(name)


class TestVersions:
    @pytest.fixture
    def small(self):
        judges = {"p-joan": "joan", "p-idris": "idris"}
        return list(versions.version_data(reading.read_shipped("small-charity"), judges=judges))

    def test_five_fields_become_what_the_form_would_make(self, small):
        for authored, part in zip(small, SMALL["achievements"], strict=True):
            made, form = authored.version, part["form"]
            lasts = versions.LASTS[form["lasts"]]
            assert made.title == form["name"]
            assert [element.statement for element in made.elements] == list(form["can_do"])
            assert made.strategy.lifespan_months == badges.LASTS[lasts]
            assert made.strategy.lasts == lasts
            assert made.strategy.function == ("perform" if form.get("for_job") else "develop")

    def test_the_author_is_the_one_whom_the_file_names(self, small):
        assert {authored.author for authored in small} == {part["designed_by"] for part in SMALL["achievements"]}

    def test_only_published_versions_come(self):
        programme = reading.read_shipped("customer-care")

        for made in versions.version_data(programme, judges={"p-petra": "petra"}):
            assert made.version.published_on

    def test_older_versions_come_first(self):
        programme = reading.read_shipped("customer-care")
        numbers = [
            made.version.number
            for made in versions.version_data(programme, judges={"p-petra": "petra"})
            if made.version.handle == "CC-RIGHT"
        ]

        assert numbers == ["1.0", "2.0"]

    @pytest.mark.parametrize("name", [name for name in reading.shipped() if name != "small-charity"])
    def test_every_elements_needed_level_is_one_of_its_levels(self, name):
        for made in versions.version_data(reading.read_shipped(name), judges={"x": "x"}):
            for element in made.version.elements:
                assert element.required_level in {code for code, _, _ in element.levels}
                assert len(element.levels) >= 2
                assert all(description for _, _, description in element.levels)

    @pytest.mark.parametrize("name", [name for name in reading.shipped() if name != "small-charity"])
    def test_levels_carry_the_words_of_the_programmes_own_scale(self, name):
        programme = reading.read_shipped(name)
        labels = {level["label"] for level in programme.rubric_scale["levels"]}

        for made in versions.version_data(programme, judges={"x": "x"}):
            for element in made.version.elements:
                assert {label for _, label, _ in element.levels} <= labels

    @pytest.mark.parametrize("name", reading.shipped())
    def test_a_level_says_who_says_so(self, name):
        for made in versions.version_data(reading.read_shipped(name), judges={"p-joan": "j", "p-idris": "i"}):
            if made.version.level_text:
                assert "our own estimate" in made.version.level_text

    def test_an_evidence_rule_is_taken_whole(self):
        programme = reading.read_shipped("customer-care")
        rules = [
            element.evidence_rule
            for made in versions.version_data(programme, judges={"x": "x"})
            for element in made.version.elements
            if element.evidence_rule
        ]

        assert rules
        wanted = {"min_items", "kinds", "min_kinds", "min_occasions", "max_age_months", "needs_witness"}
        assert all(set(rule) == wanted for rule in rules)

    def test_lifespans_are_those_of_the_file(self):
        programme = reading.read_shipped("small-charity")

        found = {part.code: versions.lifespan_of(programme, part.code) for part in programme.achievements}
        assert found == {check["achievement"]: check["lifespan_months"] for check in SMALL["checks"] if check["kind"] == "derived"}

"""A family: what an organisation's badges share, what does not fit, and what the shipped programmes look like."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from laurels.catalogue.pictures import choosing, family
from laurels.catalogue.pictures.choices import Choices, choices_of
from laurels.catalogue.pictures.family import Family, strays, twins, usual
from laurels.catalogue.pictures.readability import faults, verdicts
from laurels.programmes.pictures import CHOSEN, FAMILIES, family_of, picture_of
from laurels.programmes.reading import read_shipped, shipped
from tests.catalogue.golden import MARK

TRUST = Family(("roundel",), ("night", "plum"), mark="BT")
ONE = Choices("mend", "night", "roundel", "practitioner", mark="BT")


class TestKeptFamily:
    @pytest.mark.parametrize("kept", list(FAMILIES.values()))
    def test_what_is_kept_is_read_as_it_was(self, kept):
        assert family.read(json.loads(json.dumps(kept.kept()))) == kept

    def test_the_marks_drawing_is_kept_beside_it(self):
        with_mark = replace(TRUST, mark_drawing=MARK)

        assert "mark_drawing" not in with_mark.kept()
        assert family.read(with_mark.kept(), mark_drawing=MARK) == with_mark

    @pytest.mark.parametrize(
        "change",
        [
            {"shapes": []},
            {"shapes": ["star"]},
            {"shapes": "roundel"},
            {"inks": []},
            {"inks": ["#12"]},
            {"inks": [7]},
            {"metal": "mud"},
            {"rim": ""},
            {"mark": "ABC"},
            {"mark": 7},
        ],
    )
    def test_what_we_cannot_draw_is_refused(self, change):
        assert family.read(TRUST.kept()) == TRUST
        assert family.read(TRUST.kept() | change) is None

    def test_nothing_kept_is_no_family(self):
        assert family.read({}) is None


class TestWhatFits:
    @pytest.mark.parametrize("choices", [ONE, replace(ONE, ink="plum"), replace(ONE, shape="scallop"), replace(ONE, level="lead")])
    def test_a_badge_of_the_familys_style_fits(self, choices):
        assert strays(choices, TRUST) == ()

    @pytest.mark.parametrize(
        ("change", "sentence"),
        [
            ({"shape": "octagon"}, "Its shape is an octagon; the family's is a roundel."),
            ({"ink": "#123456"}, "Its colour, #123456, is none of the family's."),
            ({"metal": "silver"}, "Its laurel is silver; the family's is gold."),
            ({"rim": "beads"}, "Its ring is treated in another way."),
            ({"mark": "KL"}, "It bears another mark of the organisation."),
            ({"own_mark": True}, "It bears another mark of the organisation."),
        ],
    )
    def test_each_thing_that_differs_is_said(self, change, sentence):
        [found] = strays(replace(ONE, **change), TRUST)

        assert found == sentence

    def test_an_own_picture_and_unknown_choices_are_said_not_judged(self):
        assert "only you can see" in strays(None, TRUST, own=True)[0]
        assert "not known" in strays(None, TRUST)[0]

    def test_two_that_look_alike_when_small_are_named(self):
        named = [("a", ONE), ("b", replace(ONE, ring="Other words")), ("c", replace(ONE, level="lead"))]

        assert twins(named) == {"b": "a"}

    def test_the_usual_style_is_what_most_have(self):
        found = usual([ONE, replace(ONE, ink="plum"), replace(ONE, shape="scallop", metal="silver")])

        assert (found.shapes, found.inks, found.metal, found.mark) == (("roundel",), ("night", "plum"), "gold", "BT")
        assert usual([]) is None


class TestDrawnInTheFamily:
    @pytest.mark.parametrize("name", ["Safe Shelf", "Unheard of", "日本語", ""])
    @pytest.mark.parametrize("style", [TRUST, replace(TRUST, mark_drawing=MARK), FAMILIES["LM"]])
    def test_a_picture_that_draws_itself_fits(self, name, style):
        picture = choosing.picture_for(name=name, organisation="Brackendale", ink="#1C5B3D", family=style)

        assert strays(choices_of(picture), style) == ()

    def test_the_organisations_colour_is_worn_where_the_family_has_it(self):
        assert choosing.picture_for(name="X", organisation="Y", ink="#562A4B", family=TRUST).ink == "plum"
        assert choosing.picture_for(name="X", organisation="Y", ink="#1C5B3D", family=TRUST).ink in TRUST.inks


class TestTheShippedProgrammes:
    @pytest.mark.parametrize("code", shipped())
    def test_every_badge_has_choices_and_they_make_one_family(self, code):
        programme = read_shipped(code)
        pictures = {
            part.code: picture_of(
                handle=part.code, name=part.form.name if part.form else part.name, organisation="X", kind=part.kind
            )
            for part in programme.achievements
        }

        assert pictures.keys() <= CHOSEN.keys()
        assert len({family_of(handle) for handle in pictures}) == 1
        for handle, picture in pictures.items():
            assert strays(choices_of(picture), family_of(handle)) == (), handle
            assert faults(picture) == (), handle
            assert all(verdict.tone == "good" for verdict in verdicts(picture)), handle
        assert twins([(handle, choices_of(picture)) for handle, picture in pictures.items()]) == {}

    def test_no_two_families_are_drawn_alike(self):
        assert len({(style.shapes, style.metal, style.rim) for style in FAMILIES.values()}) == len(FAMILIES)
        assert {len(style.shapes) for style in FAMILIES.values()} == {1}

    def test_no_choice_is_left_over(self):
        there = {part.code for code in shipped() for part in read_shipped(code).achievements}

        assert set(CHOSEN) == there

"""Choices as data: kept, read again, refused when they are none of ours; and what can be read of them."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laurels.catalogue.pictures import readability
from laurels.catalogue.pictures.choices import Choices, choices_of, read
from laurels.catalogue.pictures.drawing import INKS, LEVELS, METALS, RIMS, Picture, colours, draw, words_below
from laurels.catalogue.pictures.geometry import SHAPES
from laurels.catalogue.pictures.icons import ICONS
from laurels.common.colour import contrast
from tests.catalogue.golden import MARK

COLOURS = st.sampled_from(sorted(INKS)) | st.from_regex(r"#[0-9A-F]{6}", fullmatch=True)
SOUND = st.builds(
    Choices,
    icon=st.sampled_from(sorted(ICONS)),
    ink=COLOURS,
    shape=st.sampled_from(sorted(SHAPES)),
    level=st.sampled_from(sorted(LEVELS)),
    ring=st.from_regex(r"[A-Za-zÀ-ÿ]{0,20}", fullmatch=True),
    mark=st.from_regex(r"[A-Z]{0,2}", fullmatch=True),
    own_mark=st.booleans(),
    metal=st.sampled_from(sorted(METALS)),
    rim=st.sampled_from(RIMS),
)
ONE = Choices("mend", "night", "roundel", "practitioner", mark="BT")


class TestKeptChoices:
    @given(SOUND)
    def test_what_is_kept_is_read_as_it_was(self, choices):
        assert read(json.loads(json.dumps(choices.kept()))) == choices

    @given(SOUND)
    def test_a_picture_gives_back_the_choices_that_it_was_drawn_from(self, choices):
        picture = choices.picture(name="X", assessed=True, mark_drawing=MARK)

        assert choices_of(picture) == choices

    @pytest.mark.parametrize(
        "change",
        [
            {"icon": "skull"},
            {"ink": "red"},
            {"ink": "#12345"},
            {"ink": "url(#a)"},
            {"shape": "star"},
            {"level": "grandmaster"},
            {"metal": "mud"},
            {"rim": "none"},
            {"ring": "x" * 61},
            {"word": "x" * 21},
            {"mark": "ABC"},
            {"alt": "x" * 201},
            {"own_mark": "yes"},
            {"ring": 7},
            {"icon": None},
        ],
    )
    def test_a_choice_that_is_none_of_ours_is_refused(self, change):
        assert read(ONE.kept()) == ONE
        assert read(ONE.kept() | change) is None

    @pytest.mark.parametrize("missing", ["icon", "ink", "shape"])
    def test_without_its_bones_nothing_was_chosen(self, missing):
        kept = ONE.kept()
        del kept[missing]

        assert read(kept) is None
        assert read({}) is None

    def test_words_are_kept_on_one_line_without_what_turns_them(self):
        assert read(ONE.kept() | {"ring": "Put\nit \u202eRight"}).ring == "Put it Right"

    def test_what_a_later_release_adds_is_left_aside(self):
        assert read(ONE.kept() | {"sparkle": "much"}) == ONE

    def test_the_own_mark_is_drawn_only_where_it_was_chosen(self):
        with_it = replace(ONE, own_mark=True)

        assert "#86391F" in draw(with_it.picture(name="X", assessed=True, mark_drawing=MARK))
        assert "#86391F" not in draw(ONE.picture(name="X", assessed=True, mark_drawing=MARK))


class TestReadability:
    @pytest.mark.parametrize("ink", sorted(INKS))
    @pytest.mark.parametrize("metal", sorted(METALS))
    def test_every_ink_of_ours_carries_words_icon_and_metal(self, ink, metal):
        assert readability.faults(Picture("Put It Right", "mend", ink, metal=metal)) == ()

    @pytest.mark.parametrize("ink", ["#E6C573", "#FFFFFF", "#8FA3C0", "#FFFF00"])
    def test_words_on_a_pale_ground_stop_publishing_and_name_the_colour_that_passes(self, ink):
        picture = Picture("Put It Right", "mend", ink)

        found = readability.faults(picture)

        nearest = readability.nearest(picture)
        assert found[0].startswith("The words cannot be read: ")
        assert f"The nearest colour that passes is {nearest}." in found[0]
        assert readability.faults(replace(picture, ink=nearest)) == ()

    @given(SOUND)
    def test_the_nearest_colour_always_passes_and_is_the_own_one_when_that_does(self, choices):
        picture = choices.picture(name="Put It Right", assessed=True)
        nearest = readability.nearest(picture)

        assert readability.faults(replace(picture, ink=nearest)) == ()
        if not readability.faults(picture) and all(v.tone == "good" for v in readability.verdicts(picture)):
            assert nearest == INKS.get(choices.ink, choices.ink)

    @given(SOUND, st.booleans())
    def test_a_fault_is_said_exactly_when_words_have_too_little_contrast(self, choices, assessed):
        picture = choices.picture(name="Put It Right", assessed=assessed)
        c = colours(picture)
        above = contrast(c.words, c.ground) < 4.5
        below = bool(picture.word_below()) and contrast(words_below(picture), c.ground) < 4.5

        assert bool(readability.faults(picture)) is (above or below)

    def test_a_ring_without_words_is_never_stopped_for_words(self):
        assert readability.faults(Picture("日本語", "tin", "#E6C573", level="none")) == ()

    def test_a_hard_icon_is_said_and_stops_nothing(self):
        found = readability.verdicts(Picture("日本語", "tin", "#FFF3D0", level="none"))

        assert any(v.sentence.startswith("The icon is hard to see") and not v.stops for v in found)

    def test_another_script_gets_a_sentence_and_an_alternative(self):
        [found] = [v for v in readability.verdicts(Picture("日本語", "tin")) if "letters" in v.sentence]

        assert "not 日 本 語" in found.sentence
        assert "picture of your own" in found.sentence
        assert not found.stops

    def test_too_many_words_get_a_sentence(self):
        assert any("too long for the ring" in v.sentence for v in readability.verdicts(Picture("X" * 120, "tin")))

    def test_a_dark_ground_is_held_by_its_rim_on_a_dark_page(self):
        sentences = [v.sentence for v in readability.verdicts(Picture("X", "tin", "ink"))]

        assert any(s.startswith("On a dark page its rim holds it") for s in sentences)
        assert any(s.startswith("On a light page it stands out") for s in sentences)

    def test_paper_stands_on_a_light_page_by_its_rim(self):
        sentences = [v.sentence for v in readability.verdicts(Picture("X", "tin", "wine", assessed=False))]

        assert any(s.startswith("On a light page its rim holds it") for s in sentences)

    @pytest.mark.parametrize(("figure", "words"), [(4.4999, "4.4 : 1"), (4.5, "4.5 : 1"), (21, "21.0 : 1")])
    def test_a_figure_never_promises_more_than_there_is(self, figure, words):
        assert readability.ratio(figure) == words

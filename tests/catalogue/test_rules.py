"""What five fields become, which moves a version may make: the design's worked numbers."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laurels.catalogue import rules
from laurels.catalogue.pictures import choosing, raster
from laurels.catalogue.pictures.drawing import Picture, draw
from laurels.catalogue.rules import FiveFields, State

LOOK = Path(__file__).resolve().parents[3] / "shared/design/look/badges"
FIVE = FiveFields("Safe Shelf", ("Checks dates.", "Keeps cold food cold."), ("joan",), "2")


def test_five_fields_become_what_the_design_says():
    derived = rules.derive(FIVE, handle="SAFE-SHELF", published_on=date(2026, 2, 10))

    assert derived.function == "develop"
    assert derived.business_need == "helps us do our work well"
    assert [code for code, _ in derived.elements] == ["SAFE-SHELF-1", "SAFE-SHELF-2"]
    assert (derived.lifespan_months, derived.lifespan_reason) == (24, "")
    assert (derived.window_days, derived.grace_days) == (90, 30)
    assert derived.review_on == date(2027, 2, 10)


def test_a_badge_that_does_not_expire_says_why():
    derived = rules.derive(FiveFields("Warm Welcome", ("Greets.",), ("joan",), "never"), handle="W", published_on=date(2026, 3, 16))

    assert (derived.lifespan_months, derived.lifespan_reason, derived.window_days) == (None, "owner's choice", None)


def test_the_one_tick_makes_it_part_of_the_job():
    fields = FiveFields(FIVE.name, FIVE.can_do, FIVE.judges, FIVE.lasts, for_job=True)

    assert rules.derive(fields, handle="X", published_on=date(2026, 1, 1)).function == "perform"


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 200}, "longer"),
        ({"can_do": ()}, "at least one line"),
        ({"can_do": ("a",) * 6}, "at most 5"),
        ({"can_do": ("a" * 400,)}, "longer"),
        ({"judges": ()}, "who judges"),
        ({"lasts": "9"}, "how long"),
    ],
)
def test_what_is_missing_is_named(change, word):
    values = {"name": FIVE.name, "can_do": FIVE.can_do, "judges": FIVE.judges, "lasts": FIVE.lasts, **change}

    assert any(word in fault for fault in rules.faults(FiveFields(**values)))


def test_a_sound_badge_has_no_faults_and_no_advice():
    assert rules.faults(FIVE) == []
    assert rules.advice(FIVE) == []


@pytest.mark.parametrize("line", ["Understands food hygiene.", "Knows the rules.", "Is aware of risks."])
def test_what_nobody_can_see_is_pointed_out(line):
    assert rules.advice(FiveFields("X", (line,), ("j",), "2"))


@pytest.mark.parametrize("name", ["Certified Picker", "Accredited Host", "Licensed Driver"])
def test_words_that_claim_too_much_are_pointed_out(name):
    assert rules.advice(FiveFields(name, ("Greets.",), ("j",), "2"))


@given(st.text(max_size=80), st.sets(st.sampled_from(["SAFE-SHELF", "BADGE", "SAFE-SHELF-2"])))
def test_a_handle_is_never_used_twice(name, taken):
    handle = rules.handle_of(name, taken=taken)

    assert handle
    assert handle not in taken


def test_bullets_of_a_pasted_list_are_taken_off():
    assert rules.lines_of("- One\n\n* Two\n• Three") == ("One", "Two", "Three")


ALLOWED = {
    ("draft", "in_review"),  # submit for review
    ("in_review", "draft"),  # return
    ("in_review", "approved"),  # approve
    ("draft", "approved"),  # Small mode: the author may approve
    ("approved", "published"),  # publish
    ("approved", "draft"),
    ("published", "draft"),  # Small mode: the undo window
    ("published", "suspended"),  # suspend
    ("suspended", "published"),  # resume
    ("published", "superseded"),  # successor published
    ("published", "retired"),  # retire
    ("superseded", "retired"),
    ("superseded", "published"),  # its successor was taken back within the undo window
}
"""DOMAIN 5.1, written down a second time."""


@pytest.mark.parametrize(("old", "new"), list(product(State, State)))
def test_a_version_moves_only_where_the_design_says(old, new):
    assert rules.may_move(old, new) is ((old.value, new.value) in ALLOWED)


def test_only_a_published_version_can_be_earned():
    assert {State.PUBLISHED} == rules.EARNABLE


@given(st.lists(st.sampled_from(State), max_size=12))
def test_a_walk_of_moves_never_leaves_retired_and_never_skips_approval(walk):
    state, seen = State.DRAFT, [State.DRAFT]
    for wanted in walk:
        if rules.may_move(state, wanted):
            state = wanted
            seen.append(state)

    if State.RETIRED in seen:
        assert seen[-1] is State.RETIRED
    if State.PUBLISHED in seen:
        assert State.APPROVED in seen[: seen.index(State.PUBLISHED)]


def test_nobody_judges_herself():
    assert not rules.may_judge(judge="joan", learner="joan", judges={"joan", "idris"})
    assert rules.may_judge(judge="idris", learner="joan", judges={"joan", "idris"})
    assert not rules.may_judge(judge="wen", learner="joan", judges={"joan", "idris"})


@pytest.mark.parametrize(("hours", "awards", "allowed"), [(23, 0, True), (24, 0, False), (1, 1, False)])
def test_publishing_can_be_taken_back_for_a_day_while_nobody_holds_it(hours, awards, allowed):
    published = datetime(2026, 11, 24, 12, tzinfo=UTC)

    assert rules.may_take_back(published_at=published, at=published + timedelta(hours=hours), hours=24, awards=awards) is allowed


@pytest.mark.parametrize(
    ("lasts", "months", "reason", "window", "grace"),
    [("1", 12, "", 90, 30), ("2", 24, "", 90, 30), ("3", 36, "", 90, 30), ("never", None, "owner's choice", None, None)],
)
def test_each_answer_of_how_long_it_lasts_is_derived(lasts, months, reason, window, grace):
    derived = rules.derive(FiveFields("X", ("Shows.",), ("j",), lasts), handle="X", published_on=date(2026, 2, 10))

    assert (derived.lifespan_months, derived.lifespan_reason) == (months, reason)
    assert (derived.window_days, derived.grace_days) == (window, grace)


@pytest.mark.parametrize(
    ("published", "review"),
    [
        (date(2026, 2, 10), date(2027, 2, 10)),
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2025, 12, 31), date(2026, 12, 31)),
    ],
)
def test_it_is_looked_at_again_after_twelve_months_also_when_it_lasts_longer(published, review):
    for lasts in rules.LASTS:
        assert rules.derive(FiveFields("X", ("A.",), ("j",), lasts), handle="X", published_on=published).review_on == review


@pytest.mark.parametrize("lines", range(1, 6))
def test_each_line_is_one_element_with_the_badges_code_and_its_place(lines):
    can_do = tuple(f"Shows {number}." for number in range(lines))

    derived = rules.derive(FiveFields("X", can_do, ("j",), "2"), handle="SAFE-SHELF", published_on=date(2026, 1, 1))

    assert derived.elements == tuple((f"SAFE-SHELF-{place}", line) for place, line in enumerate(can_do, 1))


@pytest.mark.parametrize(
    ("said", "need"), [("", "helps us do our work well"), ("  ", "helps us do our work well"), (" It feeds. ", "It feeds.")]
)
def test_what_it_is_for_has_a_default(said, need):
    fields = FiveFields("X", ("A.",), ("j",), "2", what_for=said)

    assert rules.derive(fields, handle="X", published_on=date(2026, 1, 1)).business_need == need


def test_the_rubric_has_two_levels_in_order_and_each_says_what_it_looks_like():
    assert [code for code, _, _ in rules.RUBRIC] == ["not_yet", "met"]
    assert all(label and description for _, label, description in rules.RUBRIC)


@pytest.mark.parametrize(
    ("name", "handle"),
    [
        ("Safe Shelf", "SAFE-SHELF"),
        ("Café à la carte", "CAFE-A-LA-CARTE"),
        ("  Two   Words ", "TWO-WORDS"),
        ("日本語", "BADGE"),
        ("", "BADGE"),
        ("<script>", "SCRIPT"),
        ("A" * 80, "A" * 40),
        ("Ends with a dash at forty characters here - x", "ENDS-WITH-A-DASH-AT-FORTY-CHARACTERS-HER"),
    ],
)
def test_the_code_is_made_from_the_name(name, handle):
    assert rules.handle_of(name) == handle


def test_a_taken_code_gets_a_number():
    assert rules.handle_of("Safe Shelf", taken={"SAFE-SHELF", "SAFE-SHELF-2"}) == "SAFE-SHELF-3"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ()),
        ("\n \n\t\n", ()),
        ("One\r\nTwo\r\n", ("One", "Two")),
        ("- One\n* Two\n• Three\n· Four", ("One", "Two", "Three", "Four")),
        ("-", ()),
        ("Keeps food at 3 - 5 °C", ("Keeps food at 3 - 5 °C",)),
    ],
)
def test_lines_are_taken_as_somebody_meant_them(text, lines):
    assert rules.lines_of(text) == lines


@given(st.text(max_size=400))
def test_lines_have_no_edges_and_none_is_empty(text):
    for line in rules.lines_of(text):
        assert line == line.strip()
        assert line


def test_every_fault_is_named_at_once():
    found = rules.faults(FiveFields("", (), (), "9"))

    assert found == [
        "give it a name",
        "say in at least one line what people will be able to do",
        "choose who judges",
        "choose how long it lasts",
    ]


@pytest.mark.parametrize(
    "line", ["Explains the label.", "Knowingly shows.", "Shows that she knows the rules.", "Learned men greet."]
)
def test_what_can_be_seen_is_not_pointed_out(line):
    assert rules.advice(FiveFields("X", (line,), ("j",), "2")) == []


def test_criteria_are_one_line_each():
    assert rules.criteria_text(("A.", "B.")) == "To earn this badge, show each of these at work:\n\n- A.\n- B."


def test_one_person_is_the_author_who_judges():
    assert rules.is_one_person(author="joan", judge="joan")
    assert not rules.is_one_person(author="joan", judge="idris")
    assert not rules.is_one_person(author=None, judge=None)


class TestPictures:
    def test_the_same_name_draws_the_same_picture(self):
        one, two = (choosing.picture_for(name="Safe Shelf", organisation="Kettle Lane", ink="#1C5B3D") for _ in range(2))

        assert choosing.drawn(one) == choosing.drawn(two)
        assert one.icon == "tin"

    def test_the_picture_is_the_designs_own(self):
        if not LOOK.is_dir():
            pytest.skip("the design's pictures are not beside the project")

        assert draw(Picture("Safe Shelf", "tin", "clay", "octagon", level="none", mark="K")) == (LOOK / "kl-shelf.svg").read_text()

    @given(st.text(min_size=1, max_size=60))
    def test_every_name_gives_a_picture(self, name):
        svg, small, alt = choosing.drawn(choosing.picture_for(name=name, organisation="Kettle Lane", ink=""))

        assert svg.startswith("<svg")
        assert small.startswith("<svg")
        assert alt

    def test_a_drawing_becomes_a_png(self):
        assert raster.png_of(choosing.drawn(choosing.picture_for(name="X", organisation="Y", ink=""))[0]).startswith(b"\x89PNG")

    def test_an_uploaded_drawing_keeps_only_what_is_listed(self):
        data = (
            b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" onload="badinput()"><script>badinput()</script>'
            b'<foreignObject/><image href="file:///etc/passwd"/><a href="javascript:badinput()"><path d="M0 0"/></a>'
            b'<path d="M0 0" style="background:url(http://x.example)" fill="url(http://x.example)"/></svg>'
        )

        cleaned = raster.svg_cleaned(data)

        assert "badinput" not in cleaned
        assert "x.example" not in cleaned
        assert "passwd" not in cleaned
        assert "<path" in cleaned

    @pytest.mark.parametrize(
        "data",
        [
            b"<svg",
            b"<html/>",
            b'<!DOCTYPE s [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>',
            b"<" * 3_000_000,
        ],
    )
    def test_a_drawing_that_cannot_be_used_is_refused(self, data):
        from laurels.catalogue.errors import PictureUnusable

        with pytest.raises(PictureUnusable):
            raster.svg_cleaned(data)

    @pytest.mark.parametrize("data", [b"", b"no picture", b"\x89PNG\r\n\x1a\n", b"x" * 3_000_000])
    def test_pixels_that_cannot_be_read_are_refused(self, data):
        from laurels.catalogue.errors import PictureUnusable

        with pytest.raises(PictureUnusable):
            raster.png_anew(data)

"""A pasted job description: its lines become elements, its headings are named, what hangs below a line is part of it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laurels.catalogue.rules import element_of, linting, pasted
from laurels.catalogue.rules.pasting import LONGEST, MOST
from laurels.catalogue.rules.sheet import ElementSheet, LevelSheet, Sheet

RECEPTION = """JOB DESCRIPTION
Receptionist

Key responsibilities:
• You will greet every visitor
   ◦ looks up
   ◦ offers help
• Answer the telephone within four rings and
  write down who called
1. Counts the till;
1.1 finds differences
2) [ ] To lock the doors
Person specification
- Ability to stay calm
- Ability to stay calm
Hours: 37 a week
# Other
3.2 Knows the rules
"""


def statements(text: str) -> list[str]:
    return [line.statement for line in pasted(text).lines]


def test_a_job_description_becomes_its_lines():
    assert statements(RECEPTION) == [
        "Greet every visitor.",
        "Answer the telephone within four rings and write down who called.",
        "Counts the till.",
        "Lock the doors.",
        "Stay calm.",
        "Knows the rules.",
    ]


def test_what_is_left_out_is_named_with_its_reason():
    assert pasted(RECEPTION).skipped == (
        ("JOB DESCRIPTION", "a heading"),
        ("Receptionist", "a heading"),
        ("Key responsibilities:", "a heading"),
        ("Person specification", "a heading"),
        ("Hours: 37 a week", "a heading"),
        ("Other", "a heading"),
        ("Stay calm.", "it stands there twice"),
    )


def test_what_hangs_below_a_line_says_what_met_looks_like():
    first, *_ = pasted(RECEPTION).lines

    assert first.below == ("looks up", "offers help")
    assert first.met() == "Seen at work without help: looks up; offers help."


@pytest.mark.parametrize(
    "mark",
    ["-", "*", "•", "·", "–", "—", "▪", "◦", "o", "✓", "☐", "[ ]", "[x]", "1.", "12)", "(a)", "iv.", "1.2", "1.2.3", "- [ ]", "+"],
)
def test_bullets_and_numbers_are_no_part_of_a_statement(mark):
    assert statements(f"{mark} Greets visitors") == ["Greets visitors."]


@pytest.mark.parametrize(
    "words", ["I greet visitors", "a visitor is greeted", "o-rings are changed", "3 doors are locked", "C. is told"]
)
def test_words_that_look_like_a_bullet_stay(words):
    assert statements(words)[0].casefold().startswith(words.split()[0].casefold()) or words.startswith("C.")


@pytest.mark.parametrize(
    ("line", "statement"),
    [
        ("You will greet visitors", "Greet visitors."),
        ("You'll greet visitors", "Greet visitors."),
        ("The post holder must greet visitors", "Greet visitors."),
        ("Must be able to greet visitors", "Greet visitors."),
        ("To greet visitors", "Greet visitors."),
        ("Total is checked", "Total is checked."),
        ("Greets visitors, ", "Greets visitors."),
        ("Greets visitors!", "Greets visitors!"),
    ],
)
def test_what_stands_before_the_verb_goes(line, statement):
    assert statements(line) == [statement]


@pytest.mark.parametrize(
    "line", ["Duties", "Main duties and responsibilities", "SAFETY AT WORK", "## Safety", "**Safety**", "At the desk:"]
)
def test_headings_are_no_elements(line):
    made = pasted(f"{line}\n- Greets visitors\n- Locks the door")

    assert [row.statement for row in made.lines] == ["Greets visitors.", "Locks the door."]
    assert [reason for _, reason in made.skipped] == ["a heading"]


def test_after_a_heading_a_deeper_line_is_an_element_of_its_own():
    assert statements("- Greets\n    Desk:\n    - Locks the door\n    - Counts") == ["Greets.", "Locks the door.", "Counts."]


def test_what_is_too_long_or_too_much_is_named():
    long = "Greets " + "every " * 120
    made = pasted("\n".join([long, *(f"Locks door {number}" for number in range(MOST + 1))]))

    assert len(made.lines) == MOST
    assert [reason for _, reason in made.skipped] == [f"longer than {LONGEST} characters", f"more than {MOST} lines"]


def test_an_element_of_it_lacks_nothing():
    (line,) = pasted("Greets visitors").lines
    element = element_of(line, code="DESK-1")

    levels = tuple(LevelSheet(*level) for level in element.levels)
    sheet = Sheet("Desk", "DESK", date(2026, 11, 24), elements=(ElementSheet(element.code, element.statement, levels=levels),))

    assert [finding.sentence for finding in linting.lint(sheet).about("DESK-1")] == ["It rests on no item of a framework."]
    assert [label for _, label, _ in element.levels] == ["Not yet", "Met"]
    assert (element.required, element.required_level, element.kind) == (True, "met", "competence")


@given(st.lists(st.from_regex(r"[A-Z][a-z]{3,9} the [a-z]{3,9}", fullmatch=True), min_size=1, max_size=8, unique=True), st.data())
def test_a_checklist_comes_back_line_by_line_whatever_its_bullets(lines, data):
    marks = data.draw(st.lists(st.sampled_from(["- ", "• ", "* ", "[ ] ", "☐ "]), min_size=len(lines), max_size=len(lines)))

    made = pasted("\r\n\r\n".join(mark + line for mark, line in zip(marks, lines, strict=True)))

    assert [line.statement for line in made.lines] == [f"{line}." for line in lines]
    assert made.skipped == ()


@given(st.text(max_size=400))
def test_no_text_breaks_it_and_no_word_of_it_is_lost(text):
    made = pasted(text)

    assert len(made.lines) <= MOST
    assert all(len(line.statement) <= LONGEST and line.statement.strip() for line in made.lines)
    assert len({line.statement.casefold() for line in made.lines}) == len(made.lines)
    told = " ".join([*(f"{line.statement} {' '.join(line.below)}" for line in made.lines), *(words for words, _ in made.skipped)])
    for word in text.split():
        if len(word) > 4 and word.isalpha() and word.isascii():
            assert word.casefold() in told.casefold() or word.casefold() in ("ability", "candidate", "employee", "should")

"""The linter, rule by rule: what it finds, what it leaves alone, and where it points."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laurels.catalogue.rules.linting import RULES, Severity, can_be_answered, lint, texts, words
from laurels.catalogue.rules.sheet import AlignmentSheet, ElementSheet, LevelSheet, OtherBadge, Sheet, StrategySheet
from tests.catalogue.sheets import LEVELS, SOUND, TODAY, element, found, sheet, strategy, with_element

ROOT = Path(__file__).resolve().parent.parent.parent
LATER = date(2028, 11, 24)
BAD = [
    ("L01", with_element(statement="Understands food safety."), "CLE-3", "statement"),
    ("L01", with_element(statement="Is able to know the rules of the house."), "CLE-3", "statement"),
    ("L01", with_element(statement="Food hygiene."), "CLE-3", "statement"),
    ("L02", with_element(statement="Checks dates and tells the shift lead."), "CLE-3", "statement"),
    ("L02", with_element(statement="Uses open questions; holds advice back until asked."), "CLE-3", "statement"),
    ("L03", sheet(elements=tuple(element(f"E-{n}", f"Handles task {n} to its end.") for n in range(9))), "", "elements"),
    ("L03", sheet(notional_hours=60.5), "", "hours"),
    ("L04", sheet(elements=()), "", "elements"),
    ("L04", sheet(elements=(element(required=False),)), "", "elements"),
    ("L04", sheet(title=" "), "", "title"),
    ("L04", with_element(statement=" "), "CLE-3", "statement"),
    ("L04", with_element(statement="handles an  incoming call to its end."), "CLE-3", "statement"),
    ("L04", sheet(elements=(element(), element(statement="Writes a reply to it."))), "CLE-1", "code"),
    ("L05", with_element(kind="behaviour", indicator=" "), "CLE-3", "indicator"),
    ("L06", sheet(prerequisites=(("CC-LISTEN", " "),)), "", "prerequisites"),
    ("L07", with_element(levels=LEVELS[1:]), "CLE-3", "levels"),
    ("L07", with_element(required_level="expert"), "CLE-3", "required_level"),
    ("L07", with_element(levels=(replace(LEVELS[0], description=""), LEVELS[1])), "CLE-3", "levels"),
    ("L08", with_element(levels=(LEVELS[0], replace(LEVELS[1], description=LEVELS[0].description.upper()))), "CLE-3", "levels"),
    ("L09", with_element(kind="competence", rule={"kinds": ["test_result"]}), "CLE-3", "evidence"),
    ("L10", with_element(workplace_only=True, rule={"kinds": ["test_result", "prior_credential"]}), "CLE-3", "evidence"),
    ("L11", with_element(rule={"kinds": ["work_product"], "min_kinds": 2}), "CLE-3", "evidence"),
    ("L11", with_element(rule={"kinds": ["work_product"], "needs_witness": True}), "CLE-3", "evidence"),
    ("L12", strategy(business_need="  "), "", "business_need"),
    ("L13", strategy(function=""), "", "function"),
    ("L13", strategy(performance_level=""), "", "performance_level"),
    ("L13", strategy(lifespan_months=None), "", "lifespan"),
    ("L13", strategy(review_on=None), "", "review_on"),
    ("L13", strategy(measures=()), "", "measures"),
    ("L14", strategy(review_on=TODAY), "", "review_on"),
    ("L14", strategy(review_on=date(2028, 11, 25)), "", "review_on"),
    ("L14", strategy(lifespan_months=6, review_on=date(2027, 5, 25)), "", "review_on"),
    ("L15", with_element(alignments=(AlignmentSheet("Old item", deprecated=True),)), "CLE-3", "alignments"),
    ("L15", with_element(alignments=(AlignmentSheet("Old item", ends_on=date(2026, 11, 23)),)), "CLE-3", "alignments"),
    ("L15", sheet(alignments=(AlignmentSheet("Ends soon", ends_on=date(2029, 11, 23)),)), "", "alignments"),
    ("L16", with_element(alignments=()), "CLE-3", "alignments"),
    ("L17", sheet(eu_wanted=True, notional_hours=None), "", "hours"),
    ("L18", sheet(title="Certified caller"), "", "title"),
    ("L18", sheet(picture_words=("NORTHGATE", "LICENSED")), "", "picture"),
    ("L18", with_element(indicator="Holds an accredited certificate."), "CLE-3", "statement"),
    ("L19", sheet(picture_alt=" "), "", "picture"),
    ("L19", sheet(has_picture=False), "", "picture"),
    ("L20", sheet(picture_alt="Badge picture: Say it clearly"), "", "picture"),
    ("L21", sheet(description="Organisational utilisation of communicational methodologies necessitates " * 5), "", "description"),
    ("L22", sheet(kind="participation", title="Micro-credential: induction"), "", "title"),
    ("L22", sheet(kind="participation", picture_words=("MICROCREDENTIAL",)), "", "picture"),
    ("L23", sheet(others=(OtherBadge("say it  CLEARLY", "X-1"),)), "", "title"),
    ("L23", sheet(others=(OtherBadge("Calls", "X-1", ("Handling incoming calls to their end",)),)), "", "elements"),
]
FINE = [
    ("L01", with_element(statement="Explains why chilled food is kept cold.")),
    ("L01", replace(with_element(statement="Versteht die Regeln."), language="de")),
    ("L02", with_element(statement="Plans and runs a test with four people.")),
    ("L02", with_element(statement="Takes names, numbers and dates.")),
    ("L03", sheet(elements=tuple(element(f"E-{n}", f"Handles task {n} to its end.") for n in range(8)), notional_hours=60)),
    ("L03", sheet(elements=tuple(element(f"E-{n}", f"Handles task {n} to its end.", required=n < 8) for n in range(12)))),
    ("L05", with_element(kind="behaviour", indicator="Names who did the work, before anybody asks.")),
    ("L06", sheet(prerequisites=(("CC-LISTEN", "complaints are taken by listening"),))),
    ("L09", with_element(kind="knowledge", rule={"kinds": ["test_result"]})),
    ("L09", with_element(kind="competence", rule={"kinds": ["test_result", "work_product"]})),
    ("L10", with_element(workplace_only=True, rule={})),
    ("L10", with_element(workplace_only=True, rule={"kinds": ["test_result", "witness_testimony"]})),
    ("L11", with_element(rule={"min_kinds": 2})),
    ("L11", with_element(rule={"kinds": ["expert_testimony"], "needs_witness": True})),
    ("L13", strategy(lifespan_months=None, lifespan_reason="describes past acts")),
    ("L13", replace(strategy(measures=()), small=True)),
    ("L14", strategy(review_on=LATER)),
    ("L14", strategy(lifespan_months=6, review_on=date(2027, 5, 24))),
    ("L15", sheet(alignments=(AlignmentSheet("Ends later", ends_on=date(2029, 11, 24)),))),
    ("L16", sheet(kind="milestone", elements=(element(alignments=()),))),
    ("L17", sheet(notional_hours=None)),
    ("L18", sheet(description="You keep a certificate of every check.")),
    ("L20", sheet(picture_alt="Say it clearly: two speech bubbles on green")),
    ("L21", sheet(description="Organisational utilisation of methodologies.")),
    ("L22", sheet(title="Micro-credential: calls")),
    ("L23", sheet(others=(OtherBadge("Calls", "X-1", ("Writes a rota for the whole team.", "Handles a call.")),))),
    ("L23", sheet(kind="milestone", others=(OtherBadge("Calls", "X-1", (SOUND.elements[0].statement,)),))),
]


def test_a_sound_badge_is_left_alone():
    assert lint(SOUND).findings == ()


@pytest.mark.parametrize(("rule", "of", "subject", "place"), BAD)
def test_each_rule_finds_what_it_is_for_and_points_at_it(rule, of, subject, place):
    assert (subject, place) in {(finding.subject, finding.place) for finding in found(of, rule)}


@pytest.mark.parametrize(("rule", "of"), FINE)
def test_each_rule_leaves_alone_what_is_sound(rule, of):
    assert found(of, rule) == []


def test_every_rule_is_shown_to_find_something():
    assert {rule for rule, *_ in BAD} == {rule.number for rule in RULES}


@pytest.mark.parametrize(
    ("number", "severity"),
    [
        ("L05", Severity.BLOCKS),
        ("L12", Severity.BLOCKS),
        ("L13", Severity.BLOCKS),
        ("L03", Severity.HINT),
        ("L01", Severity.ANSWER),
    ],
)
def test_what_the_domain_blocks_is_blocked(number, severity):
    (rule,) = [rule for rule in RULES if rule.number == number]

    assert rule.severity is severity
    assert can_be_answered(number) is (severity is not Severity.BLOCKS)


def test_what_is_no_rule_cannot_be_answered():
    assert not can_be_answered("L99")


def test_numbers_run_without_a_gap():
    assert [rule.number for rule in RULES] == [f"L{number:02}" for number in range(1, len(RULES) + 1)]


def test_a_badge_in_another_language_is_told_what_was_not_judged():
    of = replace(with_element(statement="Understands nothing."), language="de-AT")

    assert {rule.number for rule in lint(of).not_judged} == {"L01", "L02", "L21"}
    assert found(of, "L01") == []


def test_the_gravest_stands_first():
    severities = [finding.severity for finding in lint(sheet(elements=(), title="Certified", notional_hours=99)).findings]

    assert severities == sorted(severities, key=list(Severity).index)
    assert set(severities) == set(Severity)


class TestOverlap:
    def test_it_names_the_lines_and_the_nearest_badges(self):
        ours = tuple(element.statement for element in SOUND.elements)
        others = (OtherBadge("One", "X-1", ours[:1]), OtherBadge("Both", "X-2", ours), OtherBadge("None", "X-3"))

        told = [finding.sentence for finding in found(sheet(others=others), "L23")]

        assert told == [
            "Two lines say nearly what “Both” (X-2) says: CLE-1, CLE-2.",
            "One line says nearly what “One” (X-1) says: CLE-1.",
        ]

    def test_of_many_it_names_a_few(self):
        others = tuple(OtherBadge(f"Badge {n}", f"X-{n}", (SOUND.elements[0].statement,)) for n in range(50))

        assert len(found(sheet(others=others), "L23")) == texts.FEW

    def test_of_thousands_only_so_many_lines_are_compared_word_by_word(self, monkeypatch):
        looked = []
        real = words.alike
        monkeypatch.setattr(words, "alike", lambda one, other: looked.append(1) or real(one, other))
        line = " ".join(f"{one}{other}{one}" for one in "abcdefghij" for other in "klmnopqrst")[:600]
        others = tuple(OtherBadge(f"Badge {n}", f"X-{n}", (line,) * 5) for n in range(5000))
        long = sheet(elements=tuple(element(f"E-{n}", line) for n in range(3)), others=others)

        lint(long)

        assert 0 < len(looked) <= texts.CLOSE * 3


class TestWords:
    @pytest.mark.parametrize(
        ("verb", "form"), [("check", "checks"), ("pass", "passes"), ("carry", "carries"), ("display", "displays"), ("fix", "fixes")]
    )
    def test_the_form_that_begins_a_line(self, verb, form):
        assert words.third(verb) == form

    @pytest.mark.parametrize(
        ("word", "count"), [("cat", 1), ("table", 2), ("safe", 1), ("colleague", 2), ("understanding", 4), ("shh", 1)]
    )
    def test_syllables(self, word, count):
        assert words.syllables(word) == count

    def test_the_grade_is_the_stated_formula(self):
        # 30 words of one syllable in 3 sentences: 0.39 * 10 + 11.8 * 1 - 15.59
        text = "the cat sat on a mat and the dog ran. " * 3

        assert words.grade(text) == pytest.approx(0.39 * 10 + 11.8 - 15.59)
        assert words.grade("the cat sat.") is None

    def test_endings_and_small_words_do_not_count(self):
        assert words.alike(words.meaning("Checks the dates"), words.meaning("checking a date")) == 1.0
        assert words.alike(words.meaning("Checks dates"), frozenset()) == 0.0


TEXT = st.text(max_size=600) | st.sampled_from([" and" * 150, "a, " * 200, "A" * 600, "Knows and " * 60, ";  " * 200, "‮́" * 300])
NUMBERS = st.none() | st.integers() | st.booleans()
EVIDENCE = st.fixed_dictionaries(
    {"kinds": st.lists(st.text(max_size=4))}, optional={"min_kinds": NUMBERS, "needs_witness": NUMBERS}
)
ELEMENTS = st.builds(
    ElementSheet,
    code=st.text(max_size=6),
    statement=TEXT,
    kind=st.sampled_from(["skill", "behaviour", "knowledge", "?"]),
    required=st.booleans(),
    required_level=st.text(max_size=4),
    workplace_only=st.booleans(),
    indicator=TEXT,
    rule=EVIDENCE,
    levels=st.lists(st.builds(LevelSheet, st.text(max_size=3), TEXT, TEXT), max_size=4).map(tuple),
    alignments=st.lists(
        st.builds(AlignmentSheet, name=TEXT, ends_on=st.none() | st.dates(), deprecated=st.booleans()), max_size=2
    ).map(tuple),
)
SHEETS = st.builds(
    Sheet,
    title=TEXT,
    handle=st.text(max_size=6),
    today=st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1)),
    kind=st.sampled_from(["skill", "participation", "milestone"]),
    language=st.sampled_from(["en", "en-GB", "de", ""]),
    description=TEXT,
    criteria=TEXT,
    picture_alt=TEXT,
    picture_words=st.lists(TEXT, max_size=2).map(tuple),
    notional_hours=st.none() | st.floats(),
    prerequisites=st.lists(st.tuples(TEXT, TEXT), max_size=2).map(tuple),
    eu_wanted=st.booleans(),
    strategy=st.builds(
        StrategySheet,
        function=st.text(max_size=3),
        business_need=TEXT,
        lifespan_months=st.none() | st.integers(0, 600),
        review_on=st.none() | st.dates(),
    ),
    elements=st.lists(ELEMENTS, max_size=4).map(tuple),
    others=st.lists(st.builds(OtherBadge, TEXT, st.text(max_size=4), st.lists(TEXT, max_size=2).map(tuple)), max_size=3).map(tuple),
)


@given(SHEETS)
def test_whatever_is_written_it_answers_and_answers_the_same_again(of):
    report = lint(of)

    assert report == lint(of)
    codes = {element.code for element in of.elements} | {""}
    assert all(finding.subject in codes and finding.sentence.endswith((".", "?")) for finding in report.findings)
    assert set(report.blocking).isdisjoint(report.unanswered())


@given(SHEETS)
def test_an_answer_takes_a_finding_off_the_list_and_never_what_stops_publishing(of):
    report = lint(of)
    everything = {(finding.rule, finding.subject) for finding in report.findings}

    assert report.unanswered(everything) == ()
    assert lint(of).blocking == report.blocking


def test_the_page_of_rules_is_made_from_the_rules():
    run = subprocess.run([sys.executable, ROOT / "tools/linter.py", "--check"], capture_output=True, text=True)

    assert run.returncode == 0, run.stderr

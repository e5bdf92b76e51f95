"""Rules about elements as such: what a line says, how many there are, how a behaviour is seen. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from laurels.catalogue.rules.linting import words
from laurels.catalogue.rules.linting.base import Hit, Severity, rule
from laurels.catalogue.rules.sheet import Sheet
from laurels.common.text import counted

MOST_ELEMENTS, MOST_HOURS = 8, 60
"""Required elements [count] and hours of effort above which a badge should be split (defaults, DOMAIN 1 row 13)."""


@rule(
    "L01",
    Severity.ANSWER,
    "A line begins with something that one can see",
    why="An assessor can see what somebody does, never what she knows. A line that nobody can see is judged by guessing.",
    example="“Understands food safety” → “Explains why chilled food is kept below 8 °C”",
    english=True,
)
def observable_verb(sheet: Sheet) -> Iterator[Hit]:
    """The first verb of each statement."""
    for element in sheet.elements:
        statement = element.statement.strip()
        if found := words.UNSEEN.match(statement):
            yield Hit(f"“{found.group(1)}” cannot be seen. Begin with what somebody does.", element.code, "statement")
        elif statement and len(words.WORD.findall(statement)) < 4 and not words.says_a_verb(statement):
            yield Hit("It names a subject and not what somebody does. Begin with a verb.", element.code, "statement")


@rule(
    "L02",
    Severity.HINT,
    "A line asks for one thing",
    why="Met or not yet is said of a whole line. Where it holds two things, whoever shows one of them gets no answer that fits.",
    example="“Checks dates and tells the shift lead” → two lines, if one can be met without the other",
    english=True,
)
def one_outcome(sheet: Sheet) -> Iterator[Hit]:
    """Further verbs in a statement."""
    for element in sheet.elements:
        if further := words.further_verbs(element.statement):
            yield Hit(f"It asks for more than one thing: “{further[0]}” begins another.", element.code, "statement")


@rule(
    "L03",
    Severity.HINT,
    "A badge is one coherent step",
    why="A large badge takes long to earn and long to judge. Two smaller ones are earned sooner, and a pathway joins them.",
    example="Twelve required elements in 90 hours → Foundation with five, Practitioner with seven",
)
def size(sheet: Sheet) -> Iterator[Hit]:
    """Required elements and hours of effort."""
    required = sum(element.required for element in sheet.elements)
    if required > MOST_ELEMENTS:
        yield Hit(f"It asks for {required} things, more than {MOST_ELEMENTS}. Split it in two badges.", place="elements")
    if sheet.notional_hours is not None and sheet.notional_hours > MOST_HOURS:
        yield Hit(f"It takes about {sheet.notional_hours:g} hours, more than {MOST_HOURS}. Split it in two badges.", place="hours")


@rule(
    "L04",
    Severity.BLOCKS,
    "A badge says what is judged",
    why="Without a line that is required, everybody would have earned it; an empty line or one of two with the same words or code "
    "cannot be judged.",
    example="No required element → at least one line that everybody must meet",
)
def elements_are_there(sheet: Sheet) -> Iterator[Hit]:
    """Required elements, empty ones, the same twice."""
    if not sheet.title.strip():
        yield Hit("It has no name.", place="title")
    if not any(element.required for element in sheet.elements):
        yield Hit("No element is required, so everybody would have earned it.", place="elements")
    codes = Counter(element.code for element in sheet.elements)
    said = Counter(" ".join(element.statement.lower().split()) for element in sheet.elements)
    for element in sheet.elements:
        if not element.statement.strip():
            yield Hit("It says nothing yet.", element.code, "statement")
        elif said[" ".join(element.statement.lower().split())] > 1:
            yield Hit("Another line says the same.", element.code, "statement")
        if codes[element.code] > 1:
            yield Hit(f"Two elements have the code {element.code}.", element.code, "code")


@rule(
    "L05",
    Severity.BLOCKS,
    "A behaviour says what one would see",
    why="“Shares credit” means something else to everybody. The indicator is what two assessors would both write down.",
    example="“Shares credit” → seen when: names who did the work, before anybody asks",
)
def behaviour_has_indicator(sheet: Sheet) -> Iterator[Hit]:
    """The observable indicator of each behaviour."""
    for element in sheet.elements:
        if element.kind == "behaviour" and not element.indicator.strip():
            yield Hit(
                "It is a behaviour and does not say what one would see. Name an observable indicator.", element.code, "indicator"
            )


@rule(
    "L06",
    Severity.BLOCKS,
    "What must be held before has a reason",
    why="People learn in their own order. A door that is shut for no reason keeps somebody out who could do it today.",
    example="Needs “Listen first” → because complaints are taken by listening",
)
def prerequisites_have_reasons(sheet: Sheet) -> Iterator[Hit]:
    """The reason of each prerequisite."""
    if without := sum(not reason.strip() for _, reason in sheet.prerequisites):
        badges = counted(without, "badge", "badges")
        yield Hit(f"{badges.capitalize()} must be held before, and nobody says why.", place="prerequisites")

"""A pasted job description or checklist as elements: each line one, what hangs below it part of its rubric. Pure.

Source: EXPERIENCE "The training of a badge's author".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from laurels.catalogue.rules import linting
from laurels.catalogue.rules.sheet import ElementSheet, Sheet
from laurels.catalogue.versions import ElementData, Level
from laurels.common.text import as_sentence

MOST = 60
"""Elements of one paste [count]; a badge of so many is split long before."""
LONGEST = 600
"""Characters of a statement."""
NOT_YET: Level = ("not_yet", "Not yet", "Cannot be seen yet, or only with help.")
EVIDENCE = {"min_items": 1, "min_occasions": 1}

_NUMBERED = r"(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxIVX]{1,5})[.)](?=\s))|\d{1,3}(?:\.\d{1,3})+(?=\s)"
_BULLET = re.compile(rf"^(\s*)((?:[-*+–—»>](?=\s)|[•·▪▫◦●○‣⁃✓✔☐☑■□➢➤]|o(?=\s)|\[[ xX]?\]|{_NUMBERED})\s*)+")
_DEEPER = frozenset("◦○▫⁃o")
_HEADING = re.compile(r"^#{1,6}\s+|^(?:\*\*|__)[^*_]+(?:\*\*|__)$")
_USUAL = re.compile(
    r"^(?:(?:key|main|core|essential|desirable|general|your|the|other|specific)\s+)*(?:job\s+(?:title|description|purpose|summary)|"
    r"responsibilit(?:y|ies)|duties|tasks|requirements|skills|qualifications|experience|knowledge|about (?:you|us|the role)|"
    r"purpose|role|person specification|checklist|competenc(?:e|ies|y)|benefits|salary|location|hours|reports to|summary|overview)"
    r"(?:\s+and\s+\w+)?(?:\s*:.{0,60})?$",
    re.I,
)
_BEFORE_THE_VERB = re.compile(
    r"^(?:you(?:'ll| will)|they will|the (?:post ?holder|employee|candidate) (?:will|must|should)|"
    r"(?:must |should |will )?(?:be )?able to|ability to|to)\s+(?=[a-z])",
    re.I,
)


@dataclass(frozen=True)
class PastedLine:
    """One element to be: what somebody does, and what hung below it."""

    statement: str
    below: tuple[str, ...] = ()

    def met(self) -> str:
        """What the level "met" looks like, filled in."""
        if not self.below:
            return "Seen at work without help, as the line says."
        return f"Seen at work without help: {'; '.join(line.rstrip(' .;') for line in self.below)}."[:LONGEST]


@dataclass(frozen=True)
class Pasted:
    """What a paste becomes.

    Attributes:
        skipped: (line, why it is no element).
    """

    lines: tuple[PastedLine, ...]
    skipped: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class _Row:
    """One line as it stands: how deep, whether it had a bullet or a number, whether it looks like a heading by itself."""

    depth: int
    marked: bool
    words: str
    heading: bool


def pasted(text: str) -> Pasted:
    """The elements of a pasted list; headings, lines that stand twice and lines that are too long are left out and named."""
    rows = list(_unwrapped(row for row in map(_row, text.expandtabs(4).splitlines()) if _says_something(row)))
    listed = any(row.marked for row in rows)
    found: list[tuple[str, list[str]]] = []
    skipped: list[tuple[str, str]] = []
    top: int | None = None  # how deep the element stands under which deeper lines hang; None after a heading
    for place, row in enumerate(rows):
        after = rows[place + 1] if place + 1 < len(rows) else None
        if row.heading or (listed and _names_what_follows(row, after)):
            skipped.append((row.words, "a heading"))
            top = None
        elif top is not None and row.depth > top:
            found[-1][1].append(row.words)
        else:
            found.append((as_statement(row.words), []))
            top = row.depth
    return _sifted([PastedLine(words, tuple(below)) for words, below in found], skipped)


def bulleted(text: str) -> tuple[str, ...]:
    """The lines that have a bullet or a number, as they stand: of a text that is no list these alone are elements."""
    rows = map(_row, text.expandtabs(4).splitlines())
    return tuple(row.words for row in rows if row.marked and _says_something(row))


def _says_something(row: _Row) -> bool:
    """Whether there are words in it, and not only a rule or dots."""
    return any(letter.isalnum() for letter in row.words)


def _row(line: str) -> _Row:
    """One line, measured."""
    bullet = _BULLET.match(line)
    words = " ".join((line[bullet.end() :] if bullet else line).split())
    depth = len(line) - len(line.lstrip()) + (_deeper(bullet.group()) if bullet else 0)
    return _Row(depth, bullet is not None, _plain(words), _is_heading(words, marked=bullet is not None))


def _deeper(bullet: str) -> int:
    """How much deeper a bullet stands than its blanks say: "1.2" below "1.", a hollow bullet below a full one."""
    return bullet.strip().strip(".)").count(".") + any(letter in _DEEPER for letter in bullet)


def _plain(words: str) -> str:
    """A line without the marks of a heading or of bold type."""
    return words.lstrip("#").strip().strip("*_").strip()


def _is_heading(words: str, *, marked: bool) -> bool:
    """Whether a line is a heading wherever it stands."""
    letters = [letter for letter in words if letter.isalpha()]
    shouted = not marked and len(letters) > 3 and len(words.split()) <= 8 and words == words.upper() != words.lower()
    return bool(_HEADING.match(words) or _USUAL.match(_plain(words).rstrip(":"))) or words.endswith(":") or shouted


def _names_what_follows(row: _Row, after: _Row | None) -> bool:
    """In a list: a short line without a bullet before one that has one, or before another heading."""
    return (
        not row.marked
        and after is not None
        and (after.marked or after.heading)
        and len(row.words.split()) <= 5
        and row.words[-1] not in ".;"
    )


def _unwrapped(rows: Iterable[_Row]) -> Iterator[_Row]:
    """The rows, with what runs over the end of a bullet's line put back to it."""
    last: _Row | None = None
    for row in rows:
        if last is not None and last.marked and not row.marked and row.depth > last.depth and not row.heading:
            last = _Row(last.depth, True, f"{last.words} {row.words}", last.heading)
            continue
        if last is not None:
            yield last
        last = row
    if last is not None:
        yield last


def as_statement(words: str) -> str:
    """A line as a statement: without what stands before its verb, with a capital and a full stop."""
    return as_sentence(_BEFORE_THE_VERB.sub("", words).rstrip(" ;,"))


def _sifted(lines: Sequence[PastedLine], skipped: list[tuple[str, str]]) -> Pasted:
    """The lines that can become elements."""
    kept: list[PastedLine] = []
    seen: set[str] = set()
    for line in lines:
        if len(line.statement) > LONGEST:
            skipped.append((line.statement, f"longer than {LONGEST} characters"))
        elif line.statement.casefold() in seen:
            skipped.append((line.statement, "it stands there twice"))
        elif len(kept) == MOST:
            skipped.append((line.statement, f"more than {MOST} lines"))
        else:
            kept.append(line)
            seen.add(line.statement.casefold())
    return Pasted(tuple(kept), tuple(skipped))


def element_of(line: PastedLine, *, code: str) -> ElementData:
    """A draft element: required, a competence, two levels of which "met" is needed, one piece of evidence of any kind."""
    levels = (NOT_YET, ("met", "Met", line.met()))
    return ElementData(code=code, statement=line.statement, required_level="met", levels=levels, evidence_rule=dict(EVIDENCE))


def hint_for(statement: str) -> str:
    """What the linter would say of one line's words, in one sentence; empty when it has nothing to say."""
    sheet = Sheet(title="-", handle="-", today=date.min, elements=(ElementSheet(code="-", statement=statement),))
    hits = [hit for rule in ("L01", "L02") for hit in linting.BY_NUMBER[rule].look(sheet)]
    return hits[0].sentence if hits else ""

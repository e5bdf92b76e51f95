"""Two versions side by side: words that went and came, elements that are new, gone, moved or changed. Pure.

Elements are matched by their code, which is stable while the meaning is (DOMAIN 4, Element).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from laurels.catalogue import facts
from laurels.catalogue.rules.sheet import AlignmentSheet, ElementSheet, Sheet, StrategySheet
from laurels.common.dates import in_words

MOST_WORDS = 1500
"""Texts of more words are compared line by line, so that the time stays bounded [count]."""
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


class How(StrEnum):
    """What became of something."""

    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True)
class Piece:
    """A stretch of text: in both versions, only in the new one, or only in the old one."""

    how: How
    text: str


@dataclass(frozen=True)
class Line:
    """One named text of a version, or of an element, in both versions."""

    name: str
    old: str
    new: str
    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        """Whether the two versions differ here."""
        return self.old != self.new


@dataclass(frozen=True)
class ElementChange:
    """One element in two versions; ``lines`` hold what differs, of a new or gone element everything.

    Attributes:
        moved: it stands at another place among those that are in both.
    """

    code: str
    how: How
    moved: bool
    statement: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Comparison:
    """Everything that differs: what stands around the elements, and the elements in the new version's order, gone ones last."""

    lines: tuple[Line, ...]
    elements: tuple[ElementChange, ...]

    @property
    def is_empty(self) -> bool:
        """Whether both say the same."""
        return not self.lines and all(element.how is How.SAME and not element.moved for element in self.elements)

    def of(self, code: str) -> ElementChange | None:
        """What became of one element."""
        return next((element for element in self.elements if element.code == code), None)


def compare(old: Sheet, new: Sheet) -> Comparison:
    """Two versions; nothing in them is changed by looking."""
    before = {element.code: element for element in old.elements}
    after = {element.code: element for element in new.elements}
    moved = _moved([code for code in before if code in after], [code for code in after if code in before])
    changes = [_element(before.get(code), element, moved=code in moved) for code, element in after.items()]
    changes += [_element(element, None, moved=False) for code, element in before.items() if code not in after]
    return Comparison(_lines(around(old), around(new)), tuple(changes))


def _moved(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """Codes that stand at another place, of those in both: as few as explain the new order."""
    kept = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    stayed = {code for block in kept for code in old[block.a : block.a + block.size]}
    return set(new) - stayed


def _element(old: ElementSheet | None, new: ElementSheet | None, *, moved: bool) -> ElementChange:
    """One element that is in at least one of the two."""
    one = new or old
    if one is None:
        raise ValueError("an element is in at least one of two versions")
    lines = _lines(lines_of(old) if old else {}, lines_of(new) if new else {})
    how = How.NEW if old is None else How.GONE if new is None else How.CHANGED if lines else How.SAME
    return ElementChange(one.code, how, moved, one.statement, lines)


def _lines(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[Line, ...]:
    """The named texts that differ, in the order of the new version."""
    names = [*new, *(name for name in old if name not in new)]
    pairs = ((name, old.get(name, ""), new.get(name, "")) for name in names)
    return tuple(Line(name, was, now, tuple(pieces(was, now))) for name, was, now in pairs if was != now)


def pieces(old: str, new: str) -> Iterator[Piece]:
    """How the old text becomes the new one, word by word; what is not new joined is the old text, what is not gone the new."""
    was, now = _split(old), _split(new)
    if len(was) > MOST_WORDS or len(now) > MOST_WORDS:
        was, now = old.splitlines(keepends=True), new.splitlines(keepends=True)
    for how, one, two, three, four in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if how == "equal":
            yield Piece(How.SAME, "".join(was[one:two]))
            continue
        if one < two:
            yield Piece(How.GONE, "".join(was[one:two]))
        if three < four:
            yield Piece(How.NEW, "".join(now[three:four]))


def _split(text: str) -> list[str]:
    return _WORDS.findall(text)


def around(sheet: Sheet) -> dict[str, str]:
    """What stands around the elements, by name."""
    found = {
        "Name": sheet.title,
        "In one sentence": sheet.description,
        "Criteria": sheet.criteria,
        "Language": sheet.language,
        "Picture": sheet.picture_alt,
        "Hours": f"about {sheet.notional_hours:g}" if sheet.notional_hours else "",
        "Level": sheet.level_text,
        "How it is assessed": "; ".join(sheet.methods),
        "Needed before": "; ".join(f"{badge} ({reason})" if reason else badge for badge, reason in sheet.prerequisites),
        "Rests on": _rests_on(sheet.alignments),
    }
    return found | strategy_lines(sheet.strategy)


def strategy_lines(strategy: StrategySheet) -> dict[str, str]:
    """What a version is for, by name."""
    lasts = facts.lasts_in_words(strategy.lifespan_months)
    reason = f" ({strategy.lifespan_reason})" if strategy.lifespan_reason else ""
    return {
        "Why people learn it": facts.FUNCTION_WORDS.get(strategy.function, strategy.function),
        "Business need": strategy.business_need,
        "Audience": strategy.audience,
        "Level that is asked": strategy.performance_level.replace("_", " ").capitalize(),
        "Good for": lasts + reason,
        "Looked at again on": in_words(strategy.review_on) if strategy.review_on else "",
        "Success measures": "; ".join(strategy.measures),
    }


def lines_of(element: ElementSheet) -> dict[str, str]:
    """What an element says, by name: the statement first, then how it is judged."""
    rule, kinds = element.rule, element.rule.get("kinds") or ()
    needed = next((level.label for level in element.levels if level.code == element.required_level), element.required_level)
    found = {
        "Statement": element.statement,
        "How it is shown": facts.how_shown(element.kind, rule, workplace_only=element.workplace_only, required=element.required),
        "Evidence": facts.kinds_in_words(str(kind) for kind in kinds),
        "Needed level": needed,
        "What one would see": element.indicator,
        "Renewal": "Shown again at each renewal" if element.renew_always else "",
        "Critical": "A wrong “met” here fails a standardisation" if element.critical else "",
        "Rests on": _rests_on(element.alignments),
    }
    return found | {f"“{level.label or level.code}”": level.description for level in element.levels}


def _rests_on(alignments: Sequence[AlignmentSheet]) -> str:
    return "; ".join(f"{one.code} {one.name}".strip() for one in alignments)

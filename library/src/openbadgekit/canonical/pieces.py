"""Texts with places: drafted while a shape is compiled, filled for every document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import Any, NamedTuple


class Piece(NamedTuple):
    """Ready to be filled.

    Attributes:
        parts: fixed texts, and between two of them a place. pick: what belongs there; None when there are no places.
    """

    parts: list[str]
    pick: Callable[[Sequence[str]], Any] | None

    def of(self, cells: Sequence[str]) -> str:
        """The text, filled."""
        if self.pick is None:
            return self.parts[0]
        parts = self.parts.copy()
        parts[1::2] = self.pick(cells)
        return "".join(parts)  # copies whole texts, where a format string is looked at letter by letter


@dataclass(frozen=True)
class Draft:
    """Fixed texts, and the number of the cell that belongs between each two of them."""

    texts: tuple[str, ...]
    cells: tuple[int, ...] = ()

    @staticmethod
    def cell(number: int, before: str = "", after: str = "") -> Draft:
        """One cell."""
        return Draft((before, after), (number,))

    @staticmethod
    def joined(parts: Iterable[Draft | str]) -> Draft:
        """One after the other."""
        texts, cells = [""], list[int]()
        for part in parts:
            first, *following = (part,) if isinstance(part, str) else part.texts
            texts[-1] += first
            texts += following
            cells += () if isinstance(part, str) else part.cells
        return Draft(tuple(texts), tuple(cells))

    def piece(self) -> Piece:
        """Ready to be filled."""
        parts = [text for fixed in self.texts for text in (fixed, "")][:-1]
        if len(self.cells) > 1:
            return Piece(parts, itemgetter(*self.cells))
        return Piece(parts, itemgetter(slice(self.cells[0], self.cells[0] + 1)) if self.cells else None)

    def __len__(self) -> int:
        """Length of what is fixed."""
        return sum(map(len, self.texts))


def in_order(lines: Iterable[Draft]) -> list[Piece]:
    """Lines that are to be sorted when they are filled: a single piece, sorted now, when nothing that is filled in can matter."""
    ordered = sorted(lines, key=lambda line: line.texts)
    for first, second in pairwise(ordered):
        begin, other = first.texts[0], second.texts[0]
        if begin.startswith(other) or other.startswith(begin):
            return [line.piece() for line in ordered]
    return [Draft.joined(ordered).piece()]

"""Texts with places: drafted while a shape is compiled, filled for every document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import Any, NamedTuple


class Piece(NamedTuple):
    """Ready to be filled: ``text % pick(cells)``, or the text itself when ``pick`` is None."""

    text: str
    pick: Callable[[Sequence[str]], Any] | None

    def of(self, cells: Sequence[str]) -> str:
        """The text, filled."""
        return self.text if self.pick is None else self.text % self.pick(cells)


@dataclass(frozen=True)
class Draft:
    """A text whose places are ``%s`` (other per cent signs are doubled), and the numbers of the cells that belong there."""

    text: str
    cells: tuple[int, ...] = ()

    @staticmethod
    def joined(parts: Iterable[Draft | str]) -> Draft:
        """One after the other; a ``str`` has neither places nor per cent signs."""
        texts: list[str] = []
        cells: list[int] = []
        for part in parts:
            if isinstance(part, str):
                texts.append(part)
            else:
                texts.append(part.text)
                cells.extend(part.cells)
        return Draft("".join(texts), tuple(cells))

    def piece(self) -> Piece:
        """Ready to be filled."""
        return Piece(self.text, itemgetter(*self.cells)) if self.cells else Piece(self.text % (), None)

    @property
    def begin(self) -> str:
        """Text that certainly stands before the first place."""
        return self.text.partition("%s")[0]


def in_order(lines: Iterable[Draft]) -> list[Piece]:
    """Lines that are to be sorted when they are filled: a single piece, sorted now, when nothing that is filled in can matter."""
    ordered = sorted(lines, key=lambda line: line.text)
    for first, second in pairwise(ordered):
        length = min(len(first.begin), len(second.begin))
        if first.begin[:length] == second.begin[:length]:
            return [line.piece() for line in ordered]
    return [Draft.joined(ordered).piece()]

"""What an icon is made of."""

from __future__ import annotations

from dataclasses import dataclass

Part = tuple[str, str]
"""(kind, path): ``s`` stroked, ``t`` thinly stroked, ``f`` filled."""


@dataclass(frozen=True, slots=True)
class Icon:
    """One icon: its name in stored choices, which never changes; the words for what one sees; its parts."""

    name: str
    seen: str
    parts: tuple[Part, ...]


def icon(name: str, seen: str, *paths: str) -> Icon:
    """An icon of paths that begin with their kind and a blank, as in ``s M10 50H90``."""
    return Icon(name, seen, tuple((path[0], path[2:]) for path in paths))

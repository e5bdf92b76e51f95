"""The picture that draws itself: icon, ink and mark follow from the badge's name and its organisation."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from laurels.catalogue.pictures.drawing import INKS, Picture, describe, draw
from laurels.catalogue.pictures.icons import ICONS
from laurels.common.text import initials

WORDS = {
    "listen": "listen", "hear": "listen", "call": "listen", "answer": "answer", "speak": "answer", "talk": "answer",
    "repair": "mend", "mend": "mend", "right": "mend", "fix": "mend", "welcome": "cup", "tea": "cup", "host": "cup",
    "open": "door", "access": "door", "step": "steps", "improve": "steps", "care": "hand", "help": "hand", "kind": "hand",
    "data": "bars", "number": "bars", "chart": "line", "search": "lens", "question": "lens", "safe": "lock", "secure": "lock",
    "fair": "scales", "judge": "scales", "story": "story", "read": "story", "write": "story", "shelf": "tin", "food": "tin",
}  # fmt: skip
"""A word of the name that asks for an icon; the first one in the name wins, shelf before safe."""

FIRST = ("tin", "cup")


def picture_for(*, name: str, organisation: str, ink: str, assessed: bool = True) -> Picture:
    """The choices for a badge's picture; the same name gives the same picture for ever.

    Args:
        ink: the organisation's colour as ``#RRGGBB``; one that is none of the inks takes the one that its name draws.
    """
    return Picture(
        name=name,
        icon=_icon(name),
        ink=_ink(name, ink),
        shape="octagon",
        level="none",
        mark=initials(organisation)[:2],
        assessed=assessed,
    )


def drawn(picture: Picture) -> tuple[str, str, str]:
    """(full drawing, small cut, alternative text)."""
    return draw(picture), draw(replace(picture, cut="small")), describe(picture)


def _icon(name: str) -> str:
    """An icon that a word of the name asks for, else one that the whole name draws."""
    lowered = name.casefold()
    asked = [icon for word, icon in WORDS.items() if word in lowered]
    return next((icon for icon in asked if icon in FIRST), asked[0] if asked else _drawn(name, sorted(ICONS)))


def _ink(name: str, ink: str) -> str:
    """The organisation's ink by its name."""
    by_colour = {colour.casefold(): known for known, colour in INKS.items()}
    return by_colour.get(ink.casefold()) or _drawn(name + ink, sorted(INKS))


def _drawn(seed: str, choices: list[str]) -> str:
    """One of the choices, always the same for the same seed."""
    return choices[int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8]) % len(choices)]

"""The picture that draws itself: icon, ink and mark follow from the badge's name and its organisation."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from laurels.catalogue.pictures.drawing import INKS, Picture, alternative, draw
from laurels.catalogue.pictures.family import Family
from laurels.common.text import initials

WORDS = {
    "listen": "listen", "hear": "listen", "call": "listen", "answer": "answer", "speak": "answer", "talk": "answer",
    "repair": "mend", "mend": "mend", "right": "mend", "fix": "mend", "welcome": "cup", "tea": "cup", "host": "cup",
    "open": "door", "access": "door", "step": "steps", "improve": "steps", "care": "hand", "help": "hand", "kind": "hand",
    "data": "bars", "number": "bars", "chart": "line", "search": "lens", "question": "lens", "safe": "lock", "secure": "lock",
    "fair": "scales", "judge": "scales", "story": "story", "read": "story", "write": "story", "shelf": "tin", "food": "tin",
    "first aid": "cross", "fire": "flame", "warden": "flame", "meeting": "talk", "feedback": "rounds", "coach": "whistle",
    "team": "team", "lead": "flag", "plan": "calendar", "rota": "calendar", "time": "clock", "money": "coins", "budget": "coins",
    "till": "coins", "survey": "survey", "check": "clipboard", "inspect": "clipboard", "drive": "truck", "van": "truck",
    "deliver": "truck", "stock": "box", "parcel": "box", "build": "bricks", "code": "code", "computer": "screen", "key": "key",
    "lock": "key", "grow": "sprout", "garden": "sprout", "water": "drop", "clean": "brush", "paint": "brush", "idea": "bulb",
    "design": "brush", "phone": "phone", "letter": "letter", "mail": "letter", "photo": "camera", "language": "globe",
    "site": "helmet", "height": "helmet", "ladder": "helmet", "traffic": "cone", "shop": "basket", "test": "flask",
    "teach": "cap", "train": "cap", "learn": "cap",
}  # fmt: skip
"""A word of the name that asks for an icon; the first one in the table wins, shelf before safe."""

FIRST = ("tin", "cup")
QUIET = ("star", "flag", "sun", "compass", "ribbon", "mountain", "bulb", "sprout", "target", "steps")
"""Icons that claim nothing, for a name that asks for none."""


def picture_for(*, name: str, organisation: str, ink: str, assessed: bool = True, family: Family | None = None) -> Picture:
    """The choices for a badge's picture; the same name gives the same picture for ever.

    Args:
        ink: the organisation's colour as ``#RRGGBB``; one that is none of the inks takes the one that its name draws.
        family: what its badges share; without one an octagon in gold.
    """
    return Picture(
        name=name,
        icon=_icon(name),
        ink=_ink(name, ink, family.inks if family else sorted(INKS)),
        shape=family.shapes[0] if family else "octagon",
        level="none",
        mark=family.mark if family else initials(organisation)[:2],
        assessed=assessed,
        metal=family.metal if family else "gold",
        rim=family.rim if family else "engraved",
        mark_drawing=family.mark_drawing if family else "",
    )


def drawn(picture: Picture) -> tuple[str, str, str]:
    """(full drawing, small cut, alternative text)."""
    return draw(picture), draw(replace(picture, cut="small")), alternative(picture)


def _icon(name: str) -> str:
    """An icon that a word of the name asks for, else a quiet one that the whole name draws."""
    lowered = name.casefold()
    asked = [icon for word, icon in WORDS.items() if word in lowered]
    return next((icon for icon in asked if icon in FIRST), asked[0] if asked else _drawn(name, QUIET))


def _ink(name: str, ink: str, inks: Sequence[str]) -> str:
    """The organisation's ink by its name, if it is one of these; else one of them that the name draws."""
    own = {colour.casefold(): known for known, colour in INKS.items()}.get(ink.casefold())
    return own if own and own in inks else _drawn(name + ink, inks)


def _drawn(seed: str, choices: Sequence[str]) -> str:
    """One of the choices, always the same for the same seed."""
    return choices[int.from_bytes(hashlib.sha256(seed.encode("utf-8", "replace")).digest()[:8]) % len(choices)]

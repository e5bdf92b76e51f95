"""Words as strokes: which glyphs they take, and which signs we cannot draw. Pure.

Latin, Greek and Cyrillic are drawn as capitals, with their accents. A letter of any other script is named, never replaced by
something that only looks like an answer; a sign that is no letter, a star for instance, becomes a dot.
"""

from __future__ import annotations

import unicodedata

from laurels.catalogue.pictures.geometry import n
from laurels.catalogue.pictures.letters import ABOVE, ASIDE, BELOW, COMMA, LETTERS, NARROW
from laurels.catalogue.pictures.letters_east import EAST, GREEK

Glyph = tuple[float, str]
"""Width and path on a grid 10 high."""

CAPITAL = 10.0
"""Height of a capital."""

_KNOWN = LETTERS | EAST
_ALIKE = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "⁄": "/",
     "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‹": "'", "›": "'", "ẞ": "SS", "*": "·", "•": "·"}
)  # fmt: skip
"""Signs that are drawn as another one."""
_DOT = "·"
_NOTHING = ("Cf", "Cc", "Cs")
"""Format, control and half signs."""
_ACUTE, _CEDILLA, _COMMA_BELOW = "\u0301", "\u0327", "\u0326"
_ASIDE_BY, _STACKED = 3.4, 0.9
"""A second mark above stands beside the first one, a little higher: above it there is no room on a ring."""


def glyphs(words: str) -> list[Glyph]:
    """The strokes of these words in order; what cannot be drawn is a dot."""
    return [_glyph(base, marks) for base, marks in _clusters(words)]


def reaches_higher(words: str) -> bool:
    """Whether a mark stands above one of these letters."""
    return any(mark in ABOVE for base, marks in _clusters(words) if base in _KNOWN for mark in marks)


def undrawn(words: str) -> tuple[str, ...]:
    """The letters and marks among these words that we cannot draw, each once, as they were written."""
    found: dict[str, None] = {}
    for base, marks in _clusters(words):
        if base not in _KNOWN and unicodedata.category(base)[0] in "LNMC":
            found[base if base in words else base.lower()] = None
        for mark in marks:
            if base in _KNOWN and mark not in ABOVE and mark not in BELOW and mark not in ASIDE:
                found[base + mark] = None
    return tuple(found)


def width(drawn: list[Glyph], gap: float) -> float:
    """How wide these glyphs are with a gap between each two."""
    return sum(wide for wide, _ in drawn) + gap * max(len(drawn) - 1, 0)


def _clusters(words: str) -> list[tuple[str, str]]:
    """Capital letters with the marks that each carries; format signs are nothing."""
    found: list[tuple[str, str]] = []
    capitals = unicodedata.normalize("NFKD", words.translate(_ALIKE)).upper().translate(_ALIKE)
    for sign in unicodedata.normalize("NFKD", capitals):
        if unicodedata.category(sign) in _NOTHING and not sign.isspace():
            continue
        if unicodedata.combining(sign) and found and found[-1][0] != " ":
            base, marks = found[-1]
            found[-1] = (base, marks + sign)
        else:
            found.append((" " if sign.isspace() else sign, ""))
    return [(base, _as_written(base, marks)) for base, marks in found]


def _as_written(base: str, marks: str) -> str:
    """Greek capitals carry no stress; a cedilla beneath some letters is a comma; Й and Ё keep theirs."""
    if base in GREEK or base in "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ":
        marks = marks.replace(_ACUTE, "")
    return marks.replace(_CEDILLA, _COMMA_BELOW) if base in COMMA else marks


def _glyph(base: str, marks: str) -> Glyph:
    """One letter with its marks."""
    if base not in _KNOWN:
        return _KNOWN[_DOT]
    plain = _KNOWN[base]
    known = [mark for mark in marks if mark in ABOVE or mark in BELOW or mark in ASIDE]
    if not known:
        return plain
    wide, path = NARROW.get(base, plain) if plain != LETTERS["I"] else NARROW["I"]
    stacked = 0
    for mark in known:
        if mark in ABOVE:
            x, y, stroke = ABOVE[mark]
            path += _stroke(wide / 2 + x + stacked * _ASIDE_BY, y - stacked * _STACKED, stroke)
            stacked += 1
        elif mark in BELOW:
            x, y, stroke = BELOW[mark]
            path += _stroke(wide / 2 + x, CAPITAL + y, stroke)
        else:
            x, y, stroke = ASIDE[mark]
            path += _stroke(wide + x, y, stroke)
    return (wide, path)


def _stroke(x: float, y: float, stroke: str) -> str:
    return f"M{n(x)} {n(y)}{stroke}"

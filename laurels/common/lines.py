"""One line that somebody typed: a name, a title. Pure.

Source: THREATS "«Verified» by look-alike text": direction marks in a name turn the words beside it, wherever it stands.
"""

from __future__ import annotations

import unicodedata

_JOINERS = frozenset("\u200c\u200d")
"""Scripts and pictographs need them within a word; they turn and hide nothing."""
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def one_line(text: str) -> str:
    """The text on one line, without control, direction and other invisible characters; white space is one blank."""
    return " ".join("".join(_kept(character) for character in text).split())


def _kept(character: str) -> str:
    """One character as it stays; what breaks or parts a line is a blank."""
    if character in _JOINERS:
        return character
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) in _HIDDEN else character

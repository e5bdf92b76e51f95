"""How words of people are compared: small letters, no accents, every word must be there. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

MOST_WORDS, LONGEST = 8, 60
"""Of what somebody searches for: later words and letters are passed over [count], [characters]."""


def folded(text: str) -> str:
    """Text as it is compared: compatibility forms joined, small letters, without accents, one blank between words."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.findall(r"\w+", kept))


def sought(text: str) -> tuple[str, ...]:
    """The words of a search, each once, in order."""
    words = (word[:LONGEST] for word in folded(text[:1000]).split())
    return tuple(dict.fromkeys(words))[:MOST_WORDS]


def blanked(words: Iterable[str]) -> str:
    """Words between blanks, so that a comparison with `` word `` finds whole words only; each once, in order."""
    found = " ".join(sorted(set(words)))
    return f" {found} " if found else ""

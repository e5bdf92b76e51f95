"""Which column is what, by what stands at its head. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence

_BESIDE = re.compile(r"[^\w#@%]+")


def guess_columns(
    headings: Sequence[str], synonyms: Mapping[str, Iterable[str]], *, several: Collection[str] = ()
) -> dict[int, str]:
    """Place of a column -> the field that its heading names; columns that no field knows are left out.

    Args:
        headings: the first row.
        synonyms: field -> how people call it.
        several: fields that may have more than one column; of any other the first column counts.
    """
    known = {plain(word): field for field, words in synonyms.items() for word in (field, *words)}
    found: dict[int, str] = {}
    for place, heading in enumerate(headings):
        field = known.get(plain(heading)) or known.get(plain(heading).rstrip("0123456789"))
        if field is not None and (field in several or field not in found.values()):
            found[place] = field
    return found


def holds_headings(first: Sequence[str], synonyms: Mapping[str, Iterable[str]]) -> bool:
    """Whether a first row holds headings rather than a record: half or more of what it says are names of fields."""
    said = [cell for cell in first if cell]
    return bool(said) and 2 * len(guess_columns(first, synonyms, several=synonyms)) >= len(said)


def plain(heading: str) -> str:
    """A heading without case, accents, punctuation and blanks: "E-Mail_Address" is "emailaddress"."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", heading) if not unicodedata.combining(c))
    return _BESIDE.sub("", bare.casefold().replace("_", ""))

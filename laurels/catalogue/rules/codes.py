"""Codes for people: of badges, elements and versions. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from itertools import count


def kept_codes(elements: Sequence[tuple[str, str]], *, before: Mapping[str, str], handle: str) -> tuple[tuple[str, str], ...]:
    """The elements (code, statement) of a next version: a line that stays keeps its code, a new line gets one never used.

    Args:
        before: statement -> code of the version before.
    """
    waiting, taken = dict(before), set(before.values())
    free = (code for number in count(1) if (code := f"{handle}-{number}") not in taken)
    return tuple((waiting.pop(statement, "") or next(free), statement) for _, statement in elements)


def next_number(taken: Collection[str]) -> str:
    """The number of the next version: one more than the largest whole number that begins one of the others."""
    found = [int(start.group()) for number in taken if (start := re.match(r"\d{1,9}", number))]
    return str(max(found, default=0) + 1)


def handle_of(name: str, *, taken: Collection[str] = ()) -> str:
    """A code for people from a name, for instance ``SAFE-SHELF``; one that is never used twice in an organisation."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    base = "-".join(re.findall(r"[A-Za-z0-9]+", ascii_name)).upper()[:40].strip("-") or "BADGE"
    if base not in taken:
        return base
    return next(f"{base}-{number}" for number in range(2, len(taken) + 3) if f"{base}-{number}" not in taken)

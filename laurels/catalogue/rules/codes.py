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


_NUMBER = re.compile(r"(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?")
CHANGES = ("wording", "smaller", "larger")
"""How much a next version changes: the same meaning in other words, a little, or what the badge is about."""


def numbers_after(number: str, *, taken: Collection[str] = ()) -> dict[str, str]:
    """The numbers that a next version may have, by how much it changes: 1.2 -> 1.2.1, 1.3, 2.0 (DOMAIN 4, semver)."""
    first, second, third = _parts(number)
    wording = (f"{first}.{second}.{patch}" for patch in count(third + 1))
    smaller = (f"{first}.{minor}" for minor in count(second + 1))
    larger = (f"{major}.0" for major in count(first + 1))
    free = (next(told for told in numbers if told not in taken) for numbers in (wording, smaller, larger))
    return dict(zip(CHANGES, free, strict=True))


def _parts(number: str) -> tuple[int, int, int]:
    """A number's three parts; what is absent, or no number, is nought."""
    found = _NUMBER.fullmatch(number)
    first, second, third = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    return first, second, third


ELEMENT_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")
"""Codes of elements stand in addresses."""


def next_code(handle: str, *, taken: Collection[str]) -> str:
    """A code for a new element that neither this version nor the one before has used: ``HANDLE-4``."""
    return next(code for number in count(1) if (code := f"{handle[:50]}-{number}") not in taken)


def handle_of(name: str, *, taken: Collection[str] = ()) -> str:
    """A code for people from a name, for instance ``SAFE-SHELF``; one that is never used twice in an organisation."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    base = "-".join(re.findall(r"[A-Za-z0-9]+", ascii_name)).upper()[:40].strip("-") or "BADGE"
    if base not in taken:
        return base
    return next(f"{base}-{number}" for number in range(2, len(taken) + 3) if f"{base}-{number}" not in taken)

"""Icons on a 100 x 100 grid, drawn for this project in one manner: one weight of line, round ends, a few solid parts.

A part is (kind, path): ``s`` is stroked, ``t`` thinly stroked, ``f`` filled by the even-odd rule. Each icon has the words for what
one sees in it, for whoever chooses without seeing.
"""

from __future__ import annotations

from laurels.catalogue.pictures.icons import making, numbers, people, safety, talking, ways
from laurels.catalogue.pictures.icons.part import Icon, Part

GROUPS: dict[str, tuple[Icon, ...]] = {
    "People": people.ICONS,
    "Talking and writing": talking.ICONS,
    "Numbers and judging": numbers.ICONS,
    "Care and safety": safety.ICONS,
    "Making and mending": making.ICONS,
    "Ways and places": ways.ICONS,
}
"""Every icon, as a designer looks for it."""

ICONS: dict[str, tuple[Part, ...]] = {icon.name: icon.parts for group in GROUPS.values() for icon in group}
"""Name -> its parts."""

SEEN: dict[str, str] = {icon.name: icon.seen for group in GROUPS.values() for icon in group}
"""Name -> what one sees, for instance "a heart"."""

"""Pictures that the shipped programmes choose for their badges; every other badge draws its own."""

from __future__ import annotations

from laurels.catalogue.pictures.choosing import picture_for
from laurels.catalogue.pictures.drawing import Picture

CHOSEN = {
    "CC-LISTEN": ("listen", "laurel", "roundel", "foundation", "BT"),
    "CC-CLEAR": ("answer", "lake", "roundel", "foundation", "BT"),
    "CC-RIGHT": ("mend", "night", "roundel", "practitioner", "BT"),
    "CC-EVERYONE": ("door", "plum", "roundel", "practitioner", "BT"),
    "CC-IMPROVE": ("steps", "clay", "roundel", "practitioner", "BT"),
    "CC-EXTRA": ("hand", "wine", "roundel", "none", "BT"),
    "CC-PRO": ("star", "ink", "scallop", "lead", "BT"),
    "DL-READ": ("bars", "moss", "hexagon", "foundation", "FC"),
    "DL-ASK": ("lens", "slate", "hexagon", "foundation", "FC"),
    "DL-CARE": ("lock", "lake", "hexagon", "foundation", "FC"),
    "DL-CHART": ("line", "pine", "hexagon", "practitioner", "FC"),
    "DL-COMPARE": ("scales", "wine", "hexagon", "practitioner", "FC"),
    "DL-STORY": ("story", "night", "hexagon", "lead", "FC"),
    "SAFE-SHELF": ("tin", "clay", "octagon", "none", "K"),
    "WARM-WELCOME": ("cup", "laurel", "octagon", "none", "K"),
}
"""Handle -> icon, ink, shape, level, mark."""


def picture_of(*, handle: str, name: str, organisation: str, kind: str) -> Picture:
    """The picture of a badge; a milestone says so, and recognition without assessment is drawn on paper."""
    assessed = kind not in ("behaviour", "participation")
    if handle not in CHOSEN:
        return picture_for(name=name, organisation=organisation, ink="", assessed=assessed)
    icon, ink, shape, level, mark = CHOSEN[handle]
    word = "Milestone" if shape == "scallop" else ""
    return Picture(name, icon, ink, shape, level, mark=mark, word=word, assessed=assessed)

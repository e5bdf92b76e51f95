"""What a designer chose, as it is kept with a version: data from which its successor and its copies begin.

The drawing itself is kept beside it, so a version looks for ever as it looked when it was published, whatever this code becomes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from laurels.catalogue.pictures.drawing import INKS, LEVELS, LONGEST, METALS, RIMS, Picture
from laurels.catalogue.pictures.geometry import SHAPES
from laurels.catalogue.pictures.icons import ICONS
from laurels.common.colour import is_colour
from laurels.common.lines import one_line

RING, WORD, MARK, ALTERNATIVE = 60, 20, 2, LONGEST
"""Longest words on the ring, word below, letters of the mark, alternative text [characters]."""


@dataclass(frozen=True, slots=True)
class Choices:
    """Everything that can be chosen; ``ring`` and ``word`` empty mean the badge's name and its level, ``alt`` empty the usual."""

    icon: str
    ink: str
    shape: str
    level: str = "none"
    ring: str = ""
    word: str = ""
    mark: str = ""
    own_mark: bool = False
    metal: str = "gold"
    rim: str = "engraved"
    alt: str = ""

    def kept(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)

    def picture(self, *, name: str, assessed: bool, mark_drawing: str = "") -> Picture:
        """The picture of a badge with these choices.

        Args:
            mark_drawing: the organisation's own mark, drawn when it was chosen.
        """
        return Picture(
            name=name,
            icon=self.icon,
            ink=self.ink,
            shape=self.shape,
            level=self.level,
            ring=self.ring,
            word=self.word,
            mark=self.mark,
            assessed=assessed,
            metal=self.metal,
            rim=self.rim,
            mark_drawing=mark_drawing if self.own_mark else "",
        )


def choices_of(picture: Picture) -> Choices:
    """The choices that a picture was drawn from."""
    shared = {field.name for field in fields(Choices)} & {field.name for field in fields(Picture)}
    return Choices(**{name: getattr(picture, name) for name in shared}, own_mark=bool(picture.mark_drawing))


def read(kept: Mapping[str, Any]) -> Choices | None:
    """The choices of kept or posted data; None when nothing was chosen, or something in it is unknown here."""
    known = {field.name for field in fields(Choices)}
    given = {name: value for name, value in kept.items() if name in known}
    words = {name: given.get(name, "") for name in known - {"own_mark"}}
    if not {"icon", "ink", "shape"} <= given.keys() or not all(isinstance(value, str) for value in words.values()):
        return None
    typed: dict[str, Any] = {name: one_line(str(value)) if name in _LONGEST else value for name, value in given.items()}
    found = Choices(**typed)
    return found if _is_sound(found) else None


_LONGEST = {"ring": RING, "word": WORD, "mark": MARK, "alt": ALTERNATIVE}


def _is_sound(choices: Choices) -> bool:
    """Whether everything in it is one of ours, or short enough."""
    return (
        choices.icon in ICONS
        and (choices.ink in INKS or is_colour(choices.ink))
        and choices.shape in SHAPES
        and choices.level in LEVELS
        and choices.metal in METALS
        and choices.rim in RIMS
        and isinstance(choices.own_mark, bool)
        and all(len(getattr(choices, name)) <= most for name, most in _LONGEST.items())
    )

"""The family of an organisation: what its badges share, and which of them do not fit. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from laurels.catalogue.pictures.choices import MARK, Choices
from laurels.catalogue.pictures.drawing import INKS, METALS, RIMS
from laurels.catalogue.pictures.geometry import MILESTONE_SHAPE, SHAPES
from laurels.common.colour import is_colour


@dataclass(frozen=True, slots=True)
class Family:
    """What every badge of an organisation is drawn with.

    Attributes:
        shapes, inks: the ones to choose from, the first is the usual one; a milestone's scalloped edge belongs to every family.
        mark_drawing: the organisation's own mark as ``marks`` cleaned it, or empty.
    """

    shapes: tuple[str, ...]
    inks: tuple[str, ...]
    metal: str = "gold"
    rim: str = "engraved"
    mark: str = ""
    mark_drawing: str = ""

    def kept(self) -> dict[str, Any]:
        """As JSON; the mark's drawing is kept beside it."""
        kept = asdict(self)
        del kept["mark_drawing"]
        return kept


def read(kept: Mapping[str, Any], *, mark_drawing: str = "") -> Family | None:
    """A family from kept or posted data, or None when something in it is unknown here."""
    shapes, inks = kept.get("shapes"), kept.get("inks")
    if not isinstance(shapes, list | tuple) or not isinstance(inks, list | tuple) or not shapes or not inks:
        return None
    metal, rim, mark = kept.get("metal", "gold"), kept.get("rim", "engraved"), kept.get("mark", "")
    sound = (
        all(shape in SHAPES for shape in shapes)
        and all(isinstance(ink, str) and (ink in INKS or is_colour(ink)) for ink in inks)
        and metal in METALS
        and rim in RIMS
        and isinstance(mark, str)
        and len(mark) <= MARK
    )
    return Family(tuple(dict.fromkeys(shapes)), tuple(dict.fromkeys(inks)), metal, rim, mark, mark_drawing) if sound else None


def usual(all_choices: Iterable[Choices]) -> Family | None:
    """The family that most of these badges have already, or None when there is none to look at."""
    found = list(all_choices)
    if not found:
        return None

    def most(values: Iterable[str]) -> str:
        return Counter(values).most_common(1)[0][0]

    plain = [choices for choices in found if choices.shape != MILESTONE_SHAPE] or found
    return Family(
        shapes=(most(choices.shape for choices in plain),),
        inks=tuple(dict.fromkeys(choices.ink for choices in found)),
        metal=most(choices.metal for choices in found),
        rim=most(choices.rim for choices in found),
        mark=most(choices.mark for choices in found),
    )


def strays(choices: Choices | None, family: Family, *, own: bool = False) -> tuple[str, ...]:
    """In what a badge does not fit its family, as sentences; none when it fits.

    Args:
        choices: None for a picture that draws itself from an older style. own: an uploaded picture.
    """
    if own:
        return ("It is a picture of your own: only you can see whether it fits.",)
    if choices is None:
        return ("Its choices are not known: open it in the studio once.",)
    found = []
    if choices.shape not in (*family.shapes, MILESTONE_SHAPE):
        found.append(f"Its shape is {_either((choices.shape,))}; the family's is {_either(family.shapes)}.")
    if choices.ink not in family.inks:
        found.append(f"Its colour, {choices.ink}, is none of the family's.")
    if choices.metal != family.metal:
        found.append(f"Its laurel is {choices.metal}; the family's is {family.metal}.")
    if choices.rim != family.rim:
        found.append("Its ring is treated in another way.")
    if (choices.mark, choices.own_mark) != (family.mark, bool(family.mark_drawing)):
        found.append("It bears another mark of the organisation.")
    return tuple(found)


def twins(named: Sequence[tuple[str, Choices]]) -> dict[str, str]:
    """Key -> key of the badge before it with the same small picture: nobody tells the two apart at 32 pixels."""
    first: dict[tuple[str, str, str, str, str], str] = {}
    found = {}
    for key, choices in named:
        seen = (choices.shape, choices.ink, choices.icon, choices.level, choices.metal)
        if seen in first:
            found[key] = first[seen]
        first.setdefault(seen, key)
    return found


def _either(shapes: Sequence[str]) -> str:
    return " or ".join(f"a {SHAPES[shape].seen.lower()}" for shape in shapes).replace("a octagon", "an octagon")

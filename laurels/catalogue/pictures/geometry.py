"""Numbers and outlines of a badge's picture; the same choices give the same text on every machine. Lengths are parts of 600."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

MIDDLE = 300
REACH = 292
"""From the middle to the outermost point of a roundel."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What follows from an outline.

    Attributes:
        seen: its name as people say it. inner: radius of the engraved field. band: radius of the ring's words, at half their
            height. widest: what the words above may take of the ring [degrees].
    """

    seen: str
    inner: float
    band: float
    widest: float


SHAPES: dict[str, Shape] = {
    "roundel": Shape("Roundel", 216, 248, 204),
    "hexagon": Shape("Hexagon", 198, 229, 168),
    "octagon": Shape("Octagon", 206, 239, 204),
    "tile": Shape("Tile", 206, 238, 204),
    "shield": Shape("Shield", 204, 234, 190),
    "rose": Shape("Rose", 204, 235, 200),
    "scallop": Shape("Scallop", 206, 238, 168),
}
MILESTONE_SHAPE = "scallop"
"""The edge of a milestone, in every family."""


def n(value: float) -> str:
    """A number as it stands in a drawing: two places, no nought too many, no minus before nought."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def polar(radius: float, degrees: float) -> tuple[float, float]:
    """A point by its degrees clockwise from twelve o'clock, about the middle."""
    t = math.radians(degrees)
    return MIDDLE + radius * math.sin(t), MIDDLE - radius * math.cos(t)


def outline(shape: str, inset: float = 0) -> str:
    """The path of a shape, ``inset`` within its edge."""
    return _OUTLINES[shape](REACH - inset)


def _roundel(r: float) -> str:
    top, foot = f"{MIDDLE} {n(MIDDLE - r)}", f"{MIDDLE} {n(MIDDLE + r)}"
    return f"M{top}A{n(r)} {n(r)} 0 1 1 {foot}A{n(r)} {n(r)} 0 1 1 {top}Z"


def _lobes(count: int, valley: float, bow: float) -> str:
    """An edge of equal bows between points at the radius ``valley``."""
    step = 360 / count
    points = [polar(valley, i * step - step / 2) for i in range(count + 1)]
    bows = "".join(f"A{n(bow)} {n(bow)} 0 0 1 {n(x)} {n(y)}" for x, y in points[1:])
    return f"M{n(points[0][0])} {n(points[0][1])}{bows}Z"


def _scallop(r: float) -> str:
    valley = r - 14
    return _lobes(24, valley, 2 * valley * math.sin(math.radians(7.5)) * 0.56)


def _rose(r: float) -> str:
    return _lobes(8, r * 0.93, r * 0.55)


def _polygon(sides: int, turn: float, soft: float, reach: float) -> Callable[[float], str]:
    """A regular polygon with soft corners; ``reach`` is that of its corners, in parts of the roundel's."""

    def drawn(r: float) -> str:
        corners = [polar(reach * r, turn + i * 360 / sides) for i in range(sides)]
        path = []
        for i, (x, y) in enumerate(corners):
            (px, py), (qx, qy) = corners[i - 1], corners[(i + 1) % sides]
            ax, ay, bx, by = x + (px - x) * soft, y + (py - y) * soft, x + (qx - x) * soft, y + (qy - y) * soft
            path.append(f"{'L' if i else 'M'}{n(ax)} {n(ay)}Q{n(x)} {n(y)} {n(bx)} {n(by)}")
        return "".join(path) + "Z"

    return drawn


def _shield(r: float) -> str:
    """A shield that comes to a low point above and to a soft one below; it holds the same circle as the others."""

    def at(x: float, y: float) -> str:
        return f"{n(MIDDLE + x * r)} {n(MIDDLE + y * r)}"

    return (
        f"M{at(0, -1)}Q{at(0.44, -0.83)} {at(0.86, -0.86)}Q{at(0.95, -0.86)} {at(0.95, -0.76)}L{at(0.95, 0.1)}"
        f"C{at(0.95, 0.62)} {at(0.42, 0.86)} {at(0.05, 1.02)}Q{at(0, 1.04)} {at(-0.05, 1.02)}"
        f"C{at(-0.42, 0.86)} {at(-0.95, 0.62)} {at(-0.95, 0.1)}L{at(-0.95, -0.76)}Q{at(-0.95, -0.86)} {at(-0.86, -0.86)}"
        f"Q{at(-0.44, -0.83)} {at(0, -1)}Z"
    )


_OUTLINES: dict[str, Callable[[float], str]] = {
    "roundel": _roundel,
    "hexagon": _polygon(6, 0, 0.16, 1.05),
    "octagon": _polygon(8, 22.5, 0.14, 1.03),
    "tile": _polygon(4, 45, 0.30, 1.37),
    "shield": _shield,
    "rose": _rose,
    "scallop": _scallop,
}

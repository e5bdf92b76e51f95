"""Numbers, colours and outlines of a badge's picture; the same choices give the same text on every machine."""

from __future__ import annotations

import math


def n(value: float) -> str:
    return (
        f"{value:.2f}".rstrip("0").rstrip(".").replace("-0", "0") if abs(value) < 0.005 else f"{value:.2f}".rstrip("0").rstrip(".")
    )


def rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def blend(a: str, b: str, share: float) -> str:
    return "#" + "".join(f"{round(x + (y - x) * share):02X}" for x, y in zip(rgb(a), rgb(b), strict=True))


def luminance(colour: str) -> float:
    parts = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in rgb(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(a: str, b: str) -> float:
    hi, lo = sorted((luminance(a), luminance(b)), reverse=True)
    return (hi + 0.05) / (lo + 0.05)


def polar(radius: float, degrees: float) -> tuple[float, float]:
    """Degrees clockwise from twelve o'clock, centre 300, 300."""
    t = math.radians(degrees)
    return 300 + radius * math.sin(t), 300 - radius * math.cos(t)


def outline(shape: str, inset: float = 0) -> str:
    r = 292 - inset
    if shape == "roundel":
        return f"M300 {n(300 - r)}A{n(r)} {n(r)} 0 1 1 300 {n(300 + r)}A{n(r)} {n(r)} 0 1 1 300 {n(300 - r)}Z"
    if shape == "scallop":
        k, step = 24, 360 / 24
        points = [polar(r - 14, i * step - step / 2) for i in range(k + 1)]
        bow = 2 * (r - 14) * math.sin(math.radians(step / 2)) * 0.56
        return (
            "M"
            + n(points[0][0])
            + " "
            + n(points[0][1])
            + "".join(f"A{n(bow)} {n(bow)} 0 0 1 {n(x)} {n(y)}" for x, y in points[1:])
            + "Z"
        )
    sides, turn, soft = {"hexagon": (6, 0, 0.16), "octagon": (8, 22.5, 0.14), "tile": (4, 45, 0.30)}[shape]
    full = {"hexagon": 1.05, "octagon": 1.03, "tile": 1.26}[shape] * r
    corners = [polar(full, turn + i * 360 / sides) for i in range(sides)]
    path = []
    for i, (x, y) in enumerate(corners):
        (px, py), (qx, qy) = corners[i - 1], corners[(i + 1) % sides]
        ax, ay, bx, by = x + (px - x) * soft, y + (py - y) * soft, x + (qx - x) * soft, y + (qy - y) * soft
        path.append(f"{'L' if i else 'M'}{n(ax)} {n(ay)}Q{n(x)} {n(y)} {n(bx)} {n(by)}")
    return "".join(path) + "Z"

"""The layers of a badge: words, laurel, rosette, icon, seal. Pure; each gives a piece of SVG about the middle of 600 x 600."""

from __future__ import annotations

import hashlib
import math

from laurels.catalogue.pictures import lettering
from laurels.catalogue.pictures.geometry import MIDDLE, n, polar
from laurels.catalogue.pictures.icons import ICONS

MARK_HEAD = '<svg xmlns="http://www.w3.org/2000/svg"'
"""How the drawing of an organisation's own mark begins."""
_GAP, _WEIGHT = 3.0, 1.5
_ROUND = 'stroke-linecap="round" stroke-linejoin="round"'
_LARGE_LEAF = 60
"""Leaves from this length on are those of the small cut."""
_MARKED, _INWARD = 0.92, 3
"""Letters with marks above: their height in parts of the others', and how much nearer to the middle they stand."""
_SEAL, _SEAL_LETTERS, _SEAL_GAP = 30, 2, 2.6


def letters_height(words: str, radius: float, height: float, widest: float) -> float:
    """How high these words can stand on a ring: ``height``, or less for them to fit within ``widest`` degrees.

    Letters with marks above are a little lower, so that the marks stay within the rim.
    """
    wide = lettering.width(lettering.glyphs(words), _GAP)
    return min(
        height * (_MARKED if lettering.reaches_higher(words) else 1),
        lettering.CAPITAL * math.radians(widest) * radius / max(wide, 1),
    )


def ring_words(words: str, radius: float, height: float, colour: str, *, below: bool, widest: float) -> str:
    """Words along a ring: outward above, upright below."""
    drawn = lettering.glyphs(words)
    scale = letters_height(words, radius, height, widest) / lettering.CAPITAL
    radius -= 0 if below or not lettering.reaches_higher(words) else _INWARD
    at, parts = -lettering.width(drawn, _GAP) / 2, []
    for wide, path in drawn:
        turn = math.degrees((at + wide / 2) * scale / radius)
        at += wide + _GAP
        if path:
            x, y = polar(radius, 180 - turn if below else turn)
            place = f"translate({n(x)} {n(y)})rotate({n(-turn if below else turn)})scale({n(scale)})translate({n(-wide / 2)} -5)"
            parts.append(f'<path transform="{place}" d="{path}"/>')
    strokes = f'<g fill="none" stroke="{colour}" stroke-width="{n(_WEIGHT)}" {_ROUND}>{"".join(parts)}</g>'
    return strokes if parts else ""


def ring_leaves(radius: float, colour: str, *, widest: float) -> str:
    """What stands on a ring that bears no words: a row of small lozenges."""
    count = int(widest // 24) * 2 + 1
    turns = ((i - (count - 1) / 2) * widest / count for i in range(count))
    return f'<path fill="{colour}" d="{"".join(lozenge(*polar(radius, turn), size=7) for turn in turns)}"/>'


def lozenge(x: float, y: float, *, size: float = 8) -> str:
    """The path of a small lozenge."""
    across = size * 0.75
    return f"M{n(x)} {n(y - size)}L{n(x + across)} {n(y)}L{n(x)} {n(y + size)}L{n(x - across)} {n(y)}Z"


def leaf(radius: float, degrees: float, lean: float, length: float, width: float, bright: str, deep: str) -> str:
    """One leaf, its two halves in two tones."""
    x, y = polar(radius, degrees)
    half = f"M0 0C{n(-width)} {n(-length * 0.3)} {n(-width * 0.8)} {n(-length * 0.72)} 0 {n(-length)}"
    other = f"M0 0C{n(width)} {n(-length * 0.3)} {n(width * 0.8)} {n(-length * 0.72)} 0 {n(-length)}"
    turned = f'<g transform="translate({n(x)} {n(y)})rotate({n(degrees + lean)})">'
    return f'{turned}<path fill="{bright}" d="{half}Z"/><path fill="{deep}" d="{other}Z"/></g>'


def laurel(pairs: int, radius: float, size: float, bright: str, deep: str, *, berries: bool) -> str:
    """Two branches that rise from the foot; ``pairs`` of leaves on each."""
    large = size >= _LARGE_LEAF
    step, first = (158 / 8, 16) if large else (158 / 12, 13)
    count = max(2, round(pairs * 8 / 12)) if large else pairs
    return "".join(_branch(side, first, step, count, radius, size, bright, deep, berries=berries and not large) for side in (1, -1))


def _branch(
    side: int, first: float, step: float, count: int, radius: float, size: float, bright: str, deep: str, *, berries: bool
) -> str:
    """One branch: its stem, pairs of leaves that grow smaller, a leaf at the tip."""
    last, tones = first + (count - 1) * step, (bright, deep) if side > 0 else (deep, bright)
    parts = [_stem(side, last, radius, size, deep)]
    for k in range(count):
        here, grow = 180 - side * (first + k * step), 1 - 0.22 * k / max(count, 1)
        parts += [leaf(radius, here, side * (-90 + lean), size * grow, size * grow * 0.27, *tones) for lean in (30, -34)]
        if berries and k % 3 == 1:
            x, y = polar(radius + 33, here + side * 7)
            parts.append(f'<circle cx="{n(x)}" cy="{n(y)}" r="5" fill="{bright}"/>')
    parts.append(leaf(radius, 180 - side * (last + 2), side * -90, size * 0.74, size * 0.2, *tones))
    return "".join(parts)


def _stem(side: int, last: float, radius: float, size: float, deep: str) -> str:
    (x, y), (ex, ey) = polar(radius, 180 - side * 3), polar(radius, 180 - side * (last + 2))
    arc = f"M{n(x)} {n(y)}A{n(radius)} {n(radius)} 0 {int(last > 180)} {int(side > 0) ^ 1} {n(ex)} {n(ey)}"
    return f'<path d="{arc}" fill="none" stroke="{deep}" stroke-width="{n(size / 14)}" stroke-linecap="round"/>'


def rosette(seed: str, radius: float, colour: str) -> str:
    """Fine engraved circles; their number and reach come from the name, so no two badges share one."""
    digest = hashlib.sha256(seed.encode("utf-8", "replace")).digest()
    count, reach = 36 + digest[0] % 4 * 6, 0.40 + digest[1] % 5 * 0.035
    r, ring = radius * (1 - reach), radius * reach
    circles = "".join(
        f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(r)}"/>' for x, y in (polar(ring, i * 360 / count) for i in range(count))
    )
    return f'<g fill="none" stroke="{colour}" stroke-width=".9">{circles}</g>'


def icon(name: str, size: float, colour: str, cy: float = MIDDLE) -> str:
    """An icon of ``size``, its middle at the height ``cy``."""
    weights = {"s": 'fill="none" stroke-width="9.5"', "t": 'fill="none" stroke-width="5.5"'}
    parts = []
    for kind, path in ICONS[name]:
        if kind == "f":
            parts.append(f'<path fill="{colour}" fill-rule="evenodd" d="{path}"/>')
        else:
            parts.append(f'<path {weights[kind]} stroke="{colour}" {_ROUND} d="{path}"/>')
    return f'<g transform="translate({n(MIDDLE - size / 2)} {n(cy - size / 2)})scale({n(size / 100)})">{"".join(parts)}</g>'


def seal(mark: str, y: float, ground: str, colour: str) -> str:
    """One or two letters of the organisation in a small disc."""
    drawn = [glyph for glyph in lettering.glyphs(mark) if glyph[1]][:_SEAL_LETTERS]
    if not drawn:
        return ""
    wide = lettering.width(drawn, _SEAL_GAP)
    scale, at, parts = min(2.6, 30 / max(wide, 1)), -wide / 2, []
    for width, path in drawn:
        parts.append(f'<path transform="translate({n(at)} -5)" d="{path}"/>')
        at += width + _SEAL_GAP
    return (
        f'<circle cx="{MIDDLE}" cy="{n(y)}" r="{_SEAL}" fill="{ground}" stroke="{colour}" stroke-width="3"/>'
        f'<g transform="translate({MIDDLE} {n(y)})scale({n(scale)})" fill="none" stroke="{colour}" stroke-width="{n(_WEIGHT)}"'
        f" {_ROUND}>{''.join(parts)}</g>"
    )


def own_seal(drawing: str, y: float, ground: str, colour: str) -> str:
    """The organisation's own mark, as ``marks`` has cleaned it, on a disc of paper."""
    side = _SEAL * 1.3
    head = f'<svg x="{n(MIDDLE - side / 2)}" y="{n(y - side / 2)}" width="{n(side)}" height="{n(side)}"'
    placed = drawing.replace(MARK_HEAD, head, 1)
    return f'<circle cx="{MIDDLE}" cy="{n(y)}" r="{_SEAL}" fill="{ground}" stroke="{colour}" stroke-width="3"/>{placed}'

# ruff: noqa: E501 - a drawing is read by its lines
"""Draw a badge: the same choices give the same bytes, on every machine, with no font and no library.

A drawing has six layers, from the outside in: shape, gold line, ring words, engraved rosette, laurel, icon. The laurel grows with
the level. A milestone has the scalloped edge; recognition without assessment is drawn on paper instead of on ink. The cut
``small`` is the optical size for 64 px and below: no words, no rosette, thicker leaves, a larger icon.
"""

from __future__ import annotations

import hashlib
import math
import unicodedata
from dataclasses import dataclass
from html import escape

from laurels.catalogue.pictures.geometry import blend, contrast, n, outline, polar
from laurels.catalogue.pictures.icons import ICONS
from laurels.catalogue.pictures.letters import LETTERS

PAPER, GOLD, PALE_GOLD = "#FBF7EC", "#C79A3B", "#EBD395"
LEVELS = {"none": 3, "foundation": 5, "practitioner": 9, "lead": 12}
"""Leaf pairs on each branch."""

INKS = {
    "laurel": "#1C5B3D",
    "pine": "#143A2C",
    "lake": "#155463",
    "night": "#1E3557",
    "plum": "#562A4B",
    "clay": "#86391F",
    "moss": "#4A5A1E",
    "slate": "#35424C",
    "wine": "#6E1F33",
    "ink": "#1B211D",
}


@dataclass(frozen=True, slots=True)
class Picture:
    """What a designer chooses; everything else follows."""

    name: str
    icon: str
    ink: str = "laurel"
    shape: str = "roundel"
    level: str = "foundation"
    ring: str = ""  # top words; empty means the name
    mark: str = ""  # one or two letters of the organisation
    word: str = ""  # bottom word; empty means the level
    assessed: bool = True  # recognition without assessment is drawn on paper, not on ink
    cut: str = "full"  # or "small"


def plain(words: str) -> str:
    """Capitals that we can draw: accents fall away, an unknown sign becomes a dot."""
    bare = unicodedata.normalize("NFKD", words.replace("ß", "ss").replace("’", "'").replace("–", "-")).upper()
    return "".join(c if c in LETTERS else "·" for c in bare if not unicodedata.combining(c))


def ring_words(words: str, radius: float, height: float, colour: str, *, below: bool, widest: float) -> str:
    glyphs, gap, weight = [LETTERS[c] for c in plain(words)], 3.0, 1.5
    width = sum(w for w, _ in glyphs) + gap * (len(glyphs) - 1)
    scale = min(height / 10, math.radians(widest) * radius / max(width, 1))
    at, parts = -width / 2, []
    for w, path in glyphs:
        turn = math.degrees((at + w / 2) * scale / radius)
        at += w + gap
        if path:
            x, y = polar(radius, 180 - turn if below else turn)
            parts.append(
                f'<path transform="translate({n(x)} {n(y)})rotate({n(-turn if below else turn)})scale({n(scale)})translate({n(-w / 2)} -5)" d="{path}"/>'
            )
    return f'<g fill="none" stroke="{colour}" stroke-width="{n(weight)}" stroke-linecap="round" stroke-linejoin="round">{"".join(parts)}</g>'


def leaf(radius: float, degrees: float, lean: float, length: float, width: float, bright: str, deep: str) -> str:
    x, y = polar(radius, degrees)
    half = f"M0 0C{n(-width)} {n(-length * 0.3)} {n(-width * 0.8)} {n(-length * 0.72)} 0 {n(-length)}"
    other = f"M0 0C{n(width)} {n(-length * 0.3)} {n(width * 0.8)} {n(-length * 0.72)} 0 {n(-length)}"
    return f'<g transform="translate({n(x)} {n(y)})rotate({n(degrees + lean)})"><path fill="{bright}" d="{half}Z"/><path fill="{deep}" d="{other}Z"/></g>'


def laurel(pairs: int, radius: float, size: float, bright: str, deep: str, *, berries: bool) -> str:
    if not pairs:
        return ""
    parts, step, first = [], 158 / 12 if size < 60 else 158 / 8, 13 if size < 60 else 16
    count = pairs if size < 60 else max(2, round(pairs * 8 / 12))
    last = first + (count - 1) * step
    for side in (1, -1):
        start, end = polar(radius, 180 - side * 3), polar(radius, 180 - side * (last + 2))
        parts.append(
            f'<path d="M{n(start[0])} {n(start[1])}A{n(radius)} {n(radius)} 0 {int(last > 180)} {int(side > 0) ^ 1} {n(end[0])} {n(end[1])}" fill="none" stroke="{deep}" stroke-width="{n(size / 14)}" stroke-linecap="round"/>'
        )
        for k in range(count):
            here, grow = 180 - side * (first + k * step), 1 - 0.22 * k / max(count, 1)
            for lean in (30, -34):
                pair = (bright, deep) if side > 0 else (deep, bright)
                parts.append(leaf(radius, here, side * (-90 + lean), size * grow, size * grow * 0.27, *pair))
            if berries and k % 3 == 1 and size < 60:
                bx, by = polar(radius + 33, here + side * 7)
                parts.append(f'<circle cx="{n(bx)}" cy="{n(by)}" r="5" fill="{bright}"/>')
        parts.append(
            leaf(
                radius,
                180 - side * (last + 2),
                side * -90,
                size * 0.74,
                size * 0.2,
                *((bright, deep) if side > 0 else (deep, bright)),
            )
        )
    return "".join(parts)


def rosette(seed: str, radius: float, colour: str) -> str:
    """Fine engraved circles; their number and reach come from the name, so no two badges share one."""
    digest = hashlib.sha256(seed.encode()).digest()
    count, reach = 36 + digest[0] % 4 * 6, 0.40 + digest[1] % 5 * 0.035
    r, ring = radius * (1 - reach), radius * reach
    circles = "".join(
        f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(r)}"/>' for x, y in (polar(ring, i * 360 / count) for i in range(count))
    )
    return f'<g fill="none" stroke="{colour}" stroke-width=".9">{circles}</g>'


def icon(name: str, size: float, colour: str, cy: float = 300) -> str:
    weights = {"s": 'fill="none" stroke-width="9.5"', "t": 'fill="none" stroke-width="5.5"'}
    parts = []
    for kind, path in ICONS[name]:
        if kind == "f":
            parts.append(f'<path fill="{colour}" fill-rule="evenodd" d="{path}"/>')
        else:
            parts.append(f'<path {weights[kind]} stroke="{colour}" stroke-linecap="round" stroke-linejoin="round" d="{path}"/>')
    return f'<g transform="translate({n(300 - size / 2)} {n(cy - size / 2)})scale({n(size / 100)})">{"".join(parts)}</g>'


def seal(mark: str, y: float, ground: str, colour: str) -> str:
    letters = [LETTERS[c] for c in plain(mark)[:2]]
    if not letters:
        return ""
    width = sum(w for w, _ in letters) + 2.6 * (len(letters) - 1)
    scale, at, parts = min(2.6, 30 / max(width, 1)), -width / 2, []
    for w, path in letters:
        parts.append(f'<path transform="translate({n(at)} -5)" d="{path}"/>')
        at += w + 2.6
    return (
        f'<circle cx="300" cy="{n(y)}" r="30" fill="{ground}" stroke="{colour}" stroke-width="3"/>'
        f'<g transform="translate(300 {n(y)})scale({n(scale)})" fill="none" stroke="{colour}" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">{"".join(parts)}</g>'
    )


def describe(p: Picture) -> str:
    level = f", {p.word.lower()}" if p.word else "" if p.level == "none" else f", {p.level} level"
    return f"Badge picture: {p.name}{level}"


def draw(p: Picture) -> str:
    ink = INKS.get(p.ink, p.ink)
    if not p.assessed:
        ground, rim, words, glyph = PAPER, ink, ink, ink
        bright, deep, fine, well = blend(ink, PAPER, 0.25), ink, blend(PAPER, ink, 0.20), blend(PAPER, ink, 0.05)
    else:
        ground, rim, words, glyph = ink, PALE_GOLD, PAPER, PAPER
        bright, deep, fine, well = PALE_GOLD, GOLD, blend(ink, PAPER, 0.17), blend(ink, "#000000", 0.20)
    if contrast(words, ground) < 4.5:
        raise ValueError("These words would be hard to read. Choose a darker colour.")
    inner = {"roundel": 216, "scallop": 206, "hexagon": 198, "octagon": 206, "tile": 210}[p.shape]
    body = [f'<path d="{outline(p.shape)}" fill="{ground}"' + ("" if p.assessed else f' stroke="{ink}" stroke-width="6"') + "/>"]
    if p.cut == "small":
        body.append(f'<path d="{outline(p.shape, 20)}" fill="none" stroke="{rim}" stroke-width="12"/>')
        body.append(laurel(LEVELS[p.level], 206, 84, bright, deep, berries=False))
        body.append(icon(p.icon, 268, glyph, 284))
    else:
        body.append(f'<path d="{outline(p.shape, 13)}" fill="none" stroke="{rim}" stroke-width="3.5"/>')
        body.append(f'<circle cx="300" cy="300" r="{inner}" fill="{well}"/>{rosette(p.name + p.ink, inner - 3, fine)}')
        body.append(f'<circle cx="300" cy="300" r="{inner}" fill="none" stroke="{rim}" stroke-width="2.5"/>')
        band = {"roundel": 248, "scallop": 238, "hexagon": 229, "octagon": 239, "tile": 241}[p.shape]
        body.append(
            ring_words(p.ring or p.name, band, 27, words, below=False, widest=168 if p.shape in ("hexagon", "scallop") else 204)
        )
        if p.word or p.level != "none":
            body.append(ring_words(p.word or p.level, band, 19, bright if p.assessed else ink, below=True, widest=110))
            for turn in (128, -128):
                x, y = polar(band, turn)
                body.append(
                    f'<path fill="{bright}" d="M{n(x)} {n(y - 8)}L{n(x + 6)} {n(y)}L{n(x)} {n(y + 8)}L{n(x - 6)} {n(y)}Z"/>'
                )
        body.append(f'<circle cx="300" cy="300" r="{n(inner * 0.64)}" fill="{well}" stroke="{fine}" stroke-width="1.5"/>')
        body.append(laurel(LEVELS[p.level], inner - 46, 54, bright, deep, berries=p.level == "lead"))
        body.append(icon(p.icon, 186, glyph, 290 if p.mark else 300))
        body.append(seal(p.mark, 300 + inner - 40, ground, rim))
    title = escape(describe(p))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600" width="600" height="600" role="img" aria-label="{title}">'
        f"<title>{title}</title>{''.join(body)}</svg>\n"
    )

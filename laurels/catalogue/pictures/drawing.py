"""Draw a badge: the same choices give the same bytes, on every machine, with no font and no library.

A drawing has six layers, from the outside in: shape, rim, ring words, engraved rosette, laurel, icon. The laurel grows with the
level, and the word below says it, so that levels are told apart without colour. A milestone has the scalloped edge; recognition
without assessment is drawn on paper instead of on ink. The cut ``small`` is the optical size for 64 px and below: no words, no
rosette, thicker leaves, a larger icon.
"""

from __future__ import annotations

from dataclasses import dataclass

from laurels.catalogue.pictures import layers, lettering
from laurels.catalogue.pictures.geometry import MIDDLE, SHAPES, Shape, n, outline, polar
from laurels.catalogue.pictures.icons import SEEN
from laurels.common.colour import blend

PAPER = "#FBF7EC"
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
INK_WORDS = {
    "laurel": "laurel green",
    "pine": "pine green",
    "lake": "lake blue",
    "night": "night blue",
    "plum": "plum",
    "clay": "clay red",
    "moss": "moss green",
    "slate": "slate grey",
    "wine": "wine red",
    "ink": "black",
}
METALS = {"gold": ("#EBD395", "#C79A3B"), "silver": ("#E1E6E6", "#93A1A4"), "copper": ("#F2CDB2", "#C07B4C")}
"""Name -> bright and deep tone of rim and laurel."""
RIMS = ("engraved", "beads", "double", "quiet")
"""How the ring is treated: a line, beads, two lines, or a line without the engraved field."""
TOP_HEIGHT, BELOW_HEIGHT, BELOW_WIDEST = 27, 19, 110
LONGEST = 200
"""Longest alternative text [characters]."""
LEAST_HEIGHT = 13.0
"""Words that would stand lower than this on the ring are left out: nobody could read them [parts of 600]."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What a designer chooses; everything else follows.

    Attributes:
        ink: a name of ``INKS`` or ``#RRGGBB``. ring: words above, empty for the name. word: the word below, empty for the level.
        mark: one or two letters of the organisation. mark_drawing: its own mark as ``marks`` cleaned it, instead of the letters.
        assessed: recognition without assessment is drawn on paper, not on ink. cut: ``full`` or ``small``.
    """

    name: str
    icon: str
    ink: str = "laurel"
    shape: str = "roundel"
    level: str = "foundation"
    ring: str = ""
    mark: str = ""
    word: str = ""
    assessed: bool = True
    cut: str = "full"
    metal: str = "gold"
    rim: str = "engraved"
    mark_drawing: str = ""

    def words_above(self) -> str:
        """What the ring should say."""
        return self.ring or self.name

    def word_below(self) -> str:
        """What stands below: the word, else the level, else nothing."""
        return self.word or ("" if self.level == "none" else self.level)


@dataclass(frozen=True, slots=True)
class Colours:
    """What each layer is drawn in; ``glyph`` is the icon on its ``well``, ``words`` stand above and ``bright`` below."""

    ground: str
    rim: str
    words: str
    glyph: str
    bright: str
    deep: str
    fine: str
    well: str


def colours(p: Picture) -> Colours:
    """The colours that follow from the choices."""
    ink = INKS.get(p.ink, p.ink)
    if not p.assessed:
        pale, fine, well = blend(ink, PAPER, 0.25), blend(PAPER, ink, 0.20), blend(PAPER, ink, 0.05)
        return Colours(PAPER, ink, ink, ink, pale, ink, fine, well)
    bright, deep = METALS[p.metal]
    return Colours(ink, bright, PAPER, PAPER, bright, deep, blend(ink, PAPER, 0.17), blend(ink, "#000000", 0.20))


def bears_words(p: Picture) -> bool:
    """Whether the ring carries its words: all can be drawn, and none would be too small to read."""
    words, shape = p.words_above(), SHAPES[p.shape]
    drawable = any(path for _, path in lettering.glyphs(words)) and not lettering.undrawn(words)
    return drawable and layers.letters_height(words, shape.band, TOP_HEIGHT, shape.widest) >= LEAST_HEIGHT


def describe(p: Picture) -> str:
    """What the drawing says of itself where it stands alone: its name and its level."""
    return _speakable(f"Badge picture: {p.name}{_level(p)}")


def alternative(p: Picture) -> str:
    """What somebody who cannot see it hears beside its name: icon, shape, colour and level; at most ``LONGEST`` characters."""
    ink = f" in {INK_WORDS[p.ink]}" if p.ink in INK_WORDS else ""
    shape = SHAPES[p.shape].seen.lower()
    seen = f"{SEEN[p.icon]} on {'an' if shape[0] in 'aeiou' else 'a'} {shape}{ink}"
    whole = _speakable(f"Badge picture: {p.name}. {seen[0].upper()}{seen[1:]}{_level(p)}")
    return whole if len(whole) <= LONGEST else describe(p)[:LONGEST]


def _level(p: Picture) -> str:
    word = p.word_below().lower()
    return f", {word}" if p.word else f", {word} level" if word else ""


def draw(p: Picture) -> str:
    """The drawing as SVG; nothing in it but shapes, so that it passes our own cleaner as it is."""
    c, edge = colours(p), "" if p.assessed else f' stroke="{INKS.get(p.ink, p.ink)}" stroke-width="6"'
    body = f'<path d="{outline(p.shape)}" fill="{c.ground}"{edge}/>' + (_small(p, c) if p.cut == "small" else _full(p, c))
    title = _speakable(describe(p))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600" width="600" height="600" role="img"'
        f' aria-label="{_escaped(title).replace(chr(34), "&quot;")}"><title>{_escaped(title)}</title>{body}</svg>\n'
    )


def _small(p: Picture, c: Colours) -> str:
    return (
        f'<path d="{outline(p.shape, 20)}" fill="none" stroke="{c.rim}" stroke-width="12"/>'
        + layers.laurel(LEVELS[p.level], 206, 84, c.bright, c.deep, berries=False)
        + layers.icon(p.icon, 268, c.glyph, 284)
    )


def _full(p: Picture, c: Colours) -> str:
    inner = n(SHAPES[p.shape].inner)
    circle = f'<circle cx="{MIDDLE}" cy="{MIDDLE}" r="{inner}" fill='
    engraved = "" if p.rim == "quiet" else layers.rosette(p.name + p.ink, SHAPES[p.shape].inner - 3, c.fine)
    return (
        _rim(p, c)
        + f'{circle}"{c.well}"/>{engraved}{circle}"none" stroke="{c.rim}" stroke-width="2.5"/>'
        + _ring(p, c, SHAPES[p.shape])
        + _heart(p, c, SHAPES[p.shape].inner)
    )


def _rim(p: Picture, c: Colours) -> str:
    """The line, the beads or the two lines just within the edge."""
    if p.rim == "beads":
        return (
            f'<path d="{outline(p.shape, 13)}" fill="none" stroke="{c.rim}" stroke-width="5" stroke-linecap="round"'
            ' stroke-dasharray="0 11"/>'
        )
    line = f'<path d="{outline(p.shape, 13)}" fill="none" stroke="{c.rim}" stroke-width="3.5"/>'
    second = f'<path d="{outline(p.shape, 5)}" fill="none" stroke="{c.rim}" stroke-width="1.8"/>' if p.rim == "double" else ""
    return line + second


def _ring(p: Picture, c: Colours, shape: Shape) -> str:
    """The words above, or leaves where there can be none; the word below between two lozenges."""
    if bears_words(p):
        above = layers.ring_words(p.words_above(), shape.band, TOP_HEIGHT, c.words, below=False, widest=shape.widest)
    else:
        above = layers.ring_leaves(shape.band, c.bright, widest=shape.widest)
    word = p.word_below()
    if not word or lettering.undrawn(word):
        return above
    below = layers.ring_words(word, shape.band, BELOW_HEIGHT, words_below(p), below=True, widest=BELOW_WIDEST)
    lozenges = (f'<path fill="{c.bright}" d="{layers.lozenge(*polar(shape.band, turn))}"/>' for turn in (128, -128))
    return above + below + ("".join(lozenges) if below else "")


def words_below(p: Picture) -> str:
    """The colour of the word below: metal on ink, ink on paper."""
    return colours(p).bright if p.assessed else INKS.get(p.ink, p.ink)


def _heart(p: Picture, c: Colours, inner: float) -> str:
    """The middle: a quiet disc, the laurel, the icon, the organisation's seal."""
    disc = f'<circle cx="{MIDDLE}" cy="{MIDDLE}" r="{n(inner * 0.64)}" fill="{c.well}" stroke="{c.fine}" stroke-width="1.5"/>'
    foot = MIDDLE + inner - 40
    own = layers.own_seal(p.mark_drawing, foot, PAPER, c.rim) if p.mark_drawing else ""
    return (
        disc
        + layers.laurel(LEVELS[p.level], inner - 46, 54, c.bright, c.deep, berries=p.level == "lead")
        + layers.icon(p.icon, 186, c.glyph, 290 if p.mark or own else MIDDLE)
        + (own or layers.seal(p.mark, foot, c.ground, c.rim))
    )


def _speakable(text: str) -> str:
    """One line without signs that no XML may hold."""
    return " ".join("".join(sign for sign in text if sign.isprintable() or sign.isspace()).split())


def _escaped(text: str) -> str:
    """Text as XML writes it, as ``lxml`` does too."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

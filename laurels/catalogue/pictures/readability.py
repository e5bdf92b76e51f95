"""Whether a picture can be read: contrast in figures and in words, and the nearest colour that passes. Pure.

Source: WCAG 2.2, 1.4.3 (words) and 1.4.11 (icon, edge).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from laurels.catalogue.pictures import lettering
from laurels.catalogue.pictures.drawing import INKS, Colours, Picture, bears_words, colours, words_below
from laurels.common.brand import NIGHT_SHEET
from laurels.common.brand import PAPER as LIGHT_PAGE
from laurels.common.colour import blend, contrast

WORDS, GRAPHIC = 4.5, 3.0
"""Least contrast of words and of anything else that must be seen."""
_STEPS = 60


@dataclass(frozen=True, slots=True)
class Verdict:
    """One thing that was looked at: ``tone`` is a mark's (good, soon, bad), ``stops`` whether it keeps a badge from publishing."""

    tone: str
    sentence: str
    stops: bool = False


def verdicts(p: Picture) -> tuple[Verdict, ...]:
    """Everything that can be said about how a picture reads, what stops it first."""
    found = [_words(p), _icon(p), _word_below(p), *_letters(p), *_pages(p)]
    return tuple(sorted((verdict for verdict in found if verdict), key=lambda verdict: not verdict.stops))


def faults(p: Picture) -> tuple[str, ...]:
    """Why a picture cannot be published, as sentences: what stands on it cannot be read."""
    return tuple(verdict.sentence for verdict in verdicts(p) if verdict.stops)


def ratio(figure: float) -> str:
    """A contrast as people write it; rounded down, so that it never promises more than there is."""
    return f"{int(figure * 10) / 10:.1f} : 1"


def nearest(p: Picture) -> str:
    """The ink nearest to the chosen one with which everything can be read: darkened step by step, ``#RRGGBB``."""
    ink = INKS.get(p.ink, p.ink)
    steps = (blend(ink, "#000000", step / _STEPS) for step in range(_STEPS + 1))
    return next(colour for colour in steps if _passes(replace(p, ink=colour)))


def _passes(p: Picture) -> bool:
    c = colours(p)
    below = contrast(words_below(p), c.ground) >= WORDS or not p.word_below()
    return contrast(c.words, c.ground) >= WORDS and contrast(c.glyph, c.well) >= GRAPHIC and below


def _words(p: Picture) -> Verdict | None:
    """The words above."""
    if not bears_words(p):
        return None
    c = colours(p)
    figure = contrast(c.words, c.ground)
    if figure >= WORDS:
        return Verdict("good", f"The words read well: {ratio(figure)} on their ground.")
    return Verdict(
        "bad", f"The words cannot be read: {ratio(figure)} on their ground, {WORDS} : 1 is needed. {_advice(p)}", stops=True
    )


def _word_below(p: Picture) -> Verdict | None:
    """The word below, in metal."""
    if not p.word_below() or lettering.undrawn(p.word_below()):
        return None
    figure = contrast(words_below(p), colours(p).ground)
    if figure >= WORDS:
        return Verdict("good", f"The word below reads well: {ratio(figure)}.")
    return Verdict("bad", f"The word below cannot be read: {ratio(figure)}, {WORDS} : 1 is needed. {_advice(p)}", stops=True)


def _icon(p: Picture) -> Verdict:
    c = colours(p)
    figure = contrast(c.glyph, c.well)
    if figure >= GRAPHIC:
        return Verdict("good", f"The icon reads well: {ratio(figure)}, also in grey and for colour-blind eyes.")
    return Verdict("soon", f"The icon is hard to see: {ratio(figure)}, {GRAPHIC:.0f} : 1 is needed. {_advice(p)}")


def _advice(p: Picture) -> str:
    return f"The nearest colour that passes is {nearest(p)}."


def _letters(p: Picture) -> list[Verdict]:
    """Signs that we cannot draw, and words that are too long."""
    above, below = p.words_above(), p.word_below()
    unknown = dict.fromkeys((*lettering.undrawn(above), *lettering.undrawn(below), *lettering.undrawn(p.mark)))
    if unknown:
        shown = " ".join(list(unknown)[:6])
        return [
            Verdict(
                "soon",
                f"We draw Latin, Greek and Cyrillic letters; not {shown}. The ring stays without these words. The name stands in"
                " full beside every picture; you can also write the ring in another script, or use a picture of your own.",
            )
        ]
    if any(path for _, path in lettering.glyphs(above)) and not bears_words(p):
        return [Verdict("soon", "These words are too long for the ring, so it bears none. Give the ring fewer words.")]
    return []


def _pages(p: Picture) -> list[Verdict]:
    """The edge against a light and a dark page: ground or rim must stand out."""
    return [_edge(colours(p), page, name) for page, name in ((LIGHT_PAGE, "light"), (NIGHT_SHEET, "dark"))]


def _edge(c: Colours, page: str, name: str) -> Verdict:
    ground, rim = contrast(c.ground, page), contrast(c.rim, page)
    if ground >= GRAPHIC:
        return Verdict("good", f"On a {name} page it stands out: {ratio(ground)}.")
    if rim >= GRAPHIC:
        return Verdict("good", f"On a {name} page its rim holds it: {ratio(rim)}; the ground itself is close to the page.")
    return Verdict("soon", f"On a {name} page its edge is hard to see: {ratio(max(ground, rim))}.")

"""Rules about words: claims, what a picture says, how hard a text is to read, what other badges say already. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from laurels.catalogue.rules.linting import words
from laurels.catalogue.rules.linting.base import Hit, Severity, rule
from laurels.catalogue.rules.sheet import OtherBadge, Sheet
from laurels.common.text import counted

HARD = 12
"""School years above which a text is hard to read for people at work [years]."""
SAME, FEWEST_WORDS, FEW = 0.75, 3, 3
"""Lines that share so much of their meaning [0..1] overlap, when each has so many words; so many badges are named [count]."""
CLOSE = 2000
"""Lines of other badges that are compared word by word after a first look at all of them [count]: the time is bounded."""


@rule(
    "L18",
    Severity.ANSWER,
    "Words do not claim what nobody confirmed",
    why="“Accredited”, “certified” and “licensed” say that a body outside stands behind it. A reader would be deceived.",
    example="“Certified first aider” → “First aid at work”",
)
def no_claims(sheet: Sheet) -> Iterator[Hit]:
    """Every text of the badge, and the words in its picture."""
    texts = {
        "title": sheet.title,
        "description": sheet.description,
        "criteria": sheet.criteria,
        "business_need": sheet.strategy.business_need,
        "picture": " ".join((*sheet.picture_words, sheet.picture_alt)),
    }
    for place, text in texts.items():
        if found := words.CLAIMS.search(text):
            yield Hit(f"“{found.group().lower()}” says that somebody outside confirms it.", place=place)
    for element in sheet.elements:
        said = (element.statement, element.indicator, *(level.description for level in element.levels))
        if found := words.CLAIMS.search("\n".join(said)):
            yield Hit(f"“{found.group().lower()}” says that somebody outside confirms it.", element.code, "statement")


@rule(
    "L19",
    Severity.BLOCKS,
    "The picture can be heard",
    why="Who cannot see the picture hears its alternative text. Without one she hears nothing, or a file's name.",
    example="Nothing → “Eight-sided badge in clay, a tin on a shelf, ring text Safe Shelf”",
)
def picture_has_words(sheet: Sheet) -> Iterator[Hit]:
    """The picture and its alternative text."""
    if not sheet.has_picture:
        yield Hit("It has no picture yet.", place="picture")
    elif not sheet.picture_alt.strip():
        yield Hit("Its picture has no alternative text.", place="picture")


@rule(
    "L20",
    Severity.ANSWER,
    "The picture's words say what it shows",
    why="The name stands beside the picture already. Whoever listens hears it twice and learns nothing.",
    example="“Safe Shelf” → “Eight-sided badge in clay, a tin on a shelf”",
)
def picture_words_say_more(sheet: Sheet) -> Iterator[Hit]:
    """An alternative text that is just the name."""
    said = " ".join(words.WORD.findall(sheet.picture_alt.lower())).removeprefix("badge picture ").removeprefix("badge ")
    if said and said == " ".join(words.WORD.findall(sheet.title.lower())):
        yield Hit("The picture's alternative text is just its name. Say what it shows.", place="picture")


@rule(
    "L21",
    Severity.HINT,
    "Everybody can read it",
    why="People read it on a telephone between two shifts. Formula: Flesch–Kincaid, 0.39 words per sentence + 11.8 syllables per "
    f"word − 15.59, over description, criteria and elements; above {HARD} school years it is called hard. English only: other "
    "languages are not judged, nor are fewer than thirty words.",
    example="“Utilisation of organisational escalation procedures” → “Tells the shift lead at once”",
    english=True,
)
def reading_level(sheet: Sheet) -> Iterator[Hit]:
    """School years that its words ask for."""
    statements = (element.statement for element in sheet.elements)
    text = "\n".join((sheet.description, sheet.criteria, *statements))
    years = words.grade(text)
    if years is not None and years > HARD:
        yield Hit(
            f"Its words ask for about {years:.0f} years of school. Write shorter sentences and shorter words.", place="description"
        )


@rule(
    "L22",
    Severity.BLOCKS,
    "Taking part is not called a micro-credential",
    why="A micro-credential was assessed. A badge for taking part is a fine thing under its own name.",
    example="“Micro-credential: induction day” → “Induction day: took part”",
)
def participation_is_named(sheet: Sheet) -> Iterator[Hit]:
    """The word, on a badge for taking part."""
    texts = {"title": sheet.title, "description": sheet.description, "criteria": sheet.criteria}
    texts["picture"] = " ".join((*sheet.picture_words, sheet.picture_alt))
    if sheet.kind == "participation":
        yield from (
            Hit("It is for taking part, so it is no micro-credential.", place=place)
            for place, text in texts.items()
            if words.MICRO.search(text)
        )


@rule(
    "L23",
    Severity.ANSWER,
    "No other badge says the same",
    why="Two badges for one thing divide the holders, and nobody knows which one counts.",
    example="A second “Listen first” → a next version of the first, or lines that differ",
)
def no_overlap(sheet: Sheet) -> Iterator[Hit]:
    """Titles and statements against the organisation's other badges."""
    own = " ".join(sheet.title.lower().split())
    for other in [badge for badge in sheet.others if own and " ".join(badge.title.lower().split()) == own][:FEW]:
        yield Hit(f"Another badge of yours is called “{other.title}” as well ({other.handle}).", place="title")
    if sheet.kind == "milestone":
        return
    found = sorted(_overlapping(sheet), key=lambda pair: -len(pair[1]))
    for other, lines in found[:FEW]:
        said = counted(len(lines), "line says", "lines say").capitalize()
        yield Hit(f"{said} nearly what “{other.title}” ({other.handle}) says: {', '.join(lines)}.", place="elements")


def _overlapping(sheet: Sheet) -> Iterator[tuple[OtherBadge, list[str]]]:
    """Badges that share lines with this one, each with the codes of our lines."""
    ours = {element.code: meaning for element in sheet.elements if len(meaning := words.meaning(element.statement)) >= FEWEST_WORDS}
    said = words.spoken(" ".join(element.statement for element in sheet.elements))
    by_word: dict[str, set[str]] = defaultdict(set)
    for code, meaning in ours.items():
        for word in meaning:
            by_word[word].add(code)
    left = CLOSE
    for other in sheet.others:
        shared: set[str] = set()
        for statement in other.statements:
            if not left or not words.may_be_alike(statement, said):
                continue
            left -= 1
            theirs = words.meaning(statement)
            near = {code for word in theirs for code in by_word.get(word, ())}
            shared |= {code for code in near if words.alike(ours[code], theirs) >= SAME}
        if shared:
            yield other, sorted(shared)

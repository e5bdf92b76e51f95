"""Rules about what a badge is for and how long it lasts. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from laurels.catalogue.rules.linting.base import Hit, Severity, rule
from laurels.catalogue.rules.sheet import AlignmentSheet, Sheet
from laurels.common.dates import add_months, in_words

REVIEW_MONTHS = 24
"""A badge is looked at again at the latest after so long (default, DOMAIN 4 BadgeStrategy) [months]."""


@rule(
    "L12",
    Severity.BLOCKS,
    "A badge serves a need",
    why="What nobody needs is not worth anybody's hours. The need is what the value report is measured against.",
    example="Nothing → “Complaints take 17 days on average”",
)
def need_is_named(sheet: Sheet) -> Iterator[Hit]:
    """The business need."""
    if not sheet.strategy.business_need.strip():
        yield Hit("It names no need of your organisation.", place="business_need")


@rule(
    "L13",
    Severity.BLOCKS,
    "The strategy is complete",
    why="Function, level, lifespan, review date and success measures are decided before people invest hours, not after.",
    example="Does not expire, no reason → “knowledge base; practice badges expire”",
)
def strategy_is_complete(sheet: Sheet) -> Iterator[Hit]:
    """Every field of the strategy that publishing needs, each named."""
    strategy = sheet.strategy
    if not strategy.function:
        yield Hit("Its learning function is not chosen.", place="function")
    if not strategy.performance_level.strip():
        yield Hit("The performance level that is required is not named.", place="performance_level")
    if strategy.lifespan_months is None and not strategy.lifespan_reason.strip():
        yield Hit("Its lifespan is not chosen; “does not expire” needs a reason.", place="lifespan")
    if strategy.review_on is None:
        yield Hit("The date on which it is reviewed is not set.", place="review_on")
    if not strategy.measures and not sheet.small:
        yield Hit("It has no success measures: how would you see that it works?", place="measures")


@rule(
    "L14",
    Severity.ANSWER,
    "A badge is reviewed while it is fresh",
    why="Work changes. A badge that nobody looks at before its holders must renew sends them back to yesterday's standard.",
    example="Lasts 12 months, review in 20 → review in 12 at the latest",
)
def review_in_time(sheet: Sheet) -> Iterator[Hit]:
    """The review date against publishing now, the lifespan and the usual two years."""
    review, months, today = sheet.strategy.review_on, sheet.strategy.lifespan_months, sheet.today
    if review is None:
        return
    if review <= today:
        yield Hit(f"Its review date, {in_words(review)}, has come already.", place="review_on")
    bound = min(REVIEW_MONTHS, months) if months else REVIEW_MONTHS
    latest = add_months(today, bound)
    if review > latest:
        why = "before it lapses for the first holder" if months and months < REVIEW_MONTHS else f"within {REVIEW_MONTHS} months"
        yield Hit(f"It should be reviewed {why}, by {in_words(latest)} if it is published today.", place="review_on")


@rule(
    "L15",
    Severity.ANSWER,
    "A badge rests on what is in force",
    why="Whoever earns it shows what the framework asked. When that is replaced, the badge says what nobody asks any more.",
    example="Rests on an item that was withdrawn → choose what replaced it",
)
def framework_is_in_force(sheet: Sheet) -> Iterator[Hit]:
    """Deprecated items, and framework versions that end while the badge still lasts."""
    months, today = sheet.strategy.lifespan_months, sheet.today
    for subject, alignment in _alignments(sheet):
        named = alignment.code or alignment.name
        if alignment.deprecated or (alignment.ends_on is not None and alignment.ends_on < today):
            yield Hit(f"“{named}” is not in force any more.", subject, "alignments")
        elif alignment.ends_on is not None and (months is None or add_months(today, months) > alignment.ends_on):
            ends = in_words(alignment.ends_on)
            yield Hit(f"The framework of “{named}” ends on {ends}, before a badge that is earned today.", subject, "alignments")


def _alignments(sheet: Sheet) -> Iterator[tuple[str, AlignmentSheet]]:
    """Every alignment, with the code of its element; empty for the badge as a whole."""
    yield from (("", alignment) for alignment in sheet.alignments)
    yield from ((element.code, alignment) for element in sheet.elements for alignment in element.alignments)


@rule(
    "L16",
    Severity.HINT,
    "Every element rests on a standard",
    why="An alignment tells a stranger what an element is worth elsewhere. One without stands for your word alone.",
    example="No alignment → the item of your sector's framework that says the same",
)
def elements_are_aligned(sheet: Sheet) -> Iterator[Hit]:
    """Elements without an alignment; a milestone only adds up."""
    if sheet.kind != "milestone":
        yield from (
            Hit("It rests on no item of a framework.", element.code, "alignments")
            for element in sheet.elements
            if not element.alignments
        )


@rule(
    "L17",
    Severity.ANSWER,
    "The EU description has its hours",
    why="Describing a badge as the EU asks needs the usual workload; without it no export may say so.",
    example="No hours → “about 6 hours”",
)
def hours_where_the_eu_asks(sheet: Sheet) -> Iterator[Hit]:
    """Hours of effort, where somebody began an EU description; a milestone only adds up."""
    if sheet.eu_wanted and not sheet.notional_hours and sheet.kind != "milestone":
        yield Hit("It is described as the EU asks, but its hours are not stated.", place="hours")

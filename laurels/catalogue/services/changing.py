"""One change of a draft: read whole, changed as data, checked, written where it differs; two who write undo nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import F

from laurels.catalogue import rules
from laurels.catalogue.errors import DraftMalformed, EditionDiffers, KindStays, MovedMeanwhile
from laurels.catalogue.models import (
    FUNCTIONS,
    KINDS,
    RULES,
    Achievement,
    AchievementVersion,
    Alignment,
    Element,
    EquivalenceMap,
    EquivalenceRule,
    RubricLevel,
    Strategy,
)
from laurels.catalogue.rules import State
from laurels.catalogue.selectors import whole_of
from laurels.catalogue.services import guarding
from laurels.catalogue.services.drawing import draw_itself
from laurels.catalogue.services.rows import write_rows
from laurels.catalogue.versions import VersionData
from laurels.people.models import Person
from laurels.people.rules import Act

TRIES = 3
"""How often somebody who was overtaken between reading and writing reads again."""


@transaction.atomic
def change(
    *, version: AchievementVersion, author: Person | None, alter: Callable[[VersionData], VersionData], at: datetime
) -> AchievementVersion:
    """Change a draft; ``alter`` gets what it says now. Drafts save themselves, so this is no fact.

    Args:
        author: None for what a programme's file brings.
    Raises:
        MovedMeanwhile: it is no draft any more. DraftMalformed: no row can hold it. KindStays: somebody has seen the badge.
        EditionDiffers: a language edition would say something else.
    """
    guarding.allow(author, version.achievement.organisation, to=Act.DESIGN)
    for _ in range(TRIES):
        fresh = _fresh(version)
        if fresh.state != State.DRAFT:
            raise MovedMeanwhile
        old = whole_of(fresh)
        new = alter(old)
        if new == old:
            return fresh
        check(new)
        _check_against(fresh, old, new)
        if _written(fresh, old, new, at=at):
            return _fresh(version)
    raise MovedMeanwhile


def _fresh(version: AchievementVersion) -> AchievementVersion:
    """The draft as the database holds it."""
    related = ("achievement__organisation", "strategy", "author", "previous", "edition_of")
    return AchievementVersion.objects.select_related(*related).get(pk=version.pk)


def _written(fresh: AchievementVersion, old: VersionData, new: VersionData, *, at: datetime) -> bool:
    """Whether it could be written: nobody kept something since it was read."""
    same = AchievementVersion.objects.filter(pk=fresh.pk, state=State.DRAFT, edits=fresh.edits)
    if not same.update(edits=F("edits") + 1, changed_at=at, **new.columns()):
        return False
    write_rows(fresh, new, old=old)
    if (old.kind, old.family) != (new.kind, new.family):
        Achievement.objects.filter(pk=fresh.achievement_id).update(kind=new.kind, family=new.family)
    if (old.title, old.kind) != (new.title, new.kind):
        draw_itself(_fresh(fresh))
    return True


def _check_against(fresh: AchievementVersion, old: VersionData, new: VersionData) -> None:
    """Refuse what its other versions and languages forbid."""
    renamed = (old.kind, old.family) != (new.kind, new.family)
    if renamed and fresh.achievement.versions.exclude(published_at=None).exists():
        raise KindStays
    if fresh.edition_of is not None and rules.skeleton(replace(new, number=old.number)) != rules.skeleton(old):
        raise EditionDiffers


def check(data: VersionData) -> None:
    """Refuse what no row can hold, finished or not.

    Raises:
        DraftMalformed: it names everything.
    """
    found = [*_codes(data), *_words(data), *_numbers(data)]
    found += [] if data.kind in KINDS else [f"“{data.kind}” is no kind of badge"]
    found += [] if data.strategy.function in FUNCTIONS else [f"“{data.strategy.function}” is no learning function"]
    if found:
        raise DraftMalformed(reasons="; ".join(dict.fromkeys(found)) + ".")


def _codes(data: VersionData) -> Iterator[str]:
    """Codes that are none, stand twice, or belong to nothing."""
    codes = [element.code for element in data.elements]
    yield from (f"“{code}” cannot be a code" for code in codes if not rules.ELEMENT_CODE.fullmatch(code))
    yield from (f"two elements have the code {code}" for code in _twice(codes))
    yield from (
        f"a standard serves {found.element}, which is no element" for found in data.alignments if found.element not in {"", *codes}
    )
    for element in data.elements:
        yield from (
            f"two levels of {element.code} have the code {code}" for code in _twice([code for code, _, _ in element.levels])
        )
        if element.kind not in KINDS:
            yield f"“{element.kind}” is no kind of element"
    if data.equivalence:
        yield from (f"{code} has two rules" for code in _twice([rule.element for rule in data.equivalence.rules]))
        yield from (f"“{rule.rule}” is no rule" for rule in data.equivalence.rules if rule.rule not in RULES)


def _twice(codes: Sequence[str]) -> list[str]:
    """What stands there more than once."""
    return [code for code, times in Counter(codes).items() if times > 1]


def _numbers(data: VersionData) -> Iterator[str]:
    """Figures below nought."""
    figures = {"the hours": data.notional_hours, "the points": data.cpd_points, "the lifespan": data.strategy.lifespan_months}
    yield from (f"{name} cannot be less than nothing" for name, figure in figures.items() if figure is not None and figure < 0)


def _words(data: VersionData) -> Iterator[str]:
    """Texts that are longer than their column, or hold what no text holds."""
    rows: list[tuple[type[models.Model], dict[str, Any]]] = [
        (AchievementVersion, data.columns() | {"number": data.number}), (Achievement, {"family": data.family}),
        (Strategy, data.strategy_columns()),
    ]  # fmt: skip
    rows += [(Element, element.columns()) for element in data.elements]
    for element in data.elements:
        rows += [(RubricLevel, {"code": code, "label": name, "description": text}) for code, name, text in element.levels]
    rows += [(Alignment, standard.columns()) for standard in data.alignments]
    if data.equivalence:
        rows += [(EquivalenceMap, data.equivalence.columns())]
        rows += [(EquivalenceRule, rule.columns()) for rule in data.equivalence.rules]
    for model, columns in rows:
        for name, value in columns.items():
            if not isinstance(value, str):
                continue
            longest = getattr(model._meta.get_field(name), "max_length", None)
            if "\0" in value:
                yield f"“{name}” holds a letter that is none"
            if longest and len(value) > longest:
                yield f"“{value[:40]}…” is longer than {longest} characters"

"""The rows of a version's text, made to say what frozen data says; only what differs is written."""

from __future__ import annotations

from collections.abc import Sequence

from laurels.catalogue.errors import JudgeUnknown
from laurels.catalogue.models import (
    AchievementVersion,
    Alignment,
    Element,
    EquivalenceMap,
    EquivalenceRule,
    Judge,
    RubricLevel,
    Strategy,
)
from laurels.catalogue.versions import AlignmentData, ElementData, MapData, VersionData
from laurels.people.models import Membership, Person


def write_rows(version: AchievementVersion, data: VersionData, *, old: VersionData | None = None) -> None:
    """Everything around a version's own row: strategy, elements, standards, judges, what of the version before counts.

    Args:
        old: what its rows say now; None where it has none yet.
    """
    if old is None:
        Strategy.objects.create(version=version, **data.strategy_columns())
    elif old.strategy != data.strategy:
        Strategy.objects.filter(version=version).update(**data.strategy_columns())
    if old is None or old.elements != data.elements:
        write_elements(version, data.elements)
    if old is None or (old.alignments, old.elements) != (data.alignments, data.elements):
        write_alignments(version, data.alignments)
    if set(old.judges if old else ()) != set(data.judges):
        write_judges(version, data.judges)
    if (old.equivalence if old else None) != data.equivalence:
        write_map(version, data.equivalence)


def write_elements(version: AchievementVersion, elements: Sequence[ElementData]) -> None:
    """Make a free version's elements and rubrics these; where a code stays, its row stays with all that points at it."""
    rows = {row.code: row for row in version.elements.prefetch_related("levels")}
    if gone := rows.keys() - {data.code for data in elements}:
        version.elements.filter(code__in=gone).delete()
    for place, data in enumerate(elements, 1):
        columns = data.columns() | {"place": place}
        row = rows.get(data.code)
        if row is None:
            row = Element.objects.create(version=version, **columns)
            _write_levels(row, data)
            continue
        if any(getattr(row, name) != value for name, value in columns.items()):
            for name, value in columns.items():
                setattr(row, name, value)
            row.save()
        if tuple((level.code, level.label, level.description) for level in row.levels.all()) != data.levels:
            row.levels.all().delete()
            _write_levels(row, data)


def _write_levels(row: Element, data: ElementData) -> None:
    """The rubric of an element that has none."""
    RubricLevel.objects.bulk_create(
        [
            RubricLevel(element=row, rank=rank, code=code, label=label, description=description)
            for rank, (code, label, description) in enumerate(data.levels, 1)
        ]
    )


def write_judges(version: AchievementVersion, codes: Sequence[str]) -> None:
    """Replace a version's judges; each must work in the organisation."""
    members = Membership.objects.filter(
        organisation=version.achievement.organisation, state=Membership.State.ACTIVE, person__code__in=codes
    ).select_related("person")
    persons = {str(member.person.code): member.person for member in members}
    if len(persons) != len(set(codes)):
        raise JudgeUnknown
    version.judges.all().delete()
    Judge.objects.bulk_create([Judge(version=version, person=persons[code]) for code in dict.fromkeys(codes)])


def write_alignments(version: AchievementVersion, alignments: Sequence[AlignmentData]) -> None:
    """Replace a free version's standards."""
    version.alignments.all().delete()
    if not alignments:
        return
    elements = {row.code: row for row in Element.objects.filter(version=version)}
    codes = {data.confirmed_by for data in alignments if data.confirmed_by}
    persons = {str(person.code): person for person in Person.objects.filter(code__in=codes)}
    Alignment.objects.bulk_create(
        [
            Alignment(
                version=version, place=place, element=elements[data.element] if data.element else None,
                confirmed_by=persons.get(data.confirmed_by), **data.columns(),
            )
            for place, data in enumerate(alignments, 1)
        ]
    )  # fmt: skip


def write_map(version: AchievementVersion, mapped: MapData | None) -> None:
    """Replace what of the version before counts; None takes it away."""
    EquivalenceMap.objects.filter(version=version).delete()
    if mapped is None:
        return
    row = EquivalenceMap.objects.create(version=version, **mapped.columns())
    EquivalenceRule.objects.bulk_create([EquivalenceRule(map=row, **rule.columns()) for rule in mapped.rules])

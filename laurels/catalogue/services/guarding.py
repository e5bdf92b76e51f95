"""What a version must be before it moves on: each guard refuses with a sentence that names what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from laurels.catalogue import rules
from laurels.catalogue.errors import (
    AnotherIsCurrent,
    BeforeOnHold,
    EditionAlone,
    EditionDiffers,
    HintsUnanswered,
    NotReady,
    SecondPersonNeeded,
    StarterStays,
)
from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.rules import State
from laurels.catalogue.rules.linting import Finding
from laurels.catalogue.selectors import successors, whole_of
from laurels.catalogue.selectors.sheets import answered, report_of, sheets_of
from laurels.people import access
from laurels.people.models import Organisation, Person
from laurels.people.rules import Act, Mode

FEW = 5
"""Faults that one sentence names [count]; the page shows all."""


def allow(actor: Person | None, organisation: Organisation, *, to: Act) -> None:
    """Refuse somebody whose roles do not include this; None is the programme's own file, which the operator loads."""
    if actor is not None:
        access.check(actor, organisation, to=to)


def second_person(version: AchievementVersion, actor: Person | None) -> None:
    """Refuse the author, with the rules of the large."""
    small = version.achievement.organisation.mode == Mode.SMALL
    if actor is not None and not rules.may_approve(author=version.author_id, actor=actor.pk, small=small):
        raise SecondPersonNeeded


def no_starter(version: AchievementVersion) -> None:
    """Refuse what others begin with."""
    if version.is_starter:
        raise StarterStays


def nothing_blocks(version: AchievementVersion, *, at: datetime) -> None:
    """Refuse while the linter says that something stops publishing (DOMAIN 1: 16, 36, T1)."""
    no_starter(version)
    if blocking := report_of(version, at=at).blocking:
        raise NotReady(reasons=_named(blocking))


def everything_answered(version: AchievementVersion, *, at: datetime) -> None:
    """Refuse while something stops publishing, or is neither mended nor answered."""
    no_starter(version)
    report = report_of(version, at=at)
    if report.blocking:
        raise NotReady(reasons=_named(report.blocking))
    if waiting := report.unanswered(answered(version)):
        raise HintsUnanswered(reasons=_named(waiting))


def map_is_there(version: AchievementVersion, *, at: datetime) -> None:
    """Refuse a successor whose map is missing or not total; a mere wording fix keeps every element instead."""
    if faults := successor_faults(version, at=at):
        raise NotReady(reasons=_sentence(faults))


def successor_faults(version: AchievementVersion, *, at: datetime) -> tuple[str, ...]:
    """What a next version lacks towards the one before, as sentences; empty for a first version."""
    before = version.previous
    if before is None:
        return ()
    sheet, old = sheets_of([version, before], at=at)
    return successors.successor_faults(version, sheet=sheet, before=old)


def takes_its_place(version: AchievementVersion) -> None:
    """Refuse while the version before is on hold, or a version that is not before it stands for the badge in its language."""
    current = AchievementVersion.objects.filter(achievement=version.achievement_id, state__in=rules.CURRENT)
    if version.edition_of is None:
        current = current.filter(edition_of=None)
    else:
        current = current.exclude(edition_of=None).filter(language=version.language)
        _translates_what_stands(version, version.edition_of)
    for other in current.exclude(pk=version.pk):
        if other.pk != version.previous_id:
            raise AnotherIsCurrent(number=other.number)
        if other.state == State.SUSPENDED:
            raise BeforeOnHold(number=other.number)


def _translates_what_stands(edition: AchievementVersion, original: AchievementVersion) -> None:
    """Refuse an edition whose original cannot be earned, or asks something else by now."""
    if original.state != State.PUBLISHED:
        raise EditionAlone
    if rules.skeleton(whole_of(edition)) != rules.skeleton(whole_of(original)):
        raise EditionDiffers


def _named(findings: Sequence[Finding]) -> str:
    """The findings as one line, each with the element at which it stands."""
    return _sentence([f"{finding.subject}: {finding.sentence}" if finding.subject else finding.sentence for finding in findings])


def _sentence(faults: Sequence[str]) -> str:
    told = [fault.rstrip(".") for fault in faults[:FEW]]
    more = len(faults) - len(told)
    return "; ".join(told) + (f"; and {more} more." if more else ".")

"""How a draft of full size begins: from nothing, from another version, as the next one, or in another language."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from laurels import journal
from laurels.catalogue import rules
from laurels.catalogue.errors import LanguageThere, MovedMeanwhile, StarterStays
from laurels.catalogue.final import FINAL
from laurels.catalogue.models import Achievement, AchievementVersion
from laurels.catalogue.rules import State
from laurels.catalogue.selectors import whole_of
from laurels.catalogue.services import guarding
from laurels.catalogue.services.changing import check
from laurels.catalogue.services.drafting import begin_next_of_five
from laurels.catalogue.services.drawing import draw_itself
from laurels.catalogue.services.rows import write_rows
from laurels.catalogue.versions import VersionData
from laurels.people.access import uses
from laurels.people.models import Organisation, Person
from laurels.people.rules import Act, Switch

PICTURE = ("picture_svg", "picture_small", "picture_png", "picture_alt", "picture_own", "picture_choices")
"""Columns of a picture; a copy begins with them."""
TRANSLATABLE = (State.APPROVED, *FINAL)
"""Versions whose words stand, so that they can be translated."""


@transaction.atomic
def begin_draft(
    *,
    organisation: Organisation,
    data: VersionData,
    author: Person | None,
    at: datetime,
    idea_at: datetime | None = None,
    is_starter: bool = False,
) -> AchievementVersion:
    """A draft of a new badge that says this; without a handle its name makes one. Fact ``draft.begun``.

    Args:
        idea_at: when somebody proposed it, for a badge that began as a proposal.
        is_starter: others begin with a copy of it.
    Raises:
        DraftMalformed: no row can hold it. MovedMeanwhile: somebody took its handle.
    """
    guarding.allow(author, organisation, to=Act.DESIGN)
    taken = set(Achievement.objects.filter(organisation=organisation).values_list("handle", flat=True))
    handle = data.handle or rules.handle_of(data.title, taken=taken)
    check(replace(data, handle=handle))
    columns = {"kind": data.kind, "family": data.family, "idea_at": idea_at, "owner": author, "made_at": at}
    try:
        with transaction.atomic():
            achievement = Achievement.objects.create(organisation=organisation, handle=handle, **columns)
    except IntegrityError:
        raise MovedMeanwhile from None
    return _begun(achievement, data, author, at, number=data.number, is_starter=is_starter)


@transaction.atomic
def begin_copy(
    *, source: AchievementVersion, organisation: Organisation, author: Person, at: datetime, is_starter: bool = False
) -> AchievementVersion:
    """A new badge that begins with everything another version says: a pattern, a badge of yours, a public one of somebody else.

    Rubrics and standards stay with their elements (DOMAIN 1, 28); nothing of the copy is tied to where it came from.
    """
    guarding.allow(author, organisation, to=Act.DESIGN)
    same_house = source.achievement.organisation_id == organisation.pk
    taken = set(Achievement.objects.filter(organisation=organisation).values_list("handle", flat=True))
    handle = rules.handle_of(source.title, taken=taken)
    data = rules.copied(whole_of(source), handle=handle, same_house=same_house)
    version = begin_draft(organisation=organisation, data=data, author=author, at=at, is_starter=is_starter)
    return _with_picture(version, source)


@transaction.atomic
def begin_next(
    *, version: AchievementVersion, author: Person | None, at: datetime, change: str = "larger", number: str = ""
) -> AchievementVersion:
    """A draft of the next version, filled with what this one says; one that was begun already is returned.

    Where five fields are enough it is a draft of five fields. Otherwise element codes stay while the meaning does, and the map
    begins with "all the same". Fact ``draft.begun``.

    Args:
        change: one of ``rules.CHANGES``; it gives the number. A mere change of wording needs no map.
        number: of what a file brings, which has its number already.
    Raises:
        MovedMeanwhile: the version is not the published one. NotOfFiveFields: see ``drafting.begin_next_of_five``.
    """
    organisation = version.achievement.organisation
    if author is not None and not uses(organisation, Switch.WRITING):
        return begin_next_of_five(version=version, author=author, at=at)
    guarding.allow(author, organisation, to=Act.DESIGN)
    if (begun := AchievementVersion.objects.filter(previous=version).first()) is not None:
        return begun
    if version.state != State.PUBLISHED or version.edition_of_id is not None:
        raise MovedMeanwhile
    taken = set(version.achievement.versions.values_list("number", flat=True))
    number = number or rules.numbers_after(version.number, taken=taken)[change]
    data = whole_of(version)
    mapped = None if rules.is_patch(version.number, number) else rules.same_again(data.elements)
    data = replace(data, number=number, equivalence=mapped)
    return _with_picture(_begun(version.achievement, data, author, at, number=number, previous=version), version)


@transaction.atomic
def begin_edition(*, version: AchievementVersion, language: str, author: Person | None, at: datetime) -> AchievementVersion:
    """The same version in another language: the same codes, levels and rules, in words that are to be translated.

    It belongs to the same badge, so whoever holds the one holds the other. Fact ``draft.begun``.

    Raises:
        LanguageThere: it is there. MovedMeanwhile: its words may still change, or it is a translation itself.
    """
    guarding.allow(author, version.achievement.organisation, to=Act.DESIGN)
    if version.edition_of_id is not None or version.state not in TRANSLATABLE:
        raise MovedMeanwhile
    if language == version.language or version.editions.filter(language=language).exists():
        raise LanguageThere
    before = version.previous.editions.filter(language=language, successor=None).first() if version.previous else None
    data = whole_of(version)
    data = replace(data, language=language, equivalence=data.equivalence if before else None)
    draft = _begun(version.achievement, data, author, at, number=version.number, edition_of=version, previous=before)
    return _with_picture(draft, version)


@transaction.atomic
def make_starter(*, version: AchievementVersion, author: Person, is_starter: bool, at: datetime) -> None:
    """Let others begin with a copy of a draft, or no longer; it is never published itself.

    Raises:
        MovedMeanwhile: it is no draft. StarterStays: it follows another version, or translates one.
    """
    guarding.allow(author, version.achievement.organisation, to=Act.DESIGN)
    if is_starter and (version.previous_id or version.edition_of_id):
        raise StarterStays
    changed = AchievementVersion.objects.filter(pk=version.pk, state=State.DRAFT)
    if not changed.update(is_starter=is_starter, changed_at=at):
        raise MovedMeanwhile
    version.is_starter = is_starter


def _begun(achievement: Achievement, data: VersionData, author: Person | None, at: datetime, **columns: Any) -> AchievementVersion:
    """The rows of a draft that says this."""
    version = AchievementVersion.objects.create(
        achievement=achievement, author=author, state_since=at, changed_at=at, **data.columns(), **columns
    )
    write_rows(version, data)
    draw_itself(version)
    actor = author.ref() if author else None
    journal.record("draft.begun", subject=version.ref(), organisation=achievement.organisation.ref(), actor=actor, at=at)
    return version


def _with_picture(version: AchievementVersion, source: AchievementVersion) -> AchievementVersion:
    """A draft with the picture of the version that it began with: an uploaded one, or what the studio drew it from."""
    version.picture_own, version.picture_choices = source.picture_own, source.picture_choices
    if source.picture_own:
        for name in PICTURE:
            setattr(version, name, getattr(source, name))
    version.save(update_fields=list(PICTURE))
    draw_itself(version)
    return version

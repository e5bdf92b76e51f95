"""Verbs of a draft: begun, kept while it is typed, given a picture, thrown away."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from laurels import journal
from laurels.catalogue import rules
from laurels.catalogue.errors import MovedMeanwhile, NotOfFiveFields, PublishedOnce
from laurels.catalogue.models import Achievement, AchievementVersion, Strategy
from laurels.catalogue.rules import FiveFields, State
from laurels.catalogue.selectors import five_of, has_small_lines, is_of_five_fields
from laurels.catalogue.services.picturing import redraw
from laurels.catalogue.services.rows import write_elements, write_judges
from laurels.catalogue.versions import ElementData
from laurels.common.dates import day_in
from laurels.common.text import as_sentence
from laurels.people import access
from laurels.people.models import Organisation, Person
from laurels.people.rules import Act


@transaction.atomic
def draft_from_five(*, organisation: Organisation, fields: FiveFields, author: Person, at: datetime) -> AchievementVersion:
    """Begin a badge in Small mode; anything may still be missing."""
    access.check(author, organisation, to=Act.DESIGN)
    achievement = _achievement(organisation, fields.name, at=at)
    version = AchievementVersion.objects.create(achievement=achievement, author=author, state_since=at, changed_at=at)
    Strategy.objects.create(version=version)
    journal.record("draft.begun", subject=version.ref(), organisation=organisation.ref(), actor=author.ref(), at=at)
    return _filled(version, fields, at=at)


@transaction.atomic
def begin_next_of_five(*, version: AchievementVersion, author: Person, at: datetime) -> AchievementVersion:
    """A draft of the next version in five fields, filled with what the published one says; one that is begun is returned.

    Raises:
        MovedMeanwhile: the version is not the published one.
        NotOfFiveFields: it says more than five fields hold, so a draft of them would lose something.
    """
    organisation = version.achievement.organisation
    access.check(author, organisation, to=Act.DESIGN)
    if (begun := AchievementVersion.objects.filter(previous=version).first()) is not None:
        return begun
    if version.state != State.PUBLISHED:
        raise MovedMeanwhile
    if not is_of_five_fields(version):
        raise NotOfFiveFields
    numbers = set(version.achievement.versions.values_list("number", flat=True))
    draft = AchievementVersion.objects.create(
        achievement=version.achievement, previous=version, number=rules.next_number(numbers), author=author, state_since=at,
        changed_at=at, picture_own=version.picture_own, picture_svg=version.picture_svg, picture_small=version.picture_small,
        picture_png=version.picture_png if version.picture_own else b"", picture_choices=version.picture_choices,
    )  # fmt: skip
    Strategy.objects.create(version=draft)
    journal.record("draft.begun", subject=draft.ref(), organisation=organisation.ref(), actor=author.ref(), at=at)
    return _filled(draft, five_of(version), at=at)


def _achievement(organisation: Organisation, name: str, *, at: datetime) -> Achievement:
    """A new achievement under a code that was never used.

    Raises:
        MovedMeanwhile: somebody took the same code between our look and our row.
    """
    handle = rules.handle_of(name, taken=_taken(organisation))
    try:
        with transaction.atomic():
            return Achievement.objects.create(organisation=organisation, handle=handle, made_at=at)
    except IntegrityError:
        raise MovedMeanwhile from None


def _taken(organisation: Organisation) -> set[str]:
    return set(Achievement.objects.filter(organisation=organisation).values_list("handle", flat=True))


@transaction.atomic
def update_draft(*, version: AchievementVersion, fields: FiveFields, author: Person, at: datetime) -> AchievementVersion:
    """Keep what was typed into a draft; drafts save themselves, so this is no fact."""
    access.check(author, version.achievement.organisation, to=Act.DESIGN)
    if version.state != State.DRAFT:
        raise MovedMeanwhile
    if not has_small_lines(version):
        raise NotOfFiveFields
    _rename(version, fields.name)
    return _filled(version, fields, at=at)


def _rename(version: AchievementVersion, name: str) -> None:
    """Let the code follow the name while nobody has seen it: a draft is kept from its first letters on."""
    achievement = version.achievement
    if version.published_at is not None or version.previous_id is not None:
        return
    handle = rules.handle_of(name, taken=_taken(achievement.organisation) - {achievement.handle})
    if handle == achievement.handle:
        return
    try:
        with transaction.atomic():
            Achievement.objects.filter(pk=achievement.pk).update(handle=handle)
    except IntegrityError:
        raise MovedMeanwhile from None
    achievement.handle = handle


def _filled(version: AchievementVersion, fields: FiveFields, *, at: datetime) -> AchievementVersion:
    """Write the five fields and what follows from them into a draft."""
    organisation = version.achievement.organisation
    lasts = fields.lasts if fields.lasts in rules.LASTS else "2"
    told = FiveFields(fields.name, fields.can_do, fields.judges, lasts, fields.for_job, fields.what_for)
    derived = rules.derive(told, handle=version.achievement.handle, published_on=day_in(at, organisation.time_zone))
    version.title, version.changed_at = fields.name.strip(), at
    version.description = as_sentence(derived.business_need)
    version.criteria = rules.criteria_text(fields.can_do)
    redraw(version)
    version.save()
    Strategy.objects.filter(version=version).update(lasts=lasts, **derived.columns())
    before = {} if version.previous is None else dict(version.previous.elements.values_list("statement", "code"))
    elements = rules.kept_codes(derived.elements, before=before, handle=version.achievement.handle)
    write_elements(version, [small_element(code, line) for code, line in elements])
    write_judges(version, fields.judges)
    version.refresh_from_db()
    return version


def small_element(code: str, statement: str) -> ElementData:
    """One line of Small mode as an element: competence, two levels, one piece of evidence of any kind (DOMAIN 4.4)."""
    return ElementData(
        code=code,
        statement=statement,
        required_level="met",
        levels=rules.RUBRIC,
        evidence_rule={"min_items": 1, "min_occasions": 1},
    )


@transaction.atomic
def discard(*, version: AchievementVersion, actor: Person, at: datetime) -> None:
    """Throw a draft away that was never published; the code of its badge becomes free again.

    Raises:
        PublishedOnce: somebody may have seen it; it stays a draft, or is retired.
        MovedMeanwhile: it is no draft any more.
    """
    achievement = version.achievement
    access.check(actor, achievement.organisation, to=Act.DESIGN)
    if version.published_at is not None:
        raise PublishedOnce
    if version.state != State.DRAFT:
        raise MovedMeanwhile
    organisation, subject = achievement.organisation.ref(), version.ref()
    version.delete()
    if not achievement.versions.exists():
        achievement.delete()
    journal.record("draft.discarded", subject=subject, organisation=organisation, actor=actor.ref(), at=at)

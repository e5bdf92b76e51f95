"""Verbs of the catalogue: a draft is kept, published, taken back, retired; a whole version comes from a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time

from django.conf import settings
from django.db import transaction

from laurels import journal
from laurels.catalogue import documents, rules
from laurels.catalogue.errors import DraftIncomplete, JudgeUnknown, MovedMeanwhile, TooLateToTakeBack
from laurels.catalogue.models import Achievement, AchievementVersion, Element, Judge, RubricLevel, Strategy
from laurels.catalogue.pictures import choosing, raster
from laurels.catalogue.rules import FiveFields, State
from laurels.catalogue.versions import ElementData, VersionData
from laurels.common.dates import day_in
from laurels.keys import selectors as identities
from laurels.keys import services as keys
from laurels.people import access
from laurels.people.models import Membership, Organisation, Person
from laurels.people.rules import Act
from laurels.sealing import services as sealing
from openbadgekit.reading import JsonObject


@transaction.atomic
def draft_from_five(*, organisation: Organisation, fields: FiveFields, author: Person, at: datetime) -> AchievementVersion:
    """Begin a badge in Small mode; anything may still be missing."""
    access.check(author, organisation, to=Act.DESIGN)
    taken = set(Achievement.objects.filter(organisation=organisation).values_list("handle", flat=True))
    achievement = Achievement.objects.create(
        organisation=organisation, handle=rules.handle_of(fields.name, taken=taken), made_at=at
    )
    version = AchievementVersion.objects.create(achievement=achievement, author=author, state_since=at, changed_at=at)
    Strategy.objects.create(version=version)
    journal.record("draft.begun", subject=version.ref(), organisation=organisation.ref(), actor=author.ref(), at=at)
    return _filled(version, fields, at=at)


@transaction.atomic
def update_draft(*, version: AchievementVersion, fields: FiveFields, author: Person, at: datetime) -> AchievementVersion:
    """Keep what was typed into a draft; drafts save themselves, so this is no fact."""
    access.check(author, version.achievement.organisation, to=Act.DESIGN)
    if version.state != State.DRAFT:
        raise MovedMeanwhile
    return _filled(version, fields, at=at)


def _filled(version: AchievementVersion, fields: FiveFields, *, at: datetime) -> AchievementVersion:
    """Write the five fields and what follows from them into a draft."""
    organisation = version.achievement.organisation
    lasts = fields.lasts if fields.lasts in rules.LASTS else "2"
    told = FiveFields(fields.name, fields.can_do, fields.judges, lasts, fields.for_job, fields.what_for)
    derived = rules.derive(told, handle=version.achievement.handle, published_on=day_in(at, organisation.time_zone))
    version.title, version.changed_at = fields.name.strip(), at
    version.description = derived.business_need[:1].upper() + derived.business_need[1:]
    version.criteria = rules.criteria_text(fields.can_do)
    if not version.picture_own:
        _draw(version, organisation)
    version.save()
    Strategy.objects.filter(version=version).update(
        function=derived.function,
        business_need=derived.business_need,
        lasts=lasts,
        lifespan_months=derived.lifespan_months,
        lifespan_reason=derived.lifespan_reason,
        window_days=derived.window_days,
        grace_days=derived.grace_days,
        review_on=derived.review_on,
    )
    _write_elements(version, [_small_element(code, line) for code, line in derived.elements])
    _write_judges(version, fields.judges)
    version.refresh_from_db()
    return version


def _small_element(code: str, statement: str) -> ElementData:
    """One line of Small mode as an element with the two-level rubric."""
    return ElementData(
        code=code,
        statement=statement,
        required_level="met",
        levels=rules.RUBRIC,
        evidence_rule={"min_items": 1, "min_occasions": 1},
    )


def _draw(version: AchievementVersion, organisation: Organisation) -> None:
    """The picture that draws itself."""
    picture = choosing.picture_for(
        name=version.title or "New badge",
        organisation=organisation.display_name,
        ink=organisation.brand_ink,
        assessed=version.achievement.kind not in ("participation", "behaviour"),
    )
    version.picture_svg, version.picture_small, version.picture_alt = choosing.drawn(picture)


def _write_elements(version: AchievementVersion, elements: Sequence[ElementData]) -> None:
    """Replace a draft's elements and rubrics."""
    version.elements.all().delete()
    for place, data in enumerate(elements, 1):
        element = Element.objects.create(version=version, place=place, **data.columns())
        RubricLevel.objects.bulk_create(
            [
                RubricLevel(element=element, rank=rank, code=code, label=label, description=description)
                for rank, (code, label, description) in enumerate(data.levels, 1)
            ]
        )


def _write_judges(version: AchievementVersion, codes: Sequence[str]) -> None:
    """Replace a draft's judges; each must work in the organisation."""
    members = Membership.objects.filter(
        organisation=version.achievement.organisation, state=Membership.State.ACTIVE, person__code__in=codes
    ).select_related("person")
    persons = [member.person for member in members]
    if len(persons) != len(set(codes)):
        raise JudgeUnknown
    version.judges.all().delete()
    Judge.objects.bulk_create([Judge(version=version, person=person) for person in persons])


def set_picture(*, version: AchievementVersion, author: Person, data: bytes | None, at: datetime) -> None:
    """Take an uploaded picture, or with None go back to the one that draws itself.

    Raises:
        PictureUnusable: no picture, damaged, too large.
    """
    organisation = version.achievement.organisation
    access.check(author, organisation, to=Act.DESIGN)
    if version.state != State.DRAFT:
        raise MovedMeanwhile
    if data is None:
        version.picture_own = False
        _draw(version, organisation)
    elif data.lstrip()[:1] == b"<":
        version.picture_own, version.picture_svg = True, raster.svg_cleaned(data)
        version.picture_small, version.picture_alt = version.picture_svg, f"Badge picture: {version.title}"
    else:
        version.picture_own, version.picture_svg = True, raster.framed(raster.png_anew(data))
        version.picture_small, version.picture_alt = version.picture_svg, f"Badge picture: {version.title}"
    version.changed_at = at
    version.save()


def five_of(version: AchievementVersion) -> FiveFields:
    """The five fields of a draft, as its rows hold them."""
    return FiveFields(
        name=version.title,
        can_do=tuple(version.elements.values_list("statement", flat=True)),
        judges=tuple(str(code) for code in version.judges.values_list("person__code", flat=True)),
        lasts=version.strategy.lasts,
        for_job=version.strategy.function == "perform",
        what_for="" if version.strategy.business_need == rules.DEFAULT_NEED else version.strategy.business_need,
    )


def publish(*, version: AchievementVersion, actor: Person, at: datetime) -> AchievementVersion:
    """Publish a draft of Small mode: the author may approve it; from now on its text never changes.

    Raises:
        DraftIncomplete: a field is missing. MovedMeanwhile: it is no draft any more.
    """
    organisation = version.achievement.organisation
    access.check(actor, organisation, to=Act.PUBLISH)
    if problems := rules.faults(five_of(version)):
        raise DraftIncomplete(reasons="; ".join(problems) + ".")
    picture = raster.png_of(version.picture_svg)
    keys.ensure_key(organisation=organisation, at=at)  # the worker may not have made the first one yet
    with transaction.atomic():
        _move(version, State.APPROVED, at=at)
        version.published_by, version.published_at, version.picture_png = actor, at, picture
        version.save(update_fields=["published_by", "published_at", "picture_png"])
        Strategy.objects.filter(version=version).update(confirmed_at=at)
        _move(version, State.PUBLISHED, at=at)
        _publish_document(version, at=at)
        journal.record("version.published", subject=version.ref(), organisation=organisation.ref(), actor=actor.ref(), at=at)
    return version


def _publish_document(version: AchievementVersion, *, at: datetime) -> None:
    """The version for machines, with its pictures, at its address for ever."""
    sealing.publish_achievement(
        version_code=version.code,
        document=document_of(version),
        picture_svg=version.picture_svg.encode(),
        picture_png=bytes(version.picture_png),
        at=at,
    )


def document_of(version: AchievementVersion) -> JsonObject:
    """The achievement document of a version, as it is embedded in every credential."""
    previous = version.previous
    text = documents.VersionText(
        address=address_of(version),
        title=version.title,
        description=version.description,
        criteria=version.criteria,
        number=version.number,
        language=version.language,
        handle=version.achievement.handle,
        kind=version.achievement.kind,
        picture_alt=version.picture_alt,
        elements=tuple(_element_text(element) for element in version.elements.prefetch_related("levels")),
        previous=(address_of(previous), previous.number) if previous else None,
    )
    return documents.achievement(text, creator=identities.issuer_profile(version.achievement.organisation))


def _element_text(element: Element) -> documents.ElementText:
    """An element's row as frozen text."""
    levels = tuple(documents.LevelText(level.code, level.label, level.description) for level in element.levels.all())
    return documents.ElementText(element.code, element.statement, element.required_level, levels)


def address_of(version: AchievementVersion) -> str:
    """The public address of a version; it never changes."""
    return f"{settings.ORIGIN}/badges/{version.code}"


@transaction.atomic
def take_back(*, version: AchievementVersion, actor: Person, awards: int, at: datetime) -> None:
    """Undo publishing within the waiting time, while nobody was awarded the badge; it is a draft again.

    Args:
        awards: how many awards exist, as the room that knows says.
    """
    organisation = version.achievement.organisation
    access.check(actor, organisation, to=Act.PUBLISH)
    since = version.published_at
    if since is None or not rules.may_take_back(published_at=since, at=at, hours=organisation.waiting_hours, awards=awards):
        raise TooLateToTakeBack
    _move(version, State.DRAFT, at=at)
    sealing.withdraw_achievement(version_code=version.code)
    journal.record("version.taken-back", subject=version.ref(), organisation=organisation.ref(), actor=actor.ref(), at=at)


@transaction.atomic
def retire(*, version: AchievementVersion, actor: Person, at: datetime) -> None:
    """Nobody can earn it any more; its page stays for ever."""
    organisation = version.achievement.organisation
    access.check(actor, organisation, to=Act.PUBLISH)
    _move(version, State.RETIRED, at=at)
    journal.record("version.retired", subject=version.ref(), organisation=organisation.ref(), actor=actor.ref(), at=at)


@transaction.atomic
def import_version(*, organisation: Organisation, data: VersionData, author: Person | None, at: datetime) -> AchievementVersion:
    """Take a whole version from a programme file, with the day on which it was published.

    A second call with the same handle and number returns the first version.
    """
    achievement, _ = Achievement.objects.get_or_create(
        organisation=organisation, handle=data.handle, defaults={"kind": data.kind, "made_at": at}
    )
    known = AchievementVersion.objects.filter(achievement=achievement, number=data.number).first()
    if known is not None:
        return known
    published_at = datetime.combine(data.published_on, time(12), tzinfo=at.tzinfo)
    previous = AchievementVersion.objects.filter(achievement=achievement, state=State.PUBLISHED).first()
    if previous is not None:
        _move(previous, State.SUPERSEDED, at=published_at)
    version = AchievementVersion(
        achievement=achievement, previous=previous, author=author, published_by=author, published_at=published_at,
        state=State.PUBLISHED, state_since=published_at, changed_at=published_at, **data.columns(),
    )  # fmt: skip
    version.picture_svg, version.picture_small, version.picture_alt = choosing.drawn(data.picture)
    version.picture_png = raster.png_of(version.picture_svg)
    version.save()
    Strategy.objects.create(version=version, confirmed_at=published_at, **data.strategy_columns())
    _write_elements(version, data.elements)
    _write_judges(version, data.judges)
    keys.ensure_key(organisation=organisation, at=at)
    _publish_document(version, at=at)
    actor = author.ref() if author else None
    journal.record("version.published", subject=version.ref(), organisation=organisation.ref(), actor=actor, at=published_at)
    return version


def _move(version: AchievementVersion, to: State, *, at: datetime) -> None:
    """One move of the table; somebody who was faster leaves nothing to move."""
    old = State(version.state)
    if not rules.may_move(old, to):
        raise MovedMeanwhile
    if not AchievementVersion.objects.filter(pk=version.pk, state=old).update(state=to, state_since=at):
        raise MovedMeanwhile
    version.state, version.state_since = to, at

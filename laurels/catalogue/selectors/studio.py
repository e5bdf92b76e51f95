"""What the studio shows around its choices, and the family of an organisation side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from laurels.catalogue.access import PUBLIC
from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.pictures import family as families
from laurels.catalogue.pictures import readability
from laurels.catalogue.pictures.choices import Choices, choices_of
from laurels.catalogue.pictures.drawing import INKS
from laurels.catalogue.pictures.family import Family
from laurels.catalogue.pictures.icons import GROUPS
from laurels.catalogue.rules import State
from laurels.catalogue.selectors.cards import STATE_WORDS, picture_path
from laurels.catalogue.selectors.pictures import choices_from, family_of, kept_alternative, picture_of, stands_of, suggested
from laurels.common.text import initials
from laurels.people.models import Organisation

PAGE = 8
"""Badges on one page of the family: each is drawn twice, and a page stays light."""
Kept = tuple[AchievementVersion, Choices | None]
"""A badge, and what its picture was drawn from."""


@dataclass(frozen=True)
class StudioPage:
    """The studio of one badge.

    Attributes:
        verdicts: (tone, sentence). strays: in what it does not fit its family. takes: the colour that would do, or empty.
        alt: what somebody who cannot see it hears when nothing is written. icons: (group, names with what one sees).
        own: an uploaded picture, whose place the first choice takes. stands: the picture that this page shows, for the next save.
    """

    slug: str
    code: UUID
    title: str
    picture: str
    small: str
    picture_alt: str
    alt: str
    stands: str
    own: bool
    draws_itself: bool
    verdicts: tuple[tuple[str, str], ...]
    takes: str
    strays: tuple[str, ...]
    icons: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True)
class Choosing:
    """What the studio's form begins with: the choices, the alternative text that was written, colours beside ours, an own mark."""

    choices: Choices
    alt: str
    inks: tuple[str, ...]
    has_mark: bool


@dataclass(frozen=True)
class Relative:
    """One badge in its family; ``strays`` is empty when it fits, ``draft`` whether the studio can change it.

    A badge in review is neither a draft nor public.
    """

    code: UUID
    title: str
    picture: str
    small: str
    tone: str
    state: str
    draft: bool
    public: bool
    strays: tuple[str, ...]


@dataclass(frozen=True)
class FamilyLook:
    """What an organisation's badges share; ``said`` is whether somebody has said so, or it is only what most of them have."""

    family: Family
    said: bool
    kept: tuple[Kept, ...]


@dataclass(frozen=True)
class FamilyPage:
    """An organisation's badges side by side; ``set_up`` whether somebody has said what they share."""

    slug: str
    organisation: str
    set_up: bool
    relatives: tuple[Relative, ...]
    total: int
    astray: int
    page: int
    pages: int
    may_write: bool


def choosing_of(version: AchievementVersion) -> Choosing:
    """What the form of a version's studio begins with."""
    organisation = version.achievement.organisation
    style = family_of(organisation)
    choices = choices_from(version) or choices_of(picture_of(version, style))
    return Choosing(
        choices=choices,
        alt=kept_alternative(version),
        inks=inks_beside(organisation, style),
        has_mark=bool(style and style.mark_drawing),
    )


def inks_beside(organisation: Organisation, style: Family | None) -> tuple[str, ...]:
    """Colours ``#RRGGBB`` that stand beside ours: the organisation's own and its family's."""
    offered = (organisation.brand_ink, *(style.inks if style else ()))
    return tuple(ink for ink in dict.fromkeys(offered) if ink not in INKS and ink.upper() not in INKS.values())


def studio_page(version: AchievementVersion) -> StudioPage:
    """The studio around its form: the picture as it is kept now, and what can be said about it."""
    style, chosen = family_of(version.achievement.organisation), choices_from(version)
    picture = picture_of(version, style)
    verdicts = () if version.picture_own else readability.verdicts(picture)
    return StudioPage(
        slug=version.achievement.organisation.slug,
        code=version.code,
        title=version.title or "A badge without a name yet",
        picture=picture_path(version, small_cut=False),
        small=picture_path(version, small_cut=True),
        picture_alt=version.picture_alt,
        alt=suggested(version, picture),
        stands=stands_of(version),
        own=version.picture_own,
        draws_itself=chosen is None and not version.picture_own,
        verdicts=tuple((verdict.tone, verdict.sentence) for verdict in verdicts),
        takes=readability.nearest(picture) if any(verdict.stops for verdict in verdicts) else "",
        strays=families.strays(choices_of(picture), style) if style and not version.picture_own else (),
        icons=tuple((group, tuple((icon.name, icon.seen) for icon in icons)) for group, icons in GROUPS.items()),
    )


def family_look(organisation: Organisation) -> FamilyLook:
    """The organisation's badges and what they share: as somebody said, else what most of them have, else an octagon in gold."""
    kept, said = _kept(organisation), family_of(organisation)
    most = families.usual([choices for _, choices in kept if choices is not None])
    usual = Family(("octagon",), tuple(INKS), mark=initials(organisation.display_name)[:2])
    return FamilyLook(said or most or usual, said is not None, tuple(kept))


def family_page(organisation: Organisation, look: FamilyLook, *, page: int, may_write: bool) -> FamilyPage:
    """Every badge of an organisation that stands now, those that do not fit first.

    Args:
        page: from 1 on; beyond the last it is the last.
    """
    alike = _alike(look.kept)
    rows = [(version, _strays(version, choices, look.family, alike)) for version, choices in look.kept]
    rows.sort(key=lambda row: (not row[1], row[0].title.casefold(), row[0].pk))
    pages = max(1, -(-len(rows) // PAGE))
    here = min(max(page, 1), pages)
    return FamilyPage(
        slug=organisation.slug,
        organisation=organisation.display_name,
        set_up=look.said,
        relatives=tuple(_relative(version, strays) for version, strays in rows[(here - 1) * PAGE : here * PAGE]),
        total=len(rows),
        astray=sum(bool(strays) for _, strays in rows),
        page=here,
        pages=pages,
        may_write=may_write,
    )


def _kept(organisation: Organisation) -> list[Kept]:
    """Drafts and badges that can be earned or held now, with what their pictures were drawn from."""
    standing = AchievementVersion.objects.filter(achievement__organisation=organisation, is_starter=False)
    light = standing.exclude(state__in=(State.SUPERSEDED, State.RETIRED)).select_related("achievement__organisation")
    found = light.defer("picture_png", "picture_svg", "picture_small", "criteria").order_by("title", "pk")
    return [(version, choices_from(version)) for version in found]


def _alike(kept: Sequence[Kept]) -> dict[str, str]:
    """Code of a badge -> title of the one before it that looks the same when it is small; versions of one badge may."""
    first: dict[int, tuple[str, Choices]] = {}
    for version, choices in kept:
        if choices is not None and not version.picture_own:
            first.setdefault(version.achievement_id, (str(version.code), choices))
    titles = {str(version.code): version.title for version, _ in kept}
    return {code: titles[other] for code, other in families.twins(list(first.values())).items()}


def _strays(version: AchievementVersion, choices: Choices | None, style: Family, alike: dict[str, str]) -> tuple[str, ...]:
    """In what a badge does not fit; one that draws itself wears the family at its next change."""
    if choices is None and not version.picture_own:
        found: tuple[str, ...] = ()
    else:
        found = families.strays(choices, style, own=version.picture_own)
    other = alike.get(str(version.code))
    return (*found, f"At 32 pixels it looks like “{other}”.") if other else found


def _relative(version: AchievementVersion, strays: tuple[str, ...]) -> Relative:
    tone, state = STATE_WORDS[version.state]
    return Relative(
        code=version.code,
        title=version.title or "A badge without a name yet",
        picture=picture_path(version, small_cut=False),
        small=picture_path(version, small_cut=True),
        tone=tone,
        state=state,
        draft=version.state == State.DRAFT,
        public=version.state in PUBLIC,
        strays=strays,
    )

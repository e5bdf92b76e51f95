"""Start pages as frozen data: the one thing that this person most likely does next stands first."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from laurels.backpack import selectors as backpack
from laurels.backpack.selectors import ItemRow, OfferRow
from laurels.catalogue import selectors as catalogue
from laurels.catalogue.rules import State
from laurels.catalogue.selectors import BadgeCard, upkeep
from laurels.catalogue.selectors import mine as planning
from laurels.catalogue.selectors.mine import Mine
from laurels.catalogue.selectors.mine import Standing as Planning
from laurels.catalogue.selectors.upkeep import ReviewLine
from laurels.home import rules
from laurels.home.rules import Standing, Step
from laurels.issuing import selectors as issuing
from laurels.issuing.selectors import AwardRow, Figures
from laurels.people.models import Membership, Organisation, Person
from laurels.people.navigation import Place
from laurels.people.rules import Act, Role, Switch, may

FEW, ROW, LINES = 6, 8, 3
"""How many badges to earn, pictures of her own, and lines of the register stand on the page [count]."""


@dataclass(frozen=True)
class WorkPart:
    """What somebody looks after in one organisation.

    Attributes:
        figures, people: for whoever runs the programme. latest: for whoever sees the register.
        unjudged: badges that nobody is left to judge, for whoever may name judges. waiting: badges that wait for her review.
        planning: how the programme's planning stands, for whoever plans it. reviews: the first badges to look at again, for a
            designer. see: what she may open: ``design``, ``awards``, ``people``.
    """

    slug: str
    organisation: str
    step: Step
    drafts: int
    published: int
    figures: Figures | None
    latest: tuple[AwardRow, ...]
    people: int
    unjudged: tuple[BadgeCard, ...]
    waiting: tuple[BadgeCard, ...]
    planning: Planning | None
    reviews: tuple[ReviewLine, ...]
    see: frozenset[str]


@dataclass(frozen=True)
class HomePage:
    """A person's start page: what waits, what she looks after, what she holds, and what she can earn."""

    name: str
    sentence: str
    offers: tuple[OfferRow, ...]
    work: WorkPart | None
    mine: tuple[ItemRow, ...]
    total: int
    earn: tuple[BadgeCard, ...]
    own: Mine


@dataclass(frozen=True)
class FrontPage:
    """The front page of an installation: who runs it, the badge that stands for all, and the newest ones."""

    organisation: str
    first: BadgeCard | None
    picture: str
    badges: tuple[BadgeCard, ...]


def home_page(person: Person, *, places: Mapping[Place, Collection[Role]], at: datetime) -> HomePage:
    """The start page of whoever is signed in; ``places`` says where she works and what she is there.

    Whoever has a job with tasks sees its badges first; they take the place of everything that she could earn.
    """
    badges = backpack.my_badges(person, ask_ways=False)
    place, acts = _work_place(places)
    organisation = _told(person, place, at=at) if place else None
    own = _own(person, places, organisation, at=at)
    known = {(item.badge, item.issuer) for item in badges.items} | {(offer.badge, offer.issuer) for offer in badges.offers}
    free = () if own.job else catalogue.open_to(person)
    earn = tuple(card for card in free if (card.title, card.organisation) not in known)[:FEW]
    work, standing = None, None
    if place is not None:
        work, standing = _work_at(person, place, organisation, acts, brief=bool(own.job), at=at)
    sentence = rules.sentence(
        offers=[offer.badge for offer in badges.offers], held=badges.total, earn=[card.title for card in earn], work=standing
    )
    return HomePage(person.name, sentence, badges.offers, work, badges.items[:ROW], badges.total, earn, own)


def _work_place(places: Mapping[Place, Collection[Role]]) -> tuple[Place | None, set[Act]]:
    """The first of her organisations, by name, in which she does more than learn; and what she may do there."""
    for place, roles in places.items():
        if acts := {act for act in (*WORK, Act.SEE_STRATEGY) if may(roles, act, mode=place.mode)}:
            return place, acts
    return None, set()


def _told(person: Person, place: Place, *, at: datetime) -> Any:
    """Her organisation with all that is counted of it, in one query."""
    told: QuerySet[Any] = Organisation.objects.annotate(
        working=Count("memberships", filter=Q(memberships__state=Membership.State.ACTIVE)),
        drafts=catalogue.counted(State.DRAFT),
        published=catalogue.counted(State.PUBLISHED),
    )
    if place.uses(Switch.PLANNING):
        told = planning.with_planning(told, person, at=at)
    return told.get(slug=place.slug)


def _own(person: Person, places: Mapping[Place, Collection[Role]], organisation: Any, *, at: datetime) -> Mine:
    """What planning asks of herself, where some place of hers plans; what her organisation's row says is not there is not asked."""
    if not any(place.uses(Switch.PLANNING) for place in places):
        return Mine()
    asked = planning.parts_of(organisation) if hasattr(organisation, "asks_of_her") else planning.EVERYTHING
    return planning.mine(person, ask=asked, at=at)


WORK = (Act.SEE_PROGRAMME, Act.DESIGN, Act.AWARD, Act.SEE_AWARDS, Act.SEE_DESIGN, Act.SEE_PEOPLE, Act.ADD_PEOPLE, Act.PUBLISH)
"""Acts that are work; a manager's page of her team comes with the training matrix."""


def _work_at(
    person: Person, place: Place, organisation: Any, acts: set[Act], *, brief: bool, at: datetime
) -> tuple[WorkPart, Standing]:
    """What somebody with these acts sees of one organisation; ``brief``: her own job stands there too, the register is a link."""
    people, drafts, published = organisation.working, organisation.drafts, organisation.published
    latest = issuing.latest(organisation, limit=LINES, at=at) if Act.SEE_AWARDS in acts and not brief else ()
    owner = Act.SEE_PROGRAMME in acts
    figures = issuing.figures(organisation, at=at) if owner else None
    stands = planning.standing_of(organisation) if place.uses(Switch.PLANNING) and Act.SEE_STRATEGY in acts else None
    awards = figures.lately + figures.standing if figures and brief else len(latest)
    step = rules.next_step(
        published=published,
        drafts=drafts,
        people=people,
        awards=awards,
        writes=Act.DESIGN in acts,
        adds=Act.ADD_PEOPLE in acts,
        awards_herself=Act.AWARD in acts,
        reads=Act.SEE_DESIGN in acts,
        in_full=place.uses(Switch.WRITING),
    )
    see = {"design": Act.SEE_DESIGN, "awards": Act.SEE_AWARDS, "people": Act.SEE_PEOPLE}
    nothing = catalogue.Needing((), ())
    needing = catalogue.needing(organisation, person) if Act.PUBLISH in acts else nothing
    part = WorkPart(
        slug=place.slug,
        organisation=place.name,
        step=step,
        drafts=drafts,
        published=published,
        figures=figures,
        latest=latest,
        people=people,
        unjudged=needing.unjudged,
        waiting=needing.waiting,
        planning=stands,
        reviews=upkeep.review_lines(organisation, limit=LINES, at=at) if stands and stands.reviews and not owner else (),
        see=frozenset(name for name, act in see.items() if act in acts),
    )
    lately, ending = (figures.lately, figures.ending) if figures else (0, 0)
    return part, Standing(place.name, published, people, awards, lately, ending, owner=owner, to_review=len(needing.waiting))


def front_page() -> FrontPage:
    """What a stranger sees first: the newest badge stands for all of them."""
    organisation = Organisation.objects.order_by("pk").first()
    badges = catalogue.newest_cards(limit=FEW)
    first = badges[0] if badges else None
    return FrontPage(
        organisation=organisation.display_name if organisation else "",
        first=first,
        picture=f"/badges/{first.code}/full.svg" if first else "",
        badges=badges,
    )

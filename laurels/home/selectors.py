"""Start pages as frozen data: the one thing that this person most likely does next stands first."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from laurels.backpack import selectors as backpack
from laurels.backpack.selectors import ItemRow, OfferRow
from laurels.catalogue import selectors as catalogue
from laurels.catalogue.rules import State
from laurels.catalogue.selectors import BadgeCard
from laurels.home import rules
from laurels.home.rules import Standing, Step
from laurels.issuing import selectors as issuing
from laurels.issuing.selectors import AwardRow, Figures
from laurels.people.models import Membership, Organisation, Person
from laurels.people.navigation import Place
from laurels.people.rules import Act, Role, may

FEW, ROW, LINES = 6, 8, 3
"""How many badges to earn, pictures of her own, and lines of the register stand on the page [count]."""


@dataclass(frozen=True)
class WorkPart:
    """What somebody looks after in one organisation.

    Attributes:
        figures, people: for whoever runs the programme. latest: for whoever sees the register.
        unjudged: badges that nobody is left to judge, for whoever may name judges. waiting: badges that wait for her review.
        see: what she may open: ``design``, ``awards``, ``people``.
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


@dataclass(frozen=True)
class FrontPage:
    """The front page of an installation: who runs it, the badge that stands for all, and the newest ones."""

    organisation: str
    first: BadgeCard | None
    picture: str
    badges: tuple[BadgeCard, ...]


def home_page(person: Person, *, places: Mapping[Place, Collection[Role]], at: datetime) -> HomePage:
    """The start page of whoever is signed in; ``places`` says where she works and what she is there."""
    mine = backpack.my_badges(person, ask_ways=False)
    known = {(item.badge, item.issuer) for item in mine.items} | {(offer.badge, offer.issuer) for offer in mine.offers}
    earn = tuple(card for card in catalogue.open_to(person) if (card.title, card.organisation) not in known)[:FEW]
    work, standing = _work_part(person, places, at=at)
    sentence = rules.sentence(
        offers=[offer.badge for offer in mine.offers], held=mine.total, earn=[card.title for card in earn], work=standing
    )
    return HomePage(person.name, sentence, mine.offers, work, mine.items[:ROW], mine.total, earn)


def _work_part(
    person: Person, places: Mapping[Place, Collection[Role]], *, at: datetime
) -> tuple[WorkPart | None, Standing | None]:
    """The first of her organisations, by name, in which she does more than learn."""
    for place, roles in places.items():
        acts = {act for act in WORK if may(roles, act, mode=place.mode)}
        if acts:
            return _work_at(person, place, acts, at=at)
    return None, None


WORK = (Act.SEE_PROGRAMME, Act.DESIGN, Act.AWARD, Act.SEE_AWARDS, Act.SEE_DESIGN, Act.SEE_PEOPLE, Act.ADD_PEOPLE, Act.PUBLISH)
"""Acts that are work; a manager's page of her team comes with the training matrix."""


def _work_at(person: Person, place: Place, acts: set[Act], *, at: datetime) -> tuple[WorkPart, Standing]:
    """What somebody with these acts sees of one organisation."""
    working = Count("memberships", filter=Q(memberships__state=Membership.State.ACTIVE))
    told = Organisation.objects.annotate(
        working=working, drafts=catalogue.counted(State.DRAFT), published=catalogue.counted(State.PUBLISHED)
    )
    organisation = told.get(slug=place.slug)
    people, drafts, published = organisation.working, organisation.drafts, organisation.published
    latest = issuing.latest(organisation, limit=LINES, at=at) if Act.SEE_AWARDS in acts else ()
    owner = Act.SEE_PROGRAMME in acts
    figures = issuing.figures(organisation, at=at) if owner else None
    step = rules.next_step(
        published=published,
        drafts=drafts,
        people=people,
        awards=len(latest),
        writes=Act.DESIGN in acts,
        adds=Act.ADD_PEOPLE in acts,
        awards_herself=Act.AWARD in acts,
        reads=Act.SEE_DESIGN in acts,
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
        see=frozenset(name for name, act in see.items() if act in acts),
    )
    lately, ending = (figures.lately, figures.ending) if figures else (0, 0)
    return part, Standing(place.name, published, people, len(latest), lately, ending, owner=owner)


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

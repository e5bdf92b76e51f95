"""Start pages as frozen data: the one thing that this person most likely does next stands first."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from laurels.backpack import selectors as backpack
from laurels.backpack.selectors import MyBadges
from laurels.catalogue import selectors as catalogue
from laurels.catalogue.selectors import BadgeCard
from laurels.issuing import selectors as issuing
from laurels.issuing.selectors import Register
from laurels.people.models import Membership, Organisation, Person
from laurels.people.navigation import Place
from laurels.people.rules import Act, Role, may

FEW = 6


@dataclass(frozen=True)
class Step:
    """What an owner does next."""

    words: str
    why: str
    button: str
    url_name: str


@dataclass(frozen=True)
class OwnerPart:
    """What a programme owner sees of one organisation."""

    slug: str
    organisation: str
    step: Step
    drafts: int
    published: int
    awards: Register
    people: int


@dataclass(frozen=True)
class HomePage:
    """A person's start page: what waits, what she holds, what she can earn, and what she looks after."""

    name: str
    mine: MyBadges
    earn: tuple[BadgeCard, ...]
    owner: OwnerPart | None
    sentence: str


def home_page(person: Person, *, places: Mapping[Place, Collection[Role]], at: datetime) -> HomePage:
    """The start page of whoever is signed in; ``places`` says where she works and what she is there."""
    mine = backpack.my_badges(person, ask_ways=False)
    held = {row.badge for row in mine.items}
    earn = tuple(card for card in catalogue.open_to(person) if card.title not in held)[:FEW]
    return HomePage(person.name, mine, earn, _owner_part(places, at=at), _sentence(mine, earn))


def _sentence(mine: MyBadges, earn: tuple[BadgeCard, ...]) -> str:
    """The line that opens a learner's page."""
    if mine.offers:
        first = mine.offers[0]
        return f"“{first.badge}” waits for you."
    if mine.total:
        return f"You hold {mine.total} badge{'s' if mine.total != 1 else ''}. They are yours, also after you leave."
    if earn:
        return f"Your first badge could be “{earn[0].title}”."
    return "Here is where your badges will stand."


def _owner_part(places: Mapping[Place, Collection[Role]], *, at: datetime) -> OwnerPart | None:
    """What stands first for the owner of an organisation, the first of hers by name."""
    for place, roles in places.items():
        if may(roles, Act.SEE_PROGRAMME, mode=place.mode):
            organisation = Organisation.objects.get(slug=place.slug)
            drafts, published = catalogue.counts(organisation)
            awards = issuing.register(organisation, at=at)
            people = Membership.objects.filter(organisation=organisation, state=Membership.State.ACTIVE).count()
            step = next_step(published=published, people=people, awards=len(awards.rows))
            return OwnerPart(place.slug, place.name, step, drafts, published, awards, people)
    return None


def next_step(*, published: int, people: int, awards: int) -> Step:
    """The one thing to do next: a badge, then people, then an award."""
    if not published:
        return Step("Write your first badge.", "Five fields, five minutes.", "Write a badge", "catalogue:new")
    if people < 2:
        return Step("Add your first people.", "Paste a list; nobody needs an address.", "Add people", "people:add")
    if not awards:
        return Step("Award your first badge.", "Somebody has shown it already, surely.", "Award a badge", "issuing:new")
    return Step("Who has shown something since?", "Awarding takes a minute.", "Award a badge", "issuing:new")


def first_organisation() -> Organisation | None:
    """The organisation whose name stands on the front page."""
    return Organisation.objects.order_by("pk").first()

"""What tests of planning share: an organisation that plans, and badges whose dates lie where a test wants them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.pictures.choosing import picture_for
from laurels.catalogue.versions import AlignmentData, ElementData, StrategyData, VersionData
from laurels.people.models import Organisation, Person
from laurels.people.rules import Switch
from laurels.people.services import turn_on
from tests.catalogue.taken import take_in
from tests.making import NOON

STRATEGY = StrategyData(
    function="perform",
    business_need="Nobody becomes ill from food that we gave.",
    audience="everybody at the shelf",
    performance_level="competent",
    lifespan_months=24,
    measures=({"name": "complaints", "unit": "a month", "baseline": 4, "target": 1, "owner": "Mira"},),
)
LEVELS = (("not_yet", "Not yet", "Cannot be seen yet."), ("met", "Met", "Seen at work."))


def plans(organisation: Organisation, owner: Person) -> Organisation:
    """The same organisation, planning its badges."""
    turn_on(organisation=organisation, switches=[Switch.PLANNING], answer_days=15, actor=owner, at=NOON)
    return organisation


def make_planned(
    organisation: Organisation,
    author: Person | None,
    *,
    handle: str = "SAFE-SHELF",
    title: str = "Safe Shelf",
    number: str = "1",
    statements: tuple[str, ...] = ("Checks dates and packaging.",),
    at: datetime = NOON,
    published_on: datetime | None = None,
    alignments: tuple[AlignmentData, ...] = (),
    **strategy: object,
) -> AchievementVersion:
    """A published badge with a whole strategy, as a programme file has it; all wear one picture, so it is drawn once."""
    day = (published_on or at).date()
    data = VersionData(
        handle=handle,
        kind="competence",
        number=number,
        title=title,
        description="What it says.",
        criteria="Show it.",
        published_on=day,
        elements=tuple(ElementData(f"{handle}-{n}", text, "met", LEVELS) for n, text in enumerate(statements, 1)),
        judges=(),
        picture=picture_for(name="Safe Shelf", organisation=organisation.display_name, ink="", assessed=True),
        strategy=replace(STRATEGY, **strategy),
        alignments=alignments,
    )
    return take_in(organisation=organisation, data=data, author=author, at=at)


def resting_on(item: UUID, *, element: str = "", address: str = "", name: str = "Handle food safely") -> AlignmentData:
    """An alignment to an item as it stood at noon."""
    address = address or f"https://frameworks.example/{item}"
    return AlignmentData(target_url=address, target_name=name, taken_on=NOON.date(), element=element, item=item)

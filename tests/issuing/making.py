"""Badges and awards for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from laurels.catalogue import services as catalogue
from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.pictures import choosing
from laurels.catalogue.rules import FiveFields
from laurels.catalogue.versions import ElementData, StrategyData, VersionData
from laurels.issuing import services as issuing
from laurels.issuing.models import Award
from laurels.issuing.services.awarding import terms_of
from laurels.people.models import Organisation, Person
from laurels.sealing import services as sealing
from tests.catalogue.taken import take_in
from tests.making import NOON

LINES = ("Checks dates and packaging.", "Keeps chilled food cold.")


def make_badge(
    organisation: Organisation,
    author: Person,
    *judges: Person,
    name: str = "Safe Shelf",
    lines: tuple[str, ...] = LINES,
    lasts: str = "2",
    at: datetime = NOON,
) -> AchievementVersion:
    """A published badge of Small mode; its author judges when nobody else is named."""
    named = tuple(str(person.code) for person in judges or (author,))
    draft = catalogue.draft_from_five(organisation=organisation, fields=FiveFields(name, lines, named, lasts), author=author, at=at)
    return catalogue.publish(version=draft, actor=author, at=at)


LEVELS = (("emerging", "Emerging", "Loses the thread."), ("competent", "Competent", "Stays calm."), ("confident", "Confident", ""))


def make_levelled_badge(organisation: Organisation, author: Person) -> AchievementVersion:
    """A badge with three levels, of which the second is needed, and an optional element."""
    picture = choosing.picture_for(name="Put It Right", organisation="Kettle Lane", ink="#1C5B3D", assessed=True)
    elements = (
        ElementData("PIR-1", "Takes a complaint calmly.", "competent", LEVELS),
        ElementData("PIR-2", "Teaches a colleague.", "competent", LEVELS, required=False),
    )
    data = VersionData(
        handle="PIR",
        kind="competence",
        number="1",
        title="Put It Right",
        description="Complaints end well.",
        criteria="Show it at work.",
        published_on=NOON.date(),
        elements=elements,
        judges=(str(author.code),),
        picture=picture,
        strategy=StrategyData(business_need="Complaints end well.", lifespan_months=12, lasts="1"),
    )
    return take_in(organisation=organisation, data=data, author=author, at=NOON)


def make_award(version: AchievementVersion, learner: Person, judge: Person, *, at: datetime = NOON, **said: object) -> Award:
    """An award that is sealed."""
    return issuing.seal(award=issuing.intend(version=version, learner=learner, judge=judge, at=at, **said), at=at)


def make_suspendable_award(version: AchievementVersion, learner: Person, judge: Person, *, at: datetime = NOON) -> Award:
    """An award that names a suspension list as well."""
    award = issuing.intend(version=version, learner=learner, judge=judge, at=at)
    sealing.seal_credential(terms=replace(terms_of(award, at=at), may_be_suspended=True), at=at)
    return issuing.seal(award=award, at=at)


def award_form(version: AchievementVersion, learner: Person, **more: str) -> dict[str, str]:
    """What a browser sends when every element is ticked."""
    ticks = {f"level_{place}": "on" for place in range(version.elements.count())}
    return {"badge": str(version.code), "once": str(uuid4()), "learner": str(learner.code), **ticks, **more}

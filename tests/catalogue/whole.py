"""Plain functions that make whole badges, as the editor of the large would write them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from laurels.catalogue import services
from laurels.catalogue.models import (
    Achievement,
    AchievementVersion,
    Alignment,
    Element,
    EquivalenceMap,
    EquivalenceRule,
    RubricLevel,
    Strategy,
)
from laurels.people.models import Organisation, Person
from tests.making import NOON

LEVELS = (
    ("emerging", "Not there yet", "Answers what was asked, and leaves something open."),
    ("competent", "Competent", "Answers everything that was asked, in plain words."),
    ("confident", "Confident", "Answers before it is asked, and helps colleagues do the same."),
)
STATEMENTS = {
    "CLE-1": "Handles an incoming call from greeting to agreed outcome.",
    "CLE-2": "Writes a plain reply that answers every question asked.",
    "CLE-3": "Keeps a record that a colleague can continue without asking again.",
}
STRATEGY = {
    "function": "perform",
    "business_need": "repeat contacts cost time",
    "audience": "contact centre",
    "performance_level": "competent",
    "lifespan_months": 36,
    "review_on": date(2027, 11, 1),
    "measures": [{"name": "repeat contacts", "unit": "percent", "baseline": 21, "target": 15, "owner": "Head of contact"}],
}
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600"><circle cx="300" cy="300" r="280" fill="#1c5b3d"/></svg>'


def make_whole(
    organisation: Organisation,
    author: Person | None,
    *,
    at: datetime = NOON,
    handle: str = "CC-CLEAR",
    number: str = "1.0",
    previous: AchievementVersion | None = None,
    statements: dict[str, str] | None = None,
    kind: str = "skill",
    strategy: dict[str, Any] | None = None,
    **columns: Any,
) -> AchievementVersion:
    """A whole draft with strategy, rubric of three levels, evidence rules and alignments; sound unless changed."""
    achievement, _ = Achievement.objects.get_or_create(
        organisation=organisation, handle=handle, defaults={"kind": kind, "made_at": at}
    )
    told = {
        "title": "Say it clearly",
        "description": "You take calls and write replies that nobody has to ask about again.",
        "criteria": "Show each of these with your own recent work.",
        "notional_hours": 6,
        "picture_svg": PICTURE,
        "picture_small": PICTURE,
        "picture_alt": "Round badge in green, two speech bubbles",
    } | columns
    version = AchievementVersion.objects.create(
        achievement=achievement, number=number, previous=previous, author=author, state_since=at, changed_at=at, **told
    )
    Strategy.objects.create(version=version, **(STRATEGY | (strategy or {})))
    for place, (code, statement) in enumerate((STATEMENTS if statements is None else statements).items(), 1):
        make_element(version, code, statement, place=place)
    return version


def make_element(version: AchievementVersion, code: str, statement: str, *, place: int = 9, **columns: Any) -> Element:
    """One sound element, with a rubric and an alignment."""
    told: dict[str, Any] = {"kind": "skill", "required_level": "competent"} | columns
    rule = {"min_items": 2, "kinds": ["work_product", "observation_record"], "min_kinds": 1, "min_occasions": 2}
    element = Element.objects.create(
        version=version, place=place, code=code, statement=statement, **({"evidence_rule": rule} | told)
    )
    for rank, (level, label, description) in enumerate(LEVELS, 1):
        RubricLevel.objects.create(element=element, rank=rank, code=level, label=label, description=description)
    Alignment.objects.create(
        version=version,
        element=element,
        place=place,
        target_url=f"https://skills.example/{code}",
        target_name=f"Item for {code}",
        target_framework="Contact skills 2025",
        target_code=f"CS-{code}",
        taken_on=date(2026, 1, 5),
    )
    return element


def make_map(version: AchievementVersion, **rules: tuple[str, list[str]]) -> EquivalenceMap:
    """The map of a successor; ``CLE_1=("same", ["CLE-1"])`` stands for the element CLE-1."""
    row = EquivalenceMap.objects.create(version=version, summary="Reworded", transition_end=date(2027, 3, 31))
    for code, (rule, old) in rules.items():
        EquivalenceRule.objects.create(map=row, element_code=code.replace("_", "-"), rule=rule, from_codes=old)
    return row


SAME = {"CLE_1": ("same", ["CLE-1"]), "CLE_2": ("same", ["CLE-2"]), "CLE_3": ("same", ["CLE-3"])}


def make_submitted(organisation: Organisation, author: Person, *, at: datetime = NOON, **changes: Any) -> AchievementVersion:
    """A whole version that waits for its second person."""
    version = make_whole(organisation, author, at=at, **changes)
    services.submit(version=version, actor=author, at=at)
    return version


def make_approved(
    organisation: Organisation, author: Person, second: Person, *, at: datetime = NOON, **changes: Any
) -> AchievementVersion:
    """A whole version that a second owner read and approved."""
    version = make_submitted(organisation, author, at=at, **changes)
    services.agree_to_the_rest(version=version, actor=second, at=at)
    services.approve(version=version, actor=second, at=at)
    return version


def make_published(
    organisation: Organisation, author: Person, second: Person, *, at: datetime = NOON, **changes: Any
) -> AchievementVersion:
    """The same, published by the second owner."""
    return services.publish(version=make_approved(organisation, author, second, at=at, **changes), actor=second, at=at)

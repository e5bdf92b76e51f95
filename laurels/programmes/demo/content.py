"""Who one can be, what one can see: frozen data for the story page and for `contents.json`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from laurels.catalogue.models import AchievementVersion
from laurels.common.text import counted, initials
from laurels.issuing.models import Award
from laurels.issuing.rules import State
from laurels.people.models import Organisation, Person
from laurels.sealing.models import SealedCredential

CAST = (
    ("joan", "kettlelane", "Joan Abara", "writes badges and judges, in a charity of thirty"),
    ("noor", "kettlelane", "Noor Siddique", "has a badge waiting for her"),
    ("idris", "kettlelane", "Idris Vale", "holds a badge, and judges another"),
    ("maya", "brackendale", "Maya Thornton", "learns, and holds three badges"),
    ("kwame", "brackendale", "Kwame Osei", "owns the programme of a large trust"),
    ("carla", "brackendale", "Carla Bianchi", "designs its badges"),
    ("petra", "brackendale", "Petra Lind", "assesses for it"),
    ("viktor", "fennmark", "Viktor Hahn", "holds a badge that has ended"),
)
"""Short name, organisation's key, name, what she does."""

HERO = ("kettlelane", "SAFE-SHELF")
"""Organisation's key and code of the badge whose picture opens the story."""
FORMS = ("json", "jwt", "png", "svg")


@dataclass(frozen=True)
class Step:
    """One step of the story.

    Attributes:
        who: short name of the actor. url_name: where she begins; it takes the slug of her organisation when ``of_hers``.
    """

    key: str
    title: str
    words: str
    who: str
    url_name: str
    of_hers: bool = False


STEPS = (
    Step(
        "plan",
        "Plan",
        "Joan writes down what people should be able to do: five fields, five minutes. The badge draws itself.",
        "joan",
        "catalogue:new",
        of_hers=True,
    ),
    Step(
        "strategy",
        "Plan a programme",
        "Kwame sees every badge with what it is for, the level it asks, how long it lasts, and what nobody has a badge for yet.",
        "kwame",
        "catalogue:programme",
        of_hers=True,
    ),
    Step(
        "align",
        "Align and endorse",
        "Carla writes in full: elements with rubrics, tied to the standards of the sector. A second person reviews them, "
        "and an institute outside puts its name to the result.",
        "carla",
        "catalogue:design",
        of_hers=True,
    ),
    Step(
        "award",
        "Award",
        "She has seen Noor do it, every line. The award is signed at once, and its verdict stands on its own page.",
        "joan",
        "issuing:new",
        of_hers=True,
    ),
    Step("own", "Own", "A badge waits for Noor. Nobody else sees it until she accepts it.", "noor", "home:home"),
    Step(
        "share",
        "Share",
        "Maya holds three badges. She opens a page for one of them, with her name or without, and closes it with one press.",
        "maya",
        "backpack:home",
    ),
)
"""Steps of EXPERIENCE "The first five minutes" that this release can do; checking is the last one and needs nobody."""


@dataclass(frozen=True)
class Actor:
    """Somebody whom a visitor can be with one press."""

    who: str
    name: str
    does: str
    organisation: str
    slug: str
    initials: str
    first_name: str


@dataclass(frozen=True)
class StoryStep:
    """A step as the page shows it; ``url`` is the door, ``to`` where it leads."""

    title: str
    words: str
    url: str
    to: str
    name: str


@dataclass(frozen=True)
class StoryPage:
    """The front page of the demonstration."""

    count: str
    steps: tuple[StoryStep, ...]
    actors: tuple[Actor, ...]
    examples: tuple[tuple[str, str], ...]
    picture: str
    picture_alt: str


def actors() -> tuple[Actor, ...]:
    """The cast, as far as it is loaded, in one query."""
    columns = (
        "name",
        "memberships__organisation__demo_key",
        "memberships__organisation__display_name",
        "memberships__organisation__slug",
    )
    found = Person.objects.filter(name__in=[name for _, _, name, _ in CAST]).exclude(memberships__organisation__demo_key="")
    known = {(name, key): (place, slug) for name, key, place, slug in found.values_list(*columns)}
    return tuple(
        Actor(who, name, does, *known[name, key], initials(name), name.split()[0])
        for who, key, name, does in CAST
        if (name, key) in known
    )


def person_of(who: str) -> Person | None:
    """The person behind a short name: only of an organisation with the demonstration's mark."""
    found = next((entry for entry in CAST if entry[0] == who), None)
    if found is None:
        return None
    _, key, name, _ = found
    return Person.objects.filter(name=name, memberships__organisation__demo_key=key).first()


def where_to(who: str, step: str) -> str:
    """Where a step of the story begins for this actor; home for any other word."""
    found = next((known for known in STEPS if (known.key, known.who) == (step, who)), None)
    if found is None:
        return reverse("home:home")
    if not found.of_hers:
        return reverse(found.url_name)
    key = next(entry[1] for entry in CAST if entry[0] == who)
    return reverse(found.url_name, args=[Organisation.objects.get(demo_key=key).slug])


def examples(*, at: datetime) -> dict[str, SealedCredential]:
    """One open credential of each kind: valid, expired, revoked."""
    found: dict[str, SealedCredential] = {}
    open_ones = Award.objects.filter(sealed__open=True).select_related("sealed").order_by("pk")
    for award in open_ones.defer("sealed__json", "sealed__jwt"):
        if award.sealed is not None:
            found.setdefault(_kind(award, at=at), award.sealed)
    return found


def _kind(award: Award, *, at: datetime) -> str:
    """How a stranger would find it."""
    if award.state == State.REVOKED:
        return "revoked"
    return "expired" if award.valid_until is not None and award.valid_until <= at else "valid"


WORDS = {"valid": "A valid one", "expired": "One that has ended", "revoked": "One that was revoked"}


def story_page(*, at: datetime) -> StoryPage:
    """The front page of the demonstration: only steps whose actor is loaded."""
    cast = {actor.who: actor for actor in actors()}
    steps = tuple(
        StoryStep(step.title, step.words, reverse("demo:be", args=[step.who]), step.key, cast[step.who].first_name)
        for step in STEPS
        if step.who in cast
    )
    known = examples(at=at)
    links = tuple((words, f"/c/{known[kind].token}") for kind, words in WORDS.items() if kind in known)
    hero = (
        AchievementVersion.objects.filter(achievement__organisation__demo_key=HERO[0], achievement__handle=HERO[1])
        .only("code", "picture_alt")
        .last()
    )
    picture = reverse("catalogue:picture", args=[hero.code, "full"]) if hero else ""
    return StoryPage(
        counted(len(steps) + 1, "step", "steps").capitalize(),
        steps,
        tuple(cast.values()),
        links,
        picture,
        hero.picture_alt if hero else "",
    )


def contents(*, at: datetime) -> dict[str, Any]:
    """`GET /demo/contents.json`."""
    origin = settings.ORIGIN
    credentials = {
        kind: {"page": f"{origin}/c/{sealed.token}", **{form: f"{origin}/c/{sealed.token}.{form}" for form in FORMS}}
        for kind, sealed in examples(at=at).items()
    }
    personas = [
        {"name": actor.name, "role": actor.does, "enter": origin + reverse("demo:be", args=[actor.who])} for actor in actors()
    ]
    pages = [{"title": title, "url": origin + reverse(name)} for title, name in PAGES]
    return {"credentials": credentials, "personas": personas, "pages": pages}


PAGES = (
    ("The story", "demo:story"),
    ("Catalogue", "catalogue:catalogue"),
    ("Check a badge", "verification:check"),
    ("How checking works", "verification:how"),
    ("Sign in", "account_login"),
    ("A printed code", "people:code"),
    ("Style guide", "common:styleguide"),
)
"""Title and name of every page that needs nobody."""

"""Who one can be, what one can see: frozen data for the story page and for `contents.json`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from laurels.issuing.models import Award
from laurels.issuing.rules import State
from laurels.people.models import Organisation, Person
from laurels.sealing.models import SealedCredential

CAST = (
    ("joan", "kettlelane", "Joan Abara", "writes badges and judges, in a charity of thirty"),
    ("noor", "kettlelane", "Noor Siddique", "has a badge waiting for her"),
    ("idris", "kettlelane", "Idris Vale", "holds a badge, and judges another"),
    ("maya", "brackendale", "Maya Thornton", "learns, and holds three badges"),
    ("petra", "brackendale", "Petra Lind", "assesses for a large trust"),
    ("viktor", "fennmark", "Viktor Hahn", "holds a badge that has ended"),
)
"""Short name, organisation's key, name, what she does."""

FORMS = ("json", "jwt", "png", "svg")


@dataclass(frozen=True)
class Actor:
    """Somebody whom a visitor can be with one press."""

    who: str
    name: str
    does: str
    organisation: str


def actors() -> tuple[Actor, ...]:
    """The cast, as far as it is loaded."""
    names = dict(Organisation.objects.exclude(demo_key="").values_list("demo_key", "display_name"))
    return tuple(Actor(who, name, does, names[key]) for who, key, name, does in CAST if key in names and person_of(who))


def person_of(who: str) -> Person | None:
    """The person behind a short name: only of an organisation with the demonstration's mark."""
    found = next((entry for entry in CAST if entry[0] == who), None)
    if found is None:
        return None
    return (
        Person.objects.filter(name=found[2], memberships__organisation__demo_key=found[1])
        .exclude(memberships__organisation__demo_key="")
        .first()
    )


def examples(*, at: datetime) -> dict[str, SealedCredential]:
    """One open credential of each kind: valid, expired, revoked."""
    open_ones = Award.objects.filter(sealed__open=True).select_related("sealed").order_by("pk")
    issued = open_ones.filter(state=State.ISSUED)
    found = {
        "valid": issued.filter(valid_until__gt=at).first() or issued.filter(valid_until__isnull=True).first(),
        "expired": issued.filter(valid_until__lte=at).first(),
        "revoked": open_ones.filter(state=State.REVOKED).first(),
    }
    return {kind: award.sealed for kind, award in found.items() if award is not None and award.sealed is not None}


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
    pages = [
        {"title": "The story", "url": origin + reverse("demo:story")},
        {"title": "Catalogue", "url": origin + reverse("catalogue:catalogue")},
        {"title": "Check a badge", "url": origin + reverse("verification:check")},
        {"title": "Style guide", "url": origin + reverse("common:styleguide")},
    ]
    return {"credentials": credentials, "personas": personas, "pages": pages}

"""Frameworks for tests, written by ourselves."""

from __future__ import annotations

from laurels.frameworks.entries import Entry, Head
from laurels.frameworks.models import Framework
from laurels.frameworks.rules import Kind
from laurels.frameworks.services import import_items
from laurels.people.models import Organisation
from tests.making import NOON

SHELF = (
    Entry(key="S", human_code="S", text="Keep the shelf safe", uri="https://skills.example/S"),
    Entry(key="S1", human_code="S1", text="Turn every tin", uri="https://skills.example/S1", parent="S"),
    Entry(key="S2", human_code="S2", text="Read the date aloud", short="Read dates", parent="S"),
)


def a_head(title: str = "Shelf skills", **changes) -> Head:
    """The head of a framework of somebody else's."""
    given = {"kind": Kind.CASE, "family": title, "title": title, "publisher": "Skills Council", "version": "1"}
    return Head(**given | changes)


def make_framework(organisation: Organisation, items=SHELF, **changes) -> Framework:
    """A framework that is here already."""
    return import_items(organisation=organisation, framework=a_head(**changes), items=items, actor=None, at=NOON)

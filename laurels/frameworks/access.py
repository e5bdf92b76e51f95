"""Load and authorise in one call."""

from __future__ import annotations

from uuid import UUID

from laurels.frameworks.errors import FrameworkNotFound, ImportNotFound, ItemNotFound
from laurels.frameworks.models import Framework, Import, Item
from laurels.frameworks.rules import State
from laurels.people.access import enter
from laurels.people.models import Organisation, Person
from laurels.people.rules import Act, Mode, Role, Switch, may

READ, KEEP = Act.SEE_ORGANISATION, Act.DESIGN
"""Everybody there reads frameworks; whoever designs brings them and says what is in demand."""


def get_library(person: Person, slug: str, *, to: Act = READ) -> tuple[Organisation, frozenset[Role]]:
    """The organisation whose frameworks these are, when it uses some, and what she is there."""
    return enter(person, slug, to=to, switch=Switch.FRAMEWORKS)


def may_keep(organisation: Organisation, roles: frozenset[Role]) -> bool:
    """Whether she brings frameworks there."""
    return may(roles, KEEP, mode=Mode(organisation.mode))


def get_framework(person: Person, slug: str, code: UUID, *, to: Act = READ) -> tuple[Framework, bool]:
    """A framework of this organisation that is all there, and whether she may do more than read."""
    organisation, roles = get_library(person, slug, to=to)
    rows = Framework.objects.select_related("organisation", "previous", "successor")
    found = rows.filter(organisation=organisation, code=code).exclude(state=State.ARRIVING).first()
    if found is None:
        raise FrameworkNotFound
    return found, may_keep(organisation, roles)


def get_item(person: Person, slug: str, code: UUID, *, to: Act = READ) -> tuple[Item, bool]:
    """An item of this organisation's frameworks, and whether she may do more than read."""
    organisation, roles = get_library(person, slug, to=to)
    rows = Item.objects.select_related("framework__organisation", "replaced_by__framework")
    found = rows.filter(framework__organisation=organisation, code=code).exclude(framework__state=State.ARRIVING).first()
    if found is None:
        raise ItemNotFound
    return found, may_keep(organisation, roles)


def get_import(person: Person, slug: str, code: UUID) -> Import:
    """Something that was brought, for whoever may bring."""
    organisation, _ = get_library(person, slug, to=KEEP)
    rows = Import.objects.select_related("organisation", "person", "framework", "newer_than").defer("data")
    found = rows.filter(organisation=organisation, code=code).first()
    if found is None:
        raise ImportNotFound
    return found


def get_public(code: UUID) -> Framework:
    """An organisation's own framework, for anybody; others are their publishers' to show."""
    rows = Framework.objects.select_related("organisation", "previous", "successor")
    found = rows.filter(code=code, own=True).exclude(state=State.ARRIVING).first()
    if found is None:
        raise FrameworkNotFound
    return found


def get_public_item(framework: UUID, code: UUID) -> Item:
    """An item of an organisation's own framework, for anybody."""
    rows = Item.objects.select_related("framework__organisation", "replaced_by__framework", "parent")
    found = rows.filter(code=code, framework__code=framework, framework__own=True).exclude(framework__state=State.ARRIVING).first()
    if found is None:
        raise ItemNotFound
    return found

"""Founding an organisation and changing what it says about itself."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from laurels import journal
from laurels.common import limits
from laurels.common.text import slug_of
from laurels.people import access
from laurels.people.countries import countries
from laurels.people.errors import UnknownCountry
from laurels.people.models import Membership, ModeChange, Organisation, Person, RoleGrant
from laurels.people.rules import GRANTABLE, Act, Mode, Switch

_RESERVED = frozenset({"new"})
"""Words beneath /o/ that no organisation may have as its address."""


@dataclass(frozen=True)
class Settings:
    """What an organisation says about itself and may change at any time."""

    display_name: str
    legal_name: str
    country: str
    time_zone: str
    contact: str
    url: str
    brand_ink: str
    waiting_hours: int
    qa_statement: str


@transaction.atomic
def found_organisation(
    *, name: str, country: str, people_count: int, mode: Mode, founder: Person | None, at: datetime
) -> Organisation:
    """Make an organisation from the three first answers; its founder becomes everything in it.

    The legal name is the name until changed, the time zone follows from the country. Fact ``organisation.created``.

    Raises:
        UnknownCountry: ``country`` is not an ISO 3166-1 code.
    """
    if country not in countries():
        raise UnknownCountry
    organisation = Organisation.objects.create(
        slug=_free_slug(name),
        legal_name=name,
        display_name=name,
        country=country,
        time_zone=countries()[country].time_zone,
        people_count=people_count,
        mode=Mode(mode).value,
        founded_at=at,
    )
    ModeChange.objects.create(organisation=organisation, mode=organisation.mode, changed_by=founder, changed_at=at)
    if founder is not None:
        membership = Membership.objects.create(person=founder, organisation=organisation, joined_at=at)
        RoleGrant.objects.bulk_create(RoleGrant(membership=membership, role=role.value, granted_at=at) for role in GRANTABLE)
    journal.record(
        "organisation.created",
        subject=organisation.ref(),
        organisation=organisation.ref(),
        actor=founder.ref() if founder else None,
        at=at,
    )
    return organisation


def _free_slug(name: str) -> str:
    """An address made from the name, with a number when it is taken."""
    wanted = slug_of(name)[: limits.SLUG - 6]
    taken = set(Organisation.objects.filter(slug__startswith=wanted).values_list("slug", flat=True)) | _RESERVED
    if wanted not in taken:
        return wanted
    return next(slug for number in range(2, len(taken) + 3) if (slug := f"{wanted}-{number}") not in taken)


@transaction.atomic
def set_mode(*, organisation: Organisation, mode: Mode, actor: Person, at: datetime) -> None:
    """Live by other rules from now on; the history keeps which rules held when. Fact ``organisation.changed``."""
    access.check(actor, organisation, to=Act.SET_MODE)
    if not Organisation.objects.filter(pk=organisation.pk).exclude(mode=mode).update(mode=mode):
        return
    organisation.mode = Mode(mode).value
    ModeChange.objects.create(organisation=organisation, mode=organisation.mode, changed_by=actor, changed_at=at)
    _record_change(organisation, actor, at)


@transaction.atomic
def change_settings(*, organisation: Organisation, settings: Settings, actor: Person, at: datetime) -> None:
    """Say something else about the organisation. Fact ``organisation.changed``.

    Raises:
        UnknownCountry: the country is not an ISO 3166-1 code.
    """
    access.check(actor, organisation, to=Act.CHANGE_SETTINGS)
    if settings.country not in countries():
        raise UnknownCountry
    for field, value in asdict(settings).items():
        setattr(organisation, field, value)
    organisation.save(update_fields=list(asdict(settings)))
    _record_change(organisation, actor, at)


@transaction.atomic
def turn_on(*, organisation: Organisation, switches: Collection[Switch], answer_days: int, actor: Person, at: datetime) -> None:
    """Use exactly these things from now on, and promise an answer to proposals within so many working days.

    What was written while something was on stays and is there again when it is turned on. Fact ``organisation.changed``.
    """
    access.check(actor, organisation, to=Act.SET_MODE)
    organisation.switches, organisation.answer_days = sorted(Switch(one).value for one in switches), answer_days
    organisation.save(update_fields=["switches", "answer_days"])
    _record_change(organisation, actor, at)


def _record_change(organisation: Organisation, actor: Person, at: datetime) -> None:
    journal.record("organisation.changed", subject=organisation.ref(), organisation=organisation.ref(), actor=actor.ref(), at=at)

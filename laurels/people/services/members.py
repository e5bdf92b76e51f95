"""Adding people to an organisation and letting them go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from laurels import journal
from laurels.people import access, selectors
from laurels.people.errors import GrantNotHeld
from laurels.people.models import Membership, Organisation, Person, Team
from laurels.people.rules import Act, Role
from laurels.people.services.register import end_places
from laurels.people.services.roles import keep_an_owner


@dataclass(frozen=True)
class NewPerson:
    """One row of a list of people; without an address she comes in with a printed code."""

    name: str
    email: str | None = None
    team: str | None = None


@transaction.atomic
def add_people(*, organisation: Organisation, rows: Sequence[NewPerson], actor: Person | None, at: datetime) -> list[Membership]:
    """Make every row a member, in order; somebody who is a member already keeps her place.

    A person is found again by an address that she has proven; an address that she was only given is hers to prove.
    ``actor`` is None for the loader of whole programmes. Fact ``member.added`` for each new member.
    """
    if actor is not None:
        access.check(actor, organisation, to=Act.ADD_PEOPLE)
    teams = _teams(organisation, rows)
    return [_add(organisation, row, teams.get((row.team or "").casefold()), actor, at) for row in rows]


def _teams(organisation: Organisation, rows: Sequence[NewPerson]) -> dict[str, Team]:
    """The teams that the rows name, by their name without case; missing ones are made."""
    known = {team.name.casefold(): team for team in organisation.teams.all()}
    for name in dict.fromkeys(row.team for row in rows if row.team):
        if name.casefold() not in known:
            known[name.casefold()] = Team.objects.create(organisation=organisation, name=name)
    return known


def _add(organisation: Organisation, row: NewPerson, team: Team | None, actor: Person | None, at: datetime) -> Membership:
    person = _person_at(row.email, organisation) if row.email else None
    if person is None:
        person = Person.objects.create_user(row.name)
        if row.email:
            EmailAddress.objects.create(user=person, email=row.email.lower(), verified=False, primary=True)
    membership, new = Membership.objects.get_or_create(
        person=person,
        organisation=organisation,
        defaults={"team": team, "joined_at": at, "given_address": (row.email or "").lower()},
    )
    if not new and membership.state == Membership.State.LEFT:
        membership.state, membership.left_at = Membership.State.ACTIVE, None
        membership.joined_at, membership.team, membership.given_address = at, team, (row.email or "").lower()
        membership.save(update_fields=["state", "left_at", "joined_at", "team", "given_address"])
        new = True
    if new:
        _record("member.added", membership, actor, at)
    return membership


def _person_at(address: str, organisation: Organisation) -> Person | None:
    """Who has proven the address, else who was invited by it here. Another organisation's guess is not asked: its
    printed codes must not open what this one keeps; the two become one when she proves the address."""
    if person := selectors.person_of(address):
        return person
    rows = EmailAddress.objects.filter(email__iexact=address, user__memberships__organisation=organisation)
    found = rows.order_by("pk").select_related("user").first()
    return found.user if found else None


@transaction.atomic
def leave(*, membership: Membership, actor: Person, at: datetime) -> None:
    """End a membership: the organisation stops seeing her, what she owns stays hers. Fact ``member.left``.

    Raises:
        LastOwner: she is the only programme owner.
        GrantNotHeld: an owner is let go by an owner only; whoever else could would take over the organisation.
    """
    if actor != membership.person:
        own = access.check(actor, membership.organisation, to=Act.REMOVE_PERSON)
        if Role.OWNER not in own and membership.grants.filter(role=Role.OWNER.value).exists():
            raise GrantNotHeld
    let_go(membership, actor=actor, at=at)


def let_go(membership: Membership, *, actor: Person | None, at: datetime) -> None:
    """End a membership, for callers that have asked whether somebody may; within their transaction. Fact ``member.left``.

    Raises:
        LastOwner: she is the only programme owner.
    """
    keep_an_owner(membership, losing={grant.as_role() for grant in membership.grants.all()})
    active = Membership.objects.filter(pk=membership.pk, state=Membership.State.ACTIVE)
    if not active.update(state=Membership.State.LEFT, left_at=at):
        return
    membership.state, membership.left_at = Membership.State.LEFT, at
    membership.grants.all().delete()
    end_places(membership, actor=actor, at=at)
    _record("member.left", membership, actor, at)


def _record(kind: str, membership: Membership, actor: Person | None, at: datetime) -> None:
    journal.record(
        kind,
        subject=membership.ref(),
        organisation=membership.organisation.ref(),
        actor=actor.ref() if actor else None,
        at=at,
    )

"""Adding people to an organisation, giving them roles, and letting them go."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from laurels import journal
from laurels.people import access, selectors
from laurels.people.errors import GrantNotHeld, LastOwner
from laurels.people.models import Membership, Organisation, Person, RoleGrant, Team
from laurels.people.rules import GRANTABLE, Act, Role, may_grant


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
        person=person, organisation=organisation, defaults={"team": team, "joined_at": at}
    )
    if not new and membership.state == Membership.State.LEFT:
        membership.state, membership.left_at = Membership.State.ACTIVE, None
        membership.joined_at, membership.team = at, team
        membership.save(update_fields=["state", "left_at", "joined_at", "team"])
        new = True
    if new:
        journal.record(
            "member.added",
            subject=membership.ref(),
            organisation=organisation.ref(),
            actor=actor.ref() if actor else None,
            at=at,
        )
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
def grant_role(*, membership: Membership, role: Role, actor: Person | None, at: datetime) -> None:
    """Give a member a role; twice does no harm. ``actor`` is None for the loader. Fact ``role.granted``.

    Raises:
        GrantNotHeld: ``actor`` does not hold the role herself.
    """
    _check_grant(membership, role, actor)
    _, new = RoleGrant.objects.get_or_create(membership=membership, role=role.value, defaults={"granted_at": at})
    if new:
        _record("role.granted", membership, actor, at, role)


@transaction.atomic
def withdraw_role(*, membership: Membership, role: Role, actor: Person, at: datetime) -> None:
    """Take a role back. Fact ``role.withdrawn``.

    Raises:
        GrantNotHeld: ``actor`` does not hold the role herself.
        LastOwner: nobody else is a programme owner.
    """
    _check_grant(membership, role, actor)
    held = RoleGrant.objects.filter(membership=membership, role=role.value)
    if held.exists():
        _keep_an_owner(membership, losing={role})
    if held.delete()[0]:
        _record("role.withdrawn", membership, actor, at, role)


@transaction.atomic
def set_roles(*, membership: Membership, roles: Collection[Role], actor: Person, at: datetime) -> None:
    """Give and withdraw until the member holds exactly ``roles``; all of it or nothing.

    Raises:
        GrantNotHeld, LastOwner: as for one role.
    """
    held = {grant.as_role() for grant in membership.grants.all()}
    for role in GRANTABLE:
        if role in roles and role not in held:
            grant_role(membership=membership, role=role, actor=actor, at=at)
    for role in GRANTABLE:  # withdrawn last, so that one's own rights last until the end
        if role in held and role not in roles:
            withdraw_role(membership=membership, role=role, actor=actor, at=at)


@transaction.atomic
def leave(*, membership: Membership, actor: Person, at: datetime) -> None:
    """End a membership: the organisation stops seeing her, what she owns stays hers. Fact ``member.left``.

    Raises:
        LastOwner: she is the only programme owner.
    """
    if actor != membership.person:
        access.check(actor, membership.organisation, to=Act.REMOVE_PERSON)
    _keep_an_owner(membership, losing={grant.as_role() for grant in membership.grants.all()})
    active = Membership.objects.filter(pk=membership.pk, state=Membership.State.ACTIVE)
    if not active.update(state=Membership.State.LEFT, left_at=at):
        return
    membership.state, membership.left_at = Membership.State.LEFT, at
    membership.grants.all().delete()
    _record("member.left", membership, actor, at)


def _check_grant(membership: Membership, role: Role, actor: Person | None) -> None:
    if actor is None:
        return
    own = access.check(actor, membership.organisation, to=Act.GRANT_ROLE)
    if not may_grant(own, role):
        raise GrantNotHeld


def _keep_an_owner(membership: Membership, *, losing: set[Role]) -> None:
    """Refuse what would leave the organisation without an owner; the rows are locked where the database can."""
    if Role.OWNER not in losing:
        return
    owners = RoleGrant.objects.select_for_update().filter(
        role=Role.OWNER.value,
        membership__organisation=membership.organisation,
        membership__state=Membership.State.ACTIVE,
    )
    if set(owners.values_list("membership_id", flat=True)) == {membership.pk}:
        raise LastOwner


def _record(kind: str, membership: Membership, actor: Person | None, at: datetime, role: Role | None = None) -> None:
    journal.record(
        kind,
        subject=membership.ref(),
        organisation=membership.organisation.ref(),
        actor=actor.ref() if actor else None,
        at=at,
        data={"role": role.value} if role else None,
    )

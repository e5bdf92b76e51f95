"""Giving members roles and taking them back: nobody passes on what she does not hold, and one owner always stays."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from laurels import journal
from laurels.people import access
from laurels.people.errors import GrantNotHeld, LastOwner
from laurels.people.models import Membership, Person, RoleGrant
from laurels.people.rules import GRANTABLE, Act, Role, may_grant


@transaction.atomic
def grant_role(*, membership: Membership, role: Role, actor: Person | None, at: datetime) -> None:
    """Give a member a role; twice does no harm. ``actor`` is None for the loader. Fact ``role.granted``.

    Raises:
        GrantNotHeld: ``actor`` does not hold the role herself.
    """
    _check_grant(membership, role, actor)
    _, new = RoleGrant.objects.get_or_create(membership=membership, role=role.value, defaults={"granted_at": at})
    if new:
        _record("role.granted", membership, role, actor, at)


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
        keep_an_owner(membership, losing={role})
    if held.delete()[0]:
        _record("role.withdrawn", membership, role, actor, at)


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


def _check_grant(membership: Membership, role: Role, actor: Person | None) -> None:
    if actor is None:
        return
    own = access.check(actor, membership.organisation, to=Act.GRANT_ROLE)
    if not may_grant(own, role):
        raise GrantNotHeld


def keep_an_owner(membership: Membership, *, losing: set[Role]) -> None:
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


def _record(kind: str, membership: Membership, role: Role, actor: Person | None, at: datetime) -> None:
    journal.record(
        kind,
        subject=membership.ref(),
        organisation=membership.organisation.ref(),
        actor=actor.ref() if actor else None,
        at=at,
        data={"role": role.value},
    )

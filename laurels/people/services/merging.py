"""Two rows for one person become one, when somebody who was only ever named turns out to be here already."""

from __future__ import annotations

from collections.abc import Iterator

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.models import ForeignKey

from laurels.people.errors import CannotJoin
from laurels.people.models import JobHolding, Membership, Person, RoleGrant
from laurels.people.rules import closes_circle, overlap


@transaction.atomic
def merge(*, placeholder: Person, into: Person) -> None:
    """Give everything that was kept for ``placeholder`` to ``into`` and remove the empty row.

    Only for somebody who never came in: she owns nothing yet, so rows that point at her are what others wrote about
    her, and every one of them moves, whichever room it belongs to.

    Raises:
        CannotJoin: a row may stand only once for a person and there is one for both.
    """
    EmailAddress.objects.filter(user=placeholder).delete()
    try:
        with transaction.atomic():
            for membership in Membership.objects.filter(person=placeholder):
                _join(membership, into)
            for key in _keys_to_persons():
                key.model._base_manager.filter(**{key.name: placeholder}).update(**{key.name: into})
    except IntegrityError as problem:
        raise CannotJoin from problem
    placeholder.delete()


def _keys_to_persons() -> Iterator[ForeignKey]:
    """Every foreign key to a person, also those that have no name for the way back."""
    yield from _keys_to(Person)


def _keys_to(model: type[Person | Membership]) -> Iterator[ForeignKey]:
    """Every foreign key to a model, from whichever room."""
    for relation in model._meta.get_fields(include_hidden=True):
        field = getattr(relation, "field", None)
        if relation.auto_created and not relation.concrete and isinstance(field, ForeignKey):
            yield field


def _join(membership: Membership, into: Person) -> None:
    """Her place in the organisation, or the roles that it had when she has a place there."""
    there = Membership.objects.filter(person=into, organisation=membership.organisation).first()
    if there is None:
        membership.person = into
        membership.save(update_fields=["person"])
        return
    held = set(there.grants.values_list("role", flat=True))
    RoleGrant.objects.filter(membership=membership).exclude(role__in=held).update(membership=there)
    _carry_place(membership, there)
    for key in _keys_to(Membership):
        if key.model not in _CARRIED:  # what both places had goes with the empty one
            key.model._base_manager.filter(**{key.name: membership}).update(**{key.name: there})
    membership.delete()


_CARRIED = (RoleGrant, JobHolding, Membership)
"""Rows of which both places may have the same: they are joined by hand."""


def _carry_place(membership: Membership, there: Membership) -> None:
    """What the organisation wrote about the place that ends, where the other says nothing; and the other is there again."""
    Membership.objects.filter(pk=membership.pk).update(staff_number="", manager=None)  # a number stands once
    for name in ("team", "site", "manager", "staff_number", "given_address"):
        if not getattr(there, name):
            setattr(there, name, getattr(membership, name))
    if membership.state == Membership.State.ACTIVE and there.state == Membership.State.LEFT:
        there.state, there.left_at, there.joined_at = membership.state, None, membership.joined_at
    membership.reports.exclude(pk=there.pk).update(manager=there)
    managers = dict(Membership.objects.filter(organisation=there.organisation).values_list("pk", "manager"))
    if there.manager_id == membership.pk or closes_circle(managers, there.pk, there.manager_id):
        there.manager = None
    there.save()
    for job in membership.jobs.all():
        same = there.jobs.filter(job_role=job.job_role)
        if not any(overlap((job.from_on, job.to_on), (other.from_on, other.to_on)) for other in same):
            job.membership = there
            job.save(update_fields=["membership"])

"""Two rows for one person become one, when somebody who was only ever named turns out to be here already."""

from __future__ import annotations

from collections.abc import Iterator

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.models import ForeignKey

from laurels.people.errors import CannotJoin
from laurels.people.models import Membership, Person, RoleGrant


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
    for key in _keys_to(Membership):
        if key.model is not RoleGrant:  # a role that both places had goes with the empty place
            key.model._base_manager.filter(**{key.name: membership}).update(**{key.name: there})
    membership.delete()

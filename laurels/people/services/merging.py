"""Two rows for one person become one, when somebody who was only ever named turns out to be here already."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import transaction

from laurels.people.models import Membership, Person, RoleGrant


@transaction.atomic
def merge(*, placeholder: Person, into: Person) -> None:
    """Give everything that was kept for ``placeholder`` to ``into`` and remove the empty row.

    Only for somebody who never came in: she owns nothing yet, so rows that point at her are what others wrote about
    her, and every one of them moves, whichever room it belongs to.
    """
    for membership in Membership.objects.filter(person=placeholder):
        _join(membership, into)
    EmailAddress.objects.filter(user=placeholder).delete()
    for relation in Person._meta.related_objects:
        if relation.many_to_many or relation.field is None:
            continue
        rows = relation.related_model._base_manager.filter(**{relation.field.name: placeholder})
        rows.update(**{relation.field.name: into})
    placeholder.delete()


def _join(membership: Membership, into: Person) -> None:
    """Her place in the organisation, or the roles that it had when she has a place there."""
    there = Membership.objects.filter(person=into, organisation=membership.organisation).first()
    if there is None:
        membership.person = into
        membership.save(update_fields=["person"])
        return
    held = set(there.grants.values_list("role", flat=True))
    RoleGrant.objects.filter(membership=membership).exclude(role__in=held).update(membership=there)
    membership.one_use_codes.update(membership=there)
    membership.delete()

"""Load and authorise in one call."""

from __future__ import annotations

from uuid import UUID

from laurels.common.errors import HouseError
from laurels.issuing.errors import AwardNotFound, NeverForOneself
from laurels.issuing.models import Award
from laurels.issuing.rules import DEEDS, Deed, State, may
from laurels.people.access import check
from laurels.people.models import Person
from laurels.people.rules import Act, Mode


def get_award(person: Person, code: UUID, *, to: Act, slug: str | None = None) -> Award:
    """An award of one of her organisations, for somebody who may do this there; anybody else's is not found.

    Args:
        slug: the organisation that the address names; another one's award is not found there.
    """
    award = (
        Award.objects.select_related("organisation", "person", "judge", "version__achievement", "sealed__organisation")
        .filter(code=code)
        .first()
    )
    if award is None or slug not in (None, award.organisation.slug):
        raise AwardNotFound
    check(person, award.organisation, to=to)
    return award


def check_deed(actor: Person, award: Award, deed: Deed, *, otherwise: type[HouseError], own_wish: bool = False) -> None:
    """Whether she may do this to this award: the verbs ask again, whatever the door said.

    Args:
        otherwise: what to say when the award's state does not allow it.
        own_wish: she asked for what she now stops.
    Raises:
        people.OrganisationNotFound, people.NotYours: her roles. NeverForOneself: it is her own award.
    """
    roles = check(actor, award.organisation, to=DEEDS[deed].act)
    is_own = actor.pk == award.person_id and not own_wish
    if not may(roles, deed, State(award.state), mode=Mode(award.organisation.mode), is_own=is_own):
        raise NeverForOneself if is_own and not DEEDS[deed].own else otherwise

"""Load and authorise in one call: without passing here nobody holds an organisation."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from laurels.people.errors import ImportNotFound, JobNotFound, MemberNotFound, NotYours, OrganisationNotFound, TurnedOff
from laurels.people.models import JobHolding, Membership, Organisation, PeopleImport, Person
from laurels.people.rules import Act, Mode, Role, Switch, is_on, may

P = ParamSpec("P")


class PersonRequest(HttpRequest):
    """A request of somebody who is signed in."""

    person: Person


def signed_in(view: Callable[Concatenate[PersonRequest, P], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Open a view to persons only: ``request.person``; anybody else signs in first and comes back."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not isinstance(request.user, Person):
            return redirect_to_login(request.get_full_path())
        request.person = request.user  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)  # type: ignore[arg-type]

    return guarded


def roles_of(person: Person, organisation: Organisation) -> frozenset[Role]:
    """What she is there now: LEARNER with every active membership, nothing without one."""
    active = Membership.objects.filter(person=person, organisation=organisation, state=Membership.State.ACTIVE)
    rows = list(active.values_list("grants__role", flat=True))
    return frozenset({Role.LEARNER, *(Role(role) for role in rows if role)}) if rows else frozenset()


def get_organisation(person: Person, slug: str, *, to: Act) -> Organisation:
    """The organisation at this address, for somebody who may do this there.

    Raises:
        OrganisationNotFound: there is none, or she is not one of its people.
        NotYours: she is, but her roles do not include this.
    """
    return enter(person, slug, to=to)[0]


def enter(person: Person, slug: str, *, to: Act, switch: Switch | None = None) -> tuple[Organisation, frozenset[Role]]:
    """As ``get_organisation``, with what she is there, for pages that show more to some than to others.

    Args:
        switch: what the organisation must use for the page to be there.
    Raises:
        TurnedOff: it does not.
    """
    organisation = Organisation.objects.filter(slug=slug).first()
    if organisation is None:
        raise OrganisationNotFound
    roles = check(person, organisation, to=to)
    if switch is not None and not uses(organisation, switch):
        raise TurnedOff
    return organisation, roles


def uses(organisation: Organisation, switch: Switch) -> bool:
    """Whether an organisation uses something: by its mode, or because it was turned on."""
    return is_on(switch, mode=Mode(organisation.mode), switches=organisation.switches)


def check(person: Person, organisation: Organisation, *, to: Act) -> frozenset[Role]:
    """Her roles there, when they allow this; the verbs ask it again (the door is a courtesy, the verb is the lock).

    Raises:
        OrganisationNotFound: she is not one of its people.
        NotYours: she is, but her roles do not include this.
    """
    roles = roles_of(person, organisation)
    if not roles:
        raise OrganisationNotFound
    if not may(roles, to, mode=Mode(organisation.mode)):
        raise NotYours
    return roles


def get_member(organisation: Organisation, code: UUID) -> Membership:
    """An active member of an organisation that was loaded above, by the public code of the membership.

    Raises:
        MemberNotFound: there is none.
    """
    found = Membership.objects.select_related("person", "organisation", "team", "site", "manager__person").filter(
        organisation=organisation, code=code, state=Membership.State.ACTIVE
    )
    if member := found.first():
        return member
    raise MemberNotFound


def own_membership(person: Person, organisation: Organisation) -> Membership:
    """Her own active place in an organisation that was loaded above."""
    return Membership.objects.select_related("person", "organisation").get(
        person=person, organisation=organisation, state=Membership.State.ACTIVE
    )


def get_import(person: Person, slug: str, code: UUID) -> PeopleImport:
    """A file of people of an organisation whose register somebody keeps.

    Raises:
        OrganisationNotFound, NotYours: as for the organisation.
        ImportNotFound: there is none, or it was forgotten.
    """
    organisation = get_organisation(person, slug, to=Act.KEEP_REGISTER)
    taken = PeopleImport.objects.filter(organisation=organisation, code=code).first()
    if taken is None:
        raise ImportNotFound
    taken.organisation = organisation
    return taken


def get_job(membership: Membership, code: UUID) -> JobHolding:
    """A job of a member who was loaded above.

    Raises:
        JobNotFound: there is none.
    """
    found = membership.jobs.select_related("job_role", "membership__organisation").filter(code=code).first()
    if found is None:
        raise JobNotFound
    return found

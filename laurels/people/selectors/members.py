"""The people of an organisation, as its people page shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from laurels.people.models import Membership, Organisation, RoleGrant
from laurels.people.rules import GRANTABLE, Act, Role, may, may_grant, may_print_for
from laurels.people.words import ROLE_NAMES, ROLE_WORDS

PEOPLE_ON_A_PAGE = 50


def role_words(membership: Membership) -> str:
    held = {grant.role for grant in membership.grants.all()}
    return ", ".join(str(ROLE_NAMES[role]) for role in GRANTABLE if role.value in held)


@dataclass(frozen=True)
class MemberLine:
    """One person on the people page."""

    code: UUID
    name: str
    team: str
    roles: str
    arrived: bool
    address: str  # as the organisation wrote it


@dataclass(frozen=True)
class PeoplePage:
    """One page of the people of an organisation."""

    lines: Sequence[MemberLine]
    total: int
    waiting: int  # have not come in yet
    on_paper: int  # of these, no letter reaches, so that only paper lets them in
    number: int
    pages: int
    may_add: bool


def people_page(organisation: Organisation, *, roles: frozenset[Role], number: int = 1) -> PeoplePage:
    """The people of an organisation by name, ``PEOPLE_ON_A_PAGE`` at a time."""
    members = with_arrival(Membership.objects.filter(organisation=organisation, state=Membership.State.ACTIVE)).order_by(
        "person__name", "pk"
    )
    counts = members.aggregate(
        total=Count("pk"),
        waiting=Count("pk", filter=Q(arrived=False)),
        on_paper=Count("pk", filter=_on_paper()),
    )
    paginator = Paginator(range(counts["total"]), PEOPLE_ON_A_PAGE)
    page = paginator.get_page(number)
    start = (page.number - 1) * PEOPLE_ON_A_PAGE
    rows = members.select_related("person", "team").prefetch_related("grants")[start : start + PEOPLE_ON_A_PAGE]
    return PeoplePage(
        lines=[member_line(row) for row in rows],
        total=counts["total"],
        waiting=counts["waiting"],
        on_paper=counts["on_paper"],
        number=page.number,
        pages=paginator.num_pages,
        may_add=may(roles, Act.ADD_PEOPLE),
    )


def waiting_for_paper(organisation: Organisation, *, roles: frozenset[Role]) -> list[Membership]:
    """Who has not come in, gets no letter and may get her paper from somebody with these roles, by name.

    At most ``PEOPLE_ON_A_PAGE`` at a time.
    """
    members = with_arrival(Membership.objects.filter(organisation=organisation, state=Membership.State.ACTIVE))
    beyond = [role.value for role in GRANTABLE if role not in roles]
    higher = RoleGrant.objects.filter(membership=OuterRef("pk"), role__in=beyond)
    waiting = members.filter(_on_paper(), ~Exists(higher)).select_related("person", "organisation")
    return list(waiting.order_by("person__name", "pk")[:PEOPLE_ON_A_PAGE])


def _on_paper() -> Q:
    """Whom only paper lets in: who has no address, and while no mail server is set, everybody who has not come in."""
    return Q(arrived=False, given_address="") if settings.EMAIL_URL else Q(arrived=False)


def with_arrival(members: QuerySet[Membership]) -> QuerySet[Any]:
    """Each member with whether she came in."""
    proven = Exists(EmailAddress.objects.filter(user=OuterRef("person"), verified=True))
    passkey = Exists(Authenticator.objects.filter(user=OuterRef("person")))
    return members.annotate(arrived=Q(person__last_login__isnull=False) | proven | passkey)


def member_line(row: Any) -> MemberLine:
    """A row of ``with_arrival`` as page data."""
    return MemberLine(
        code=row.code,
        name=row.person.name,
        team=row.team.name if row.team else "",
        roles=role_words(row),
        arrived=row.arrived,
        address=row.given_address,
    )


@dataclass(frozen=True)
class RoleLine:
    """One role on a member's page."""

    value: str
    name: str
    words: str
    held: bool
    may_change: bool


@dataclass(frozen=True)
class MemberPage:
    """One member, and what the viewer may do about her."""

    member: MemberLine
    roles: Sequence[RoleLine]
    may_grant: bool
    may_print: bool
    may_remove: bool


def member_page(membership: Membership, *, roles: frozenset[Role]) -> MemberPage:
    """A member's page for somebody with these roles."""
    row = with_arrival(Membership.objects.filter(pk=membership.pk)).select_related("person", "team").get()
    line = member_line(row)
    held = {grant.role for grant in row.grants.all()}
    return MemberPage(
        member=line,
        roles=[_role_line(role, held=role.value in held, may_change=may_grant(roles, role)) for role in GRANTABLE],
        may_grant=may(roles, Act.GRANT_ROLE),
        may_print=may_print_for(roles, [Role(role) for role in held]) and not line.arrived,
        may_remove=may(roles, Act.REMOVE_PERSON),
    )


def _role_line(role: Role, *, held: bool, may_change: bool) -> RoleLine:
    return RoleLine(role.value, str(ROLE_NAMES[role]), str(ROLE_WORDS[role]), held, may_change)


def member_addresses(organisation: Organisation) -> frozenset[str]:
    """The addresses that the organisation wrote for who works there now: for the preview of a pasted list."""
    active = Membership.objects.filter(organisation=organisation, state=Membership.State.ACTIVE)
    return frozenset(active.exclude(given_address="").values_list("given_address", flat=True))

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
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.utils.translation import gettext as _

from laurels.common.dates import in_words
from laurels.people.models import JobHolding, Membership, Organisation, RoleGrant
from laurels.people.rules import GRANTABLE, Act, Mode, Role, may, may_grant, may_print_for
from laurels.people.selectors.register import Job, job_history
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
    number: str = ""
    site: str = ""
    job: str = ""
    manager: str = ""


@dataclass(frozen=True)
class Choice:
    """One team, site or job by which the people page can be narrowed down."""

    value: str
    name: str
    chosen: bool


@dataclass(frozen=True)
class Wanted:
    """Whom the people page shows: everybody, or by words, team, site, job and line manager (her membership's code)."""

    words: str = ""
    team: int | None = None
    site: int | None = None
    job: int | None = None
    manager: UUID | None = None

    @property
    def is_everybody(self) -> bool:
        """Whether nothing is asked for."""
        return self == Wanted()


@dataclass(frozen=True)
class PeoplePage:
    """One page of the people of an organisation.

    Attributes:
        found: how many the question finds; ``total`` without one.
        has_register: whether numbers, sites, jobs and managers are shown: in Assured mode, or because a file brought them.
    """

    lines: Sequence[MemberLine]
    total: int
    waiting: int  # have not come in yet
    on_paper: int  # of these, no letter reaches, so that only paper lets them in
    number: int
    pages: int
    may_add: bool
    may_keep: bool
    found: int
    has_register: bool
    teams: Sequence[Choice]
    sites: Sequence[Choice]
    jobs: Sequence[Choice]
    manager: str


def people_page(organisation: Organisation, *, roles: frozenset[Role], number: int = 1, wanted: Wanted | None = None) -> PeoplePage:
    """The people of an organisation by name, ``PEOPLE_ON_A_PAGE`` at a time."""
    wanted = wanted or Wanted()
    members = with_arrival(Membership.objects.filter(organisation=organisation, state=Membership.State.ACTIVE)).order_by(
        "person__name", "pk"
    )
    counts = members.aggregate(
        total=Count("pk"),
        waiting=Count("pk", filter=Q(arrived=False)),
        on_paper=Count("pk", filter=_on_paper()),
        kept=Count("pk", filter=~Q(staff_number="") | Q(manager__isnull=False) | Q(site__isnull=False)),
        found=Count("pk", filter=_asked(wanted)),
    )
    choices = _choices(organisation, wanted)
    has_register = organisation.mode == Mode.ASSURED or bool(counts["kept"] or choices["job"])
    paginator = Paginator(range(counts["found"]), PEOPLE_ON_A_PAGE)
    page = paginator.get_page(number)
    start = (page.number - 1) * PEOPLE_ON_A_PAGE
    rows = _with_place(members.filter(_asked(wanted)))[start : start + PEOPLE_ON_A_PAGE]
    lines = [member_line(row) for row in rows]
    return PeoplePage(
        lines=lines,
        total=counts["total"],
        waiting=counts["waiting"],
        on_paper=counts["on_paper"],
        number=page.number,
        pages=paginator.num_pages,
        may_add=may(roles, Act.ADD_PEOPLE),
        may_keep=may(roles, Act.KEEP_REGISTER),
        found=counts["found"],
        has_register=has_register,
        teams=choices["team"],
        sites=choices["site"],
        jobs=choices["job"],
        manager=lines[0].manager if wanted.manager and lines else "",
    )


def _asked(wanted: Wanted) -> Q:
    """The question as the database is asked it; without one, everybody."""
    asked = Q(pk__isnull=False)
    if wanted.words:
        named = Q(person__name__icontains=wanted.words) | Q(staff_number__iexact=wanted.words)
        asked &= named | Q(given_address__icontains=wanted.words)
    if wanted.team:
        asked &= Q(team=wanted.team)
    if wanted.site:
        asked &= Q(site=wanted.site)
    if wanted.job:
        asked &= Q(Exists(JobHolding.objects.filter(membership=OuterRef("pk"), job_role=wanted.job, to_on__isnull=True)))
    if wanted.manager:
        asked &= Q(manager__code=wanted.manager)
    return asked


def _choices(organisation: Organisation, wanted: Wanted) -> dict[str, list[Choice]]:
    """Teams, sites and jobs to choose from, in one question."""
    kinds = [
        rows.annotate(kind=Value(kind), named=F(name)).order_by().values_list("kind", "pk", "named")
        for kind, rows, name in (
            ("team", organisation.teams.all(), "name"),
            ("site", organisation.sites.all(), "name"),
            ("job", organisation.job_roles.all(), "title"),
        )
    ]
    found: dict[str, list[Choice]] = {"team": [], "site": [], "job": []}
    for kind, pk, name in sorted(kinds[0].union(*kinds[1:], all=True), key=lambda row: row[2].casefold()):
        found[kind].append(Choice(str(pk), name, getattr(wanted, kind) == pk))
    return found


def _with_place(members: QuerySet[Any]) -> QuerySet[Any]:
    """Each member with everything that a line says, in two questions; of several jobs the first by its title."""
    jobs = JobHolding.objects.filter(membership=OuterRef("pk"), to_on__isnull=True).order_by("job_role__title", "pk")
    job = Subquery(jobs.values("job_role__title")[:1])
    related = members.select_related("person", "team", "site", "manager__person").prefetch_related("grants")
    return related.annotate(job=job)


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
        number=row.staff_number,
        site=row.site.name if row.site else "",
        job=row.job or "",
        manager=row.manager.person.name if row.manager else "",
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
class JobLine:
    """One job on a member's page. ``lasts``: whether it can be ended."""

    code: UUID
    title: str
    days: str
    lasts: bool


@dataclass(frozen=True)
class MemberPage:
    """One member, and what the viewer may do about her.

    Attributes:
        reports: how many people she manages.
        has_register: whether the organisation keeps numbers, sites, jobs and managers.
    """

    member: MemberLine
    roles: Sequence[RoleLine]
    may_grant: bool
    may_print: bool
    may_remove: bool
    may_keep: bool
    jobs: Sequence[JobLine]
    reports: int
    has_register: bool


def member_page(membership: Membership, *, roles: frozenset[Role]) -> MemberPage:
    """A member's page for somebody with these roles."""
    row = _with_place(with_arrival(Membership.objects.filter(pk=membership.pk))).select_related("organisation").get()
    line = member_line(row)
    held = {grant.role for grant in row.grants.all()}
    jobs = [_job_line(job) for job in job_history(row)]
    reports = row.reports.filter(state=Membership.State.ACTIVE).count()
    has_register = (
        row.organisation.mode == Mode.ASSURED
        or bool(jobs or reports or line.number or line.site or line.manager)
        or keeps_register(row.organisation)
    )
    return MemberPage(
        member=line,
        roles=[_role_line(role, held=role.value in held, may_change=may_grant(roles, role)) for role in GRANTABLE],
        may_grant=may(roles, Act.GRANT_ROLE),
        may_print=may_print_for(roles, [Role(role) for role in held]) and not line.arrived,
        may_remove=may(roles, Act.REMOVE_PERSON),
        may_keep=may(roles, Act.KEEP_REGISTER),
        jobs=jobs,
        reports=reports,
        has_register=has_register,
    )


def keeps_register(organisation: Organisation) -> bool:
    """Whether anybody of an organisation has a number, a site, a line manager or a job: in Small mode a file brought them."""
    kept = ~Q(staff_number="") | Q(manager__isnull=False) | Q(site__isnull=False) | Q(jobs__isnull=False)
    return Membership.objects.filter(kept, organisation=organisation).exists()


def _job_line(job: Job) -> JobLine:
    """A job and its days in words."""
    begins = _("since %(day)s") % {"day": in_words(job.from_on)} if job.from_on else _("since when is not known")
    if job.to_on is None:
        return JobLine(job.code, job.title, begins, lasts=True)
    ends = in_words(job.to_on)
    days = (
        _("%(begin)s to %(end)s") % {"begin": in_words(job.from_on), "end": ends}
        if job.from_on
        else _("until %(end)s") % {"end": ends}
    )
    return JobLine(job.code, job.title, days, lasts=False)


def meant(organisation: Organisation, text: str) -> list[Membership]:
    """The members that somebody means by a staff number, an address or a whole name; more than one is for her to settle."""
    active = Membership.objects.filter(organisation=organisation, state=Membership.State.ACTIVE).select_related("person")
    for question in (Q(staff_number__iexact=text), Q(given_address__iexact=text), Q(person__name__iexact=text)):
        if found := list(active.filter(question).order_by("pk")[:2]):
            return found
    return []


def _role_line(role: Role, *, held: bool, may_change: bool) -> RoleLine:
    return RoleLine(role.value, str(ROLE_NAMES[role]), str(ROLE_WORDS[role]), held, may_change)


def member_addresses(organisation: Organisation) -> frozenset[str]:
    """The addresses that the organisation wrote for who works there now: for the preview of a pasted list."""
    active = Membership.objects.filter(organisation=organisation, state=Membership.State.ACTIVE)
    return frozenset(active.exclude(given_address="").values_list("given_address", flat=True))

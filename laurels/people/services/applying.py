"""The long work of an import: 200 rows at a time, each slice whole or not at all.

The difference was made at some moment, the register goes on: each row is looked at again before it is written, and refused when it
no longer holds. Order: refused rows, then managers before their people, then those who leave.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db.models.functions import Lower

from laurels import journal
from laurels.journal import Ref
from laurels.people import access
from laurels.people.errors import LastOwner
from laurels.people.importing import Planned, Problem, Verdict
from laurels.people.importing.keeping import pack_rows, unpack_plan, unpack_rows
from laurels.people.models import JobHolding, JobRole, Membership, Organisation, PeopleImport, Person, Site, Team
from laurels.people.rules import Act, Role, closes_circle, overlap
from laurels.people.selectors.members import with_arrival
from laurels.people.services.importing import KIND
from laurels.people.services.members import let_go
from laurels.worker import SLICE, Slice, Work, runs

Refusal = tuple[int, Problem, str]
_PLACE: tuple[str, ...] = ("name", "number", "address", "team", "site")
"""Changes that ``member.changed`` tells of; jobs and managers have facts of their own."""


@runs(KIND)
def import_slice(work: Work, *, at: datetime) -> Slice:
    """One slice of an import."""
    taken = PeopleImport.objects.select_related("organisation").get(code=UUID(work.payload["import"]))
    organisation = Organisation.objects.select_for_update().get(pk=taken.organisation_id)
    actor = Person.objects.filter(code=work.actor.code).first() if work.actor else None
    own = access.check(actor, organisation, to=Act.KEEP_REGISTER) if actor else frozenset(Role)
    found = unpack_plan(bytes(taken.plan or b""))
    begin = int(work.checkpoint.get("at", 0))
    counts = Counter(work.checkpoint.get("counts", {}))
    places = found.order[begin : begin + SLICE]
    writer = _Writer(organisation, actor, taken.letters, at)
    refused = writer.write([(place, found.rows[place]) for place in places])
    counts.update(found.rows[place].verdict.value for place in places)
    for place, _, _ in refused:
        counts[found.rows[place].verdict.value] -= 1
    leavers = taken.leaving[max(begin - len(found.order), 0) : max(begin + SLICE - len(found.order), 0)]
    stayed = _let_go(organisation, leavers, own, actor, at)
    counts["left"] += len(leavers) - len(stayed)
    taken.refused += [[place, problem.value, about] for place, problem, about in refused] + stayed
    end = begin + len(places) + len(leavers)
    finished = end == len(found.order) + len(taken.leaving)
    already = sum(found.rows[place].verdict is Verdict.REFUSED for place in places)
    wrong = already + len(refused) + len(stayed)
    if finished:
        _close(taken, found.rows, at)
    elif refused or stayed:
        taken.save(update_fields=["refused"])
    done = len(places) + len(leavers) - wrong
    return Slice(done, wrong, {"at": end, "counts": dict(counts)}, finished=finished, result=dict(counts))


def _close(taken: PeopleImport, rows: Sequence[Planned], at: datetime) -> None:
    """Keep of the file what is refused, and forget the rest: it stands in the register now."""
    refused = [[row.row, row.problem.value, row.about] for row in rows if row.problem is not None]
    refused += [[rows[place].row if place >= 0 else 0, problem, about] for place, problem, about in taken.refused]
    lines = {line for line, _, _ in refused}
    table = unpack_rows(taken.table)
    head, body = (table[:1], table[1:]) if taken.headed else ((), table)
    taken.table = pack_rows((*head, *(row for row in body if row.number in lines)))
    taken.refused, taken.plan, taken.leaving, taken.ended_at = sorted(refused), None, [], at
    taken.save(update_fields=["table", "refused", "plan", "leaving", "ended_at"])


def _let_go(
    organisation: Organisation, codes: Sequence[str], own: Iterable[Role], actor: Person | None, at: datetime
) -> list[list[object]]:
    """End the memberships that were ticked; who cannot be let go is told by her name."""
    stayed: list[list[object]] = []
    members = Membership.objects.filter(organisation=organisation, code__in=codes, state=Membership.State.ACTIVE)
    for membership in members.select_related("person", "organisation", "manager").prefetch_related("grants").order_by("pk"):
        owns = any(grant.as_role() is Role.OWNER for grant in membership.grants.all())
        try:
            if owns and Role.OWNER not in set(own):
                stayed.append([-1, Problem.OWNER_STAYS.value, membership.person.name])
            else:
                let_go(membership, actor=actor, at=at)
        except LastOwner:
            stayed.append([-1, Problem.LAST_OWNER.value, membership.person.name])
    return stayed


class _Writer:
    """Writes the rows of one slice."""

    def __init__(self, organisation: Organisation, actor: Person | None, letters: bool, at: datetime) -> None:
        self.organisation, self.actor, self.letters, self.at = organisation, actor, letters, at
        self.refused: list[Refusal] = []
        self.members: dict[UUID, Membership] = {}
        self.added: list[Membership] = []
        self.changed: dict[UUID, list[str]] = {}
        self.begun: list[JobHolding] = []
        self.ended: list[JobHolding] = []
        self.coming: set[UUID] = set()

    def write(self, rows: Sequence[tuple[int, Planned]]) -> list[Refusal]:
        """Write what still holds; returns what does not."""
        rows = [(place, row) for place, row in rows if row.verdict is not Verdict.REFUSED]
        if not rows:
            return []
        self._load([row for _, row in rows])
        good = [(place, row) for place, row in rows if not self._outdated(place, row)]
        self._teams_and_jobs([row for _, row in good])
        self._add([row for _, row in good if row.verdict is Verdict.NEW])
        for _, row in good:
            if row.verdict is Verdict.AGAIN:
                self._again(row)
            elif row.verdict is Verdict.CHANGED:
                self._change(row)
        self._jobs([row for _, row in good])
        before = self._manage([row for _, row in good])
        self._tell(before)
        return self.refused

    def _load(self, rows: Sequence[Planned]) -> None:
        """Everything that the slice needs, in a fixed number of questions."""
        codes = {code for row in rows for code in (row.member, row.manager) if code is not None}
        found = with_arrival(Membership.objects.filter(organisation=self.organisation, code__in=codes))
        self.members = {member.code: member for member in found.select_related("person", "team", "site", "manager")}
        self.numbers = dict(
            Membership.objects.filter(organisation=self.organisation)
            .annotate(number=Lower("staff_number"))
            .filter(number__in=[row.number.lower() for row in rows if row.number])
            .values_list("number", "code")
        )
        addresses = [address for row in rows for address in row.addresses]
        proven = EmailAddress.objects.filter(verified=True, email__in=addresses).values_list("email", "user__code")
        self.proven = {address.lower(): code for address, code in proven}
        accounts = [row.person for row in rows if row.has_account and row.person]
        self.accounts = {person.code: person for person in Person.objects.filter(code__in=accounts)}
        here = Membership.objects.filter(organisation=self.organisation, person__code__in=accounts)
        self.here = set(here.values_list("person__code", flat=True))

    def _outdated(self, place: int, row: Planned) -> bool:
        """Whether a row no longer holds; somebody has worked on the register, or come in, since the difference was shown."""
        member = self.members.get(row.member) if row.member else None
        if row.verdict is Verdict.NEW:
            holds = member is None and self._still_new(row)
        else:
            wanted = Membership.State.LEFT if row.verdict is Verdict.AGAIN else Membership.State.ACTIVE
            holds = member is not None and member.state == wanted
            strangers = {self.proven[address] for address in row.addresses if address in self.proven}
            holds = holds and member is not None and strangers <= {member.person.code}
        taken_by = self.numbers.get(row.number.lower()) if row.number else None
        if not holds or taken_by not in (None, row.member) or not self._manageable(row):
            self.refused.append((place, Problem.CHANGED_MEANWHILE, row.name))
            return True
        if row.verdict is Verdict.NEW and row.member is not None:
            self.coming.add(row.member)
        return False

    def _manageable(self, row: Planned) -> bool:
        """Whether the line manager is there, and nobody has closed a circle by hand meanwhile."""
        if row.manager is None or row.member is None or row.manager in self.coming:
            return True
        manager = self.members.get(row.manager)
        if manager is None or manager.state != Membership.State.ACTIVE:
            return False
        if row.verdict is Verdict.NEW:  # nobody reports to her yet
            return True
        if closes_circle(self.managers, row.member, row.manager):
            return False
        self.managers[row.member] = row.manager
        return True

    @cached_property
    def managers(self) -> dict[UUID, UUID | None]:
        """Who manages whom now."""
        of_all = Membership.objects.filter(organisation=self.organisation, manager__isnull=False)
        return dict(of_all.values_list("code", "manager__code"))

    def _still_new(self, row: Planned) -> bool:
        owners = {self.proven[address] for address in row.addresses if address in self.proven}
        if not row.has_account:
            return not owners
        return owners == {row.person} and row.person in self.accounts and row.person not in self.here

    def _teams_and_jobs(self, rows: Sequence[Planned]) -> None:
        """Teams, sites and jobs by their names without case; missing ones are made."""
        self.teams = {team.name.casefold(): team for team in self.organisation.teams.all()}
        self.sites = {site.name.casefold(): site for site in self.organisation.sites.all()}
        self.roles = {role.title.casefold(): role for role in self.organisation.job_roles.all()}
        for row in rows:
            if row.team and row.team.casefold() not in self.teams:
                self.teams[row.team.casefold()] = Team.objects.create(organisation=self.organisation, name=row.team)
            if row.site and row.site.casefold() not in self.sites:
                self.sites[row.site.casefold()] = Site.objects.create(organisation=self.organisation, name=row.site)
            if row.job and row.job.casefold() not in self.roles:
                self.roles[row.job.casefold()] = JobRole.objects.create(organisation=self.organisation, title=row.job)

    def _add(self, rows: Sequence[Planned]) -> None:
        """Persons, their addresses, their memberships."""
        fresh = [row for row in rows if not row.has_account]
        made = Person.objects.bulk_create(
            [Person(code=row.person, name=row.name, password=make_password(None)) for row in fresh if row.person]
        )
        persons = self.accounts | {person.code: person for person in made}
        EmailAddress.objects.bulk_create(
            [
                EmailAddress(user=persons[row.person], email=address, verified=False, primary=number == 0)
                for row in fresh
                if row.person
                for number, address in enumerate(row.addresses)
            ]
        )
        members = [
            Membership(
                code=row.member,
                person=persons[row.person],
                organisation=self.organisation,
                team=self.teams.get(row.team.casefold()),
                site=self.sites.get(row.site.casefold()),
                manager=self.members.get(row.manager) if row.manager else None,  # one of this slice follows in ``_manage``
                staff_number=row.number,
                given_address=row.addresses[0] if row.addresses else "",
                joined_at=self.at,
            )
            for row in rows
            if row.person and row.member
        ]
        self.added += Membership.objects.bulk_create(members)
        self.members |= {member.code: member for member in members}

    def _again(self, row: Planned) -> None:
        """Somebody who had left works there again."""
        member = self._member(row)
        member.state, member.left_at, member.joined_at = Membership.State.ACTIVE, None, self.at
        member.team, member.site = self.teams.get(row.team.casefold()), self.sites.get(row.site.casefold())
        member.staff_number = row.number or member.staff_number
        member.given_address = row.addresses[0] if row.addresses else member.given_address
        member.save(update_fields=["state", "left_at", "joined_at", "team", "site", "staff_number", "given_address"])
        self.added.append(member)

    def _change(self, row: Planned) -> None:
        """Write what the difference said, and nothing else."""
        member = self._member(row)
        what: set[str] = {change.what for change in row.changes}
        arrived = bool(member.arrived)  # type: ignore[attr-defined]
        if "name" in what and not arrived:
            member.person.name = row.name
            member.person.save(update_fields=["name"])
        if "number" in what:
            member.staff_number = row.number
        if "team" in what:
            member.team = self.teams[row.team.casefold()]
        if "site" in what:
            member.site = self.sites[row.site.casefold()]
        if "address" in what:
            member.given_address = row.addresses[0]
            if not arrived:
                self._readdress(member.person, row.addresses)
        told = [name for name in _PLACE if name in what]
        if told:
            member.save(update_fields=["staff_number", "team", "site", "given_address"])
            self.changed[member.code] = told

    def _readdress(self, person: Person, addresses: Sequence[str]) -> None:
        """Somebody who has not come in is invited by the addresses that the file gives, and by no other."""
        EmailAddress.objects.filter(user=person, verified=False).delete()
        rows = [EmailAddress(user=person, email=address, primary=place == 0) for place, address in enumerate(addresses)]
        EmailAddress.objects.bulk_create(rows)

    def _jobs(self, rows: Sequence[Planned]) -> None:
        """Jobs that begin, end, or get the day that nobody knew."""
        with_job = [row for row in rows if row.job]
        known = [row.member for row in with_job if row.verdict is not Verdict.NEW and row.member]
        held: dict[UUID, list[JobHolding]] = {}
        for job in JobHolding.objects.filter(membership__code__in=known).select_related("job_role", "membership"):
            held.setdefault(job.membership.code, []).append(job)
        for row in with_job:
            what = {change.what for change in row.changes}
            jobs = held.get(row.member, []) if row.member else []
            if row.verdict is not Verdict.CHANGED or "job" in what:
                self._begin(row, jobs)
            elif "since" in what:
                self._date(row, jobs)
        JobHolding.objects.bulk_create(self.begun)

    def _begin(self, row: Planned, jobs: Sequence[JobHolding]) -> None:
        role = self.roles[row.job.casefold()]
        lasting = [job for job in jobs if job.to_on is None]
        if row.ends is not None and len(lasting) == 1 and (lasting[0].from_on or date.min) <= row.ends:
            lasting[0].to_on = row.ends
            lasting[0].save(update_fields=["to_on"])
            self.ended.append(lasting[0])
        same = [job for job in jobs if job.job_role_id == role.pk]
        if not any(overlap((job.from_on, job.to_on), (row.begins, None)) for job in same):
            self.begun.append(JobHolding(membership=self._member(row), job_role=role, from_on=row.begins))

    def _date(self, row: Planned, jobs: Sequence[JobHolding]) -> None:
        role = self.roles[row.job.casefold()]
        same = [job for job in jobs if job.job_role_id == role.pk]
        undated = [job for job in same if job.from_on is None and (job.to_on is None or (row.begins or date.max) <= job.to_on)]
        for job in undated[:1]:
            if not any(overlap((row.begins, job.to_on), (other.from_on, other.to_on)) for other in same if other is not job):
                job.from_on = row.begins
                job.save(update_fields=["from_on"])

    def _manage(self, rows: Sequence[Planned]) -> list[tuple[Membership, Membership | None]]:
        """Set line managers; returns who had which before."""
        moved: list[tuple[Membership, Membership | None]] = []
        late = []
        for row in rows:
            if row.manager is None:
                continue
            member, manager = self._member(row), self.members[row.manager]
            moved.append((member, None if row.verdict is Verdict.NEW else member.manager))
            if member.manager_id != manager.pk:
                member.manager = manager
                late.append(member)
        Membership.objects.bulk_update(late, ["manager"], batch_size=100)
        return moved

    def _member(self, row: Planned) -> Membership:
        if row.member is None:
            raise LookupError(row.row)
        return self.members[row.member]

    def _tell(self, moved: Sequence[tuple[Membership, Membership | None]]) -> None:
        """One fact of each kind for the slice; what belongs to a subject stands at its place in a list."""
        self._record("member.added", self.added, {"letters": self.letters})
        changed = [self.members[code] for code in self.changed]
        self._record("member.changed", changed, {"changed": list(self.changed.values())})
        managers = [member.manager.code if member.manager else None for member, _ in moved]
        before = [manager.code if manager else None for _, manager in moved]
        self._record("manager.changed", [member for member, _ in moved], {"manager": managers, "before": before})
        for kind, jobs, day in (("job.ended", self.ended, "to"), ("job.begun", self.begun, "from")):
            data = {
                "job": [job.code for job in jobs],
                "role": [job.job_role.code for job in jobs],
                day: [job.to_on if day == "to" else job.from_on for job in jobs],
            }
            self._record(kind, [job.membership for job in jobs], data)

    def _record(self, kind: str, members: Sequence[Membership], data: dict[str, object]) -> None:
        if not members:
            return
        subjects: list[Ref] = [member.ref() for member in members]
        journal.record(
            kind,
            subject=subjects[0],
            organisation=self.organisation.ref(),
            actor=self.actor.ref() if self.actor else None,
            at=self.at,
            data={"subjects": [subject.code for subject in subjects], **data},
        )

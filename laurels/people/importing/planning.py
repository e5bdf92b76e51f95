"""What a file would change, row by row, before anything happens. Pure.

1. read: rows that cannot be read are refused             4. managers: found by number, address or name; circles refused
2. match: who each row is; twice the same is refused      5. order: managers before their people, so that no slice of the
3. compare: new, there again, changed, or nothing to do      work sees a circle that the whole has not
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta
from uuid import UUID, uuid4

import msgspec
from msgspec.structs import replace

from laurels.people.importing.columns import Record
from laurels.people.importing.managers import Managers, in_order
from laurels.people.importing.matching import HeldJob, Known, Match, Register
from laurels.people.importing.planned import Change, Missing, Plan, Planned, Verdict
from laurels.people.importing.problems import Problem
from laurels.people.rules import overlap


def plan(
    records: Sequence[Record],
    register: Register,
    *,
    today: date,
    staying: Collection[UUID] = (),
    new_code: Callable[[], UUID] = uuid4,
) -> Plan:
    """Hold a file against the register.

    Args:
        today: the organisation's day, from which a job counts that somebody changes to without a day.
        staying: members who are never missing: whoever brought the file does not let herself go.
        new_code: makes the codes of new members and persons.
    """
    matches = _matches(records, register)
    compared = [_compared(record, match, today, new_code) for record, match in zip(records, matches, strict=True)]
    rows = Managers(compared, [record.manager for record in records], register).settled()
    mentioned = {code for match in matches for code in match.mentioned}.union(staying)
    missing = tuple(
        Missing(known.code, known.name, known.number, known.team)
        for known in register.by_code.values()
        if known.active and known.code not in mentioned
    )
    return Plan(tuple(rows), tuple(in_order(rows, register)), missing, sum(known.active for known in register.by_code.values()))


def _matches(records: Sequence[Record], register: Register) -> list[Match]:
    """Who each row is; of two rows about one person, or with one number or address, the first counts."""
    seen: dict[tuple[str, object], int] = {}
    found = []
    for record in records:
        match = register.match(record)
        if record.problem is not None:
            match = Match(problem=record.problem, about=record.about, mentioned=match.mentioned)
        signs = _signs(record, match)
        if match.problem is None:
            for problem, sign in signs:
                if sign in seen:
                    match = Match(problem=problem, about=str(seen[sign]), mentioned=match.mentioned)
                    break
        if match.problem is None:
            seen.update({sign: record.row for _, sign in signs})
        found.append(match)
    return found


def _signs(record: Record, match: Match) -> list[tuple[Problem, tuple[str, object]]]:
    """What no two rows may have in common, and what is wrong when they do."""
    signs: list[tuple[Problem, tuple[str, object]]] = []
    if record.number:
        signs.append((Problem.NUMBER_TWICE, ("number", record.number.casefold())))
    signs += [(Problem.ADDRESS_TWICE, ("address", address)) for address in record.addresses]
    if match.known is not None:
        signs.append((Problem.SAME_PERSON, ("member", match.known.code)))
    if match.account is not None:
        signs.append((Problem.SAME_PERSON, ("account", match.account.person)))
    if not record.number and not record.addresses:
        signs.append((Problem.SAME_PERSON, ("name", (record.name.casefold(), record.team.casefold()))))
    return signs


def _compared(record: Record, match: Match, today: date, new_code: Callable[[], UUID]) -> Planned:
    """A row held against the member it is about; the line manager comes later."""
    row = Planned(
        row=record.row,
        verdict=Verdict.REFUSED,
        name=record.name,
        number=record.number,
        addresses=record.addresses,
        team=record.team,
        site=record.site,
        job=record.job,
        begins=record.since,
        member=match.known.code if match.known else None,
    )
    known = match.known
    if match.problem is not None:
        return replace(row, problem=match.problem, about=match.about)
    if known is None:
        person = match.account.code if match.account else new_code()
        return replace(row, verdict=Verdict.NEW, member=new_code(), person=person, has_account=match.account is not None)
    step = job_step(record, known, today)
    if step.problem is not None:
        return replace(row, problem=step.problem, about=record.job)
    if not known.active:
        return replace(row, verdict=Verdict.AGAIN, begins=step.begins)
    changes = (*_changes(record, known), *step.changes)
    hers = known.arrived and known.name.casefold() != record.name.casefold()
    verdict = Verdict.CHANGED if changes else Verdict.SAME
    return replace(row, verdict=verdict, begins=step.begins, ends=step.ends, hers=hers, changes=changes)


def _changes(record: Record, known: Known) -> list[Change]:
    """What the file says otherwise than the register; an empty cell says nothing."""
    changes = []
    if not known.arrived and record.name != known.name:
        changes.append(Change("name", known.name, record.name))
    if record.number and record.number.casefold() != known.number.casefold():
        changes.append(Change("number", known.number, record.number))
    unknown = [address for address in record.addresses if address not in known.addresses] if not known.arrived else []
    if record.addresses and (known.given not in record.addresses or unknown):
        changes.append(Change("address", known.given, ", ".join(record.addresses)))
    for what in ("team", "site"):
        after, before = getattr(record, what), getattr(known, what)
        if after and after.casefold() != before.casefold():
            changes.append(Change(what, before, after))
    return changes


class JobStep(msgspec.Struct, frozen=True):
    """What happens to somebody's job: it begins, the one before ends."""

    begins: date | None = None
    ends: date | None = None
    changes: tuple[Change, ...] = ()
    problem: Problem | None = None


def job_step(record: Record, known: Known, today: date) -> JobStep:
    """The job of a row held against the jobs of a member.

    The one job that somebody has ends on the day before another begins; of somebody who has several none ends by itself, because
    a file has room for one. Without a day a new job begins today: for the past nobody has said anything.
    """
    if not record.job:
        return JobStep()
    title = record.job.casefold()
    open_jobs = [job for job in known.jobs if job.to_on is None or job.to_on >= today] if known.active else []
    if same := next((job for job in open_jobs if job.title.casefold() == title), None):
        if same.from_on is not None or record.since is None:
            return JobStep(begins=same.from_on)
        others = [job for job in known.jobs if job is not same and job.title.casefold() == title]
        if _taken(others, record.since, same.to_on) or (same.to_on is not None and same.to_on < record.since):
            return JobStep(problem=Problem.JOB_DAYS)
        return JobStep(begins=record.since, changes=(Change("since", "", record.since.isoformat()),))
    begins = record.since or today
    lasting = [job for job in open_jobs if job.to_on is None]
    ends = begins - timedelta(days=1) if len(lasting) == 1 else None
    begun = lasting[0].from_on if ends is not None else None
    if (begun is not None and ends is not None and ends < begun) or _taken(known.jobs, begins, None, title):
        return JobStep(problem=Problem.JOB_DAYS)
    before = lasting[0].title if ends is not None else ""
    return JobStep(begins=begins, ends=ends, changes=(Change("job", before, record.job),))


def _taken(jobs: Sequence[HeldJob], begins: date, ends: date | None, title: str | None = None) -> bool:
    """Whether one of the jobs (of this title) shares a day with the stretch."""
    return any(overlap((job.from_on, job.to_on), (begins, ends)) for job in jobs if title is None or job.title.casefold() == title)

"""The register of an organisation as the import compares it: everything that it says about its members, at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

from allauth.account.models import EmailAddress

from laurels.people.importing import Account, HeldJob, Known, Register
from laurels.people.models import JobHolding, Membership, Organisation
from laurels.people.selectors.members import with_arrival

_AT_ONCE = 900
"""Addresses that one question names: SQLite may refuse more than 999 places."""


def register_of(organisation: Organisation, addresses: Collection[str]) -> Register:
    """The members of an organisation, there now or left, and who of this installation has proven one of the addresses.

    Four questions, and one for each 900 addresses.
    """
    rows = with_arrival(Membership.objects.filter(organisation=organisation)).select_related("person", "team", "site", "manager")
    jobs: dict[int, list[HeldJob]] = defaultdict(list)
    held = JobHolding.objects.filter(membership__organisation=organisation).select_related("job_role").order_by("pk")
    for job in held:
        jobs[job.membership_id].append(HeldJob(job.job_role.title, job.from_on, job.to_on))
    typed: dict[int, set[str]] = defaultdict(set)
    unproven = EmailAddress.objects.filter(verified=False, user__memberships__organisation=organisation)
    for person, address in unproven.values_list("user_id", "email"):
        typed[person].add(address.lower())
    members = [_known(row, typed[row.person_id], jobs[row.pk]) for row in rows.order_by("pk").iterator(chunk_size=2000)]
    return Register(members, dict(_proven(addresses)))


def _known(row: Membership, typed: set[str], jobs: list[HeldJob]) -> Known:
    """A row as the import knows her; of somebody who has come in only the address that the organisation wrote."""
    arrived = bool(row.arrived)  # type: ignore[attr-defined]
    given = row.given_address.lower()
    return Known(
        code=row.code,
        person=row.person_id,
        name=row.person.name,
        number=row.staff_number,
        given=given,
        addresses=frozenset({given} - {""}) | (frozenset() if arrived else frozenset(typed)),
        active=row.state == Membership.State.ACTIVE,
        arrived=arrived,
        team=row.team.name if row.team else "",
        site=row.site.name if row.site else "",
        manager=row.manager.code if row.manager else None,
        jobs=tuple(jobs),
    )


def _proven(addresses: Collection[str]) -> Iterator[tuple[str, Account]]:
    """Who has proven which of the addresses."""
    wanted = sorted(addresses)
    for start in range(0, len(wanted), _AT_ONCE):
        rows = EmailAddress.objects.filter(verified=True, email__in=wanted[start : start + _AT_ONCE])
        for address, person, code in rows.values_list("email", "user_id", "user__code"):
            yield address.lower(), Account(person, code)

"""20,000 people from a file: brought, held against the register, taken in slice by slice; then the same file a month later."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Iterator

from openbadgekit.shell.measuring import Figure

PEOPLE = 20_000
SECONDS_IN, SECONDS_AGAIN, QUERIES = 60, 20, 12
HEAD = ("Staff number", "Name", "E-mail", "Team", "Site", "Job role", "Since", "Line manager")


def figures() -> Iterator[Figure]:
    """Seconds for the first file and for the second, and what the people page costs then."""
    from django.db import connection, reset_queries
    from laurels.common.clock import now
    from laurels.people import selectors, services
    from laurels.people.models import Membership
    from laurels.people.rules import Mode, Role

    debug, connection.force_debug_cursor = connection.force_debug_cursor, False
    made = services.found_organisation(
        name="Twenty Thousand", country="GB", people_count=PEOPLE, mode=Mode.ASSURED, founder=None, at=now()
    )
    began = time.perf_counter()
    _taken_in(made, _file())
    seconds = time.perf_counter() - began
    there = Membership.objects.filter(organisation=made, state="active", manager__isnull=False, jobs__isnull=False).count()
    if there != PEOPLE - 1:
        raise SystemExit(f"{there} of {PEOPLE - 1} people have a manager and a job: the figure would say nothing.")
    yield Figure(f"{PEOPLE:,} people from a CSV file into the register", seconds, (seconds, seconds), SECONDS_IN, False, " s")
    began = time.perf_counter()
    counts = _compared(made, _file()).counts
    seconds = time.perf_counter() - began
    if counts["same"] != PEOPLE:
        raise SystemExit(f"the same file again changes something: {counts}")
    yield Figure(f"the same {PEOPLE:,} held against the register again", seconds, (seconds, seconds), SECONDS_AGAIN, False, " s")
    connection.force_debug_cursor = True
    reset_queries()
    selectors.people_page(made, roles=frozenset({Role.OWNER}), wanted=selectors.Wanted(words="person 19"))
    yield Figure("questions of a search among them", len(connection.queries), (1, QUERIES), QUERIES, False)
    connection.force_debug_cursor = debug


def _file() -> bytes:
    """Everybody has a number, an address, a team, a site, a job since a day, and a line manager with eight people."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    for n in range(PEOPLE):
        place = (f"Team {n // 20}", f"Site {n % 40}", f"Job {n % 60}", "2026-01-05", f"S{(n - 1) // 8}" if n else "")
        writer.writerow([f"S{n}", f"Person {n}", f"p{n}@twenty.example", *place])
    return out.getvalue().encode()


def _compared(organisation, data):  # type: ignore[no-untyped-def]
    from laurels.common.clock import now
    from laurels.people import services

    taken = services.take_file(organisation=organisation, data=data, name="people.csv", actor=None, at=now())
    columns = {int(place): field for place, field in taken.columns.items()}
    return services.choose_columns(taken=taken, columns=columns, headed=True, actor=None, at=now())


def _taken_in(organisation, data) -> None:  # type: ignore[no-untyped-def]
    from laurels.common.clock import now
    from laurels.people import services
    from laurels.worker.services import run_slice

    taken = services.begin_import(taken=_compared(organisation, data), leavers=0, letters=False, actor=None, at=now())
    while run_slice(at=now(), code=taken.work):
        pass

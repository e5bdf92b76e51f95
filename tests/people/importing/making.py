"""Files of people, brought and taken in as the pages do it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime

from laurels.people import services
from laurels.people.models import Organisation, PeopleImport, Person
from laurels.worker.services import run_slice
from tests.making import NOON

HEAD = ("Staff number", "Name", "E-mail", "Team", "Site", "Job role", "Since", "Line manager")


def as_file(*rows: Sequence[str], head: Sequence[str] = HEAD, delimiter: str = ",") -> bytes:
    """A CSV file; rows may be shorter than the head."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([head, *rows])
    return out.getvalue().encode()


def brought(organisation: Organisation, data: bytes, *, actor: Person | None = None, at: datetime = NOON) -> PeopleImport:
    """A file, brought and held against the register with the columns that were found."""
    taken = services.take_file(organisation=organisation, data=data, name="people.csv", actor=actor, at=at)
    columns = {int(place): field for place, field in taken.columns.items()}
    return services.choose_columns(taken=taken, columns=columns, headed=taken.headed, actor=actor, at=at)


def run(*, at: datetime = NOON) -> None:
    """The worker, until nothing is left."""
    while run_slice(at=at):
        pass


def imported(
    organisation: Organisation,
    data: bytes,
    *,
    leaving: Sequence[str] = (),
    actor: Person | None = None,
    at: datetime = NOON,
    letters: bool = True,
) -> PeopleImport:
    """A file, taken in to its end."""
    taken = brought(organisation, data, actor=actor, at=at)
    services.choose_leaving(taken=taken, ticked=leaving, shown=None, actor=actor)
    services.begin_import(taken=taken, leavers=len(taken.leaving), letters=letters, actor=actor, at=at)
    run(at=at)
    taken.refresh_from_db()
    return taken

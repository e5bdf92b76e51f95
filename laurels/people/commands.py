"""`laurels people import`: a file of people taken in by the operator, with the same rules and the same bar as on the pages."""

from __future__ import annotations

from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from laurels.common.clock import now
from laurels.common.errors import HouseError

if TYPE_CHECKING:
    from laurels.people.models import Organisation, PeopleImport


@click.group("people")
def people() -> None:
    """The people of an organisation."""


@people.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--organisation", required=True, help="The word after /o/ in its addresses.")
@click.option("--dry-run", is_flag=True, help="Show the difference and change nothing.")
@click.option("--column", multiple=True, metavar="HEADING=FIELD", help="What a column is, where it is not found or remembered.")
@click.option("--letters", is_flag=True, help="Write to new people who have an address.")
@click.option("--leavers", type=click.IntRange(min=0), help="So many are not in the file, and all of them have left.")
@click.option("--refused", type=click.File("wb"), help="Write the refused rows here, to mend and send again.")
def import_people(
    file: Path,
    organisation: str,
    *,
    dry_run: bool,
    column: tuple[str, ...],
    letters: bool,
    leavers: int | None,
    refused: IO[bytes] | None,
) -> None:
    """Take the people of FILE (CSV or XLSX) into the register; exit 1 when something was refused.

    FIELD: number, name, first, last, address, team, site, job, since, manager, or nothing for a column that is not needed.
    """
    from laurels.people import selectors, services  # the settings are loaded by now, not when this module is
    from laurels.worker.commands import follow

    try:
        taken = _compared(file, _organisation(organisation), column)
        for line in selectors.difference_lines(taken):
            click.echo(line)
        if dry_run:
            wrong = _refused(taken, refused)
            services.discard_import(taken=taken, actor=None)
        else:
            _leave(taken, leavers)
            taken = services.begin_import(taken=taken, leavers=leavers or 0, letters=letters, actor=None, at=now())
            if taken.work is not None:
                follow(taken.work)
            taken.refresh_from_db()
            wrong = _refused(taken, refused) or taken.ended_at is None
    except HouseError as problem:
        raise click.ClickException(problem.for_people()) from None
    if wrong:
        raise SystemExit(1)


def _organisation(slug: str) -> Organisation:
    from laurels.people.models import Organisation

    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        raise click.ClickException(f"There is no organisation “{slug}”. It is the word after /o/ in its addresses.")
    return found


def _compared(file: Path, organisation: Organisation, said: tuple[str, ...]) -> PeopleImport:
    """The file held against the register, with the columns that were found, or said."""
    from laurels.people import selectors, services
    from laurels.people.importing import Field

    with file.open("rb") as stream:
        data = stream.read(services.MOST_BYTES + 1)
    taken = services.take_file(organisation=organisation, data=data, name=file.name, actor=None, at=now())
    columns = {int(place): field for place, field in taken.columns.items()}
    taken.headed = taken.headed or bool(said)  # whoever names a heading says that there are some
    headings = {line.heading: line.place for line in selectors.columns_page(taken).columns}
    for words in said:
        heading, _, field = words.rpartition("=")
        if heading not in headings or field not in ("", *Field):
            services.discard_import(taken=taken, actor=None)
            raise click.ClickException(f"“{words}” is no HEADING=FIELD of this file. Its headings: {', '.join(headings)}.")
        columns[headings[heading]] = field
    chosen = {place: field for place, field in columns.items() if field}
    return services.choose_columns(taken=taken, columns=chosen, headed=taken.headed, actor=None, at=now())


def _leave(taken: PeopleImport, leavers: int | None) -> None:
    """Tick everybody who is missing, when the operator has said how many they are."""
    from laurels.people import selectors, services

    if leavers is None:
        return
    codes = selectors.missing_codes(taken)
    if len(codes) != leavers:
        raise click.ClickException(f"{len(codes)} people are not in the file, not {leavers}. Nothing was changed.")
    services.choose_leaving(taken=taken, ticked=codes, shown=None, actor=None)


def _refused(taken: PeopleImport, file: IO[bytes] | None) -> bool:
    """Say what was refused, and write the rows for whoever mends them."""
    from laurels.common.tables import write_csv
    from laurels.people import selectors

    lines = selectors.refusals(taken)
    for line in lines:
        click.echo(line, err=True)
    if file is not None:
        for piece in write_csv(selectors.refused_rows(taken)):
            file.write(piece)
    return bool(lines)


COMMANDS = (people,)

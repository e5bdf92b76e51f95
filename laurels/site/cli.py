"""The command line `laurels`: each room's commands gathered, and the processes of an installation."""

from __future__ import annotations

import functools
import os
import shutil
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from laurels.site.rooms import ROOMS

SETTINGS, DEMO_SETTINGS = "laurels.site.settings", "laurels.site.demo_settings"
MARK = "demonstration"
"""A file in the data folder that says that everything there may be deleted."""

port_option = click.option(
    "--port", type=click.IntRange(1, 65535), envvar="PORT", default=8000, help="Where to listen: PORT, or 8000."
)


@click.group()
def main() -> None:
    """Laurels: badges for what people can really do."""


def prepare(*, demo: bool = False) -> None:
    """Load the settings of an installation or of the demonstration."""
    os.environ["DJANGO_SETTINGS_MODULE"] = DEMO_SETTINGS if demo else SETTINGS
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as problem:  # these sentences are our own: laurels.site.environment wrote them
        raise click.ClickException(str(problem)) from None


def bring_up() -> None:
    """Bring the database and the master key into being, quietly."""
    from django.core.management import call_command
    from django.db import OperationalError

    from laurels.keys import services as keys

    try:
        call_command("migrate", verbosity=0, interactive=False)
    except OperationalError:
        raise click.ClickException("The database cannot be reached. Check DATABASE_URL, and that its server runs.") from None
    keys.prepare_master_key()


@main.command()
def migrate() -> None:
    """Bring the database up to this release; safe to run again."""
    prepare()
    bring_up()
    click.echo("The database is up to date.")


@main.command()
@port_option
@click.option("--host", envvar="LAURELS_HOST", default="127.0.0.1", help="Address to listen on; 0.0.0.0 only in a container.")
def serve(port: int, host: str) -> None:
    """Serve an installation: migrations, web server and worker; Ctrl-C ends all of them."""
    from laurels.site import processes

    os.environ.setdefault("LAURELS_ORIGIN", f"http://localhost:{port}")
    prepare()
    from django.conf import settings

    if (Path(settings.DATA) / MARK).exists():
        raise click.ClickException(_HOLDS_DEMO)
    processes.check_port(host, port)
    bring_up()
    from laurels.people import selectors, services
    from laurels.people.models import Organisation

    if Organisation.objects.exclude(demo_key="").exists():
        raise click.ClickException(_HOLDS_DEMO)
    if selectors.is_set_up():
        words = f"Laurels serves {settings.ORIGIN}"
    else:
        address = f"{settings.ORIGIN}/start/{services.issue_setup_code()}/"
        words = f"Open {address} to set up this installation. The code works once."
    sys.exit(processes.run(host, port, when_ready=lambda: click.echo(words)))


_HOLDS_DEMO = (
    "This is a demonstration's data, where anybody may be anybody. Name another folder with LAURELS_DATA, or run `laurels demo`."
)


@main.command()
@port_option
@click.option("--fresh", is_flag=True, help="Start anew: everything in the demonstration's folder is deleted.")
def demo(port: int, fresh: bool) -> None:
    """Serve the demonstration: made-up organisations, real badges, one press to be each actor."""
    from laurels.site import processes

    if find_spec("laurels.programmes") is None or find_spec("laurels.programmes.demo") is None:
        raise click.ClickException("This copy of Laurels comes without the demonstration. Run `laurels serve`.")
    origin = os.environ["LAURELS_ORIGIN"] = f"http://localhost:{port}"
    processes.check_port("127.0.0.1", port)
    _make_demo_folder(Path(os.environ.setdefault("LAURELS_DATA", "data/demo")), fresh=fresh)
    prepare(demo=True)
    bring_up()
    from laurels.people.models import Organisation
    from laurels.programmes.demo.loading import load_demo

    if Organisation.objects.exists() and not Organisation.objects.exclude(demo_key="").exists():
        raise click.ClickException("DATABASE_URL names a database of real organisations. Unset it, or name an empty one.")
    load_demo(say=click.echo)
    sys.exit(processes.run("127.0.0.1", port, when_ready=lambda: click.echo(f"\nLaurels: open {origin}/\n")))


def _make_demo_folder(folder: Path, *, fresh: bool) -> None:
    """A folder with the mark; anything else in its place is refused, never deleted."""
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise click.ClickException(f"{folder} holds something else than a demonstration. Name another with LAURELS_DATA.")
    if fresh:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / MARK).write_text("made by `laurels demo`; everything here may be deleted\n")


@main.command()
def check() -> None:
    """Say what is wrong with this deployment and what to do; exit 1 when something is."""
    prepare()
    from laurels.site.checking import findings

    found = findings()
    for finding in found:
        click.echo(f"{'!' if finding.wrong else '·'} {finding.sentence}")
        if finding.hint:
            click.echo(f"  {finding.hint}")
    if any(finding.wrong for finding in found):
        sys.exit(1)
    click.echo("Nothing is wrong.")


def gather() -> None:
    """Add every room's own commands; each loads the settings before it runs, not when it is listed."""
    for room in ROOMS:
        if find_spec(f"laurels.{room}") and find_spec(f"laurels.{room}.commands"):
            for command in import_module(f"laurels.{room}.commands").COMMANDS:
                command.callback = _prepared(command.callback)
                main.add_command(command)


def _prepared(callback: Callable[..., None]) -> Callable[..., None]:
    """The same, with the settings loaded; a process that the demonstration started keeps the demonstration's."""

    @functools.wraps(callback)
    def run_prepared(*arguments: Any, **options: Any) -> None:
        prepare(demo=os.environ.get("DJANGO_SETTINGS_MODULE") == DEMO_SETTINGS)
        callback(*arguments, **options)

    return run_prepared


gather()

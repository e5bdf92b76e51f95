"""The command line `laurels`: each room's commands gathered, and the processes of an installation."""

from __future__ import annotations

import os
import shutil
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import click

PORT = 8000


@click.group()
def main() -> None:
    """Laurels: badges for what people can really do."""


def prepare(*, demo: bool = False) -> None:
    """Load the settings of an installation or of the demonstration."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "laurels.site.demo_settings" if demo else "laurels.site.settings"
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as problem:
        raise click.ClickException(str(problem)) from None


def migrated() -> None:
    """Bring the database and the master key into being, quietly."""
    from django.core.management import call_command

    from laurels.keys import custody

    call_command("migrate", verbosity=0, interactive=False)
    custody.prepare_master_key()


@main.command()
def migrate() -> None:
    """Bring the database up to this release; safe to run again."""
    prepare()
    migrated()
    click.echo("The database is up to date.")


@main.command()
@click.option("--port", type=int, default=lambda: int(os.environ.get("PORT", PORT)), help="Where to listen (PORT, 8000).")
def serve(port: int) -> None:
    """Serve an installation: migrations, web server and worker; Ctrl-C ends all of them."""
    os.environ.setdefault("LAURELS_ORIGIN", f"http://localhost:{port}")
    prepare()
    migrated()
    from django.conf import settings

    from laurels.people import services
    from laurels.people.models import Organisation
    from laurels.people.selectors import is_set_up
    from laurels.site.processes import run

    if Organisation.objects.exclude(demo_key="").exists():
        raise click.ClickException("This folder holds a demonstration. Name another with LAURELS_DATA, or run `laurels demo`.")
    if not is_set_up():
        click.echo(f"Open {settings.ORIGIN}/start/{services.issue_setup_code()}/ to set up this installation. The code works once.")
    else:
        click.echo(f"Laurels serves {settings.ORIGIN}")
    run(port, demo=False)


@main.command()
@click.option("--port", type=int, default=lambda: int(os.environ.get("PORT", PORT)), help="Where to listen (PORT, 8000).")
@click.option("--fresh", is_flag=True, help="Start anew: everything in the demonstration's folder is deleted.")
def demo(port: int, fresh: bool) -> None:
    """Serve the demonstration: made-up organisations, real badges, one press to be each actor."""
    folder = Path(os.environ.setdefault("LAURELS_DATA", "data/demo"))
    os.environ["LAURELS_ORIGIN"] = f"http://localhost:{port}"
    if fresh and folder.exists():
        if not (folder / "demonstration").exists():
            raise click.ClickException(f"{folder} holds no demonstration, so nothing is deleted. Name another with LAURELS_DATA.")
        shutil.rmtree(folder)
    if folder.exists() and any(folder.iterdir()) and not (folder / "demonstration").exists():
        raise click.ClickException(f"{folder} holds something else than a demonstration. Name another with LAURELS_DATA.")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "demonstration").write_text("made by `laurels demo`\n")
    prepare(demo=True)
    migrated()
    from laurels.programmes.demo.loading import load_demo
    from laurels.site.processes import run

    load_demo(say=click.echo)
    click.echo(f"\nLaurels: open http://localhost:{port}/\n")
    run(port, demo=True)


@main.command()
def check() -> None:
    """Say what is wrong with this deployment and what to do; exit 1 when something is."""
    prepare()
    from laurels.site.checking import findings

    found = findings()
    for finding in found:
        click.echo(
            f"{'!' if finding.wrong else '·'} {finding.sentence}\n  {finding.hint}" if finding.hint else f"· {finding.sentence}"
        )
    if any(finding.wrong for finding in found):
        sys.exit(1)
    click.echo("Nothing is wrong.")


def gather() -> None:
    """Add every room's own commands; each prepares the settings before it runs."""
    for room in ("worker",):
        if find_spec(f"laurels.{room}.commands"):
            for command in import_module(f"laurels.{room}.commands").NAMES:
                main.add_command(_late(room, command))


def _late(room: str, name: str) -> click.Command:
    """A command that is imported when it is used, after the settings are loaded."""

    @click.command(name, context_settings={"ignore_unknown_options": True}, add_help_option=False)
    @click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
    def run_late(arguments: tuple[str, ...]) -> None:
        prepare(demo=os.environ.get("DJANGO_SETTINGS_MODULE", "").endswith("demo_settings"))
        commands = import_module(f"laurels.{room}.commands").COMMANDS
        command: click.Command = next(found for found in commands if found.name == name)
        command.main(list(arguments), prog_name=f"laurels {name}")

    run_late.short_help = f"Run the {name}."
    return run_late


gather()

"""The command line: one module per command, as ``COMMANDS`` lists them.

Exit codes: 0 valid or done, 1 invalid, 2 unreadable, 3 unknown, 64 wrong use, 70 a process of ours was lost.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click

COMMANDS = {
    "verify": ("openbadgekit.shell.verifying", "Check badges: files, folders, addresses or - for standard input."),
    "status": ("openbadgekit.shell.telling_status", "Say whether a badge was taken back or put on hold."),
    "issue": ("openbadgekit.shell.issuing", "Sign one badge per row of a CSV file."),
    "twin": ("openbadgekit.shell.twinning", "Write the Open Badges 2.0 documents that say the same as a 3.0 badge."),
    "bake": ("openbadgekit.shell.pictures", "Put a signed badge into a PNG or SVG picture."),
    "unbake": ("openbadgekit.shell.pictures", "Take the badge out of a picture."),
    "inspect": ("openbadgekit.shell.inspecting", "Say whether a document is a credential, by the data model alone."),
    "bundle": ("openbadgekit.shell.bundling", "Keep a badge with all that proves it, to be checked without a network for ever."),
    "explain": ("openbadgekit.shell.explaining", "Say what a code of a report means and what to do."),
    "keygen": ("openbadgekit.shell.making_keys", "Make a private key as a JWK."),
}
WRONG_USE = 64


class Lazy(click.Group):
    """Imports a command only when it is used: ``verify`` of a small file is quick."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Every command."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        """The command of this name."""
        if name not in COMMANDS:
            return None
        found: click.Command = getattr(import_module(COMMANDS[name][0]), f"{name}_command")
        return found

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=Lazy)
@click.version_option(package_name="openbadgekit")
def cli() -> None:
    """Read, verify, issue and bake Open Badges."""


def main(arguments: list[str] | None = None) -> Any:
    """Run the command line; wrong use exits with 64, everything unexpected that we name ourselves with a sentence."""
    try:
        outcome = cli.main(arguments, prog_name="openbadgekit", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("Stopped.", err=True)
        sys.exit(130)
    except click.UsageError as problem:
        problem.show()
        sys.exit(WRONG_USE)
    except click.ClickException as problem:
        problem.show()
        sys.exit(problem.exit_code)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has enough; nothing is left to be said
        sys.exit(1)
    except OSError as problem:
        name = click.format_filename(problem.filename) if isinstance(problem.filename, str | bytes | Path) else "A file"
        click.echo(f"Error: {name} cannot be used: {problem.strerror or 'unknown reason'}.", err=True)
        sys.exit(1)
    sys.exit(outcome if isinstance(outcome, int) else 0)

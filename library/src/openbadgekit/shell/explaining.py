"""``openbadgekit explain``."""

from __future__ import annotations

import difflib

import click

from openbadgekit.verify.codes import CODES


@click.command("explain")
@click.argument("code", required=False)
def explain_command(code: str | None) -> int:
    """Say what a code of a report means and what to do; without a code, list them all."""
    if code is None:
        for name, each in CODES.items():
            click.echo(f"{name:20} {each.meaning}")
        return 0
    found = CODES.get(code.strip().lower())
    if found is None:
        near = difflib.get_close_matches(code, CODES, n=1)
        hint = f"Did you mean {near[0]}?" if near else "Run `openbadgekit explain` for the list."
        raise click.UsageError(f"{code[:40]!r} is no code of a report. {hint}")
    click.echo(found.meaning)
    click.echo(f"What to do: {found.todo}")
    click.echo(f"For its issuer: {found.mend}")
    return 0

"""``openbadgekit bake`` and ``openbadgekit unbake``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from openbadgekit.baking import Generation, png, svg
from openbadgekit.errors import OpenBadgeKitError, Unreadable
from openbadgekit.verify.receive import receive

PICTURE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("bake")
@click.argument("picture", type=PICTURE)
@click.argument("credential", type=PICTURE)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The picture to write.")
@click.option("--replace", is_flag=True, help="Take out a badge that the picture holds already.")
def bake_command(picture: Path, credential: Path, out: Path, replace: bool) -> int:
    """Put a signed badge (JSON or JWT) into a PNG or SVG picture; every byte of the picture is kept."""
    image, badge = picture.read_bytes(), credential.read_bytes().strip()
    try:
        bake = png.bake if png.is_png(image) else svg.bake
        out.write_bytes(bake(image, badge, replace=replace, generation=_generation(badge)))
    except OpenBadgeKitError as problem:
        raise _failed(problem) from None
    except UnicodeDecodeError:
        raise _failed(Unreadable(f"{credential.name} is neither a JSON badge nor a signed token.")) from None
    click.echo(f"Baked {credential.name} into {out}.")
    return 0


@click.command("unbake")
@click.argument("picture", type=PICTURE)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file instead of standard output.")
def unbake_command(picture: Path, out: Path | None) -> int:
    """Take the badge out of a PNG or SVG picture, exactly as it was put in."""
    image = picture.read_bytes()
    try:
        baked = png.unbake(image) if png.is_png(image) else svg.unbake(image)
    except OpenBadgeKitError as problem:
        raise _failed(problem) from None
    if out is None:
        sys.stdout.buffer.write(baked.payload)
    else:
        out.write_bytes(baked.payload)
        click.echo(f"Wrote a badge of generation {baked.generation} to {out}.")
    return 0


def _generation(badge: bytes) -> Generation:
    """Under which keyword a badge belongs: that of 2.0 for an older one."""
    return Generation.OB2 if receive(badge).generation else Generation.OB3


class Unusable(click.ClickException):
    """The picture or the badge cannot be used."""

    exit_code = 2


def _failed(problem: OpenBadgeKitError) -> Unusable:
    """A sentence and what to do next."""
    return Unusable(f"{problem.sentence} {problem.hint}")

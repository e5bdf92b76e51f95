"""``openbadgekit twin``: the Open Badges 2.0 documents of a 3.0 badge, and its picture."""

from __future__ import annotations

import secrets
from pathlib import Path

import click

from openbadgekit.baking import Generation, png, svg
from openbadgekit.errors import OpenBadgeKitError
from openbadgekit.issue import Places, Twin, hashed_identifier, twin
from openbadgekit.reading import write
from openbadgekit.shell.fetcher import NoNetwork
from openbadgekit.shell.pictures import Unusable
from openbadgekit.shell.sources import read_source
from openbadgekit.verify.receive import receive

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("twin")
@click.argument("credential", type=FILE)
@click.option("--award", required=True, metavar="URL", help="Where the award will stand.")
@click.option("--badge", required=True, metavar="URL", help="Where the badge class will stand.")
@click.option("--profile", required=True, metavar="URL", help="Where the issuer's profile will stand.")
@click.option("--email", required=True, help="The issuer's mailbox, which 2.0 demands.")
@click.option("--recipient", help="The recipient's e-mail address, written as a salted hash.")
@click.option("--picture", type=FILE, help="A PNG or SVG into which the award is baked.")
@click.option("--picture-url", default="", metavar="URL", help="Where the baked picture will stand.")
@click.option("--badge-picture-url", default="", metavar="URL", help="Where the plain picture of the badge stands.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="The folder to write to.")
def twin_command(
    credential: Path,
    award: str,
    badge: str,
    profile: str,
    email: str,
    recipient: str | None,
    picture: Path | None,
    picture_url: str,
    badge_picture_url: str,
    out: Path,
) -> int:
    """Write the award, badge class and profile of Open Badges 2.0 that say the same as a 3.0 badge.

    Publish each file at its address; the award is believed only there. Its proof is its address: sign nothing.
    """
    places = Places(award, badge, profile, award_image=picture_url, badge_image=badge_picture_url)
    identity = hashed_identifier(recipient, salt=secrets.token_hex(16)) if recipient else None
    try:
        document = receive(read_source(str(credential), NoNetwork())).document
        made = twin(document, places=places, email=email, recipient=identity)
        baked = _baked(picture, made) if picture else None
    except OpenBadgeKitError as problem:
        raise Unusable(f"{problem.sentence} {problem.hint}") from None
    out.mkdir(parents=True, exist_ok=True)
    for name, content in (("award.json", made.award), ("badge.json", made.badge), ("profile.json", made.profile)):
        (out / name).write_bytes(write(content))
    if picture and baked is not None:
        (out / f"award{picture.suffix}").write_bytes(baked)
    click.echo(f"Wrote the award, its badge and its issuer to {out}. Publish each at its address.")
    return 0


def _baked(picture: Path, made: Twin) -> bytes:
    """The award within its picture."""
    image = picture.read_bytes()
    bake = png.bake if png.is_png(image) else svg.bake
    return bake(image, write(made.award), generation=Generation.OB2)

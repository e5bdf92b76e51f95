"""``openbadgekit keygen``."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click

from openbadgekit.keys import KeyKind, did_key, generate, jwk


@click.command("keygen")
@click.option("--kind", type=click.Choice([kind.value for kind in KeyKind]), default=KeyKind.ED25519.value, show_default=True)
@click.option("--kid", help="The verification method; a did:key of its own when left out.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this new file, readable by you only.")
def keygen_command(kind: str, kid: str | None, out: Path | None) -> int:
    """Make a private key as a JWK. Keep it secret; its kid is the verification method that its badges will name."""
    key = generate(KeyKind(kind))
    text = json.dumps(jwk.write_private(key, kid=kid or did_key.method_of(key.public())), indent=2)
    if out is None:
        click.echo(text)
        return 0
    try:
        descriptor = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise click.ClickException(f"{out} exists already, and a key is never overwritten. Name a new file.") from None
    with os.fdopen(descriptor, "w") as file:
        file.write(text + "\n")
    click.echo(f"Wrote a private key to {out}. Issuer: {did_key.did_of(key.public())}")
    return 0

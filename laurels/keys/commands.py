"""`laurels rotate-key`: an organisation signs with a new key from now on."""

from __future__ import annotations

import click

from laurels.common.clock import now
from laurels.common.errors import HouseError


@click.command("rotate-key")
@click.argument("organisation")
def rotate_key(organisation: str) -> None:
    """Exchange the signing key of ORGANISATION (its name in addresses); badges that are signed already stay valid."""
    from laurels.keys import services  # the settings are loaded by now, not when this module is
    from laurels.people.models import Organisation

    found = Organisation.objects.filter(slug=organisation).first()
    if found is None:
        raise click.ClickException(f"There is no organisation “{organisation}”. It is the word after /o/ in its addresses.")
    try:
        key = services.rotate_key(organisation=found, actor=None, at=now())
    except HouseError as problem:
        raise click.ClickException(problem.for_people()) from None
    click.echo(f"{found.display_name} signs with key {key.number} from now on. Its older keys stay published.")


COMMANDS = (rotate_key,)

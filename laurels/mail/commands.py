"""`laurels letters`: what the worker could not finish alone."""

from __future__ import annotations

import click

from laurels.common.clock import now

WORDS = {
    "unsure": "may have arrived: ask, then send it again or leave it",
    "refused": "was refused: is the address right?",
}


@click.command("letters")
@click.option("--again", is_flag=True, help="Send each once more.")
def letters(again: bool) -> None:
    """List the letters that may not have arrived, and those that the mail server refused."""
    from laurels.mail import selectors, services  # the settings are loaded by now, not when this module is
    from laurels.mail.models import Letter

    shown = selectors.letters_for_a_person()
    for letter in shown:
        answer = f" ({letter.trouble})" if letter.trouble else ""
        click.echo(f"{letter.queued_at:%Y-%m-%d %H:%M}  {letter.to}  {letter.subject}  {WORDS[letter.state]}{answer}")
    if again:
        for row in Letter.objects.filter(code__in=[letter.code for letter in shown]):
            services.send_again(letter=row, at=now())
        click.echo(f"{len(shown)} will be sent again.")


COMMANDS = (letters,)

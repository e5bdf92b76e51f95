"""`laurels worker`: the claim loop as a process; `laurels dead-letters`: what it gave up."""

from __future__ import annotations

import logging
import signal
import threading
from datetime import datetime, timedelta

import click

from laurels.common.clock import now

log = logging.getLogger(__name__)
IDLE_SECONDS = 1.0
"""Pause between two looks while nothing is due."""
BEAT_EVERY = timedelta(seconds=20)
"""Signs of life are writes: one each second would keep the disk busy for nothing."""
TROUBLE_SECONDS = 15.0
"""Pause after the database could not be asked (locked, full, gone)."""


@click.command("worker")
@click.option("--once", is_flag=True, help="Run what is due, then stop.")
def worker(once: bool) -> None:
    """Run deliveries and schedules until stopped."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    loop(stop, once=once)


def loop(stop: threading.Event, *, once: bool = False) -> None:
    """Run what is due again and again; trouble with the database is waited for, not died of."""
    from django.db import Error, close_old_connections  # the settings are loaded by now, not when this module is

    from laurels.worker import services

    beaten: datetime | None = None
    while not stop.is_set():
        at = now()
        try:
            if beaten is None or at - beaten >= BEAT_EVERY:
                services.beat(at=at)
                beaten = at
            ran = services.run_due(at=at)
        except Error:
            if once:
                raise
            log.exception("the database cannot be asked; the worker tries again in %d seconds", TROUBLE_SECONDS)
            close_old_connections()
            stop.wait(TROUBLE_SECONDS)
            continue
        if not ran:
            if once:
                return
            stop.wait(IDLE_SECONDS)


@click.command("dead-letters")
@click.option("--again", is_flag=True, help="Give each a new set of tries.")
def dead_letters(again: bool) -> None:
    """List the deliveries that the worker gave up after its last try."""
    from laurels.worker import selectors, services

    for letter in selectors.dead_letters():
        click.echo(f"{letter.since:%Y-%m-%d %H:%M}  {letter.kind}  {letter.handler}  {letter.error}  fact {letter.fact}")
    if again:
        click.echo(f"{services.try_dead_again(at=now())} will be tried again.")


COMMANDS = (worker, dead_letters)

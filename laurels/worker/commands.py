"""`laurels worker`: the claim loop as a process; `laurels dead-letters`: what it gave up; the bar of long work."""

from __future__ import annotations

import logging
import signal
import sys
import threading
from datetime import datetime, timedelta
from uuid import UUID

import click

from laurels.common.clock import now
from laurels.common.progress import Progress, bar

log = logging.getLogger(__name__)
IDLE_SECONDS = 1.0
"""Pause between two looks while nothing is due."""
BEAT_EVERY = timedelta(seconds=20)
"""Signs of life are writes: one each second would keep the disk busy for nothing."""
TROUBLE_SECONDS = 15.0
"""Pause after the database could not be asked (locked, full, gone)."""
BREATH_SECONDS = 0.005
"""Pause after each look that did something: writers back to back starve the others of SQLite (SPEED 3)."""
WATCH_SECONDS = 0.5
"""Pause of a command that waits for what another worker holds."""


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
        else:
            stop.wait(BREATH_SECONDS)


def follow(code: UUID, *, stop: threading.Event | None = None) -> Progress:
    """Run one piece of long work here until it is over, with the bar; a worker beside us may take slices of it too.

    Ctrl-C leaves it as it is: the worker goes on with it, and its page shows it.
    """
    from laurels.worker import selectors, services

    quiet, stop = not sys.stderr.isatty(), stop or threading.Event()
    while (now_at := selectors.progress(code, at=now())) is not None and not now_at.is_over and not stop.is_set():
        if not quiet:
            click.echo(f"\r\033[K{bar(now_at)}", nl=False, err=True)
        stop.wait(BREATH_SECONDS if services.run_slice(at=now(), code=code) else WATCH_SECONDS)
    if now_at is None:
        raise LookupError(code)
    click.echo(("" if quiet else "\r\033[K") + bar(now_at), err=True)
    return now_at


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

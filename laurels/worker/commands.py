"""`laurels worker`: the claim loop as a process."""

from __future__ import annotations

import signal
import threading

import click

from laurels.common.clock import now

NAMES = ("worker",)
IDLE_SECONDS = 1.0


@click.command("worker")
@click.option("--once", is_flag=True, help="Run what is due, then stop.")
def worker_command(once: bool) -> None:
    """Run deliveries and schedules until stopped."""
    from laurels.worker import services  # rows need the settings, the name of the command does not

    stop = threading.Event()
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
    while not stop.is_set():
        at = now()
        services.beat(at=at)
        ran = services.run_due(at=at)
        if once and not ran:
            return
        if not ran:
            stop.wait(IDLE_SECONDS)


COMMANDS = (worker_command,)

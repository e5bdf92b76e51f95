"""The processes of an installation: a web server and a worker, begun together and ended together."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import click

WEB_WORKERS, WEB_THREADS = "1", "4"
WEB_LOG = Path(__file__).with_name("granian-log.json")
"""The web server's own lines go through our formatter: what it says of a request holds the address."""
LOOK_EVERY_SECONDS = 0.2
END_SECONDS = 10
"""How long a process has to finish its work before it is ended."""

Child = subprocess.Popen[bytes]


def check_port(host: str, port: int) -> None:
    """Refuse before anything is made or printed when somebody else listens there.

    Raises:
        click.ClickException: the port is taken, or this user may not listen on it.
    """
    with socket.socket(_family(host)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            raise click.ClickException(_unusable(host, port, problem)) from None


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _unusable(host: str, port: int, problem: OSError) -> str:
    """Why nothing can listen there, and what to do."""
    if problem.errno == errno.EACCES:
        return f"Port {port} cannot be used: only root listens below 1024. Name another with PORT."
    if problem.errno == errno.EADDRINUSE:
        return f"Port {port} cannot be used: something else listens there. Name another with PORT."
    return f"{host} is no address of this machine. Name another with LAURELS_HOST."


def run(host: str, port: int, *, when_ready: Callable[[], None]) -> int:
    """Run until somebody stops us or one of them ends, then end all; returns the exit code.

    Args:
        when_ready: called once, when the web server answers.
    """
    stopping = False

    def stop(_number: int, _frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # before the first child: none may be left behind
        signal.signal(number, stop)
    children = {"web server": _start(_web(host, port)), "worker": _start([sys.executable, "-m", "laurels.site", "worker"])}
    ready = False
    try:
        while not stopping and all(child.poll() is None for child in children.values()):
            if not ready and _listens(host, port):
                ready = True
                when_ready()
            time.sleep(LOOK_EVERY_SECONDS)
        ended = [name for name, child in children.items() if child.poll() is not None]
    finally:
        _end(list(children.values()))
    if stopping:
        return 0
    click.echo(f"The {ended[0]} ended by itself, so everything was ended. Its last words stand above.", err=True)
    return 1


def _web(host: str, port: int) -> list[str]:
    """The web server's command line."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--workers", WEB_WORKERS,
        "--blocking-threads", WEB_THREADS, "--no-ws", "--log-level", "warning", "--log-config", str(WEB_LOG),
        "laurels.site.wsgi:application",
    ]  # fmt: skip


def _start(command: list[str]) -> Child:
    """A child in a session of its own, so that Ctrl-C reaches it through us and once."""
    return subprocess.Popen(command, env=dict(os.environ), start_new_session=True)  # noqa: S603 - our own words


def _listens(host: str, port: int) -> bool:
    """Whether the web server takes connections; one that listens everywhere is asked on this machine itself."""
    with socket.socket(_family(host)) as probe:
        return probe.connect_ex(({"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host), port)) == 0  # noqa: S104 - compared


def _end(children: list[Child]) -> None:
    """Ask each to stop, and when it does not, end it with all its own children."""
    for child in children:
        _signal(child, signal.SIGTERM)
    for child in children:
        try:
            child.wait(timeout=END_SECONDS)
        except subprocess.TimeoutExpired:
            _signal(child, signal.SIGKILL)
            child.wait()


def _signal(child: Child, number: signal.Signals) -> None:
    """To the child's whole group; it may have gone meanwhile."""
    try:
        os.killpg(child.pid, number)
    except ProcessLookupError:
        return

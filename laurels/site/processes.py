"""The processes of an installation: a web server and a worker, begun together and ended together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from types import FrameType

WEB_WORKERS = "1"


def run(port: int, *, demo: bool) -> None:
    """Run until one of them ends or somebody stops us; then end all of them."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": f"laurels.site.{'demo_settings' if demo else 'settings'}"}
    web = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", WEB_WORKERS, "--blocking-threads", "4", "--no-ws", "--log-level", "warning", "laurels.site.wsgi:application",
    ]  # fmt: skip
    worker = [sys.executable, "-m", "laurels.site", "worker"]
    children = [subprocess.Popen(command, env=environment, start_new_session=True) for command in (web, worker)]  # noqa: S603 - our own words
    stopping = False

    def stop(_number: int, _frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    while not stopping and all(child.poll() is None for child in children):
        time.sleep(0.2)
    _end(children)


def _end(children: list[subprocess.Popen[bytes]]) -> None:
    """Ask each to stop, and after five seconds stop asking."""
    for child in children:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGTERM)
    for child in children:
        try:
            child.wait(timeout=5)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()

"""The packages of the Node peers: installed when needed, once, from the lock that stands beside them."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
MODULES = HERE / "node_modules"
INSTALL = ("ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund")


class NotHere(Exception):
    """Node, npm or the packages cannot be had; the text says which."""


def install() -> str:
    """The path of Node, after its packages are as the lock says.

    Two that ask at the same time do not disturb each other: the second waits.

    Raises:
        NotHere: no Node, no npm, or npm could not install.
    """
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        raise NotHere("Node and npm are not here: the Node peers cannot run.")
    wanted = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()
    with (Path(tempfile.gettempdir()) / f"laurels-peers-{os.getuid()}.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        stamp = MODULES / ".installed"
        if not stamp.is_file() or stamp.read_text() != wanted:
            done = subprocess.run([npm, *INSTALL], cwd=HERE, capture_output=True, text=True, timeout=300, check=False)
            if done.returncode:
                raise NotHere(f"npm could not install the Node peers: {done.stderr[-300:]}")
            stamp.write_text(wanted)
    return node


def run(script: str, mode: str, task: Mapping[str, Any], folder: Path) -> list[dict[str, Any]]:
    """What a peer's script answers for each document of the task.

    Args:
        script: its file here. mode: ``issue`` or ``verify``. folder: where the task is written for it.
    """
    path = folder / "task.json"
    path.write_text(json.dumps(task))
    quiet = {**os.environ, "NODE_NO_WARNINGS": "1"}
    done = subprocess.run(
        [install(), HERE / script, mode, path], capture_output=True, text=True, timeout=600, env=quiet, check=False
    )
    if done.returncode:
        raise AssertionError(f"{script} {mode} ended with {done.returncode}: {done.stderr[-2000:]}")
    return [json.loads(line) for line in done.stdout.split("\n") if line]  # a text may hold other ends of lines

"""The library's figures, with the Node peer when its packages are here."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from openbadgekit.shell import benching
from openbadgekit.shell.measuring import Figure

PEERS = Path(__file__).resolve().parents[1] / "tests" / "peers"


def figures() -> Iterator[Figure]:
    """Every claim of the library."""
    return benching.figures(PEERS if installed() else None)


def installed() -> bool:
    """Whether the Node peer can run; its packages are installed on the first time, as its tests do."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        return False
    if not (PEERS / "node_modules").is_dir():
        subprocess.run([npm, "ci", "--no-audit", "--no-fund"], cwd=PEERS, capture_output=True, timeout=300, check=False)
    return (PEERS / "node_modules").is_dir()

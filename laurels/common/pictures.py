"""Pictures of strangers, made ours: one door to the drawing process of ``drawings``."""

from __future__ import annotations

import base64
import subprocess
import sys
from pathlib import Path

from laurels.common import drawings, limits

WAIT_SECONDS = 5.0
"""The drawing process is ended after this time, whatever it does [s]."""

_PROGRAM = Path(drawings.__file__)


def ours(data: bytes) -> bytes | None:
    """A stranger's picture as a PNG of our own making, or None when it cannot be drawn within the limits.

    Args:
        data: PNG, JPEG, WebP or SVG, by content.
    """
    if not data or len(data) > limits.UPLOADED_CREDENTIAL:
        return None
    try:
        done = subprocess.run(  # noqa: S603 - our own program, no shell, nothing of the stranger in the arguments
            [sys.executable, "-I", str(_PROGRAM)], input=data, capture_output=True, timeout=WAIT_SECONDS, env={}, check=False
        )
    except (subprocess.TimeoutExpired, OSError):
        return None
    return done.stdout if done.returncode == 0 and done.stdout.startswith(b"\x89PNG") else None


def data_address(png: bytes) -> str:
    """A PNG as an address that needs no second request."""
    return "data:image/png;base64," + base64.b64encode(png).decode()

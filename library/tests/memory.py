"""How much memory this process has needed; `resource` would answer with its parent's when that was larger."""

from __future__ import annotations

import resource
from pathlib import Path

STATUS = Path("/proc/self/status")


def peak_megabytes() -> int:
    """The most memory that was resident since this program began [MiB].

    Linux keeps ``ru_maxrss`` over an exec, so that a small child of a large test run seems as large as the run;
    ``VmHWM`` belongs to the new program alone.
    """
    if STATUS.exists():
        line = next(line for line in STATUS.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

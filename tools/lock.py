"""Print the requirements of both distributions, one a line, for `uv pip compile` (see `make lock`).

Usage: lock.py [--dev]. Our own library is left out: it is installed from the tree.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUN_EXTRAS = ("postgres",)
RUN_GROUPS = ("build",)
DEV_GROUPS = ("build", "test", "lint")


def requirements(*, dev: bool) -> list[str]:
    """Every direct requirement, in a stable order, without our own distributions."""
    house = tomllib.loads((ROOT / "pyproject.toml").read_text())
    library = tomllib.loads((ROOT / "library/pyproject.toml").read_text())
    found = [*house["project"]["dependencies"], *library["project"]["dependencies"]]
    for extra in RUN_EXTRAS:
        found += house["project"]["optional-dependencies"][extra]
    for group in DEV_GROUPS if dev else RUN_GROUPS:
        found += house["dependency-groups"][group]
    return sorted({line for line in found if not line.startswith("openbadgekit")})


if __name__ == "__main__":
    print("\n".join(requirements(dev="--dev" in sys.argv[1:])))

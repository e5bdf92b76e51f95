"""Make .importlinter from the list of rooms in pyproject.toml; with --check say whether it is up to date.

A linter's wildcard would let another room's urls open a view, so "views, api and handlers are opened by their own urls
and apps only" is one contract per room, made from the files that exist.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / ".importlinter"
CLOSED = ("views", "api", "handlers")
OPENERS = ("urls", "identity_urls", "plan_urls", "review_urls", "write_urls", "apps")

HEAD = """# Made by tools/contracts.py from [tool.laurels] in pyproject.toml: change that, then `make docs`.
[importlinter]
root_packages =
    laurels
    openbadgekit
include_external_packages = True
"""

LIBRARY = """
[importlinter:contract:library-is-alone]
name = The library knows neither the house nor Django
type = forbidden
source_modules =
    openbadgekit
forbidden_modules =
    laurels
    django

[importlinter:contract:library-is-pure]
name = Outside shell the library opens no socket, no file and no clock
type = forbidden
source_modules =
{pure}
forbidden_modules =
    openbadgekit.shell
    socket
    ssl
    http
    urllib3
    time
    subprocess

[importlinter:contract:library-layers]
name = Verifying and issuing stand on proofs, proofs on keys and canonical forms
type = layers
containers =
    openbadgekit
layers =
    shell
    verify
    issue
    documents | proofs | status | baking
    keys | canonical
    contexts
    reading
    limits
    errors
"""

RULES = """
[importlinter:contract:rules-are-pure]
name = Rules know no Django and no clock
type = forbidden
source_modules =
{rules}
forbidden_modules =
    django
    laurels.common.clock
    time
allow_indirect_imports = True
"""


def layers(rooms: list[str]) -> str:
    """The house's layers, planned rooms in brackets."""
    lines = "\n".join(f"    {room}" for room in rooms)
    return (
        "\n[importlinter:contract:rooms]\nname = A room imports only rooms further down\ntype = layers\n"
        f"containers =\n    laurels\nlayers =\n{lines}\nexhaustive = True\n"
    )


def modules(folder: Path, names: tuple[str, ...]) -> list[str]:
    """Import names of the modules or packages of these names in a room."""
    found = [name for name in names if (folder / f"{name}.py").exists() or (folder / name / "__init__.py").exists()]
    return [f"laurels.{folder.name}.{name}" for name in found]


def closed_doors(folder: Path) -> str:
    """One contract: this room's views, api and handlers are opened by its own urls and apps only."""
    protected = modules(folder, CLOSED)
    if not protected:
        return ""
    openers = modules(folder, OPENERS)
    return (
        f"\n[importlinter:contract:doors-of-{folder.name}]\n"
        f"name = The views, api and handlers of {folder.name} are opened by its own urls and apps only\n"
        "type = protected\nprotected_modules =\n"
        + "".join(f"    {name}\n" for name in protected)
        + "allowed_importers =\n"
        + "".join(f"    {name}\n" for name in openers)
        + "as_packages = True\n"
    )


def listed(names: list[str]) -> str:
    """Names as indented lines."""
    return "\n".join(f"    {name}" for name in names)


def contracts() -> str:
    """The whole file."""
    rooms: list[str] = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["laurels"]["rooms"]
    folders = sorted(path.parent for path in (ROOT / "laurels").glob("*/__init__.py"))
    kit = ROOT / "library/src/openbadgekit"
    pure = sorted(f"openbadgekit.{path.parent.name}" for path in kit.glob("*/__init__.py") if path.parent.name != "shell")
    pure += sorted(f"openbadgekit.{path.stem}" for path in kit.glob("*.py") if path.stem not in ("__init__", "bench"))
    rules = [name for folder in folders for name in modules(folder, ("rules",))]
    return (
        HEAD
        + layers(rooms)
        + LIBRARY.format(pure=listed(pure))
        + (RULES.format(rules=listed(rules)) if rules else "")
        + "".join(closed_doors(folder) for folder in folders)
    )


def main() -> int:
    """Write the file, or compare it."""
    wanted = contracts()
    if "--check" not in sys.argv[1:]:
        TARGET.write_text(wanted)
        return 0
    if TARGET.exists() and TARGET.read_text() == wanted:
        return 0
    print(".importlinter does not match pyproject.toml and the rooms that exist: run `make docs`.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())

"""Make docs/scenarios.md: which test shows which scenario of the design; with --check say whether it is up to date."""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs/scenarios.md"
FOLDERS = ("tests", "library/tests")

HEAD = """# Scenarios

Made by `make docs` from `@pytest.mark.scenario("…")`: which test shows which numbered promise of the domain. A promise
that is not listed is not kept yet.

| scenario | shown by |
|---|---|
"""


def numbers_of(function: ast.AST) -> list[str]:
    """Scenario numbers that the marks of a test or test class name."""
    return [
        str(argument.value)
        for mark in getattr(function, "decorator_list", [])
        if isinstance(mark, ast.Call) and ast.unparse(mark.func).endswith("mark.scenario")
        for argument in mark.args
        if isinstance(argument, ast.Constant)
    ]


def shown_in(path: Path) -> list[tuple[str, str]]:
    """(scenario, test) of one file."""
    found = []
    for node, name in named(ast.parse(path.read_text())):
        found += [(number, f"`{path.relative_to(ROOT)}::{name}`") for number in numbers_of(node)]
    return found


def named(outer: ast.AST, above: str = "") -> Iterator[tuple[ast.AST, str]]:
    """Every test and test class below, with the name by which pytest runs it."""
    for node in ast.iter_child_nodes(outer):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node, above + node.name
            yield from named(node, f"{above}{node.name}::")


def place(number: str) -> tuple[int, int]:
    """Plain numbers first, then the tips."""
    return (1, int(number[1:])) if number.startswith("T") else (0, int(number))


def page() -> str:
    """The whole document."""
    tests: dict[str, list[str]] = defaultdict(list)
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("test_*.py")):
            for number, name in shown_in(path):
                tests[number].append(name)
    rows = [f"| {number} | {'<br>'.join(sorted(tests[number]))} |\n" for number in sorted(tests, key=place)]
    return HEAD + "".join(rows)


def main() -> int:
    """Write the page, or compare it."""
    wanted = page()
    if "--check" not in sys.argv[1:]:
        TARGET.write_text(wanted)
        return 0
    if TARGET.exists() and TARGET.read_text() == wanted:
        return 0
    print("docs/scenarios.md is out of date: run `make docs`.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())

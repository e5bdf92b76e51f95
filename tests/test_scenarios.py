"""docs/scenarios.md lists which test shows which promise, and is made from the tests themselves."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_the_page_of_scenarios_is_up_to_date():
    run = subprocess.run([sys.executable, ROOT / "tools/scenarios.py", "--check"], capture_output=True, text=True)

    assert run.returncode == 0, run.stderr


def test_what_the_first_release_promises_is_shown():
    shown = re.findall(r"^\| (\w+) \|", (ROOT / "docs/scenarios.md").read_text(), flags=re.M)

    assert {"20", "39"} <= set(shown)


def test_a_name_on_the_page_is_one_that_pytest_runs():
    names = set(re.findall(r"`([^`]+::[^`]+)`", (ROOT / "docs/scenarios.md").read_text()))

    assert names
    for name in names:
        path, *parts = name.split("::")
        below: ast.AST = ast.parse((ROOT / path).read_text())
        for part in parts:
            below = next(node for node in ast.iter_child_nodes(below) if getattr(node, "name", None) == part)


def test_the_import_contracts_are_up_to_date():
    run = subprocess.run([sys.executable, ROOT / "tools/contracts.py", "--check"], capture_output=True, text=True)

    assert run.returncode == 0, run.stderr

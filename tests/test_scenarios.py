"""docs/scenarios.md lists which test shows which promise, and is made from the tests themselves."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_the_page_of_scenarios_is_up_to_date():
    run = subprocess.run([sys.executable, ROOT / "tools/scenarios.py", "--check"], capture_output=True, text=True)

    assert run.returncode == 0, run.stderr


def test_the_import_contracts_are_up_to_date():
    run = subprocess.run([sys.executable, ROOT / "tools/contracts.py", "--check"], capture_output=True, text=True)

    assert run.returncode == 0, run.stderr

"""The two distributions as somebody installs them: built, looked into, put into an empty environment, and run there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.processes
ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = ("__pycache__", "*.pyc", ".mypy_cache", ".ruff_cache")


def run(*command: object, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """A command with nothing of this tree in its environment; its words stand in the failure."""
    strange = ("PYTHON", "LAURELS", "DJANGO", "DATABASE_URL", "VIRTUAL_ENV")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(strange)} | more
    done = subprocess.run(
        [str(word) for word in command], cwd=cwd, env=clean, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def wheels(tmp_path_factory) -> dict[str, Path]:
    """Both wheels, built from a copy, so that nothing is written into the tree."""
    folder = tmp_path_factory.mktemp("wheels")
    for name, source, parts in (
        ("laurels", ROOT, ("laurels", "pyproject.toml", "README.md")),
        ("openbadgekit", ROOT / "library", ("src", "pyproject.toml", "README.md")),
    ):
        copy = folder / name
        copy.mkdir()
        for part in parts:
            if (source / part).is_dir():
                shutil.copytree(source / part, copy / part, ignore=shutil.ignore_patterns(*LEFT_OUT))
            else:
                shutil.copy(source / part, copy / part)
        run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder / "out", cwd=copy)
    return {wheel.name.split("-")[0]: wheel for wheel in (folder / "out").glob("*.whl")}


@pytest.fixture(scope="module")
def installed(wheels, tmp_path_factory) -> Path:
    """The programs of an environment that holds our wheels; what they need is lent from this one."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False)
    python = folder / "bin/python"
    run(
        *(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index"),
        *("--disable-pip-version-check", *wheels.values()),
        cwd=folder,
    )
    (lent,) = folder.glob("lib/python*/site-packages")
    (lent / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder / "bin"


def files_of(folder: Path) -> set[str]:
    """Every file of a package in the tree, as its wheel names it."""
    found = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc")
    return {str(path.relative_to(folder.parent)) for path in found}


@pytest.mark.parametrize(("name", "folder"), [("laurels", ROOT / "laurels"), ("openbadgekit", ROOT / "library/src/openbadgekit")])
def test_a_wheel_holds_every_file_of_its_package_and_nothing_else(wheels, name, folder):
    with zipfile.ZipFile(wheels[name]) as wheel:
        held = {entry for entry in wheel.namelist() if not entry.split("/")[0].endswith(".dist-info")}

    assert held == files_of(folder)


def test_the_house_brings_pages_looks_tables_and_the_demonstration(wheels):
    with zipfile.ZipFile(wheels["laurels"]) as wheel:
        held = set(wheel.namelist())

    assert {
        *("laurels/common/templates/common/page.html", "laurels/people/templates/people/letters/invited.txt"),
        *("laurels/common/static/common/laurels.css", "laurels/people/static/people/passkey.js"),
        *("laurels/people/migrations/0001_initial.py", "laurels/journal/migrations/0002_facts_are_only_added.py"),
        *("laurels/programmes/content/small-charity.json", "laurels/people/countries.tab", "laurels/site/granian-log.json"),
    } <= held


def test_its_commands_run_where_nothing_of_the_tree_is(installed, tmp_path):
    where = run(
        installed / "python",
        "-c",
        "import laurels, openbadgekit; print(laurels.__path__[0], openbadgekit.__path__[0])",
        cwd=tmp_path,
    )
    assert all(str(installed.parent) in path for path in where.stdout.split())

    assert "serve" in run(installed / "laurels", "--help", cwd=tmp_path).stdout
    assert "verify" in run(installed / "openbadgekit", "--help", cwd=tmp_path).stdout


def test_it_makes_an_installation_and_finds_nothing_wrong_with_it(installed, tmp_path):
    data = {"LAURELS_DATA": str(tmp_path / "data")}

    assert run(installed / "laurels", "migrate", cwd=tmp_path, **data).stdout == "The database is up to date.\n"
    run(installed / "laurels", "worker", "--once", cwd=tmp_path, **data)

    assert run(installed / "laurels", "check", cwd=tmp_path, **data).stdout.splitlines()[-1] == "Nothing is wrong."

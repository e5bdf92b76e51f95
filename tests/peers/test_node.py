"""The packages of the Node peers: what is told where they cannot be had, and that they are installed once."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from tests.peers import node


@pytest.fixture
def npm(tmp_path, monkeypatch):
    """An npm that only notes that it was asked, and what it shall end with."""
    asked = []

    def run(command, **options):
        asked.append(command[1:])
        (tmp_path / "node_modules").mkdir(exist_ok=True)
        return subprocess.CompletedProcess(command, npm.ends_with, stdout="", stderr="no such host")

    def npm():
        return asked

    npm.ends_with = 0
    (tmp_path / "package-lock.json").write_text("{}")
    monkeypatch.setattr(node, "HERE", tmp_path)
    monkeypatch.setattr(node, "MODULES", tmp_path / "node_modules")
    monkeypatch.setattr(node.shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(node.subprocess, "run", run)
    return npm


def test_packages_are_installed_once_for_one_lock(npm, tmp_path):
    assert node.install() == node.install() == "/bin/node"
    assert len(npm()) == 1

    (tmp_path / "package-lock.json").write_text('{"name": "other"}')
    node.install()

    assert len(npm()) == 2


def test_no_script_of_a_package_runs_while_it_is_installed(npm):
    node.install()

    assert "--ignore-scripts" in npm()[0]


def test_what_cannot_be_installed_is_told_and_tried_again(npm):
    npm.ends_with = 1
    with pytest.raises(node.NotHere, match="no such host"):
        node.install()
    npm.ends_with = 0

    assert node.install() == "/bin/node"


@pytest.mark.parametrize("missing", ["node", "npm"])
def test_without_node_or_npm_it_says_so(npm, monkeypatch, missing):
    monkeypatch.setattr(node.shutil, "which", lambda name: None if name == missing else f"/bin/{name}")

    with pytest.raises(node.NotHere, match="Node and npm are not here"):
        node.install()


def test_the_lock_names_no_address_to_download_from():
    packages = json.loads((Path(__file__).parent / "package-lock.json").read_text())["packages"]

    assert all("resolved" not in entry for entry in packages.values())
    assert all(entry.get("integrity") for name, entry in packages.items() if name)

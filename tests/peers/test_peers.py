"""What we sign, independent implementations accept; what is changed, they refuse."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from openbadgekit import contexts
from openbadgekit.issue import Form, badge, lint, seal
from openbadgekit.keys import did_key, generate
from openbadgekit.keys.signer import LocalSigner

pytestmark = pytest.mark.peers
HERE = Path(__file__).resolve().parent
FROM = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def credential() -> bytes:
    private = generate()
    signer = LocalSigner(private, did_key.method_of(private.public()))
    draft = badge(
        credential_id="urn:uuid:5d7d1a3c-6d5a-4b5d-9d57-3b7f4a1f6d10",
        issuer={"id": did_key.did_of(private.public()), "type": ["Profile"], "name": "Kettle Lane"},
        achievement={
            "id": "https://pantry.example/badges/1",
            "type": ["Achievement"],
            "name": "Safe Shelf",
            "description": "Nobody becomes ill.",
            "criteria": {"narrative": "Checks dates."},
        },
        subject={"id": "urn:uuid:1e3b8f4a-0a94-4f0e-8a3e-2f6a1f9f0b11"},
        name="Safe Shelf",
        valid_from=FROM,
    )
    return seal(lint(draft), signer, forms=[Form.EDDSA_RDFC_2022], created=FROM)[Form.EDDSA_RDFC_2022]


def changed(credential: bytes) -> bytes:
    return credential.replace(b"Nobody becomes ill.", b"Somebody becomes ill.")


@pytest.fixture(scope="module")
def node() -> str:
    """Node with the peer's packages; installed once."""
    npm, found = shutil.which("npm"), shutil.which("node")
    if not npm or not found:
        pytest.skip("npm is not here: the Node peer cannot run")
    if not (HERE / "node_modules").is_dir():
        done = subprocess.run([npm, "ci", "--no-audit", "--no-fund"], cwd=HERE, capture_output=True, text=True, timeout=300)
        if done.returncode:
            pytest.skip(f"npm could not install the Node peer: {done.stderr[-200:]}")
    return found


def test_the_node_implementation_accepts_ours_and_refuses_a_changed_one(credential, node, tmp_path):
    (tmp_path / "contexts.json").write_text(json.dumps({url: contexts.load(url) for url in contexts.KNOWN}))
    (tmp_path / "good.json").write_bytes(credential)
    (tmp_path / "bad.json").write_bytes(changed(credential))

    done = subprocess.run(
        [node, HERE / "verify.mjs", tmp_path / "contexts.json", tmp_path / "good.json", tmp_path / "bad.json"],
        capture_output=True, text=True, timeout=60, env={**os.environ, "NODE_NO_WARNINGS": "1"}, check=True,
    )  # fmt: skip

    good, bad = (json.loads(line) for line in done.stdout.splitlines())
    assert good["verified"], good["error"]
    assert not bad["verified"]


def test_the_python_implementation_accepts_ours_and_refuses_a_changed_one(credential):
    import openvc

    extra = {url: contexts.load(url) for url in contexts.KNOWN}

    found = openvc.verify_credential(json.loads(credential), extra_contexts=extra)

    assert found.issuer == json.loads(credential)["issuer"]["id"]
    with pytest.raises(openvc.OpenvcError):
        openvc.verify_credential(json.loads(changed(credential)), extra_contexts=extra)

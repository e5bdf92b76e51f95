"""What the tests of the command line share: a way to run it, and files to run it on."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from library.tests.attacks import picture
from library.tests.making import ACHIEVEMENT, NOON, draft_of, issuer_of

from openbadgekit import proofs
from openbadgekit.issue import Form, lint, seal
from openbadgekit.keys import jwk, multikey
from openbadgekit.keys.signer import LocalSigner
from openbadgekit.proofs import eddsa_jcs_2022
from openbadgekit.reading import write
from openbadgekit.shell.cli import main
from openbadgekit.status import bitstring_list

AT = "2026-11-24T12:00:00Z"
DID = "did:web:pantry.example"
DOCUMENT = "https://pantry.example/.well-known/did.json"
LIST = "https://pantry.example/status/1"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'


def run(*arguments, stdin=None):
    """The exit code, output and messages of a run as a program would see them."""
    runner = CliRunner()
    with runner.isolation(input=stdin) as (out, err, _):
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as exited:
            return exited.code, out.getvalue().decode(), err.getvalue().decode()
    raise AssertionError("the program must exit")


class Web:
    """A badge of an issuer on the web with a status list, and the recording that answers for it."""

    def __init__(self, folder, signer):
        self.folder, local = folder, LocalSigner(signer.private, f"{DID}#1")
        method = {
            "id": f"{DID}#1",
            "type": "Multikey",
            "controller": DID,
            "publicKeyMultibase": multikey.write(signer.private.public()),
        }
        (folder / "did.json").write_bytes(write({"id": DID, "verificationMethod": [method], "assertionMethod": [f"{DID}#1"]}))
        status = [bitstring_list.entry(list_url=LIST, index=7, purpose="revocation")]
        draft = draft_of(signer, issuer={"id": DID, "type": ["Profile"], "name": "The Pantry"}, status=status)
        self.badge = seal(lint(draft), local, forms=[Form.EDDSA_JCS_2022], created=NOON)[Form.EDDSA_JCS_2022]
        (folder / "badge.json").write_bytes(self.badge)
        for name, bits in (("list.json", []), ("revoked.json", [7])):
            whole = bitstring_list.list_credential(
                list_url=LIST, issuer=DID, purpose="revocation", encoded=bitstring_list.build(bits), valid_from=NOON
            )
            (folder / name).write_bytes(write(proofs.attach(whole, eddsa_jcs_2022.make(whole, local, created=NOON))))

    def verify(self, source="badge.json", **changes):
        """(exit code, report) under a recording with these changes by name; ... takes an answer out."""
        entries = {"did": (DOCUMENT, {"file": "did.json"}), "list": (LIST, {"file": "list.json"})}
        entries |= {name: (change[0], change[1]) for name, change in changes.items() if isinstance(change, tuple)}
        resources = {
            url: {**entry, **(changes[name] if isinstance(changes.get(name), dict) else {})}
            for name, (url, entry) in entries.items()
        }
        for name, change in changes.items():
            if change is ...:
                del resources[entries[name][0]]
        path = self.folder / "recording.json"
        path.write_text(json.dumps({"resources": resources}))
        source = source if source.startswith("https:") else self.folder / source
        code, out, err = run("verify", "--json", "--at", AT, "--network", path, source)
        assert "Traceback" not in err
        return code, json.loads(out) if out else err


@pytest.fixture
def files(tmp_path, sealed, signer):
    """One source of each verdict."""
    (tmp_path / "valid").write_bytes(sealed())
    (tmp_path / "invalid").write_bytes(sealed().replace(b"every tin", b"each tin"))
    (tmp_path / "unreadable").write_bytes(b"no badge")
    document = draft_of(signer, issuer={"id": DID, "type": ["Profile"], "name": "Somebody"}).document
    proof = eddsa_jcs_2022.make(document, LocalSigner(signer.private, f"{DID}#1"), created=NOON)
    (tmp_path / "unknown").write_bytes(write(proofs.attach(document, proof)))
    return tmp_path


@pytest.fixture
def desk(tmp_path, signer):
    """What ``issue`` needs, in files."""
    (tmp_path / "achievement.json").write_bytes(write(ACHIEVEMENT))
    (tmp_path / "issuer.json").write_bytes(write(issuer_of(signer)))
    (tmp_path / "key.json").write_bytes(write(jwk.write_private(signer.private, kid=signer.verification_method)))
    (tmp_path / "people.csv").write_text("email\nana@pantry.example\n")
    (tmp_path / "plain.svg").write_bytes(DRAWING)
    (tmp_path / "plain.png").write_bytes(picture())
    return tmp_path


def issue(desk, *more):
    return run(
        "issue", "--achievement", desk / "achievement.json", "--issuer", desk / "issuer.json", "--key", desk / "key.json",
        "--recipients", desk / "people.csv", "--out", desk / "out", *more,
    )  # fmt: skip

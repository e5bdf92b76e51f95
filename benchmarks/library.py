"""What the library costs beside raw Ed25519, a memory copy, and a clock."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
import zlib
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.common import Figure, ratio
from openbadgekit import proofs
from openbadgekit.baking import png
from openbadgekit.issue import Form, badge, lint, seal
from openbadgekit.keys import did_key, generate
from openbadgekit.keys.signer import LocalSigner
from openbadgekit.proofs import eddsa_jcs_2022, eddsa_rdfc_2022, jose, vc_jwt
from openbadgekit.reading import read_object, write

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)


def figures() -> list[Figure]:
    """Every figure of the library."""
    private = generate()
    signer = LocalSigner(private, did_key.method_of(private.public()))
    public, bare = private.public(), _document(signer)
    message = bytes(64)
    signature = private.sign(message)
    token = vc_jwt.make(bare, signer)
    jcs = proofs.attach(bare, eddsa_jcs_2022.make(bare, signer, created=AT))
    jcs_bytes = write(jcs)
    rdfc_proof = eddsa_rdfc_2022.make(bare, signer, created=AT)

    def sign() -> object:
        return private.sign(message)

    def verify() -> object:
        return public.verify(signature, message)

    def verify_jcs() -> None:
        document = read_object(jcs_bytes)
        eddsa_jcs_2022.check(proofs.without_proof(document), document["proof"], public)

    return [
        ratio(
            "VC-JWT issue, share of raw Ed25519 signing",
            of=lambda: vc_jwt.make(bare, signer),
            to=sign,
            aim=0.5,
            times=300,
            at_least=True,
        ),
        ratio(
            "VC-JWT verify, share of raw verifying",
            of=lambda: vc_jwt.check(jose.read(token), public),
            to=verify,
            aim=0.6,
            times=300,
            at_least=True,
        ),
        ratio(
            "eddsa-jcs-2022 issue, share of raw signing",
            of=lambda: eddsa_jcs_2022.make(bare, signer, created=AT),
            to=sign,
            aim=0.5,
            times=300,
            at_least=True,
        ),
        ratio("eddsa-jcs-2022 verify, share of raw verifying", of=verify_jcs, to=verify, aim=0.6, times=300, at_least=True),
        ratio(
            "eddsa-rdfc-2022 issue, share of raw signing (no bar yet)",
            of=lambda: eddsa_rdfc_2022.make(bare, signer, created=AT),
            to=sign,
            aim=0.0,
            times=20,
            at_least=True,
        ),
        ratio(
            "eddsa-rdfc-2022 verify, share of raw verifying (no bar yet)",
            of=lambda: eddsa_rdfc_2022.check(bare, rdfc_proof, public),
            to=verify,
            aim=0.0,
            times=20,
            at_least=True,
        ),
        _bake(),
        _whole_process(signer),
    ]


def _document(signer: LocalSigner) -> dict[str, object]:
    """A badge of about the size of the design's sample, without proof."""
    subject = {"id": "urn:uuid:1e3b8f4a-0a94-4f0e-8a3e-2f6a1f9f0b11", "narrative": "She turned every tin. " * 20}
    draft = badge(
        credential_id="urn:uuid:5d7d1a3c-6d5a-4b5d-9d57-3b7f4a1f6d10",
        issuer={"id": signer.verification_method.partition("#")[0], "type": ["Profile"], "name": "Kettle Lane"},
        achievement={
            "id": "https://pantry.example/badges/1",
            "type": ["Achievement"],
            "name": "Safe Shelf",
            "description": "Nobody becomes ill from food that we gave.",
            "criteria": {"narrative": "Checks dates and packaging. " * 20},
        },
        subject=subject,
        name="Safe Shelf",
        valid_from=AT,
    )
    lint(draft)
    return draft.document


def _bake() -> Figure:
    """A picture of 485 kB: splicing beside copying."""
    body = bytes(485_000)
    chunk = len(body).to_bytes(4) + b"IDAT" + body + zlib.crc32(b"IDAT" + body).to_bytes(4)
    end = b"\0\0\0\0IEND" + zlib.crc32(b"IEND").to_bytes(4)
    picture, credential = png.SIGNATURE + chunk + end, bytes(3000)
    return ratio(
        "bake a 485 kB PNG, times a memory copy",
        of=lambda: png.bake(picture, credential),
        to=lambda: bytes(bytearray(picture)),
        aim=3.0,
        times=300,
        at_least=False,
    )


def _whole_process(signer: LocalSigner) -> Figure:
    """`openbadgekit verify` of a small file, from start to exit [s]."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "badge.json"
        draft = badge(**_arguments(signer))
        path.write_bytes(seal(lint(draft), signer, forms=[Form.EDDSA_RDFC_2022], created=AT)[Form.EDDSA_RDFC_2022])
        times = []
        for _ in range(7):
            began = time.perf_counter()
            subprocess.run(
                [Path(sys.executable).parent / "openbadgekit", "verify", "--offline", path], capture_output=True, check=False
            )
            times.append(time.perf_counter() - began)
    middle = statistics.median(times)
    return Figure("openbadgekit verify of a small file [s]", middle, (min(times), max(times)), "<= 0.4", middle <= 0.4)


def _arguments(signer: LocalSigner) -> dict[str, object]:
    """The same badge as arguments of ``badge``."""
    document = _document(signer)
    subject = dict(document["credentialSubject"])  # type: ignore[call-overload]
    return {
        "credential_id": document["id"],
        "issuer": document["issuer"],
        "achievement": subject.pop("achievement"),
        "subject": {name: value for name, value in subject.items() if name != "type"},
        "name": document["name"],
        "valid_from": AT,
    }

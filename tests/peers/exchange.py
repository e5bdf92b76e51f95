"""What the tests beside other implementations share: our keys and drafts, one change at a time, our own verdict."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from openbadgekit import contexts
from openbadgekit.issue import Draft, Form, badge, lint, seal
from openbadgekit.keys import KeyKind, did_key, generate
from openbadgekit.keys.signer import LocalSigner
from openbadgekit.reading import write
from openbadgekit.verify.judge import judge
from openbadgekit.verify.receive import receive
from openbadgekit.verify.report import Verdict

FROM = datetime(2025, 3, 1, tzinfo=UTC)
COUNT = 500 if os.environ.get("HYPOTHESIS_PROFILE") == "soak" else 5
"""How many credentials go each way in each form; 5 is every change once."""
CONTEXTS = {url: contexts.load(url) for url in contexts.KNOWN}
SCHEMAS = Path(__file__).resolve().parents[3] / "shared" / "standards" / "data" / "schemas"
"""The published schemas, read where they lie beside the project; absent, their part is skipped."""


def signer_of(kind: KeyKind) -> LocalSigner:
    """A new key that names itself."""
    private = generate(kind)
    return LocalSigner(private, did_key.method_of(private.public()))


def draft_of(signer: LocalSigner, number: int, **more: Any) -> Draft:
    """A badge unlike that of any other number, with text that tempts an encoder."""
    did = signer.verification_method.partition("#")[0]
    return badge(
        credential_id=f"urn:uuid:00000000-0000-4000-8000-{number:012}",
        issuer={"id": did, "type": ["Profile"], "name": "Kettle Lane"},
        achievement={
            "id": "https://pantry.example/badges/1",
            "type": ["Achievement"],
            "name": "Safe “Shelf”",
            "description": f"Nobody\t{number} becomes ill.\n",
            "criteria": {"narrative": "Checks dates."},
        },
        subject={"id": f"urn:uuid:1e3b8f4a-0a94-4f0e-8a3e-{number:012}"},
        name="Safe Shelf",
        valid_from=FROM,
        **more,
    )


def sealed(signer: LocalSigner, form: Form, number: int) -> bytes:
    """One of ours in this form."""
    return seal(lint(draft_of(signer, number)), signer, forms=[form], created=FROM)[form]


def _renamed(document: dict[str, Any]) -> None:
    document["name"] = "Safer Shelf"


def _by_another_name(document: dict[str, Any]) -> None:
    document["issuer"]["name"] = "Kettle Row"


def _for_somebody_else(document: dict[str, Any]) -> None:
    document["credentialSubject"]["id"] = "urn:uuid:1e3b8f4a-0a94-4f0e-8a3e-ffffffffffff"


def _for_something_else(document: dict[str, Any]) -> None:
    document["credentialSubject"]["achievement"]["criteria"]["narrative"] = "Checks nothing."


def _earlier(document: dict[str, Any]) -> None:
    document["validFrom"] = "2024-03-01T00:00:00Z"


CHANGES: tuple[Callable[[dict[str, Any]], None], ...] = (
    _renamed, _by_another_name, _for_somebody_else, _for_something_else, _earlier,
)  # fmt: skip


def changed(document: Mapping[str, Any], number: int) -> dict[str, Any]:
    """A copy with one change, another kind of change for each number in turn."""
    copy = deepcopy(dict(document))
    CHANGES[number % len(CHANGES)](copy)
    return copy


def verdict(credential: Mapping[str, Any] | str) -> Verdict:
    """What we say of a document or token of theirs, without a network."""
    data = credential.encode() if isinstance(credential, str) else write(dict(credential))
    return judge(receive(data), MappingProxyType({}), at=FROM).verdict

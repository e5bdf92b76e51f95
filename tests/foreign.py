"""Badges of other issuers for tests, and a network that answers from a dictionary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tests.making import NOON

from openbadgekit.issue import Form, badge, hashed_identifier, lint, plain, seal
from openbadgekit.keys import did_key, did_web, documents, generate
from openbadgekit.keys.documents import PublishedKey
from openbadgekit.keys.signer import LocalSigner
from openbadgekit.reading import write
from openbadgekit.status import bitstring_list
from openbadgekit.verify.resources import FetchFailure, Resource

HARBOUR = "did:web:harbour.example"
LIST = "https://harbour.example/status/1"


@dataclass
class Harbour:
    """A training house with a web address of its own: its keys, its badges, its status list."""

    did: str = HARBOUR
    private: Any = field(default_factory=generate)
    number: int = 1

    @property
    def signer(self) -> LocalSigner:
        return LocalSigner(self.private, f"{self.did}#key-{self.number}")

    @property
    def document_url(self) -> str:
        return did_web.document_url(self.did)

    def document(self) -> bytes:
        return write(documents.write(self.did, [PublishedKey(self.signer.verification_method, self.private.public())]))

    def badge(self, address: str = "jonas@kettle.example", *, form: Form = Form.EDDSA_JCS_2022, **changes: Any) -> bytes:
        return foreign(address, signer=self.signer, did=self.did, form=form, **changes)

    def status_list(self, *revoked: int, at: datetime = NOON) -> bytes:
        document = bitstring_list.list_credential(
            list_url=LIST,
            issuer=self.did,
            purpose="revocation",
            encoded=bitstring_list.build(revoked, length=bitstring_list.MINIMUM),
            valid_from=at - timedelta(days=1),
            ttl_ms=300_000,
        )
        return seal(lint(plain(document)), self.signer, forms=[Form.EDDSA_JCS_2022], created=at)[Form.EDDSA_JCS_2022]


def entry(index: int = 7) -> dict[str, Any]:
    return bitstring_list.entry(list_url=LIST, index=index, purpose="revocation")


def foreign(
    address: str = "jonas@kettle.example",
    *,
    name: str = "Forklift",
    signer: LocalSigner | None = None,
    did: str = "",
    form: Form = Form.EDDSA_JCS_2022,
    issuer: Mapping[str, Any] | None = None,
    achievement: Mapping[str, Any] | None = None,
    subject: Mapping[str, Any] | None = None,
    **changes: Any,
) -> bytes:
    """A signed badge; by a key that names itself unless ``signer`` and ``did`` are given."""
    if signer is None:
        private = generate()
        signer, did = LocalSigner(private, did_key.method_of(private.public())), did_key.did_of(private.public())
    draft = badge(
        credential_id=changes.pop("credential_id", "urn:uuid:0d7d1a3c-6d5a-4b5d-9d57-3b7f4a1f6d10"),
        issuer={"id": did, "type": ["Profile"], "name": "Harbour Training", **(issuer or {})},
        achievement={
            "id": "https://harbour.example/badges/1",
            "type": ["Achievement"],
            "name": name,
            "description": "Drives a forklift.",
            "criteria": {"narrative": "Drove one."},
            **(achievement or {}),
        },
        subject={"identifier": [hashed_identifier(address, salt="0123456789abcdef")], **(subject or {})},
        name=name,
        valid_from=changes.pop("valid_from", NOON - timedelta(days=30)),
        **changes,
    )
    return seal(lint(draft), signer, forms=[form], created=NOON)[form]


class Answers:
    """A network that answers from a dictionary and remembers what it was asked."""

    def __init__(self, answers: Mapping[str, bytes | FetchFailure]) -> None:
        self.answers, self.asked = dict(answers), []

    def fetch(self, url: str, *, redirects: bool = True) -> Resource | FetchFailure:
        self.asked.append(url)
        answer = self.answers.get(url, FetchFailure(url, "unreachable"))
        return answer if isinstance(answer, FetchFailure) else Resource(url, answer, "application/json", 200, url)

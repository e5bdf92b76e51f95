"""Sealing: a ticket becomes signed bytes, once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import ModuleType
from typing import Any

from openbadgekit.errors import ProofUnsupported, TicketUsed
from openbadgekit.issue.ticket import Approved, Ticket
from openbadgekit.keys.model import KeyKind
from openbadgekit.keys.signer import Signer
from openbadgekit.proofs import chains, ecdsa_jcs_2019, ecdsa_rdfc_2019, eddsa_jcs_2022, eddsa_rdfc_2022, vc_jose, vc_jwt
from openbadgekit.reading import JsonObject, plain


class Form(StrEnum):
    """How a document is sealed; the key's kind must fit."""

    EDDSA_RDFC_2022 = "eddsa-rdfc-2022"
    EDDSA_JCS_2022 = "eddsa-jcs-2022"
    ECDSA_RDFC_2019 = "ecdsa-rdfc-2019"
    ECDSA_JCS_2019 = "ecdsa-jcs-2019"
    VC_JWT = "jwt"
    VC_JOSE = "vc+jwt"


_EMBEDDED: Mapping[Form, ModuleType] = {
    Form.EDDSA_RDFC_2022: eddsa_rdfc_2022,
    Form.EDDSA_JCS_2022: eddsa_jcs_2022,
    Form.ECDSA_RDFC_2019: ecdsa_rdfc_2019,
    Form.ECDSA_JCS_2019: ecdsa_jcs_2019,
}
_JCS = frozenset({Form.EDDSA_JCS_2022, Form.ECDSA_JCS_2019})
_TOKENS: Mapping[Form, ModuleType] = {Form.VC_JWT: vc_jwt, Form.VC_JOSE: vc_jose}


@dataclass(frozen=True)
class Link:
    """One proof among several on a document.

    Attributes:
        form: a Data Integrity suite. name: the proof's own id, for those that continue it, for instance ``urn:uuid:…``.
        after: names of earlier links that this one signs too: none in a set, one or more in a chain.
    """

    form: Form
    signer: Signer
    name: str | None = None
    after: Sequence[str] = ()


def seal(ticket: Ticket, signer: Signer, *, forms: Sequence[Form], created: datetime) -> Mapping[Form, bytes]:
    """Sign what the ticket allows, in every form that is asked for, each on its own.

    Args:
        created: the moment of sealing, written into Data Integrity proofs.
    Returns:
        Form -> bytes: JSON for Data Integrity, a compact JWS for ``jwt`` and ``vc+jwt``.
    Raises:
        TicketUsed: the ticket sealed before. ProofUnsupported: the key does not fit a form.
    """
    approved = _taken(ticket)
    return {form: _sealed(approved, signer, form, created) for form in forms}


def seal_together(ticket: Ticket, links: Sequence[Link], *, created: datetime) -> bytes:
    """Sign what the ticket allows with several proofs on the one document: a proof set, or a chain where links say so.

    Returns:
        JSON, its proofs in the order of the links.
    Raises:
        TicketUsed: the ticket sealed before. ProofUnsupported: no links, a token among them, a key that does not fit.
        ProofInvalid: a link continues one that does not stand before it.
    """
    if not links or any(link.form not in _EMBEDDED for link in links):
        raise ProofUnsupported("Only Data Integrity proofs can stand together on one document.")
    approved, made = _taken(ticket), list[JsonObject]()
    for link in links:
        made.append(_linked(approved.document, link, made, created))
    return _with_proof(approved, made)


def _linked(document: JsonObject, link: Link, made: Sequence[JsonObject], created: datetime) -> JsonObject:
    """The proof of one link over the document and the proofs that it continues."""
    more: dict[str, Any] = {"id": link.name} if link.name else {}
    if link.after:
        more["previousProof"] = link.after[0] if len(link.after) == 1 else list(link.after)
    signed = chains.signed_by(document, more, made)
    proof: JsonObject = _EMBEDDED[link.form].make(signed, link.signer, created=created, more=more)
    return proof


def _taken(ticket: Ticket) -> Approved:
    """What a ticket that did not seal yet lets pass."""
    approved = ticket.take()
    if approved is None:
        raise TicketUsed("This ticket has sealed already.")
    return approved


def _sealed(approved: Approved, signer: Signer, form: Form, created: datetime) -> bytes:
    """One form."""
    if form in _TOKENS:
        token: bytes = _TOKENS[form].sign(approved.document, signer, text=approved.text)
        return token
    canonical = _canonical(approved, form, signer)
    return _with_proof(approved, _EMBEDDED[form].make(approved.document, signer, created=created, canonical=canonical))


def _canonical(approved: Approved, form: Form, signer: Signer) -> bytes | None:
    """The canonical form that a suite signs, as far as lint knows it."""
    if form in _JCS:
        return plain.encode_sorted(approved.document) if approved.plain else None
    return None if signer.kind is KeyKind.P384 else approved.quads  # P-384 names unnamed parts by its own hash


def _with_proof(approved: Approved, proof: JsonObject | list[JsonObject]) -> bytes:
    """The document with its proof, or several, as its last member."""
    return b'%b,"proof":%b}' % (approved.text[:-1], plain.encode(proof))

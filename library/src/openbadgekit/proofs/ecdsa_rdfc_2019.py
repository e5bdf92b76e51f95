"""ecdsa-rdfc-2019: P-256 with SHA-256, or P-384 with SHA-384, over the RDF canonical form.

The curve's hash is used everywhere: over the canonical form, and inside the canonicalisation that names the blank nodes.

Source: W3C Data Integrity ECDSA Cryptosuites 1.0, section 3.2.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial

from openbadgekit.canonical import rdfc, template
from openbadgekit.keys.model import PublicKey, hash_of
from openbadgekit.keys.signer import Signer
from openbadgekit.proofs import data_integrity
from openbadgekit.proofs.data_integrity import Canonical
from openbadgekit.reading import JsonObject

NAME = "ecdsa-rdfc-2019"


def make(
    document: JsonObject, signer: Signer, *, created: datetime, more: JsonObject | None = None, canonical: bytes | None = None
) -> JsonObject:
    """The proof for a document without proofs, or with those of a chain that it continues.

    Args:
        canonical: the document's canonical form, where it is known, its unnamed parts named by the hash of the key's kind.
    """
    kinds = data_integrity.NIST
    proof = data_integrity.options(cryptosuite=NAME, signer=signer, created=created, kinds=kinds, more=more)
    algorithm, options = hash_of(signer.kind), data_integrity.in_context(proof, document)
    if canonical is None:
        data = _data(document, options, algorithm, template.for_issuing)
    else:
        data = data_integrity.hashes(_quick(algorithm, template.for_issuing)(options), canonical, algorithm=algorithm)
    return data_integrity.with_value(proof, signer.sign(data))


def check(document: JsonObject, proof: JsonObject, key: PublicKey) -> None:
    """Hold a proof against its document without proofs.

    Raises:
        ProofInvalid: the signature does not fit. ContextRefused, TooLarge: the document has no canonical form here.
    """
    data_integrity.check_kind(key, data_integrity.NIST)
    options = data_integrity.in_context(data_integrity.without_value(proof), document)
    data = _data(document, options, hash_of(key.kind), template.for_verifying)
    data_integrity.check_signature(data, proof, key, kinds=data_integrity.NIST)


def _data(document: JsonObject, proof: JsonObject, algorithm: str, quick: Canonical) -> bytes:
    """Both hashes."""
    return data_integrity.hash_data(document, proof, _quick(algorithm, quick), algorithm=algorithm)


def _quick(algorithm: str, quick: Canonical) -> Canonical:
    """The quickest way to a canonical form by this hash; templates name unnamed parts by SHA-256 only."""
    return quick if algorithm == "sha256" else partial(rdfc.canonical_document, algorithm=algorithm)

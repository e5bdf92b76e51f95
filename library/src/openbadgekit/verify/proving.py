"""Every signature of a document, each held against the keys of the document's issuer (``signature``), and what follows.

A failing one under a key of the issuer makes the document invalid, also beside a good one. Those of unknown suites and of
strangers are notes beside a good one, and never enough alone.

Source: W3C Data Integrity 1.0, section 4.5 "Verify Proof Sets and Chains"; conformance rows OB3-P-11, DI-04; verdict rules 4 and 5.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from openbadgekit import proofs
from openbadgekit.errors import ContextRefused, ProofInvalid
from openbadgekit.limits import LIMITS
from openbadgekit.proofs import chains
from openbadgekit.reading import JsonObject, listed
from openbadgekit.verify import signature
from openbadgekit.verify.binding import IssuerKeys
from openbadgekit.verify.receive import Received
from openbadgekit.verify.report import Check, Outcome
from openbadgekit.verify.signature import Kind, Signature


@dataclass(frozen=True)
class Proven:
    """What came of all of them: two checks, the method that signed, notes, and the fingerprint of its key."""

    proof: Check
    key: Check
    method: str | None = None
    notes: tuple[str, ...] = ()
    fingerprint: str | None = None

    @property
    def good(self) -> bool:
        """Whether the document is proven to be its issuer's."""
        return self.proof.outcome is Outcome.PASSED and self.key.outcome is Outcome.PASSED


def prove(received: Received, keys: IssuerKeys, *, issuer_id: str, at: datetime) -> Proven:
    """Check every signature of a document.

    Args:
        keys: of ``issuer_id``. at: the moment that is judged.
    """
    if received.problem is not None:
        return _failed(received.problem.code, received.problem.sentence, "No signature was looked at.")
    if received.jws is not None:
        return _combined([signature.token(received.jws, keys)])
    found = listed(received.document.get("proof"))
    if not found:
        return _failed("proof_missing", "The badge is not signed.", "There is no signature.")
    if len(found) > LIMITS.proofs:
        return _failed("too_large", f"The badge has more than {LIMITS.proofs} signatures.", "No signature was looked at.")
    look = partial(signature.embedded, keys=keys, issuer_id=issuer_id, at=at, known_plain=received.known_plain)
    bare = proofs.without_proof(received.document)
    return _combined([_one(bare, proof, found, look) for proof in found])


def _one(bare: JsonObject, proof: Any, beside: Sequence[Any], look: Callable[[JsonObject, Any], Signature]) -> Signature:
    """One proof of a set or chain, over the document and the proofs that it continues."""
    try:
        signed = chains.signed_by(bare, proof, beside) if isinstance(proof, dict) else bare
    except (ProofInvalid, ContextRefused) as problem:
        return signature.bad(problem)
    return look(signed, proof)


def _failed(code: str | None, sentence: str, key: str) -> Proven:
    """A proof that does not hold; then nothing is said of a key."""
    return Proven(Check("proof", Outcome.FAILED, code, sentence), Check("key", Outcome.NOT_APPLICABLE, None, key))


def _combined(found: Sequence[Signature]) -> Proven:
    """One answer from all proofs: bad wins, then good, then what could not be said."""
    by_kind = {kind: [one for one in found if one.kind is kind] for kind in Kind}
    notes = tuple(one.sentence for kind in (Kind.STRANGER, Kind.UNSUPPORTED, Kind.UNRESOLVED) for one in by_kind[kind])
    if bad := by_kind[Kind.BAD]:
        return replace(_failed(bad[0].code, bad[0].sentence, "The signature does not hold."), notes=notes)
    if good := by_kind[Kind.GOOD]:
        notes = (*(one.sentence for one in good if one.sentence), *notes)
        passed = Check("proof", Outcome.PASSED, None, "The signature fits: nothing was changed since it was signed.")
        key = Check("key", Outcome.PASSED, None, "The key that signed is one that the issuer publishes.")
        return Proven(passed, key, good[0].method, notes, good[0].fingerprint)
    if unresolved := by_kind[Kind.UNRESOLVED]:
        unknown = Check("proof", Outcome.UNKNOWN, "key_unresolvable", "The signature could not be held against a key.")
        return Proven(unknown, Check("key", Outcome.UNKNOWN, "key_unresolvable", unresolved[0].sentence))
    if stranger := by_kind[Kind.STRANGER]:
        unknown = Check("proof", Outcome.UNKNOWN, "key_not_issuers", "The signature says nothing about the issuer.")
        return Proven(unknown, Check("key", Outcome.FAILED, "key_not_issuers", stranger[0].sentence))
    unknown = Check("proof", Outcome.UNKNOWN, "proof_unsupported", by_kind[Kind.UNSUPPORTED][0].sentence)
    return Proven(unknown, Check("key", Outcome.NOT_APPLICABLE, None, "No signature could be read."))

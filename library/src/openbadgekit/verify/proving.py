"""Every proof of a document, each held against the keys of the document's issuer.

A failing proof under a key of the issuer makes the document invalid, also beside a good one. Proofs of unknown suites and of
strangers are notes beside a good one, and never enough alone.

Source: W3C Data Integrity 1.0 "Verify Proof"; conformance rows OB3-P-05..07, OB3-P-11, DI-03; verdict rules 4 and 5.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from openbadgekit import contexts, proofs
from openbadgekit.documents.views import listed
from openbadgekit.errors import ContextRefused, KeyMalformed, Malformed, OpenBadgeKitError, ProofError, ProofInvalid
from openbadgekit.keys import jwk
from openbadgekit.keys.documents import ASSERTION, KeyDocument, VerificationMethod
from openbadgekit.keys.model import PublicKey
from openbadgekit.limits import LIMITS
from openbadgekit.proofs import Suite, chains, vc_jwt
from openbadgekit.proofs.jose import CompactJws
from openbadgekit.reading import JsonObject, parse_datetime
from openbadgekit.verify.binding import IssuerKeys
from openbadgekit.verify.report import Check, Outcome

GOOD, BAD, STRANGER, UNRESOLVED, UNSUPPORTED = "good", "bad", "stranger", "unresolved", "unsupported"
SKEW = timedelta(seconds=60)


@dataclass(frozen=True)
class Single:
    """What came of one proof."""

    kind: str
    code: str | None
    sentence: str
    method: str = ""
    fingerprint: str | None = None


@dataclass(frozen=True)
class Proven:
    """What came of all of them: two checks, the method that signed, notes, and the fingerprint of its key."""

    proof: Check
    key: Check
    method: str | None
    notes: tuple[str, ...]
    fingerprint: str | None = None

    @property
    def good(self) -> bool:
        """Whether the document is proven to be its issuer's."""
        return self.proof.outcome is Outcome.PASSED and self.key.outcome is Outcome.PASSED


def prove(document: JsonObject, jws: CompactJws | None, keys: IssuerKeys, *, issuer_id: str, at: datetime) -> Proven:
    """Check every proof of a document.

    Args:
        document: with its ``proof``, or the credential of ``jws``.
        keys: of ``issuer_id``. at: the moment that is judged.
    """
    if jws is not None:
        return _combined([_token(jws, keys)])
    found = listed(document.get("proof"))
    if not found:
        missing = Check("proof", Outcome.FAILED, "proof_missing", "The badge is not signed.")
        return Proven(missing, Check("key", Outcome.NOT_APPLICABLE, None, "There is no signature."), None, ())
    if len(found) > LIMITS.proofs:
        many = Check("proof", Outcome.FAILED, "too_large", f"The badge has more than {LIMITS.proofs} signatures.")
        return Proven(many, Check("key", Outcome.NOT_APPLICABLE, None, "No signature was looked at."), None, ())
    bare = proofs.without_proof(document)
    singles = []
    for proof in found:
        try:
            signed = chains.signed_by(bare, proof, found) if isinstance(proof, dict) else bare
            singles.append(_single(signed, proof, keys, issuer_id=issuer_id, at=at))
        except (ProofInvalid, ContextRefused) as problem:
            singles.append(Single(BAD, problem.code, problem.sentence))
    return _combined(singles)


def _combined(singles: Sequence[Single]) -> Proven:
    """One answer from all proofs: bad wins, then good, then what could not be said."""
    by_kind = {kind: [single for single in singles if single.kind == kind] for kind in {s.kind for s in singles}}
    notes = tuple(single.sentence for kind in (STRANGER, UNSUPPORTED, UNRESOLVED) for single in by_kind.get(kind, []))
    if bad := by_kind.get(BAD):
        failed = Check("proof", Outcome.FAILED, bad[0].code, bad[0].sentence)
        return Proven(failed, Check("key", Outcome.NOT_APPLICABLE, None, "The signature does not hold."), None, notes)
    if good := by_kind.get(GOOD):
        notes = (*(single.sentence for single in good if single.sentence), *notes)
        passed = Check("proof", Outcome.PASSED, None, "The signature fits: nothing was changed since it was signed.")
        key = Check("key", Outcome.PASSED, None, "The key that signed is one that the issuer publishes.")
        return Proven(passed, key, good[0].method, notes, good[0].fingerprint)
    if unresolved := by_kind.get(UNRESOLVED):
        unknown = Check("proof", Outcome.UNKNOWN, "key_unresolvable", "The signature could not be held against a key.")
        return Proven(unknown, Check("key", Outcome.UNKNOWN, "key_unresolvable", unresolved[0].sentence), None, ())
    if stranger := by_kind.get(STRANGER):
        unknown = Check("proof", Outcome.UNKNOWN, "key_not_issuers", "The signature says nothing about the issuer.")
        return Proven(unknown, Check("key", Outcome.FAILED, "key_not_issuers", stranger[0].sentence), None, ())
    unknown = Check("proof", Outcome.UNKNOWN, "proof_unsupported", by_kind[UNSUPPORTED][0].sentence)
    return Proven(unknown, Check("key", Outcome.NOT_APPLICABLE, None, "No signature could be read."), None, ())


def _single(document: JsonObject, proof: Any, keys: IssuerKeys, *, issuer_id: str, at: datetime) -> Single:
    """One Data Integrity proof."""
    if not isinstance(proof, dict):
        return Single(BAD, "proof_invalid", "A signature of the badge is no object.")
    suite = proofs.suite_of(proof)
    if suite is None:
        return Single(UNSUPPORTED, "proof_unsupported", "A signature is of a kind that is not known here.")
    if (fault := _options(proof, at)) is not None:
        return Single(BAD, "proof_invalid", fault)
    if any(context not in listed(document.get("@context")) for context in listed(proof.get("@context"))):
        return Single(BAD, "context_refused", "A signature brings a vocabulary of its own.")
    method, reason = _method(str(proof["verificationMethod"]), keys, issuer_id=issuer_id)
    if method is None:
        return reason
    if (late := _out_of_time(method, proof.get("created"))) is not None:
        return Single(BAD, "proof_invalid", late)
    if method.key is None:
        return Single(UNRESOLVED, "key_unresolvable", "The issuer's key is of a kind that is not read here.")
    try:
        note = _checked(suite, document, proof, method.key)
    except OpenBadgeKitError as problem:
        return Single(BAD, problem.code, problem.sentence)
    return Single(GOOD, None, " ".join(filter(None, (suite.legacy, note))), method.id, method.key.fingerprint)


def _checked(suite: Suite, document: JsonObject, proof: JsonObject, key: PublicKey) -> str:
    """Hold one proof; where it fails, once more as signed under an older text of a context (trap T4).

    Returns:
        What should be known of a proof that holds, mostly nothing.
    """
    try:
        suite.check(document, proof, key)
    except ProofInvalid:
        older, terms = contexts.as_older_text(document) if suite.rdf else (document, frozenset[str]())
        if not terms:
            raise
        suite.check(older, proof, key)
        return f"It was signed with an older text of its vocabulary; its signature does not cover {', '.join(sorted(terms))}."
    return ""


def _options(proof: JsonObject, at: datetime) -> str | None:
    """What is wrong with the options of a proof, or None."""
    if proof.get("proofPurpose") != ASSERTION:
        return "The signature was made for another purpose than issuing a badge."
    if not isinstance(proof.get("verificationMethod"), str) or ":" not in proof["verificationMethod"]:
        return "The signature does not say with which key it was made."
    if not proof["verificationMethod"].startswith(("did:", "https://", "http://", "urn:")):
        return "The signature names its key in a way that is no address."
    try:
        for name in ("created", "expires"):
            if name in proof:
                parse_datetime(proof[name])
        if "expires" in proof and at - parse_datetime(proof["expires"]) > SKEW:
            return "The signature itself has expired."
    except Malformed:
        return "A date of the signature is none."
    return None


def _method(name: str, keys: IssuerKeys, *, issuer_id: str) -> tuple[VerificationMethod | None, Single]:
    """The method of this name among the issuer's keys, or why not."""
    owner = name.partition("#")[0]
    stranger = Single(STRANGER, "key_not_issuers", "The key that signed is not one of the issuer's.")
    if keys.outcome is Outcome.FAILED:
        return None, Single(STRANGER, "key_not_issuers", keys.sentence)
    if issuer_id.startswith("did:") and owner != issuer_id:
        return None, stranger
    if keys.document is None:
        return None, Single(UNRESOLVED, "key_unresolvable", keys.sentence)
    method = keys.document.method(name)
    return (method, stranger) if _may_sign(method, issuer_id) else (None, stranger)


def _may_sign(method: VerificationMethod | None, issuer_id: str) -> bool:
    """Whether a method of the issuer's document is the issuer's own, and for signing badges."""
    return method is not None and ASSERTION in method.purposes and method.controller in (issuer_id, "")


def _out_of_time(method: VerificationMethod, written: Any) -> str | None:
    """A key that was revoked or had expired when the signature says that it was made.

    Args:
        written: a date and time as a proof writes it, or the seconds of a token's claim.
    """
    try:
        seconds = isinstance(written, int | float) and not isinstance(written, bool)
        created = datetime.fromtimestamp(written, UTC) if seconds else parse_datetime(written)
    except (Malformed, ValueError, OverflowError, OSError):
        created = None
    for end in (method.revoked_at, method.expires_at):
        if end is not None and (created is None or created >= end):
            return "The issuer had withdrawn the key before this signature was made."
    return None


def _token(jws: CompactJws, keys: IssuerKeys) -> Single:
    """One compact JWS."""
    try:
        vc_jwt.check_claims(jws)
    except OpenBadgeKitError as problem:
        return Single(BAD, problem.code, problem.sentence)
    if keys.outcome is Outcome.FAILED:
        return Single(STRANGER, "key_not_issuers", keys.sentence)
    if keys.document is None:
        return Single(UNRESOLVED, "key_unresolvable", keys.sentence)
    method = _named(jws.header, keys.document)
    if method is None or not _may_sign(method, keys.document.id):
        return Single(STRANGER, "key_not_issuers", "The key that signed is not one of the issuer's.")
    ends = method.revoked_at or method.expires_at
    if ends and (late := _out_of_time(method, _signed_at(jws))) is not None:
        return Single(BAD, "proof_invalid", late)
    if method.key is None:
        return Single(UNRESOLVED, "key_unresolvable", "The issuer's key is of a kind that is not read here.")
    try:
        vc_jwt.check(jws, method.key)
    except ProofError as problem:
        return Single(BAD, problem.code, problem.sentence)
    return Single(GOOD, None, "", method.id, method.key.fingerprint)


def _signed_at(jws: CompactJws) -> Any:
    """When a token says that it was made: ``iat``, else the beginning of what it says."""
    payload = jws.body
    return payload.get("iat", payload.get("nbf"))


def _named(header: JsonObject, document: KeyDocument) -> VerificationMethod | None:
    """The issuer's key that a header means: by ``kid``, by a ``jwk`` that the issuer publishes too, or the only one."""
    kid = header.get("kid")
    if isinstance(kid, str):
        for candidate in (kid, f"{document.id}#{kid.removeprefix('#')}"):
            if (method := document.method(candidate)) is not None:
                return method
        return None
    if isinstance(header.get("jwk"), dict):
        try:
            shown = jwk.write_public(jwk.read_public(header["jwk"]))
        except KeyMalformed:
            return None
        same = [item for item in document.methods if item.key is not None and jwk.write_public(item.key) == shown]
        return same[0] if same else None
    return document.methods[0] if len(document.methods) == 1 else None

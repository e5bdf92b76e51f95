"""One signature, held against the keys of the document's issuer: a Data Integrity proof (``embedded``) or a token (``token``).

1. it is of a suite that is known                     4. the key that it names is the issuer's, for signing badges
2. its options: purpose, method, dates                5. the key was not withdrawn when the signature was made
3. it brings no vocabulary, and its claims agree      6. the signature fits

Source: W3C Data Integrity 1.0, section 4.4 "Verify Proof"; Open Badges 3.0 "JSON Web Token Proof Format"; conformance rows
OB3-P-05..08, DI-03; verdict rules 3 to 5.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from openbadgekit import contexts, proofs
from openbadgekit.errors import KeyMalformed, Malformed, OpenBadgeKitError, ProofError, ProofInvalid
from openbadgekit.keys import jwk
from openbadgekit.keys.documents import ASSERTION, KeyDocument, VerificationMethod
from openbadgekit.keys.model import PublicKey
from openbadgekit.proofs import Suite, jose, vc_jwt
from openbadgekit.proofs.jose import CompactJws
from openbadgekit.reading import JsonObject, listed, parse_datetime
from openbadgekit.verify.binding import IssuerKeys
from openbadgekit.verify.policy import SKEW
from openbadgekit.verify.report import Outcome


class Kind(StrEnum):
    """What a signature turned out to be."""

    GOOD = "good"
    BAD = "bad"
    STRANGER = "stranger"
    UNRESOLVED = "unresolved"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True)
class Signature:
    """What came of one signature.

    Attributes:
        code: a reason word, None when it is good. sentence: why not, or what should be known of a good one (mostly nothing).
        method, fingerprint: of the key that signed, when it is good.
    """

    kind: Kind
    code: str | None
    sentence: str
    method: str = ""
    fingerprint: str | None = None


_STRANGER = Signature(Kind.STRANGER, "key_not_issuers", "The key that signed is not one of the issuer's.")
_UNREAD = Signature(Kind.UNRESOLVED, "key_unresolvable", "The issuer's key is of a kind that is not read here.")


def bad(problem: OpenBadgeKitError) -> Signature:
    """A signature that cannot hold, for the reason that an error gives."""
    return Signature(Kind.BAD, problem.code, problem.sentence)


def embedded(
    document: JsonObject, proof: Any, keys: IssuerKeys, *, issuer_id: str, at: datetime, known_plain: bool = False
) -> Signature:
    """One Data Integrity proof.

    Args:
        document: what it was made over, without the proof itself. keys: of ``issuer_id``. at: the moment that is judged.
        known_plain: what is known of document and proof, as for ``jcs.canonicalize``.
    """
    if not isinstance(proof, dict):
        return Signature(Kind.BAD, "proof_invalid", "A signature of the badge is no object.")
    # 1. a known suite
    suite = proofs.suite_of(proof)
    if suite is None:
        return Signature(Kind.UNSUPPORTED, "proof_unsupported", "A signature is of a kind that is not known here.")
    # 2. its options
    if (fault := _options(proof, at)) is not None:
        return Signature(Kind.BAD, "proof_invalid", fault)
    # 3. no vocabulary of its own
    if any(context not in listed(document.get("@context")) for context in listed(proof.get("@context"))):
        return Signature(Kind.BAD, "context_refused", "A signature brings a vocabulary of its own.")
    # 4. a key of the issuer's
    method, reason = _method(str(proof["verificationMethod"]), keys, issuer_id=issuer_id)
    if method is None:
        return reason
    # 5. in its time
    if (late := _out_of_time(method, proof.get("created"))) is not None:
        return Signature(Kind.BAD, "proof_invalid", late)
    if method.key is None:
        return _UNREAD
    # 6. and it fits
    try:
        note = _checked(suite, document, proof, method.key, known_plain)
    except OpenBadgeKitError as problem:
        return bad(problem)
    return Signature(Kind.GOOD, None, " ".join(filter(None, (suite.legacy, note))), method.id, method.key.fingerprint)


def _checked(suite: Suite, document: JsonObject, proof: JsonObject, key: PublicKey, known_plain: bool) -> str:
    """Hold one proof; where it fails, once more as signed under an older text of a context (trap T4).

    Returns:
        What should be known of a proof that holds, mostly nothing.
    """
    if not suite.rdf:
        suite.check(document, proof, key, known_plain=known_plain)
        return ""
    try:
        suite.check(document, proof, key)
    except ProofInvalid:
        older, terms = contexts.as_older_text(document)
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
    if "expiration" in proof:
        return "The signature says when it ends in a word that is not read here."
    try:
        for name in ("created", "expires"):
            if name in proof:
                parse_datetime(proof[name])
        if "expires" in proof and at - parse_datetime(proof["expires"]) > SKEW:
            return "The signature itself has expired."
    except Malformed:
        return "A date of the signature is none."
    return None


def _method(name: str, keys: IssuerKeys, *, issuer_id: str) -> tuple[VerificationMethod | None, Signature]:
    """The method of this name among the issuer's keys, or why not."""
    owner = name.partition("#")[0]
    if keys.outcome is Outcome.FAILED:
        return None, Signature(Kind.STRANGER, "key_not_issuers", keys.sentence)
    if issuer_id.startswith("did:") and owner != issuer_id:
        return None, _STRANGER
    if keys.document is None:
        return None, Signature(Kind.UNRESOLVED, "key_unresolvable", keys.sentence)
    method = keys.document.method(name)
    return (method, _STRANGER) if _may_sign(method, issuer_id) else (None, _STRANGER)


def _may_sign(method: VerificationMethod | None, issuer_id: str) -> bool:
    """Whether a method of the issuer's document is the issuer's own, and for signing badges."""
    return method is not None and ASSERTION in method.purposes and method.controller == issuer_id


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


def token(jws: CompactJws, keys: IssuerKeys) -> Signature:
    """One compact JWS, whose claims repeat its credential."""
    try:
        vc_jwt.check_claims(jws)
    except OpenBadgeKitError as problem:
        return bad(problem)
    if keys.outcome is Outcome.FAILED:
        return Signature(Kind.STRANGER, "key_not_issuers", keys.sentence)
    if keys.document is None:
        return Signature(Kind.UNRESOLVED, "key_unresolvable", keys.sentence)
    method = _named(jws.header, keys.document)
    if method is None or not _may_sign(method, keys.document.id):
        return _STRANGER
    ends = method.revoked_at or method.expires_at
    if ends and (late := _out_of_time(method, _signed_at(jws))) is not None:
        return Signature(Kind.BAD, "proof_invalid", late)
    if method.key is None:
        return _UNREAD
    try:
        jose.check(jws, method.key)  # its claims were looked at above
    except ProofError as problem:
        return bad(problem)
    return Signature(Kind.GOOD, None, "", method.id, method.key.fingerprint)


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

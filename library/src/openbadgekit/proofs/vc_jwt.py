"""The Open Badges JWT proof: the credential itself as payload, with registered claims that repeat it.

Read too: VC 1.1 JWTs (body under ``vc``) and VC-JOSE (``typ`` vc+jwt, written by ``vc_jose``). Where a claim and the credential say
the same thing in two places, any disagreement makes the proof invalid.

Source: Open Badges 3.0 "JSON Web Token Proof Format"; VC Data Model 1.1 section 6.3.1; conformance rows OB3-P-03..06, trap T2.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from openbadgekit.errors import Malformed, ProofInvalid
from openbadgekit.keys.model import ALGORITHMS, PublicKey
from openbadgekit.keys.signer import Signer
from openbadgekit.proofs import jose
from openbadgekit.proofs.jose import CompactJws
from openbadgekit.reading import JsonObject, parse_datetime, plain

CLAIMS = ("iss", "jti", "sub", "nbf", "exp", "iat", "aud", "cnf")
_TYPES = frozenset({"JWT", "vc+jwt", "vc+ld+jwt", "vc+ld+json+jwt"})


def make(document: JsonObject, signer: Signer, *, text: bytes | None = None) -> str:
    """Sign a credential as a compact JWS.

    Args:
        document: without proof; with ``id``, ``issuer``, ``validFrom`` and a single subject.
        text: the same as compact JSON, where it is known.
    """
    header = {"alg": ALGORITHMS[signer.kind][0], "kid": signer.verification_method, "typ": "JWT"}
    claims = _claims(document)
    if text is None or not claims.keys().isdisjoint(document):
        return jose.make({**document, **claims}, header, signer)
    return jose.sign(b"%b,%b" % (text[:-1], plain.written(claims)[1:]), header, signer)


def _claims(document: JsonObject) -> JsonObject:
    """The claims that repeat the credential (OB3-P-04)."""
    subject = _subject(document)
    claims: JsonObject = {"iss": _id_of(document.get("issuer")), "jti": document.get("id")}
    if isinstance(subject.get("id"), str):
        claims["sub"] = subject["id"]
    claims["nbf"] = int(parse_datetime(document.get("validFrom"), path="validFrom").timestamp())
    if "validUntil" in document:
        claims["exp"] = int(parse_datetime(document["validUntil"], path="validUntil").timestamp())
    return {name: value for name, value in claims.items() if value is not None}


def credential_of(jws: CompactJws) -> JsonObject:
    """The credential that a token carries, with the claims that it repeats taken out.

    Raises:
        NotStrictJson: the payload is no JSON object.
        ProofInvalid: two places disagree, or a credential stands both above and under ``vc``.
    """
    return _credential(jws, jws.body)


def _credential(jws: CompactJws, payload: JsonObject) -> JsonObject:
    """The credential of a payload that was decoded already."""
    kind = jws.header.get("typ")
    if kind is not None and not (isinstance(kind, str) and kind in _TYPES):
        raise ProofInvalid("The token is of another kind than a badge.")
    if "vc" not in payload:
        return {name: value for name, value in payload.items() if name not in CLAIMS}
    if "credentialSubject" in payload or "@context" in payload or not isinstance(payload["vc"], dict):
        raise ProofInvalid("The token holds two credentials, and nobody can say which was meant.")
    return _completed(payload["vc"], payload)


def _completed(document: JsonObject, payload: JsonObject) -> JsonObject:
    """A VC 1.1 body with what only the claims say (VC Data Model 1.1, JWT Decoding)."""
    whole = dict(document)
    if "iss" in payload:
        whole.setdefault("issuer", payload["iss"])
    if "jti" in payload:
        whole.setdefault("id", payload["jti"])
    if "nbf" in payload and "issuanceDate" not in whole and "validFrom" not in whole:
        whole["issuanceDate"] = _written(payload["nbf"])
    if "exp" in payload and "expirationDate" not in whole and "validUntil" not in whole:
        whole["expirationDate"] = _written(payload["exp"])
    return whole


def check_claims(jws: CompactJws) -> None:
    """Hold every registered claim against its counterpart in the credential.

    The Open Badges profile demands the claims; VC-JOSE (``typ`` vc+jwt) and VC 1.1 leave them out at will.

    Raises:
        ProofInvalid: a claim is missing or disagrees; the sentence names it.
    """
    payload = jws.body
    document = _credential(jws, payload)
    demanded = "vc" not in payload and jws.header.get("typ") in (None, "JWT")
    subject = _subject(document)
    _same("iss", payload, _id_of(document.get("issuer")), demanded=demanded)
    _same("jti", payload, document.get("id"), demanded=demanded and "id" in document)
    _same("sub", payload, subject.get("id"), demanded=demanded and "id" in subject)
    begin, end = _dates(document)
    _same("nbf", payload, _seconds(begin), demanded=demanded)
    _same("exp", payload, _seconds(end), demanded=demanded and end is not None)


def _same(claim: str, payload: JsonObject, wanted: Any, *, demanded: bool) -> None:
    """One claim and its counterpart."""
    if claim not in payload:
        if demanded:
            raise ProofInvalid(f"The token lacks the claim {claim!r}, which must repeat what the badge says.")
        return
    found = payload[claim]
    if isinstance(found, float) and found.is_integer():
        found = int(found)
    if isinstance(found, bool) or found != wanted:
        raise ProofInvalid(f"The token's claim {claim!r} says something else than the badge.")


def check(jws: CompactJws, key: PublicKey) -> None:
    """Hold claims and signature against a resolved key.

    Raises:
        ProofInvalid, ProofUnsupported: as ``check_claims`` and ``jose.check`` say.
    """
    check_claims(jws)
    jose.check(jws, key)


def _dates(document: JsonObject) -> tuple[datetime | None, datetime | None]:
    """Begin and end of validity, by the names of either data model."""
    begin = document.get("validFrom", document.get("issuanceDate"))
    end = document.get("validUntil", document.get("expirationDate"))
    try:
        return (parse_datetime(begin) if begin is not None else None, parse_datetime(end) if end is not None else None)
    except Malformed:
        raise ProofInvalid("The dates of the badge cannot be compared with the token's.") from None


def _seconds(moment: datetime | None) -> int | None:
    """Whole seconds, as the claims count."""
    return None if moment is None else int(moment.timestamp())


def _written(seconds: Any) -> str:
    """A claim's seconds as a date and time."""
    try:
        return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (TypeError, ValueError, OverflowError, OSError):
        raise ProofInvalid("A date of the token is none.") from None


def _subject(document: JsonObject) -> JsonObject:
    """The single subject, or an empty object."""
    subject = document.get("credentialSubject")
    if isinstance(subject, list) and len(subject) == 1:
        subject = subject[0]
    return subject if isinstance(subject, dict) else {}


def _id_of(value: Any) -> Any:
    """An id given as text or within an object."""
    return value.get("id") if isinstance(value, dict) else value

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

CLAIMS = frozenset({"iss", "jti", "sub", "nbf", "exp", "iat", "aud", "cnf"})
_TYPES = frozenset({"JWT", "vc+jwt", "vc+ld+jwt", "vc+ld+json+jwt"})


def make(document: JsonObject, signer: Signer) -> str:
    """Sign a credential as a compact JWS; ``document`` as for ``sign``."""
    return sign(document, signer).decode()


def sign(document: JsonObject, signer: Signer, *, text: bytes | None = None) -> bytes:
    """The same as ASCII bytes.

    Args:
        document: without proof; with ``id``, ``issuer``, ``validFrom`` and a single subject.
        text: the same as compact JSON, where it is known.
    """
    header = {"alg": ALGORITHMS[signer.kind][0], "kid": signer.verification_method, "typ": "JWT"}
    claims = _claims(document)
    if text is None or not claims.keys().isdisjoint(document):
        return jose.sign(plain.written({**document, **claims}), header, signer)
    return jose.sign(b"%b,%b" % (text[:-1], plain.written(claims)[1:]), header, signer)


def _claims(document: JsonObject) -> JsonObject:
    """The claims that repeat the credential (OB3-P-04)."""
    subject = _subject(document)
    claims: JsonObject = {"iss": _id_of(document.get("issuer")), "jti": document.get("id")}
    if isinstance(subject.get("id"), str):
        claims["sub"] = subject["id"]
    claims["nbf"] = _seconds(document.get("validFrom"), path="validFrom")
    if "validUntil" in document:
        claims["exp"] = _seconds(document["validUntil"], path="validUntil")
    return claims if None not in claims.values() else {name: value for name, value in claims.items() if value is not None}


def credential_of(jws: CompactJws) -> JsonObject:
    """The credential that a token carries, with the claims that it repeats taken out.

    Raises:
        NotStrictJson: the payload is no JSON object.
        ProofInvalid: two places disagree, or a credential stands both above and under ``vc``.
    """
    credential = _credential(jws)
    return {name: value for name, value in credential.items() if name not in CLAIMS} if credential is jws.body else credential


def _credential(jws: CompactJws) -> JsonObject:
    """The object that holds the credential: the payload itself, claims among it, or what stands under ``vc``."""
    payload = jws.body
    kind = jws.header.get("typ")
    if kind is not None and not (isinstance(kind, str) and kind in _TYPES):
        raise ProofInvalid("The token is of another kind than a badge.")
    if "vc" not in payload:
        return payload
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
    payload, document = jws.body, _credential(jws)
    subject = _subject(document)
    begin, end = _dates(document)
    repeated = (
        ("iss", _id_of(document.get("issuer")), True),
        ("jti", document.get("id"), "id" in document),
        ("sub", subject.get("id"), "id" in subject),
        ("nbf", begin, True),
        ("exp", end, end is not None),
    )
    demanded = document is payload and jws.header.get("typ") in (None, "JWT")
    for claim, wanted, said in repeated:
        if claim not in payload:
            if demanded and said:
                raise ProofInvalid(f"The token lacks the claim {claim!r}, which must repeat what the badge says.")
        elif payload[claim] != wanted or type(payload[claim]) is bool:
            raise ProofInvalid(f"The token's claim {claim!r} says something else than the badge.")


def check(jws: CompactJws, key: PublicKey) -> None:
    """Hold claims and signature against a resolved key.

    Raises:
        ProofInvalid, ProofUnsupported: as ``check_claims`` and ``jose.check`` say.
    """
    check_claims(jws)
    jose.check(jws, key)


def _dates(document: JsonObject) -> tuple[int | None, int | None]:
    """Begin and end of validity, by the names of either data model, in whole seconds as the claims count."""
    begin = document.get("validFrom", document.get("issuanceDate"))
    end = document.get("validUntil", document.get("expirationDate"))
    try:
        return (_seconds(begin) if begin is not None else None, _seconds(end) if end is not None else None)
    except Malformed:
        raise ProofInvalid("The dates of the badge cannot be compared with the token's.") from None


def _seconds(moment: Any, *, path: str = "") -> int:
    """A date and time as a claim says it."""
    return int(parse_datetime(moment, path=path).timestamp())


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

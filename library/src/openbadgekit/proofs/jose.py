"""Compact JWS in its one strict spelling.

The header never decides alone: the algorithm must fit the resolved key, ``jku``, ``x5u`` and ``x5c`` are never used, an
unknown ``crit`` is refused, and the parts have no padding.

Source: RFC 7515, RFC 8725; conformance row OB3-P-06.
"""

from __future__ import annotations

from dataclasses import dataclass

from openbadgekit.errors import NotJws, NotStrictJson, ProofInvalid, ProofUnsupported, TooLarge
from openbadgekit.keys.model import PublicKey
from openbadgekit.keys.multibase import base64url_decode, base64url_encode
from openbadgekit.keys.signer import Signer
from openbadgekit.limits import LIMITS
from openbadgekit.reading import JsonObject, read_object, write

ALGORITHMS = frozenset({"EdDSA", "Ed25519", "ES256", "ES384", "RS256", "PS256"})
"""Every other name, ``none`` and the HMACs included, is unknown here."""

LONGEST_HEADER = 8192


@dataclass(frozen=True)
class CompactJws:
    """A parsed JWS: three parts, none of them trusted yet."""

    header: JsonObject
    payload: bytes
    signature: bytes
    signing_input: bytes
    text: str


def read(text: str | bytes) -> CompactJws:
    """Split and decode a compact JWS.

    Raises:
        NotJws: not three base64url parts, or a header that is no JSON object.
        TooLarge: longer than a document may be.
    """
    shown = text.decode("ascii", "replace") if isinstance(text, bytes) else text
    if len(shown) > LIMITS.document_bytes * 2:
        raise TooLarge("The token is longer than a badge may be.")
    parts = shown.strip().split(".")
    if len(parts) != 3 or not parts[0] or not parts[1]:
        raise NotJws("This is no signed token: it does not have three parts.")
    try:
        header, payload, signature = (base64url_decode(part) for part in parts)
        if len(header) > LONGEST_HEADER:
            raise ValueError
        decoded = read_object(header)
    except (ValueError, NotStrictJson):
        raise NotJws("This is no signed token: a part cannot be read.") from None
    return CompactJws(decoded, payload, signature, f"{parts[0]}.{parts[1]}".encode(), ".".join(parts))


def check(jws: CompactJws, key: PublicKey) -> None:
    """Hold the signature against a resolved key.

    Raises:
        ProofUnsupported: an algorithm that we do not know, or that does not fit the key; a ``crit`` header.
        ProofInvalid: the signature does not fit.
    """
    alg = jws.header.get("alg")
    if not isinstance(alg, str) or alg not in ALGORITHMS:
        raise ProofUnsupported(f"The algorithm {str(alg)[:20]!r} is not accepted.")
    if "crit" in jws.header or "b64" in jws.header:
        raise ProofUnsupported("The token demands an extension that is not known here.")
    if not key.verify(jws.signature, jws.signing_input, alg=alg):
        raise ProofInvalid("The signature does not fit the token: something was changed after signing.")


def make(payload: JsonObject, header: JsonObject, signer: Signer) -> str:
    """Sign a payload under a header."""
    signing_input = f"{base64url_encode(write(header))}.{base64url_encode(write(payload))}"
    return f"{signing_input}.{base64url_encode(signer.sign(signing_input.encode()))}"

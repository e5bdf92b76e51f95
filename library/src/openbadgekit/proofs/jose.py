"""Compact JWS in its one strict spelling.

The header never decides alone: the algorithm must fit the resolved key, ``jku``, ``x5u`` and ``x5c`` are never used, an
unknown ``crit`` is refused, and the parts have no padding.

Source: RFC 7515, RFC 8725; conformance row OB3-P-06.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from functools import lru_cache

from openbadgekit.errors import NotJws, NotStrictJson, ProofInvalid, ProofUnsupported, TooLarge
from openbadgekit.keys.model import PublicKey
from openbadgekit.keys.multibase import base64url, base64url_decode
from openbadgekit.keys.signer import Signer
from openbadgekit.limits import LIMITS
from openbadgekit.reading import JsonObject, plain, read_object

ALGORITHMS = frozenset({"EdDSA", "Ed25519", "ES256", "ES384", "RS256", "PS256"})
"""Every other name, ``none`` and the HMACs included, is unknown here."""

LONGEST_HEADER = 8192
LONGEST_KEPT = 1024
"""A header's part that is remembered [characters]: 256 of them are a quarter of a megabyte."""


@dataclass(slots=True)
class CompactJws:
    """A parsed JWS: three parts, none of them trusted yet."""

    header: JsonObject
    payload: bytes
    signature: bytes
    signing_input: bytes
    _body: JsonObject | None = field(default=None, repr=False, compare=False)

    @property
    def body(self) -> JsonObject:
        """The payload as a JSON object; it is read once, and nobody changes it.

        Raises:
            NotStrictJson: it is none. TooLarge: a limit.
        """
        if self._body is None:
            self._body = read_object(self.payload)
        return self._body


def read(text: str | bytes) -> CompactJws:
    """Split and decode a compact JWS.

    Raises:
        NotJws: not three base64url parts, or a header that is no JSON object.
        TooLarge: longer than a document may be.
    """
    if len(text) > LIMITS.document_bytes * 2:
        raise TooLarge("The token is longer than a badge may be.")
    shown = (text.encode("ascii", "replace") if isinstance(text, str) else text).strip()
    signing_input, _, last = shown.rpartition(b".")
    first, _, middle = signing_input.partition(b".")
    if not first or not middle or b"." in middle:
        raise NotJws("This is no signed token: it does not have three parts.")
    try:
        header, copied = (_read_head if len(first) <= LONGEST_KEPT else _read_head.__wrapped__)(first)
        payload, signature = base64url_decode(middle), base64url_decode(last)
    except (ValueError, NotStrictJson):
        raise NotJws("This is no signed token: a part cannot be read.") from None
    return CompactJws(copied(header), payload, signature, signing_input)


@lru_cache(maxsize=256)
def _read_head(part: bytes) -> tuple[JsonObject, Callable[[JsonObject], JsonObject]]:
    """A header, decoded, and how to copy it; every token of one key has the same."""
    decoded = base64url_decode(part)
    if len(decoded) > LONGEST_HEADER:
        raise ValueError
    header = read_object(decoded)
    return header, deepcopy if any(isinstance(value, dict | list) for value in header.values()) else dict


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
    """Sign a payload under a header; both are JSON already (see ``plain.written``)."""
    return sign(plain.written(payload), header, signer).decode()


def sign(payload: bytes, header: JsonObject, signer: Signer) -> bytes:
    """Sign a payload of bytes under a header."""
    only_texts = set(map(type, header.values())) == {str}
    head = _head(tuple(header.items())) if only_texts else base64url(plain.written(header))
    signing_input = b"%b.%b" % (head, base64url(payload))
    return b"%b.%b" % (signing_input, base64url(signer.sign(signing_input)))


@lru_cache(maxsize=64)
def _head(members: tuple[tuple[str, str], ...]) -> bytes:
    """A header's part, which is the same for everything that a key signs; of texts alone, because 1 and true are one key here."""
    return base64url(plain.written(dict(members)))

"""VC-JOSE: the credential as the payload of a token of type vc+jwt, without claims that repeat it.

Reading is shared with the Open Badges profile (``vc_jwt``): claims may be left out, and what is there must agree.

Source: W3C Securing Verifiable Credentials using JOSE and COSE, section 3.1; conformance row JC-01, trap T2.
"""

from __future__ import annotations

from openbadgekit.errors import Malformed
from openbadgekit.keys.model import ALGORITHMS
from openbadgekit.keys.signer import Signer
from openbadgekit.proofs import jose
from openbadgekit.reading import JsonObject, plain

TYPE = "vc+jwt"


def make(document: JsonObject, signer: Signer) -> str:
    """Sign a credential as a compact JWS."""
    return sign(document, signer).decode()


def sign(document: JsonObject, signer: Signer, *, text: bytes | None = None) -> bytes:
    """The same as ASCII bytes.

    Args:
        text: the document as compact JSON, where it is known.
    Raises:
        Malformed: the document has a member ``vc`` or ``vp``, which such a token must not have.
    """
    if {"vc", "vp"} & document.keys():
        raise Malformed("A credential in a token of type vc+jwt has no member vc or vp.")
    header = {"alg": ALGORITHMS[signer.kind][0], "kid": signer.verification_method, "typ": TYPE, "cty": "vc"}
    return jose.sign(plain.written(document) if text is None else text, header, signer)

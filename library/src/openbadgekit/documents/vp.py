"""Rules that every verifiable presentation keeps, by the data model alone.

Source: VC Data Model 2.0, section 4.13 "Verifiable Presentations"; verdict rule 11.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from openbadgekit import contexts
from openbadgekit.documents import vc
from openbadgekit.errors import Finding, Malformed
from openbadgekit.reading import JsonObject, listed

TYPE, ENVELOPED = "VerifiablePresentation", "EnvelopedVerifiableCredential"
ENVELOPE = "data:application/vc+jwt,"
"""How an enveloped credential holds a token in its ``id`` (VC Data Model 2.0, 4.13.1)."""

Check = Callable[[JsonObject], tuple[Finding, ...]]


def is_presentation(document: JsonObject) -> bool:
    """Whether a document presents credentials instead of being one."""
    kinds = listed(document.get("type"))
    return TYPE in kinds or ("verifiableCredential" in document and "VerifiableCredential" not in kinds)


def check(document: JsonObject, *, inner: Check = vc.check) -> tuple[Finding, ...]:
    """Everything that breaks the data model of a presentation and of the credentials that it holds.

    Args:
        inner: what looks at a credential inside.
    """
    return tuple(_findings(document, inner))


def _findings(document: JsonObject, inner: Check) -> Iterator[Finding]:
    """One finding after another."""
    yield from vc.context_findings(document)
    if TYPE not in listed(document.get("type")):
        yield Finding("type_wrong", "type", "The document does not call itself a verifiable presentation.")
    if "id" in document and not vc.is_url(document["id"]):
        yield Finding("malformed", "id", "The presentation's id is not one address.")
    if "holder" in document and not _names_somebody(document["holder"]):
        yield Finding("malformed", "holder", "The presentation names its holder in a way that is no address.")
    for name in ("proof", "termsOfUse"):
        yield from vc.typed_findings(name, document)
    for item in listed(document.get("verifiableCredential")):
        yield from _held(item, document, inner)


def _held(item: Any, document: JsonObject, inner: Check) -> Iterator[Finding]:
    """One credential: an object, an envelope around a token, or in the older model the token itself."""
    if isinstance(item, dict) and ENVELOPED in listed(item.get("type")):
        try:
            token_of(item)
        except Malformed as problem:
            yield Finding("malformed", "verifiableCredential.id", problem.sentence)
    elif isinstance(item, dict):
        yield from (Finding(one.code, f"verifiableCredential.{one.path}", one.sentence) for one in inner(item))
    elif not (isinstance(item, str) and listed(document.get("@context"))[:1] == [contexts.VC1]):
        yield Finding("malformed", "verifiableCredential", "A presented credential is no object.")


def _names_somebody(holder: Any) -> bool:
    """An address, or an object with one."""
    return vc.is_url(holder.get("id") if isinstance(holder, dict) else holder)


def token_of(envelope: JsonObject) -> str:
    """The token inside an ``EnvelopedVerifiableCredential``.

    Raises:
        Malformed: its id is no data address of a token.
    """
    address = envelope.get("id")
    if not isinstance(address, str) or not address.startswith(ENVELOPE) or not address[len(ENVELOPE) :]:
        raise Malformed("An enveloped credential holds no token.", path="verifiableCredential.id")
    return address[len(ENVELOPE) :]

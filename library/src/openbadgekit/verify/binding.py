"""Whose a key is: from an issuer's id to the keys that it publishes.

A key that only a badge itself brings (in a header, in the fragment of an address) proves nothing about its issuer.

Source: conformance rows OB3-P-07, OB3-P-08, trap T1, verdict rule 4.
"""

from __future__ import annotations

from dataclasses import dataclass

from openbadgekit.errors import KeyMalformed, NotStrictJson, TooLarge
from openbadgekit.keys import did_jwk, did_key, did_web, documents
from openbadgekit.keys.documents import KeyDocument
from openbadgekit.reading import read_object
from openbadgekit.verify import origins
from openbadgekit.verify.report import Outcome
from openbadgekit.verify.resources import FetchFailure, Need, Resource, Resources


@dataclass(frozen=True)
class IssuerKeys:
    """What is known of an issuer's keys.

    Attributes:
        document: its key document, when it was read.
        outcome: PASSED read; UNKNOWN could not be read; FAILED no key can ever be bound to such an id.
    """

    document: KeyDocument | None
    outcome: Outcome
    sentence: str


def need(issuer_id: str) -> Need | None:
    """The address at which an issuer's keys stand; None when nothing has to be asked, or nothing can be."""
    if issuer_id.startswith(did_web.PREFIX):
        try:
            return Need(did_web.document_url(issuer_id), "key", redirects=False)
        except KeyMalformed:
            return None
    if issuer_id.startswith(("https://", "http://")):
        return Need(issuer_id.partition("#")[0], "key")
    return None


def keys_of(issuer_id: str, resources: Resources) -> IssuerKeys:
    """The keys of an issuer, from its id alone or from what was fetched."""
    for method in (did_key, did_jwk):
        if issuer_id.startswith(method.PREFIX):
            try:
                return IssuerKeys(method.resolve(issuer_id), Outcome.PASSED, "")
            except KeyMalformed as problem:
                return IssuerKeys(None, Outcome.UNKNOWN, problem.sentence)
    wanted = need(issuer_id)
    if wanted is not None:
        return _fetched(issuer_id, wanted.url, resources.get(wanted.url) or FetchFailure(wanted.url, "unreachable"))
    if issuer_id.startswith("did:"):
        return IssuerKeys(None, Outcome.UNKNOWN, "The issuer's name is of a kind that cannot be looked up here.")
    return IssuerKeys(None, Outcome.FAILED, "No key can be tied to an issuer that is named like this.")


def _fetched(issuer_id: str, url: str, answer: Resource | FetchFailure) -> IssuerKeys:
    """The keys of a document that was asked for."""
    if isinstance(answer, FetchFailure):
        return IssuerKeys(None, Outcome.UNKNOWN, f"The issuer's keys could not be seen: {answer.sentence}")
    if not origins.stays(url, answer):  # an address that leads wherever one likes is no issuer's own
        return IssuerKeys(None, Outcome.UNKNOWN, "The issuer's address leads to another site, which does not speak for the issuer.")
    try:
        document = documents.read(read_object(answer.body), url=issuer_id)
    except (NotStrictJson, TooLarge, KeyMalformed):
        return IssuerKeys(None, Outcome.UNKNOWN, "What the issuer publishes could not be read as a list of keys.")
    if document.id != issuer_id:
        return IssuerKeys(None, Outcome.UNKNOWN, "The list of keys at the issuer's address belongs to somebody else.")
    return IssuerKeys(document, Outcome.PASSED, "")

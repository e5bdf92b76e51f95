"""Signed 2.0 and 1.0 awards: the token, the key that it names, and that the key is its issuer's.

1. the token's algorithm and form                    3. the issuer lists the key in ``publicKey``
2. the key of ``verification.creator``, at its address   4. the key's ``owner`` is the issuer; the signature fits

Source: Open Badges 2.0 "Signed verification"; Open Badges 1.0 "Signed badges"; conformance row OB2-05.
"""

from __future__ import annotations

from dataclasses import dataclass

from openbadgekit.documents import ob2
from openbadgekit.documents.views import object_of, text_of
from openbadgekit.errors import KeyMalformed, ProofError
from openbadgekit.keys import spelled
from openbadgekit.keys.model import PublicKey
from openbadgekit.proofs import jose
from openbadgekit.proofs.jose import CompactJws
from openbadgekit.reading import JsonObject, listed
from openbadgekit.verify import origins
from openbadgekit.verify.older.chain import Chain
from openbadgekit.verify.older.links import Found, Link, Sight
from openbadgekit.verify.report import Check, Outcome
from openbadgekit.verify.resources import FetchFailure, Resource

ALGORITHMS = frozenset({"RS256", "ES256"})
_PEM = b"-----BEGIN PUBLIC KEY-----"


@dataclass(frozen=True)
class Key:
    """The key that a token names: its address, the key itself, or why there is none.

    Attributes:
        public: there exactly when the outcome is PASSED.
        outcome: PASSED it is the issuer's; FAILED it is not; UNKNOWN it could not be seen.
    """

    name: str
    public: PublicKey | None
    outcome: Outcome
    code: str | None
    sentence: str


def check(chain: Chain, jws: CompactJws | None, sight: Sight) -> tuple[Check, Check, Key | None]:
    """Steps ``proof`` and ``key`` of a signed award, and the key that signed when both hold."""
    none = Check("key", Outcome.NOT_APPLICABLE, None, "There is no signature.")
    if jws is None:
        return Check("proof", Outcome.FAILED, "proof_missing", "It says that it is signed, and is not."), none, None
    if jws.header.get("alg") not in ALGORITHMS:
        odd = Check("proof", Outcome.FAILED, "proof_unsupported", "It is signed in a way that such badges may not be.")
        return odd, none, None
    key = key_of(chain, sight)
    if key.public is None:
        open_ = Check("proof", Outcome.UNKNOWN, key.code, "The signature could not be held against a key of the issuer.")
        return open_, Check("key", key.outcome, key.code, key.sentence), None
    try:
        jose.check(jws, key.public)
    except ProofError as problem:
        bad = Check("proof", Outcome.FAILED, problem.code, problem.sentence)
        return bad, Check("key", Outcome.NOT_APPLICABLE, None, "The signature does not hold."), None
    passed = Check("proof", Outcome.PASSED, None, "The signature fits: nothing was changed since it was signed.")
    return passed, Check("key", Outcome.PASSED, None, "The key that signed is one that the issuer publishes."), key


def key_of(chain: Chain, sight: Sight) -> Key:
    """The key that an award names, when it is its issuer's."""
    issuer = chain.issuer
    if issuer is None or not issuer.here:
        return Key("", None, *unseen(chain))
    if not issuer.address:
        sentence = "No key can be tied to an issuer that has no address of its own."
        return Key("", None, Outcome.FAILED, "key_not_issuers", sentence)
    published = [text_of(item) or text_of(object_of(item).get("id")) for item in listed(issuer.document.get("publicKey"))]
    named = text_of(object_of(chain.award.document.get("verification")).get("creator"))
    names = [name for name in published if name]
    if not names and named and ob2.generation(chain.award.document) == "ob1":
        return _of_ob1(named, issuer, sight)
    name = named or (names[0] if len(names) == 1 else "")
    if name not in names:
        return Key(name, None, Outcome.FAILED, "key_not_issuers", "The key that signed is not one that the issuer publishes.")
    brought = next((object_of(item) for item in listed(issuer.document.get("publicKey")) if object_of(item).get("id") == name), {})
    if "publicKeyPem" in brought:
        return _read(name, brought, issuer)
    link = sight.link(name, {}, _picked)
    return _read(name, link.document, issuer) if link.here else _missing(name, link)


def _picked(document: JsonObject, *, address: str = "") -> JsonObject:
    """The key of this name: the document itself, or the one of its keys that an address with a fragment means."""
    if "#" not in address or document.get("id") == address:
        return document
    keys = [item for item in listed(document.get("publicKey")) if isinstance(item, dict)]
    return next((item for item in keys if item.get("id") == address), {"id": document.get("id")})


def _read(name: str, document: JsonObject, issuer: Link) -> Key:
    """A key document of the issuer's."""
    if document.get("owner") != issuer.address:
        return Key(name, None, Outcome.FAILED, "key_not_issuers", "The key that signed belongs to somebody else.")
    return _pem(name, text_of(document.get("publicKeyPem")) or "")


def _pem(name: str, text: str) -> Key:
    """A key in PEM."""
    try:
        return Key(name, spelled.read_pem(text), Outcome.PASSED, None, "")
    except KeyMalformed as problem:
        return Key(name, None, Outcome.UNKNOWN, "key_unresolvable", problem.sentence)


def _of_ob1(name: str, issuer: Link, sight: Sight) -> Key:
    """The bare PEM text of 1.0, which is the issuer's when it stands at the issuer's own origin."""
    here, own = origins.place(name), origins.place(issuer.address)
    if here is None or own is None or here.origin != own.origin:
        return Key(name, None, Outcome.FAILED, "key_not_issuers", "The key that signed does not stand where its issuer is.")
    answer = sight.answer(name, "key")
    if isinstance(answer, Resource) and not origins.stays(name, answer):
        sentence = "The key that signed lies behind an address that leads to another site."
        return Key(name, None, Outcome.UNKNOWN, "key_unresolvable", sentence)
    if isinstance(answer, Resource) and answer.body.strip().startswith(_PEM):
        return _pem(name, answer.body.decode("ascii", "replace"))
    sentence = answer.sentence if isinstance(answer, FetchFailure) else "The key that signed could not be read."
    return Key(name, None, Outcome.UNKNOWN, "key_unresolvable", sentence)


def _missing(name: str, link: Link) -> Key:
    """A key that is not to be had."""
    if link.found is Found.OTHER:
        return Key(name, None, Outcome.FAILED, "key_not_issuers", link.sentence)
    return Key(name, None, Outcome.UNKNOWN, code_of(link), f"The key that signed could not be seen: {link.sentence}")


def unseen(chain: Chain) -> tuple[Outcome, str, str]:
    """Why the issuer of a chain cannot be known: outcome, code, sentence."""
    for link in (chain.badge, chain.issuer):
        if link is None:
            return Outcome.FAILED, "malformed", "It does not say who issued it."
        if link.found is Found.OTHER:
            return Outcome.FAILED, "key_not_issuers", link.sentence
        if not link.here:
            return Outcome.UNKNOWN, code_of(link), f"Who issued it could not be seen: {link.sentence}"
    raise ValueError("the whole chain was seen")


def code_of(link: Link) -> str:
    """The reason word for a document that could not be seen."""
    return "host_refused" if link.found is Found.REFUSED else "key_unresolvable"

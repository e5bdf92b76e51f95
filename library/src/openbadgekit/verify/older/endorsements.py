"""Who backs it? Endorsements of an older award, its badge class and its issuer, each with its own verdict (verdict rule 8).

An endorsement of 2.0 is a document of its own, hosted like an award, or a token signed by a key of its issuer; its claim names
what it is about.

Source: Open Badges 2.0 "Endorsement"; conformance row OB2-08.
"""

from __future__ import annotations

from datetime import datetime

from openbadgekit.documents import ob2
from openbadgekit.documents.views import moment, object_of, plain, text_of
from openbadgekit.errors import NotJws, NotStrictJson, TooLarge
from openbadgekit.proofs import jose
from openbadgekit.proofs.jose import CompactJws
from openbadgekit.reading import JsonObject, listed
from openbadgekit.verify.older import hosted, revocations, signed
from openbadgekit.verify.older.chain import Chain, is_hosted
from openbadgekit.verify.older.links import Found, Link, Sight, as_it_stands
from openbadgekit.verify.policy import SKEW
from openbadgekit.verify.report import Check, Outcome
from openbadgekit.verify.resources import Need, Resources
from openbadgekit.verify.wording import cleaned, quoted

MOST = 6


def check(chain: Chain, sight: Sight, *, at: datetime) -> list[Check]:
    """One check per endorsement; one that says so when there is none."""
    found = _all(chain)
    if not found:
        return [Check("endorsements", Outcome.NOT_APPLICABLE, None, "Nobody outside has endorsed it.")]
    return [_one(item, of, sight, at=at) for item, of in found]


def needs(chain: Chain, resources: Resources) -> list[Need]:
    """Addresses that must be seen to judge the endorsements."""
    sight = Sight(resources, allow_local=True)
    for item, _ in _all(chain):
        found, jws = _chain(item, sight)
        if found is not None and jws is not None:
            signed.key_of(found, sight)
            listed_at = revocations.need(found)
            sight.wanted.extend([listed_at] if listed_at else [])
    return sight.wanted


def _all(chain: Chain) -> list[tuple[object, str]]:
    """(endorsement, id of what it must be about) of every document that was seen."""
    seen = [link.document for link in (chain.award, chain.badge, chain.issuer) if link is not None and link.here]
    found = [(item, text_of(document.get("id")) or "") for document in seen for item in listed(document.get("endorsement"))]
    return found[:MOST]


def _chain(item: object, sight: Sight) -> tuple[Chain | None, CompactJws | None]:
    """The endorsement and its issuer, as a chain without a badge class; None when it is nothing of the kind."""
    award, jws = _award(item, sight)
    if award is None:
        return None, None
    address = text_of(award.document.get("issuer")) or text_of(object_of(award.document.get("issuer")).get("id")) or ""
    brought = object_of(award.document.get("issuer"))
    issuer = sight.link(address, brought, as_it_stands)
    return Chain(award, jws is None, issuer, issuer), jws


def _award(item: object, sight: Sight) -> tuple[Link | None, CompactJws | None]:
    """The endorsement itself: at its address, or in its token."""
    if isinstance(item, str) and "://" not in item and item.count(".") == 2:
        try:
            jws = jose.read(item)
            return Link("", Found.HERE, jws.body), jws
        except (NotJws, NotStrictJson, TooLarge):
            return None, None
    brought = object_of(item)
    address = text_of(item) or text_of(brought.get("id")) or ""
    if not address.startswith(("https://", "http://")):
        return None, None
    return sight.link(address, brought, as_it_stands), None


def _one(item: object, of: str, sight: Sight, *, at: datetime) -> Check:
    """One endorsement."""
    chain, jws = _chain(item, sight)
    if chain is None:
        return _failed("What is given as an endorsement cannot be read.")
    if chain.award.found is Found.GONE:
        return _failed("An endorsement was taken back by who gave it.")
    if not chain.award.here:
        return Check(
            "endorsements", Outcome.UNKNOWN, "endorsement_invalid", f"An endorsement could not be seen: {chain.award.sentence}"
        )
    document = chain.award.document
    who = quoted(plain(chain.issuer.document.get("name")) if chain.issuer else "")
    if (fault := _fault(document, of, at, chain)) is not None:
        return _failed(f"{who}: {fault}")
    proof, key = hosted.check(chain) if jws is None else signed.check(chain, jws, sight)[:2]
    status = revocations.check(chain, sight)
    for outcome in (Outcome.FAILED, Outcome.UNKNOWN):
        for part in (proof, key, status):
            if part.outcome is outcome:
                return Check("endorsements", outcome, "endorsement_invalid", f"{who}: {part.detail}")
    comment = cleaned(plain(object_of(document.get("claim")).get("endorsementComment")))
    return Check("endorsements", Outcome.PASSED, None, f"{who} endorses it{f': “{comment}”' if comment else ''}.")


def _fault(document: JsonObject, of: str, at: datetime, chain: Chain) -> str | None:
    """What is wrong with the text of an endorsement, or None."""
    if any(finding.code != "schema_failed" for finding in ob2.check(document, name="Endorsement")):
        return "what it is said to give is no endorsement."
    if chain.hosted is not is_hosted(document):
        return "its endorsement is not given in the way that it says."
    if not of or object_of(document.get("claim")).get("id") != of:
        return "its endorsement is about something else."
    issued, expires = moment(document.get("issuedOn")), moment(document.get("expires"))
    if (issued is not None and issued > at + SKEW) or (expires is not None and expires < at - SKEW):
        return "its endorsement does not hold at this time."
    return None


def _failed(sentence: str) -> Check:
    return Check("endorsements", Outcome.FAILED, "endorsement_invalid", sentence)

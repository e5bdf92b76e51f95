"""Hosted awards: the award stands at its own address, and that address is its issuer's.

1. the award as published, at the address that it names     2. its badge class and issuer, at theirs
3. the award's address lies within what the issuer says

Source: Open Badges 2.0 "Hosted verification"; conformance rows OB2-03, OB2-04.
"""

from __future__ import annotations

from openbadgekit.verify.older import scope
from openbadgekit.verify.older.chain import Chain, is_hosted
from openbadgekit.verify.older.links import Found
from openbadgekit.verify.older.signed import code_of, unseen
from openbadgekit.verify.report import Check, Outcome


def check(chain: Chain) -> tuple[Check, Check]:
    """Steps ``proof`` and ``key`` of a hosted award."""
    return _proof(chain), _key(chain)


def _proof(chain: Chain) -> Check:
    """Whether the award stands where it says."""
    award = chain.award
    if not award.address:
        return Check("proof", Outcome.FAILED, "proof_missing", "It neither is signed nor says where its issuer publishes it.")
    if award.found is Found.OTHER:
        return Check("proof", Outcome.FAILED, "proof_invalid", award.sentence)
    if not award.here:
        return Check("proof", Outcome.UNKNOWN, code_of(award), f"Its issuer's copy could not be seen: {award.sentence}")
    if not is_hosted(award.document):
        return Check("proof", Outcome.FAILED, "proof_invalid", "What its issuer publishes there says that it must be signed.")
    return Check("proof", Outcome.PASSED, None, "It stands at its own address, and what stands there is what was judged.")


def _key(chain: Chain) -> Check:
    """Whether that address is the issuer's; asked of an award that is there, and of one that is gone."""
    if chain.award.found in (Found.UNSEEN, Found.REFUSED, Found.OTHER) or not chain.award.address:
        return Check("key", Outcome.NOT_APPLICABLE, None, "There is no published award whose address could be compared.")
    if chain.issuer is None or not chain.issuer.here:
        return Check("key", *unseen(chain))
    if not scope.within(chain.award.address, chain.issuer.document):
        return Check("key", Outcome.FAILED, "key_not_issuers", "It does not stand where its issuer publishes awards.")
    return Check("key", Outcome.PASSED, None, "Its address is one where its issuer publishes awards.")

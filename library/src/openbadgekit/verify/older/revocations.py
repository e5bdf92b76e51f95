"""Was it taken back? A hosted award is gone or says so itself; a signed one stands in its issuer's list.

Source: Open Badges 2.0 "Revocation"; conformance rows OB2-04, OB2-06.
"""

from __future__ import annotations

from openbadgekit.documents import ob2
from openbadgekit.documents.views import text_of
from openbadgekit.reading import JsonObject
from openbadgekit.verify.checks import status_names
from openbadgekit.verify.older.chain import Chain
from openbadgekit.verify.older.links import Found, Sight
from openbadgekit.verify.report import Check, Outcome
from openbadgekit.verify.resources import Need


def check(chain: Chain, sight: Sight) -> Check:
    """Step ``status`` of an older award."""
    award = chain.award
    if award.found is Found.GONE:
        return Check("status", Outcome.FAILED, "revoked", "Its issuer has taken it from its address for good.")
    if award.document.get("revoked") is True:
        return status_names.told(str(award.document.get("revocationReason") or ""))
    if chain.hosted:
        if not award.here:
            return Check("status", Outcome.UNKNOWN, "status_unavailable", "Whether it was revoked could not be seen.")
        return Check("status", Outcome.PASSED, None, "Its issuer still publishes it.")
    url = list_of(chain)
    if url is None:
        return Check("status", Outcome.NOT_APPLICABLE, None, "Its issuer names no list of revoked badges.")
    keeper = chain.issuer.address if chain.issuer else ""
    names, bare = _names(award.document), ob2.generation(award.document) == "ob1"
    resources, local = sight.resources, sight.allow_local
    return status_names.against(url, names=names, keeper=keeper, resources=resources, allow_local=local, bare=bare)


def need(chain: Chain) -> Need | None:
    """The list that must be seen: that of the issuer of a signed award."""
    url = None if chain.hosted else list_of(chain)
    return Need(url, "status") if url else None


def list_of(chain: Chain) -> str | None:
    """The address of the issuer's list of revoked awards."""
    return text_of(chain.issuer.document.get("revocationList")) if chain.issuer is not None and chain.issuer.here else None


def _names(award: JsonObject) -> list[str]:
    """The names by which a list may mean an award."""
    return [name for name in (award.get("id"), award.get("uid")) if isinstance(name, str)]

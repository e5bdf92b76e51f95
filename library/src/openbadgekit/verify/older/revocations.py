"""Was it taken back? A hosted award is gone or says so itself; a signed one stands in its issuer's list.

Source: Open Badges 2.0 "Revocation"; conformance rows OB2-04, OB2-06.
"""

from __future__ import annotations

from openbadgekit.documents.views import text_of
from openbadgekit.errors import NotStrictJson, StatusError, TooLarge
from openbadgekit.reading import JsonObject, read_object
from openbadgekit.status import revocation_list
from openbadgekit.verify import origins
from openbadgekit.verify.checks.status_names import told
from openbadgekit.verify.older.chain import Chain, Found
from openbadgekit.verify.report import Check, Outcome
from openbadgekit.verify.resources import FetchFailure, Need, Resources


def check(chain: Chain, resources: Resources, *, allow_local: bool) -> Check:
    """Step ``status`` of an older award."""
    award = chain.award
    if award.found is Found.GONE:
        return Check("status", Outcome.FAILED, "revoked", "Its issuer has taken it from its address for good.")
    if award.document.get("revoked") is True:
        return told(str(award.document.get("revocationReason") or ""))
    if chain.hosted:
        if not award.here:
            return Check("status", Outcome.UNKNOWN, "status_unavailable", "Whether it was revoked could not be seen.")
        return Check("status", Outcome.PASSED, None, "Its issuer still publishes it.")
    url = list_of(chain)
    if url is None:
        return Check("status", Outcome.NOT_APPLICABLE, None, "Its issuer names no list of revoked badges.")
    return _listed(url, award.document, chain, resources, allow_local=allow_local)


def need(chain: Chain) -> Need | None:
    """The list that must be seen: that of the issuer of a signed award."""
    url = None if chain.hosted else list_of(chain)
    return Need(url, "status") if url else None


def list_of(chain: Chain) -> str | None:
    """The address of the issuer's list of revoked awards."""
    return text_of(chain.issuer.document.get("revocationList")) if chain.issuer is not None and chain.issuer.here else None


def _listed(url: str, award: JsonObject, chain: Chain, resources: Resources, *, allow_local: bool) -> Check:
    """A signed award against its issuer's list."""
    if not url.startswith("https://") and not allow_local:
        return _open(f"{url[:200]} is not opened: only https:// addresses can be believed.")
    answer = resources.get(url) or FetchFailure(url, "unreachable")
    if isinstance(answer, FetchFailure):
        return _open(answer.sentence)
    if not origins.stays(url, answer):
        return _open(f"{url[:200]} leads to another site.")
    try:
        found = revocation_list.read(read_object(answer.body), url=url)
    except (NotStrictJson, TooLarge, StatusError) as problem:
        return Check("status", Outcome.UNKNOWN, "status_invalid", problem.sentence)
    keeper = chain.issuer.address if chain.issuer else ""
    if found.issuer not in (None, keeper):
        return Check("status", Outcome.UNKNOWN, "status_invalid", "The list of revoked badges is kept by somebody else.")
    return told(found.reason(_names(award)))


def _names(award: JsonObject) -> list[str]:
    """The names by which a list may mean an award."""
    return [name for name in (award.get("id"), award.get("uid")) if isinstance(name, str)]


def _open(sentence: str) -> Check:
    return Check("status", Outcome.UNKNOWN, "status_unavailable", f"Whether it was revoked could not be asked: {sentence}")

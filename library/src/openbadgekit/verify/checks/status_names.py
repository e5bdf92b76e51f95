"""A status in a list of names: the ``1EdTechRevocationList`` of Open Badges 3.0, and the list that an issuer of 2.0 or 1.0 names.

The list is not signed. It is believed because the signed badge, or its issuer's own document, names its address, and only as that
address says it: encrypted, without leaving the site, kept by the same issuer.

Source: Open Badges 3.0 "1EdTech Revocation List Status Method"; 2.0 "Revocation"; conformance rows OB3-P-13, OB2-06, trap T8;
verdict rule 6.
"""

from __future__ import annotations

from collections.abc import Iterable

from openbadgekit.documents import vc
from openbadgekit.documents.views import CredentialView
from openbadgekit.errors import NotStrictJson, StatusError, TooLarge
from openbadgekit.reading import JsonObject, read_object
from openbadgekit.status import revocation_list
from openbadgekit.verify import origins
from openbadgekit.verify.report import Check, Outcome
from openbadgekit.verify.resources import FetchFailure, Resources
from openbadgekit.verify.wording import cleaned


def check(item: JsonObject, view: CredentialView, resources: Resources, *, allow_local: bool) -> Check:
    """One entry against its list."""
    url = item.get("id")
    if not isinstance(url, str) or not vc.is_url(url) or view.id is None:
        return Check("status", Outcome.FAILED, "malformed", "The status entry names no list, or the badge has no name to look for.")
    return against(url, names=[view.id], keeper=view.issuer.id, resources=resources, allow_local=allow_local)


def against(url: str, *, names: Iterable[str], keeper: str, resources: Resources, allow_local: bool, bare: bool = False) -> Check:
    """A badge against the list at an address, of any generation.

    Args:
        names: by which a list may mean the badge. keeper: its issuer, who alone may keep the list.
        bare: as for ``revocation_list.read``: badges of 1.x only.
    """
    if not url.startswith("https://") and not allow_local:
        return _open(f"{url[:200]} is not opened: only https:// addresses can be believed.")
    answer = resources.get(url) or FetchFailure(url, "unreachable")
    if isinstance(answer, FetchFailure):
        return _open(answer.sentence)
    if not origins.stays(url, answer):
        return _unusable("The list's address leads to another site, which does not speak for the issuer.")
    try:
        found = revocation_list.read(read_object(answer.body), url=url, bare=bare)
    except (NotStrictJson, TooLarge, StatusError) as problem:
        return _unusable(problem.sentence)
    if found.issuer not in (None, keeper):
        return _unusable("The list of revoked badges is kept by somebody else than the badge's issuer.")
    return told(found.reason(names))


def told(reason: str | None) -> Check:
    """What a list says of one badge: None is nothing."""
    if reason is None:
        return Check("status", Outcome.PASSED, None, "It was not revoked.")
    because = f": “{cleaned(reason)}”" if cleaned(reason) else ""
    return Check("status", Outcome.FAILED, "revoked", f"Its issuer has revoked it{because}.")


def _open(sentence: str) -> Check:
    return Check("status", Outcome.UNKNOWN, "status_unavailable", f"Whether it was revoked could not be asked: {sentence}")


def _unusable(sentence: str) -> Check:
    return Check("status", Outcome.UNKNOWN, "status_invalid", sentence)

"""Was it taken back? Step ``status``: one check per entry, by the kind of list that it names.

Whatever leaves it open is never "not revoked". A kind of list that is not known here, or one that cannot be had, leaves it open.

Source: conformance rows OB3-P-13, BSL-03..06, trap T8; verdict rule 6.
"""

from __future__ import annotations

from datetime import datetime

from openbadgekit.documents import vc
from openbadgekit.documents.views import CredentialView
from openbadgekit.reading import JsonObject, listed
from openbadgekit.status import revocation_list
from openbadgekit.verify.binding import IssuerKeys
from openbadgekit.verify.checks import status_bits, status_names
from openbadgekit.verify.report import Check, Outcome
from openbadgekit.verify.resources import Resources

MOST_LISTS = 4


def lists_of(view: CredentialView) -> list[str]:
    """Addresses of the lists that a credential names, each once."""
    found: list[str] = []
    for item in view.statuses[:MOST_LISTS]:
        url = item.get("id") if _by_name(item) else item.get("statusListCredential") if _by_bits(item) else None
        if vc.is_url(url) and url not in found:
            found.append(str(url))
    return found


def check(view: CredentialView, keys: IssuerKeys, resources: Resources, *, at: datetime, allow_local: bool = False) -> list[Check]:
    """One check per entry; one that says so when there is none."""
    if "credentialStatus" not in view.raw:
        return [Check("status", Outcome.NOT_APPLICABLE, None, "The badge names no list of revoked badges.")]
    if not view.statuses or len(view.statuses) > MOST_LISTS or len(view.statuses) != len(listed(view.raw["credentialStatus"])):
        return [Check("status", Outcome.FAILED, "malformed", "What the badge says about its status cannot be read.")]
    found = []
    for item in view.statuses:
        if _by_bits(item):
            found.append(status_bits.check(item, view, keys, resources, at=at))
        elif _by_name(item):
            found.append(status_names.check(item, view, resources, allow_local=allow_local))
        else:
            unknown = "Its kind of status list is not known here."
            found.append(Check("status", Outcome.UNKNOWN, "status_unavailable", unknown))
    return found


def _by_bits(item: JsonObject) -> bool:
    return status_bits.kind_of(item) is not None


def _by_name(item: JsonObject) -> bool:
    return revocation_list.KIND in listed(item.get("type"))

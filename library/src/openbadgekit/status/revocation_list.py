"""Lists of revoked badges by name: 1EdTechRevocationList of 3.0, the RevocationList of 2.0, and that of 1.0.

    3.0  {"id": …, "issuer": …, "revokedCredential": [{"id": …, "revoked": true, "revocationReason": …}]}
    2.0  {"id": …, "type": "RevocationList", "revokedAssertions": [name, {"id": …} or {"uid": …}]}
    1.0  {uid: reason, …}

Such a list is not signed: it is believed because a signed badge, or its issuer's own document, names its address.

Source: Open Badges 3.0 "1EdTech Revocation List Status Method", 2.0 "RevocationList", 1.0 "Revoking"; rows OB3-P-13, OB2-06, T8.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from openbadgekit.errors import StatusListMalformed
from openbadgekit.reading import JsonObject, listed

KIND = "1EdTechRevocationList"
_ENTRIES = ("revokedCredential", "revokedCredentials", "revokedAssertions")


@dataclass(frozen=True)
class RevocationList:
    """Who keeps it (None when it does not say), and name -> reason of what was revoked."""

    issuer: str | None
    reasons: dict[str, str]

    def reason(self, names: Iterable[str]) -> str | None:
        """The reason why one of these names was revoked, empty when none was given; None when none of them was."""
        return next((self.reasons[name] for name in names if name in self.reasons), None)


def read(document: JsonObject, *, url: str, bare: bool = False) -> RevocationList:
    """Read a list in any of its three forms.

    Args:
        url: where it was found; its own id must be that.
        bare: whether the form of 1.0 may be meant, in which any object of texts is a list: an error page would be one too.
    Raises:
        StatusListMalformed: another document, a list of another address, or an entry that names nothing.
    """
    if document.get("id", url) != url:
        raise StatusListMalformed("What stands at the list's address calls itself by another one.")
    reasons: dict[str, str] = {}
    found = [name for name in _ENTRIES if name in document]
    if any(document[name] is None for name in found):
        raise StatusListMalformed("The list of revoked badges says nothing.")
    if not found:
        return RevocationList(None, _of_ob1(document, bare=bare))
    for entry in (entry for name in found for entry in listed(document[name])):
        if not isinstance(entry, dict) or entry.get("revoked", True) is not False:
            names = _names(entry)
            reasons |= dict.fromkeys(names, str(entry.get("revocationReason", "")) if isinstance(entry, dict) else "")
    issuer = document.get("issuer")
    keeper = issuer.get("id") if isinstance(issuer, dict) else issuer
    return RevocationList(None if keeper is None else str(keeper), reasons)


def _names(entry: Any) -> list[str]:
    """The names by which an entry means a badge."""
    if isinstance(entry, dict):
        names = [entry[name] for name in ("id", "uid") if isinstance(entry.get(name), str)]
    else:
        names = [entry] if isinstance(entry, str) else []
    if not names or not all(names):
        raise StatusListMalformed("An entry of the list of revoked badges names none.")
    return names


def _of_ob1(document: JsonObject, *, bare: bool) -> dict[str, str]:
    """The bare object of 1.0: every member is a name and its reason."""
    if not bare or not all(isinstance(reason, str) for reason in document.values()) or "@context" in document or "type" in document:
        raise StatusListMalformed("What stands at the list's address is no list of revoked badges.")
    return dict(document)

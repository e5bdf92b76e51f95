"""Is there a newer copy? A badge may say where; it is told and never asked for: that would tell its issuer who is looking.

Source: Open Badges 3.0 "Verification", step 3; VC Data Model 2.0 "Refreshing"; conformance row OB3-P-12, verdict rule 8.
"""

from __future__ import annotations

from openbadgekit.documents.views import text_of
from openbadgekit.reading import JsonObject, listed
from openbadgekit.verify.wording import cleaned

MOST = 4


def notes(document: JsonObject) -> list[str]:
    """One sentence per place at which the issuer offers a newer copy."""
    places = [text_of(item.get("id")) or text_of(item.get("url")) for item in _services(document)]
    return [f"Its issuer offers a newer copy at {cleaned(place)}; it was not asked for." for place in places if place]


def _services(document: JsonObject) -> list[JsonObject]:
    """What the document says about refreshing it."""
    return [item for item in listed(document.get("refreshService")) if isinstance(item, dict)][:MOST]

"""Are the resources that it speaks of those that it was signed with? A part of step ``document``.

Only what was seen for another reason is compared: verifying fetches no picture, page or vocabulary for its digest alone.

Source: VC Data Model 2.0, section 5.3 "Integrity of Related Resources"; conformance row VC-02; verdict rule 8.
"""

from __future__ import annotations

from openbadgekit.documents import digests
from openbadgekit.errors import Malformed
from openbadgekit.reading import JsonObject, listed
from openbadgekit.verify.report import Check, Outcome
from openbadgekit.verify.resources import Resource, Resources


def check(document: JsonObject, resources: Resources) -> list[Check]:
    """A failed check for each related resource that is not what it was; nothing for the others."""
    found = []
    for item in listed(document.get("relatedResource")):
        seen = resources.get(item["id"]) if isinstance(item, dict) and isinstance(item.get("id"), str) else None
        if isinstance(seen, Resource) and not _fits(item, seen.body):
            sentence = "Something that the badge speaks of is no longer what it was when the badge was signed."
            found.append(Check("document", Outcome.FAILED, "malformed", sentence))
    return found


def _fits(item: JsonObject, body: bytes) -> bool:
    """Whether the digests fit; one that cannot be read is found by the data model's own rules."""
    try:
        return digests.fits(item, body)
    except Malformed:
        return True

"""The data model of a document, whatever it calls itself: credential, badge, record of learning, endorsement, presentation.

Source: conformance sections 1, 5 and 6; verdict rule 11.
"""

from __future__ import annotations

from collections.abc import Iterator

from openbadgekit.documents import clr, ob1, ob2, ob3, vc, vp
from openbadgekit.documents.terms import Terms
from openbadgekit.errors import Finding
from openbadgekit.reading import JsonObject, listed


def check(document: JsonObject) -> tuple[Finding, ...]:
    """Everything that breaks the model of what a document calls itself, its types included."""
    if ob1.is_pointer(document):
        return (Finding("malformed", "", "This picture holds only the address of an award: look at that address."),)
    if ob2.generation(document):
        return ob2.check(ob2.upgraded(document))
    if vp.is_presentation(document):
        return vp.check(document, inner=check) + tuple(_types(document))
    return vc.check(document) + special(document) + tuple(_types(document))


def special(document: JsonObject) -> tuple[Finding, ...]:
    """What the class of a credential asks beyond what every credential must keep; empty for classes that are not known."""
    kinds = listed(document.get("type"))
    if clr.TYPE in kinds:
        return clr.check(document)
    if ob3.is_badge(document):
        return ob3.check(document)
    return ob3.check_endorsement(document) if "EndorsementCredential" in kinds else ()


def _types(document: JsonObject) -> Iterator[Finding]:
    """Types that map to no address mean nothing to anybody."""
    terms = Terms(document.get("@context"))
    for kind in listed(document.get("type")):
        address = terms.address(kind) if isinstance(kind, str) else None
        if not vc.is_url(address) and (terms.complete or address is not None):
            yield Finding("malformed", "type", f"The type {str(kind)[:60]!r} means nothing under the contexts.")

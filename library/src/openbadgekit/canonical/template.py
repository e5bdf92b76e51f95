"""The compiled template: one full run per shape of document, and texts put into holes ever after.

Once per shape the whole algorithm runs over the document with marks in its holes; its quads are kept as format strings, and
the hashes of unnamed nodes without holes are computed. Per document there remain: escaping, the hashes of unnamed nodes with
holes, their order, and the order of what moves. The result equals ``rdfc.canonical_document`` byte for byte; whatever could
make it differ sends the document the long way:

- unnamed nodes with equal first-degree hashes, which only the n-degree algorithm tells apart
- a hole in the place of an address whose value is no plain address, or whose scheme is a term of the contexts
- addresses in holes that are equal to each other or to one of the shape, because their nodes would merge
- a hole that the contexts drop, or whose text is not kept as it is (``@json``)
- statements that become equal

The template pays what the full algorithm would have paid, so no report depends on what was seen before.

Source: SPEED 2; W3C RDF Dataset Canonicalization 1.0, section 4.4.
"""

from __future__ import annotations

import msgspec

from openbadgekit.canonical import budget, expansion, rdfc
from openbadgekit.canonical.compiling import Uncompilable, compiled
from openbadgekit.canonical.filling import Template
from openbadgekit.canonical.holes import MARK, take_out, terms_of
from openbadgekit.canonical.memo import Memo
from openbadgekit.errors import OpenBadgeKitError
from openbadgekit.limits import LIMITS
from openbadgekit.reading import JsonObject

Templates = Memo[Template]

ISSUING = Templates()
"""For our own documents: what others send never pushes out a shape that is issued."""

VERIFYING = Templates()
"""For documents of anybody."""

_OPTIONS = Memo[bytes](size=1_048_576)

LARGEST = 65_536
"""Shapes with more bytes are not compiled."""

_shape = msgspec.json.Encoder().encode


def canonical_document(document: JsonObject, memo: Templates) -> bytes:
    """Canonical N-Quads, equal to ``rdfc.canonical_document(document)`` in result and errors, through the template of its shape.

    Args:
        memo: the templates that may be used and added to; ``ISSUING`` or ``VERIFYING``.
    Raises:
        ContextRefused, Malformed, BudgetSpent: as ``rdfc.canonical_document`` does.
    """
    found = _filled(document, memo)
    return rdfc.canonical_document(document) if found is None else found


def for_issuing(document: JsonObject) -> bytes:
    """Canonical N-Quads of a document of ours."""
    return canonical_document(document, ISSUING)


def for_issuing_options(options: JsonObject) -> bytes:
    """Canonical N-Quads of the options of a proof of ours, which are the same for a whole second of one key.

    What we issue is not weighed: only documents of others draw from a verification's purse.
    """
    key = _shape(options)
    found = _OPTIONS.get(key)
    if found is not None and found[0] is not None:
        return found[0]
    canonical = for_issuing(options)
    _OPTIONS.put(key, canonical, weight=len(canonical))
    return canonical


def for_verifying(document: JsonObject) -> bytes:
    """Canonical N-Quads of anybody's document."""
    return canonical_document(document, VERIFYING)


def _filled(document: JsonObject, memo: Templates) -> bytes | None:
    """The template's answer, or None for the long way."""
    try:
        emptied, values = take_out(document)
        key = _shape(emptied)
        found = memo.get(key)
        if found is None:
            template, weight = _compiled(emptied, key, len(values))
            memo.put(key, template, weight=weight)
        else:
            template = found[0]
        return None if template is None else template.fill(values)
    except (TypeError, ValueError, IndexError, RecursionError):
        return None  # no JSON, half a surrogate pair, too many holes, too deep: the long way knows what to say


def _compiled(emptied: JsonObject, key: bytes, holes: int) -> tuple[Template | None, int]:
    """The template of a shape and its weight [bytes], or None when it can have none."""
    if len(key) > LARGEST or key.count(MARK.encode()) != holes or b"null" in key:
        return None, 0  # a document that brings marks of its own; NaN, which is written like null
    cost = budget.weigh(emptied)
    if cost > LIMITS.shape_steps:
        return None, 0
    try:
        with budget.aside():
            template = compiled(expansion.to_quads(emptied), holes=holes, terms=terms_of(emptied), cost=cost)
    except (OpenBadgeKitError, Uncompilable):
        return None, 0
    return template, template.weight

"""URDNA2015: the canonical form from before RDFC-1.0 was final, needed to read the suites of those years.

The two differ in the text of literals only: the older one writes control characters as they are, but for the end of a line; the
newer one escapes them. So a narrative with a tab in it has two forms, and both are found in the wild under the older suites. Each
form is N-Quads and reads back to one dataset: a text that is both never means two things.

Source: RDF Dataset Normalization (community draft), "canonical N-Quads"; W3C RDF Dataset Canonicalization 1.0, section 5.
"""

from __future__ import annotations

import re

from openbadgekit.canonical import rdfc
from openbadgekit.canonical.expansion import to_quads
from openbadgekit.canonical.nquads import Quad
from openbadgekit.reading import JsonObject

_ESCAPE = re.compile(r'\\(?:u([0-9A-F]{4})|([tbf])|[\\"nr])')
_SHORT = {"t": "\t", "b": "\b", "f": "\f"}


def canonical_document(document: JsonObject) -> bytes:
    """Canonical N-Quads in the older form; equal to ``rdfc.canonical_document`` for most documents.

    Raises:
        ContextRefused, Malformed, BudgetSpent: as ``rdfc.canonical_document`` does.
    """
    return rdfc.canonicalize([_older(quad) for quad in to_quads(document)])


def differs(canonical: bytes) -> bool:
    """Whether a dataset has another older form, told by its newer one."""
    text = canonical.decode()
    return "\\" in text and _raw(text) != text


def _older(quad: Quad) -> Quad:
    """A statement with its literal as the older form writes it."""
    subject, predicate, value, graph = quad
    return (subject, predicate, _raw(value), graph) if "\\" in value else quad


def _raw(text: str) -> str:
    """Escaped text with its control characters as they are; a backslash, a quotation mark and the ends of lines stay escaped."""
    return _ESCAPE.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    """What one escape becomes."""
    code, short = found.groups()
    if code:
        return chr(int(code, 16))
    return _SHORT[short] if short else found[0]

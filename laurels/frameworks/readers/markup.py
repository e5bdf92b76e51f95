"""What RDF/XML may not do to us: entities that multiply, depth, declarations from elsewhere. Pure.

The reader behind opens entities within entities (a file of a kilobyte became two gigabytes) and takes the square of the depth.
"""

from __future__ import annotations

import re

from laurels.common import limits
from laurels.frameworks.errors import SourceUnreadable

DEEPEST = 100
"""Levels of elements [count]."""
ENTITIES = 200
LONGEST_ENTITY = 300
_DECLARED = re.compile(rb"<!ENTITY\s+([A-Za-z_][\w.-]{0,99})\s+(?:\"([^\"]*)\"|'([^']*)')\s*>")


class _Depth:
    """Counts levels while the file is read; keeps nothing of it."""

    def __init__(self) -> None:
        self.now = 0

    def start(self, _tag: str, _attributes: object) -> None:
        """One level deeper."""
        self.now += 1
        if self.now > DEEPEST:
            raise SourceUnreadable(reason=f"Its elements are nested deeper than {DEEPEST} levels.")

    def end(self, _tag: str) -> None:
        """One level back."""
        self.now -= 1

    def close(self) -> None:
        """Nothing is made."""


def check(data: bytes) -> None:
    """Refuse what no framework needs.

    Raises:
        SourceUnreadable: not UTF-8, an entity within an entity or from elsewhere, too deep, not well formed.
    """
    try:
        data.decode()
    except UnicodeDecodeError:
        raise SourceUnreadable(reason="Its text is not UTF-8; save it as UTF-8.") from None
    if b"\0" in data:
        raise SourceUnreadable(reason="Its text is not UTF-8; save it as UTF-8.")
    _entities(data)
    _levels(data)


def _entities(data: bytes) -> None:
    """Only short entities without entities, and not so often that the file grows by more than a file may hold."""
    declared = _DECLARED.findall(data)
    if len(declared) != data.count(b"<!ENTITY"):
        raise SourceUnreadable(reason="It declares entities from elsewhere, or in a way that we do not open.")
    if len(declared) > ENTITIES:
        raise SourceUnreadable(reason=f"It declares more than {ENTITIES} entities.")
    grows = 0
    for name, double, single in declared:
        value = double or single
        if len(value) > LONGEST_ENTITY or b"&" in value or b"%" in value or b"<" in value:
            raise SourceUnreadable(reason="It declares an entity within an entity, or a very long one.")
        grows += data.count(b"&" + name + b";") * len(value)
    if grows > limits.FRAMEWORK_FILE:
        raise SourceUnreadable(reason="Its entities make it larger than a framework's file may be.")


def _levels(data: bytes) -> None:
    """Read it once, to count."""
    from lxml import etree

    parser = etree.XMLParser(target=_Depth(), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        parser.feed(data)
        parser.close()
    except etree.XMLSyntaxError as problem:
        raise SourceUnreadable(reason=f"It is not well-formed XML (line {problem.lineno}).") from None

"""From an expanded JSON-LD document to quads.

It goes down with the document: a level costs one frame of the stack, and the reader lets no document be deeper than
``LIMITS.depth``.

Source: JSON-LD 1.1 API, "Deserialize JSON-LD to RDF".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from openbadgekit.canonical.nquads import FIRST, NIL, REST, SHAPELESS, TYPE, Quad, iri, literal
from openbadgekit.errors import Malformed
from openbadgekit.reading import JsonObject


class Deserializer:
    """Walks an expanded document and names its blank nodes."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.count = 0

    def run(self, expanded: list[Any]) -> Iterator[Quad]:
        """Quads of every node of the default graph."""
        for node in _nodes(expanded):
            yield from self.node(node, self.subject(node), "")

    def fresh(self) -> str:
        """A new blank node."""
        self.count += 1
        return f"_:n{self.count}"

    def subject(self, node: JsonObject) -> str:
        """The node's name: its address, or a blank node."""
        name = node.get("@id")
        return self.fresh() if name is None else self.name(name)

    def name(self, name: Any) -> str:
        """An address or a blank node label as N-Quads text."""
        if isinstance(name, str) and name.startswith("_:"):
            if name not in self.names:
                self.names[name] = self.fresh()
            return self.names[name]
        return iri(name)

    def node(self, node: JsonObject, subject: str, graph: str) -> Iterator[Quad]:
        """Quads of one node object."""
        for key, values in node.items():
            if key == "@type":
                for kind in values:
                    yield subject, TYPE, self.name(kind), graph
            elif key == "@graph":
                for inner in _nodes(values):
                    yield from self.node(inner, self.subject(inner), subject)
            elif key == "@included":
                for inner in _nodes(values):
                    yield from self.node(inner, self.subject(inner), graph)
            elif key == "@reverse":
                yield from self.reversed(values, subject, graph)
            elif not key.startswith("@"):
                predicate = self.name(key)
                for value in values:
                    yield from self.value(subject, predicate, value, graph)

    def reversed(self, properties: JsonObject, subject: str, graph: str) -> Iterator[Quad]:
        """Quads whose object is this node."""
        for key, nodes in properties.items():
            for inner in _nodes(nodes):
                other = self.subject(inner)
                yield other, self.name(key), subject, graph
                yield from self.node(inner, other, graph)

    def value(self, subject: str, predicate: str, value: JsonObject, graph: str) -> Iterator[Quad]:
        """Quads of one value of a property."""
        if not isinstance(value, dict):
            raise Malformed(SHAPELESS)
        if "@list" in value:
            yield from self.list(subject, predicate, value["@list"], graph)
        elif "@value" in value:
            yield subject, predicate, literal(value), graph
        else:
            inner = self.subject(value)
            yield subject, predicate, inner, graph
            yield from self.node(value, inner, graph)

    def list(self, subject: str, predicate: str, items: list[Any], graph: str) -> Iterator[Quad]:
        """Quads of an ordered list."""
        cells = [self.fresh() for _ in items]
        yield subject, predicate, cells[0] if cells else NIL, graph
        for place, item in enumerate(items):
            yield from self.value(cells[place], FIRST, item, graph)
            yield cells[place], REST, cells[place + 1] if place + 1 < len(cells) else NIL, graph


def _nodes(values: Any) -> list[JsonObject]:
    """The node objects of a graph.

    Raises:
        Malformed: something else stands among them.
    """
    if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
        raise Malformed(SHAPELESS)
    return values

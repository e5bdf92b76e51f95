"""From a JSON-LD document to RDF quads, in safe mode.

`pyld` expands, with our pinned contexts and a resolver per call (its default keeps one cache for the whole process, through
which one caller's contexts could reach another's). What other processors drop silently is refused: a term that no context
defines would not be signed although everybody reads it.

Source: JSON-LD 1.1 API, "Expansion" and "Deserialize JSON-LD to RDF"; RDF 1.1 N-Quads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from openbadgekit import contexts
from openbadgekit.canonical import budget, jcs
from openbadgekit.errors import BudgetSpent, ContextRefused, Malformed
from openbadgekit.limits import LIMITS
from openbadgekit.reading import JsonObject

Quad = tuple[str, str, str, str]
"""Subject, predicate, object, graph, each as N-Quads text; blank nodes begin with ``_:``, the default graph is empty."""

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_TYPE, _FIRST, _REST, _NIL = (f"<{_RDF}{name}>" for name in ("type", "first", "rest", "nil"))
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*", re.ASCII)
_ESCAPES = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_NEEDS_ESCAPE = re.compile(r'[\x00-\x1f"\\\x7f\ufffe\uffff]')

_SHAPELESS = "The badge's vocabulary cannot be applied to its content."

_RELATIVE = "openbadgekit-relative:"
"""Scheme of the base against which the expander resolves: whatever carries it afterwards was relative."""


def to_quads(document: JsonObject, *, extra: Mapping[str, JsonObject] | None = None) -> list[Quad]:
    """The document as RDF.

    Args:
        extra: further contexts by address, for a caller that vouches for them; they share no cache with the shipped ones.
    Raises:
        ContextRefused: an unknown or inline context, an undefined term, a relative address.
        Malformed: no JSON-LD. BudgetSpent: more quads than may be canonicalised.
    """
    if not extra:
        contexts.refuse_unknown(document)
    budget.purse().pay_expansion(budget.weigh(document))
    quads = list(dict.fromkeys(_Deserializer().run(_expanded(document, extra or {}))))
    if len(quads) > LIMITS.canonical_quads:
        raise BudgetSpent(f"The document makes more than {LIMITS.canonical_quads} statements.")
    return quads


def _expanded(document: JsonObject, extra: Mapping[str, JsonObject]) -> list[Any]:
    """The expanded form; the first dropped term is an error."""
    from openbadgekit.canonical import processor  # imports slowly, and proofs over JCS and JWT never need it

    dropped: list[str] = []

    def loader(url: str, _options: object = None) -> JsonObject:
        found = extra.get(url) or contexts.load(url)
        return {"contextUrl": None, "documentUrl": url, "document": found, "tag": "static"}

    try:
        found = processor.expand(document, loader, dropped.append, base=f"{_RELATIVE}//x/", shipped=not extra)
    except processor.JsonLdError as problem:
        raise _refusal(problem) from None
    except RecursionError:
        raise BudgetSpent("The document is nested too deeply to be canonicalised.") from None
    except OverflowError:
        raise Malformed("A number is larger than can be represented.") from None
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        # the expander trusts the shape of what it is given; a shape that trips it has no meaning either
        raise Malformed(_SHAPELESS) from None
    if dropped:
        raise ContextRefused(f"No context defines the term {dropped[0][:100]!r}.", term=dropped[0])
    return found


def _refusal(problem: Any) -> ContextRefused | Malformed:
    """What an error of the expander means for the badge."""
    cause: Any = problem
    while cause is not None:
        if isinstance(cause, ContextRefused):
            return cause
        if "redefin" in str(getattr(cause, "code", "")):
            return ContextRefused("The contexts of this badge contradict each other: one redefines a protected term.")
        cause = cause.__cause__ or getattr(cause, "cause", None)
    return Malformed(_SHAPELESS)


class _Deserializer:
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
        return _iri(name)

    def node(self, node: JsonObject, subject: str, graph: str) -> Iterator[Quad]:
        """Quads of one node object."""
        for key, values in node.items():
            if key == "@type":
                for kind in values:
                    yield subject, _TYPE, self.name(kind), graph
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
            raise Malformed(_SHAPELESS)
        if "@list" in value:
            yield from self.list(subject, predicate, value["@list"], graph)
        elif "@value" in value:
            yield subject, predicate, _literal(value), graph
        else:
            inner = self.subject(value)
            yield subject, predicate, inner, graph
            yield from self.node(value, inner, graph)

    def list(self, subject: str, predicate: str, items: list[Any], graph: str) -> Iterator[Quad]:
        """Quads of an ordered list."""
        cells = [self.fresh() for _ in items]
        yield subject, predicate, cells[0] if cells else _NIL, graph
        for place, item in enumerate(items):
            yield from self.value(cells[place], _FIRST, item, graph)
            yield cells[place], _REST, cells[place + 1] if place + 1 < len(cells) else _NIL, graph


def _nodes(values: Any) -> list[JsonObject]:
    """The node objects of a graph.

    Raises:
        Malformed: something else stands among them.
    """
    if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
        raise Malformed(_SHAPELESS)
    return values


def _iri(address: Any) -> str:
    """An absolute address as N-Quads text.

    Raises:
        ContextRefused: a relative one, or one that no address may be.
    """
    if not isinstance(address, str) or address.startswith(_RELATIVE) or not _ABSOLUTE.fullmatch(address):
        shown = str(address).removeprefix(f"{_RELATIVE}//x/")[:100]
        raise ContextRefused(f"{shown!r} is neither a known term nor a whole address.", term=shown)
    return f"<{address}>"


def _literal(value: JsonObject) -> str:
    """A value object as N-Quads text (JSON-LD 1.1 API, "Object to RDF Conversion")."""
    content, kind = value["@value"], value.get("@type")
    if kind == "@json":
        return f'"{escaped(jcs.canonicalize(content).decode())}"^^<{_RDF}JSON>'
    if "@language" in value:
        language = value["@language"]
        if not isinstance(language, str) or not _LANGUAGE.fullmatch(language):
            raise Malformed("A language tag is none.")
        return f'"{escaped(str(content))}"@{language}'
    if not isinstance(content, str | bool | int | float):
        raise Malformed(_SHAPELESS)
    if isinstance(content, bool):
        content, kind = ("true" if content else "false"), kind or f"{_XSD}boolean"
    elif isinstance(content, int | float):
        content, kind = _number(content, kind)
    datatype = f"^^{_iri(kind)}" if kind and kind != f"{_XSD}string" else ""
    return f'"{escaped(str(content))}"{datatype}'


def _number(number: int | float, kind: str | None) -> tuple[str, str]:
    """Lexical form and datatype of a native number."""
    if abs(number) >= 2**1023:
        raise Malformed("A number is larger than can be represented.")
    if number != int(number) or abs(number) >= 1e21 or kind == f"{_XSD}double":
        mantissa, exponent = f"{float(number):.15E}".split("E")
        whole, _, fraction = mantissa.partition(".")
        return f"{whole}.{fraction.rstrip('0') or '0'}E{int(exponent)}", kind or f"{_XSD}double"
    return str(int(number)), kind or f"{_XSD}integer"


needs_escape = _NEEDS_ESCAPE.search


def escaped(text: str) -> str:
    """A literal's text as canonical N-Quads escapes it (RDF Dataset Canonicalization 1.0, section 5)."""
    if not needs_escape(text):
        return text
    return _NEEDS_ESCAPE.sub(lambda found: _ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04X}", text)

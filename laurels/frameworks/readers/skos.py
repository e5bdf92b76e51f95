"""SKOS and other RDF: Turtle, RDF/XML, N-Triples, JSON-LD. Pure; nothing is fetched, no context from elsewhere is used.

pyoxigraph reads statement by statement; what it does not bound itself is bounded here before it sees the file: entities and depth
of RDF/XML (entities multiply, depth costs its square), triples about triples (nested ones end the process), depth of JSON.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat

from laurels.common import limits
from laurels.frameworks.entries import Entry, Head, Link, Refusal
from laurels.frameworks.errors import SourceUnreadable
from laurels.frameworks.readers import json_files, markup
from laurels.frameworks.readers.source import Unfit, statement, text_of, title_of
from laurels.frameworks.rules import Kind, Status

FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "rdf-xml": RdfFormat.RDF_XML,
    "n-triples": RdfFormat.N_TRIPLES,
    "json-ld": RdfFormat.JSON_LD,
}
STATEMENTS = 1_000_000
"""Statements of one file that are looked at [count]."""
_RDF, _SKOS = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2004/02/skos/core#"
_DCT, _DC = "http://purl.org/dc/terms/", "http://purl.org/dc/elements/1.1/"
_OWL, _RDFS = "http://www.w3.org/2002/07/owl#", "http://www.w3.org/2000/01/rdf-schema#"
_TYPE = _RDF + "type"
LINKS = {
    _SKOS + "exactMatch": "exactMatchOf",
    _SKOS + "related": "isRelatedTo",
    _SKOS + "closeMatch": "ext:skos.closeMatch",
    _SKOS + "broadMatch": "ext:skos.broadMatch",
    _SKOS + "narrowMatch": "ext:skos.narrowMatch",
    _SKOS + "relatedMatch": "ext:skos.relatedMatch",
}
"""Property -> how CASE calls it."""
_BROADER, _NARROWER = _SKOS + "broader", _SKOS + "narrower"
_REPLACED = (_DCT + "isReplacedBy",)
_NAMES = (_SKOS + "prefLabel", _DCT + "title", _DC + "title", _RDFS + "label")
_TEXTS = (_SKOS + "definition", _DCT + "description", _DC + "description", _SKOS + "scopeNote", _RDFS + "comment")
_PERSON = "http://xmlns.com/foaf/0.1/name"
_READ = {
    _TYPE, _BROADER, _NARROWER, *_REPLACED, *_NAMES, *_TEXTS, *LINKS, _SKOS + "notation", _OWL + "deprecated",
    _OWL + "versionInfo", _DCT + "publisher", _DCT + "creator", _DC + "publisher", _DC + "creator", _DCT + "license",
    _DCT + "rights", _PERSON, _SKOS + "altLabel",
}  # fmt: skip

Node = dict[str, list[Any]]


class SkosSource:
    """Concepts of one scheme, in one of its languages."""

    def __init__(self, data: bytes, form: str, *, language: str = "", title: str = "") -> None:
        nodes = _nodes(data, form)
        self._nodes = {name: node for name, node in nodes.items() if _is(node, "Concept")}
        if not self._nodes:
            raise SourceUnreadable(reason="It holds no concept of SKOS.")
        self.languages = _languages(self._nodes.values())
        self.language = language if language in self.languages else _best(self.languages)
        schemes = {name: node for name, node in nodes.items() if _is(node, "ConceptScheme")}
        self.head = self._head(schemes, nodes, title)
        self._names, self._parents = list(self._nodes), _parents(self._nodes)
        self._links = list(_links(self._nodes, self._parents))
        self.count, self.links = len(self._names), len(self._links)
        self.remarks: Sequence[Refusal] = _remarks(schemes)

    def entry(self, place: int) -> Entry:
        """The concept at a place; other languages and labels are kept."""
        name = self._names[place]
        node = self._nodes[name]
        label, definition = self._text(node, _NAMES), self._text(node, _TEXTS)
        gone = any(
            value.value.lower() in ("true", "1") for value in node.get(_OWL + "deprecated", ()) if isinstance(value, Literal)
        )
        if name.startswith("_:") or len(name) > limits.FRAMEWORK_ADDRESS:
            raise Unfit("It has no address (IRI) of its own, or one that is too long.")
        return Entry(
            key=name,
            text=statement(definition or label, "the label and the definition"),
            short=text_of(label, limits.FRAMEWORK_TITLE) if definition and label != definition else "",
            human_code=text_of(_first(node, _SKOS + "notation"), limits.FRAMEWORK_CODE),
            identifier=name,
            uri=name,
            language=self.language if len(self.language) <= limits.FRAMEWORK_WORD else "",
            parent=(self._parents.get(name) or [""])[0],
            status=Status.DEPRECATED if gone else Status.CURRENT,
            replaced_by=next((str(value.value) for value in node.get(_REPLACED[0], ()) if isinstance(value, NamedNode)), ""),
            kept=_kept(node),
        )

    def number(self, place: int) -> int:
        """The first concept is 1."""
        return place + 1

    def link(self, place: int) -> Link:
        """One relation that is not the tree."""
        origin, kind, destination = self._links[place]
        if len(destination) > limits.FRAMEWORK_ADDRESS:
            raise Unfit(f"It points to an address longer than {limits.FRAMEWORK_ADDRESS} characters.")
        return Link(f"{kind} {origin} {destination}", kind, origin, destination, destination_uri=destination)

    def _head(self, schemes: dict[str, Node], nodes: dict[str, Node], title: str) -> Head:
        """The first scheme as the head of a framework; without one, the name of the file."""
        name, node = next(iter(schemes.items()), ("", {}))
        publisher = _first(node, _DCT + "publisher", _DC + "publisher", _DCT + "creator", _DC + "creator")
        named = self._text(nodes.get(publisher, {}), (_PERSON, *_NAMES))
        uri = "" if name.startswith("_:") else name
        return Head(
            kind=Kind.SKOS,
            family=uri,
            title=title_of(self._text(node, (_DCT + "title", *_NAMES))) or title_of(title),
            publisher=text_of(named or ("" if "://" in publisher else publisher), limits.FRAMEWORK_TITLE),
            version=text_of(_first(node, _OWL + "versionInfo"), limits.FRAMEWORK_CODE),
            identifier=text_of(uri, limits.FRAMEWORK_ADDRESS),
            uri=text_of(uri, limits.FRAMEWORK_ADDRESS),
            licence=text_of(_first(node, _DCT + "license", _DCT + "rights"), limits.FRAMEWORK_ADDRESS),
            language=text_of(self.language, limits.FRAMEWORK_WORD),
            description=text_of(self._text(node, _TEXTS), limits.FRAMEWORK_TEXT),
        )

    def _text(self, node: Node, properties: Sequence[str]) -> str:
        """The words of the first property that has some: in the chosen language, else in none, else in any."""
        for name in properties:
            given = [value for value in node.get(name, ()) if isinstance(value, Literal)]
            given.sort(key=lambda value: (_tag(value) != self.language, _tag(value) != "", _tag(value), value.value))
            if given:
                return str(given[0].value)
        return ""


def _nodes(data: bytes, form: str) -> dict[str, Node]:
    """What is said of each subject, as far as it is read.

    Raises:
        SourceUnreadable: not of this form, too much, or something that we do not open.
    """
    _bounded(data, form)
    nodes: dict[str, Node] = defaultdict(lambda: defaultdict(list))
    try:
        for count, said in enumerate(pyoxigraph.parse(input=data, format=FORMATS[form])):
            if count >= STATEMENTS:
                raise SourceUnreadable(reason=f"It says more than {STATEMENTS:,} things.")
            if said.predicate.value in _READ:
                nodes[_name(said.subject)][said.predicate.value].append(said.object)
    except (SyntaxError, ValueError, OSError) as problem:
        raise SourceUnreadable(reason=_why(problem)) from None
    return nodes


def _bounded(data: bytes, form: str) -> None:
    """Refuse what would cost more than its length."""
    if form == "rdf-xml":
        markup.check(data)
    elif form == "json-ld":
        json_files.strictly(data)
    elif b"<<(" in data or data.count(b"<<") > 1000:
        raise SourceUnreadable(reason="It makes statements about statements, which a framework does not need.")


def _why(problem: Exception) -> str:
    """What the reader says, for a person."""
    said = str(problem)
    if "LoadDocumentCallback" in said or "remote context" in said:
        return "Its words are explained in a context that lies elsewhere, and we fetch none. Bring Turtle or RDF/XML instead."
    if "No scheme" in said or "relative" in said.lower():
        return f"It holds an address without a beginning ({_line(problem)}). Bring a file with whole addresses."
    return f"It breaks the rules of its format ({_line(problem)})."


def _line(problem: Exception) -> str:
    line = getattr(problem, "lineno", None)
    return f"line {line}" if line else "no line is named"


def _name(term: Any) -> str:
    return f"_:{term.value}" if isinstance(term, BlankNode) else str(getattr(term, "value", term))


def _is(node: Node, kind: str) -> bool:
    return any(isinstance(value, NamedNode) and value.value == _SKOS + kind for value in node.get(_TYPE, ()))


def _tag(value: Literal) -> str:
    return (value.language or "").lower()


def _languages(nodes: Any) -> dict[str, int]:
    """The languages of the labels, with how many."""
    found: dict[str, int] = defaultdict(int)
    for node in nodes:
        for value in node.get(_NAMES[0], ()):
            if isinstance(value, Literal):
                found[_tag(value)] += 1
    return dict(found)


def _best(languages: dict[str, int]) -> str:
    """The language with the most labels, English before others of as many."""
    return max(languages, key=lambda tag: (languages[tag], tag.startswith("en"), -len(tag), tag), default="")


def _first(node: Node, *properties: str) -> str:
    return next((_name(value) for name in properties for value in node.get(name, ())), "")


def _parents(nodes: dict[str, Node]) -> dict[str, list[str]]:
    """Concept -> what is broader, said from either side; in the order of the file."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, node in nodes.items():
        for value in node.get(_BROADER, ()):
            found[name].append(_name(value))
        for value in node.get(_NARROWER, ()):
            found[_name(value)].append(name)
    return {name: list(dict.fromkeys(above)) for name, above in found.items()}


def _links(nodes: dict[str, Node], parents: dict[str, list[str]]) -> Iterator[tuple[str, str, str]]:
    """Relations that are not the tree, and further parents."""
    for name, node in nodes.items():
        for other in parents.get(name, ())[1:]:
            yield name, "isChildOf", other
        for relation, kind in LINKS.items():
            for other in dict.fromkeys(_name(value) for value in node.get(relation, ())):
                yield name, kind, other


def _kept(node: Node) -> dict[str, list[str]]:
    """Labels in other languages and further names, as text with its tag."""
    kept: dict[str, list[str]] = {}
    for name in (_NAMES[0], _SKOS + "altLabel", *_TEXTS):
        words = [
            f"{value.value}@{value.language}" if value.language else value.value
            for value in node.get(name, ())
            if isinstance(value, Literal)
        ]
        if words:
            kept[name] = words
    return kept


def _remarks(schemes: dict[str, Node]) -> list[Refusal]:
    if len(schemes) < 2:
        return []
    return [
        Refusal(0, next(iter(schemes)), f"The file holds {len(schemes)} schemes; their concepts come in together.", refused=False)
    ]

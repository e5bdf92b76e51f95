"""Terms as canonical N-Quads text: addresses, literals and their escapes.

Source: RDF 1.1 N-Quads; RDF Dataset Canonicalization 1.0, section 5; JSON-LD 1.1 API, "Object to RDF Conversion".
"""

from __future__ import annotations

import re
from typing import Any

from openbadgekit.canonical import jcs
from openbadgekit.errors import ContextRefused, Malformed
from openbadgekit.reading import JsonObject

Quad = tuple[str, str, str, str]
"""Subject, predicate, object, graph, each as N-Quads text; blank nodes begin with ``_:``, the default graph is empty."""

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
TYPE, FIRST, REST, NIL = (f"<{_RDF}{name}>" for name in ("type", "first", "rest", "nil"))
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*", re.ASCII)
_ESCAPES = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_NEEDS_ESCAPE = re.compile(r'[\x00-\x1f"\\\x7f\ufffe\uffff]')

SHAPELESS = "The badge's vocabulary cannot be applied to its content."

RELATIVE = "openbadgekit-relative:"
"""Scheme of the base against which the expander resolves: whatever carries it afterwards was relative."""


def iri(address: Any) -> str:
    """An absolute address as N-Quads text.

    Raises:
        ContextRefused: a relative one, or one that no address may be.
    """
    if not isinstance(address, str) or address.startswith(RELATIVE) or not _ABSOLUTE.fullmatch(address):
        shown = str(address).removeprefix(f"{RELATIVE}//x/")[:100]
        raise ContextRefused(f"{shown!r} is neither a known term nor a whole address.", term=shown)
    return f"<{address}>"


def literal(value: JsonObject) -> str:
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
        raise Malformed(SHAPELESS)
    if isinstance(content, bool):
        content, kind = ("true" if content else "false"), kind or f"{_XSD}boolean"
    elif isinstance(content, int | float):
        content, kind = _number(content, kind)
    datatype = f"^^{iri(kind)}" if kind and kind != f"{_XSD}string" else ""
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

"""Which words of a document its contexts define, without expanding it.

Under an RDF-canonicalised proof an undefined word would be read but not signed, and the suite refuses it. Under JWT and JCS every
byte is signed; there it is only worth a note, and this quick look is enough: a word counts as defined when any of the document's
contexts defines it anywhere.

Source: ARCHITECTURE 5; conformance row OB3-P-17.
"""

from __future__ import annotations

from functools import cache, lru_cache

from openbadgekit import contexts
from openbadgekit.reading import Json, JsonObject


def undefined(document: JsonObject) -> str | None:
    """The first word that no context of the document defines, or None.

    Words with a colon are addresses or prefixed names and left alone, as is what stands under a term that a context seen so far
    types as ``@json``.
    """
    whole_json: set[str] = set()
    urls: list[str] = []
    todo: list[Json] = [document]
    names: dict[str, None] = {}
    while todo:
        value = todo.pop()
        if isinstance(value, list):
            todo.extend(reversed(value))
        elif isinstance(value, dict):
            named = value.get("@context")
            for url in named if isinstance(named, list) else [named]:
                if isinstance(url, str) and url in contexts.KNOWN and url not in urls:
                    urls.append(url)  # an unknown one defines nothing, and a stranger's text is remembered nowhere
                    whole_json |= _words(url)[1]
            names.update(dict.fromkeys(value))
            todo.extend(inner for name, inner in reversed(value.items()) if name not in whole_json and name != "@context")
    defined = _defined(tuple(urls))
    return next((name for name in names if name not in defined and name[:1] != "@" and ":" not in name), None)


@lru_cache(maxsize=256)
def _defined(urls: tuple[str, ...]) -> frozenset[str]:
    """Every word that any of these known contexts defines."""
    return frozenset().union(*(_words(url)[0] for url in urls))


@cache
def _words(url: str) -> tuple[frozenset[str], frozenset[str]]:
    """(all words, those of type ``@json``) of one known context, its scoped contexts included."""
    todo: list[Json] = [contexts.load(url)["@context"]]
    words, whole = set(), set()
    while todo:
        value = todo.pop()
        if isinstance(value, list):
            todo.extend(value)
        elif isinstance(value, dict):
            for name, definition in value.items():
                if name[:1] != "@":
                    words.add(name)
                if isinstance(definition, dict):
                    whole.update([name] if definition.get("@type") == "@json" else [])
                    todo.append(definition.get("@context"))
    return frozenset(words), frozenset(whole)

"""Term tables: our notation for a JSON-LD context, one or more terms of one shape a line.

    prefix ob https://…#         ``ob~name`` below stands for the whole address
    terms = text                 plain definitions; @version, @protected, @vocab take JSON values; ``ob~*`` repeats the term
    terms : id ^type %container  expanded ones; ``+`` protected, ``-`` not
    … {                          opens a scoped context; ``{null}`` clears it; ``{+`` opens one with ``id``, ``type``, protected
    }                            closes it
    {+                           alone: the same three members here
    block NAME { … }             terms that stand in several places; ``use NAME`` puts them in (``blocks.terms`` holds them)
    from NAME without terms      the terms of another table but these
    context URL                  a context that this one builds upon
    validates MEMBER …           a rule of Open Badges 1 beside the context: type, what it holds for, its schema

The facts are the specifications'; the notation is ours. A test holds each table against the published text's digest.
"""

from __future__ import annotations

import copy
import json
from importlib import resources
from typing import Any

from openbadgekit.reading import JsonObject

_KEYWORDS: JsonObject = {"id": "@id", "type": "@type", "@protected": True}


def read(name: str) -> JsonObject:
    """The context of a table, as the JSON document that its publisher serves."""
    return parse(_text("blocks") + _text(name))


def _text(name: str) -> str:
    """A table's lines."""
    return resources.files("openbadgekit.contexts").joinpath("tables", f"{name}.terms").read_text("utf-8")


def parse(text: str) -> JsonObject:
    """The document of a table."""
    table = _Table()
    for line in text.splitlines():
        words = line.split()
        if words and words[0] != "#":
            table.take(words)
    return table.document()


class _Table:
    """Takes a table line by line; the innermost open context is the last."""

    def __init__(self) -> None:
        self.prefixes: dict[str, str] = {}
        self.blocks: dict[str, JsonObject] = {}
        self.open: list[JsonObject] = [{}]
        self.bases: list[str] = []
        self.beside: JsonObject = {}

    def document(self) -> JsonObject:
        """What the publisher serves."""
        terms = self.open[0]
        return {"@context": [*self.bases, terms] if self.bases else terms, **self.beside}

    def take(self, words: list[str]) -> None:
        """One line."""
        terms = self.open[-1]
        match words:
            case ["prefix", name, address]:
                self.prefixes[name] = address
            case ["block", name, "{"]:
                self.open.append(self.blocks.setdefault(name, {}))
            case ["use", name]:
                terms |= copy.deepcopy(self.blocks[name])
            case ["from", name, "without", *left]:
                terms |= {term: meaning for term, meaning in read(name)["@context"].items() if term not in left}
            case ["context", address]:
                self.bases.append(address)
            case ["validates", member, kind, target, schema]:
                rule = {"type": kind, "validatesType": target, "validationSchema": schema}
                self.beside.setdefault(member, []).append(rule)
            case ["}"]:
                self.open.pop()
            case ["{+"]:
                terms |= _KEYWORDS
            case _:
                self.define(words)

    def define(self, words: list[str]) -> None:
        """One or more terms of the same shape."""
        place = next(place for place, word in enumerate(words) if word in ("=", ":"))
        for term in words[:place]:
            if words[place] == "=":
                self.open[-1][term] = self.plain(term, words[place + 1])
            else:
                self.open[-1][term] = self.expanded(term, words[place + 1 :])
        if words[-1][0] == "{" and words[-1] != "{null}":
            self.open.append(self.open[-1][words[0]]["@context"])

    def plain(self, term: str, word: str) -> Any:
        """A text, or the JSON word that it spells."""
        return json.loads(word) if word in ("true", "false", "null", "1.1") else self.whole(term, word)

    def expanded(self, term: str, words: list[str]) -> JsonObject:
        """An expanded term definition."""
        found: JsonObject = {}
        for word in words:
            if word[0] == "{":
                found["@context"] = {"{": {}, "{null}": None, "{+": dict(_KEYWORDS)}[word]
            elif word in ("+", "-"):
                found["@protected"] = word == "+"
            elif word[0] == "^":
                found["@type"] = self.whole(term, word[1:])
            elif word[0] == "%":
                found["@container"] = word[1:]
            else:
                found["@id"] = self.whole(term, word)
        return found

    def whole(self, term: str, word: str) -> str:
        """``ob~name`` as its whole address; a ``*`` at the end is the term itself."""
        prefix, tilde, name = word.partition("~")
        address = self.prefixes[prefix] + name if tilde and prefix in self.prefixes else word
        return address[:-1] + term if address.endswith((":*", "#*", "/*")) else address

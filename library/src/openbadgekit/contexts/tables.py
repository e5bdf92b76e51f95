"""Term tables: our notation for a JSON-LD context, one term a line.

    prefix ob https://…#         ``ob~name`` below stands for the whole address
    term = text                  a plain definition; @version, @protected, @vocab take JSON values
    term : id ^type %container   an expanded one; ``+`` protected, ``-`` not; ``{`` opens a scoped context, ``{null}`` clears it
    }                            closes it

The facts are the specifications'; the notation is ours. A test holds each table against the published text's digest.
"""

from __future__ import annotations

import json
from importlib import resources

from openbadgekit.reading import JsonObject


def read(name: str) -> JsonObject:
    """The context of a table, as the JSON document that its publisher serves."""
    text = resources.files("openbadgekit.contexts").joinpath("tables", f"{name}.terms").read_text("utf-8")
    return {"@context": parse(text)}


def parse(text: str) -> JsonObject:
    """The terms of a table."""
    prefixes: dict[str, str] = {}
    open_contexts: list[JsonObject] = [{}]
    for line in text.splitlines():
        words = line.split()
        if not words or words[0] == "#":
            continue
        if words[0] == "prefix":
            prefixes[words[1]] = words[2]
        elif words[0] == "}":
            open_contexts.pop()
        elif words[1] == "=":
            open_contexts[-1][words[0]] = _plain(words[2])
        else:
            definition = _definition(words[2:], prefixes)
            open_contexts[-1][words[0]] = definition
            if words[-1] == "{":
                open_contexts.append(definition["@context"])
    return open_contexts[0]


def _plain(word: str) -> object:
    """A text, or the JSON word that it spells."""
    return json.loads(word) if word in ("true", "false", "null", "1.1") else word


def _definition(words: list[str], prefixes: dict[str, str]) -> JsonObject:
    """An expanded term definition."""
    found: JsonObject = {}
    for word in words:
        if word in ("{", "{null}"):
            found["@context"] = {} if word == "{" else None
        elif word in ("+", "-"):
            found["@protected"] = word == "+"
        elif word[0] == "^":
            found["@type"] = _whole(word[1:], prefixes)
        elif word[0] == "%":
            found["@container"] = word[1:]
        else:
            found["@id"] = _whole(word, prefixes)
    return found


def _whole(word: str, prefixes: dict[str, str]) -> str:
    """``ob~name`` as its whole address."""
    prefix, tilde, name = word.partition("~")
    return prefixes[prefix] + name if tilde and prefix in prefixes else word

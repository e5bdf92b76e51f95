"""An object against its class: every property there when it must be, as often as it may be, of its kind.

Two codes: ``malformed`` for what leaves open what the document says (a missing part, another type, a value of another kind), and
``schema_failed`` for what a strict schema refuses although everybody can read it (a single value where an array should stand, a
term outside its vocabulary, an id that is no address).

Source: the table of classes; conformance rows OB3-M-09, OB3-M-10, OB3-M-12.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from openbadgekit import contexts
from openbadgekit.documents import scalars, vc
from openbadgekit.documents.classes import CLASSES, CLOSED, SEALED, VOCABULARIES
from openbadgekit.errors import Finding
from openbadgekit.reading import JsonObject, listed

_EXTENSION = re.compile(r"ext:[A-Za-z0-9.\-_]+", re.ASCII)
_MAP_KEY = re.compile(r"[a-z]{2}(-[A-Z]{2})?", re.ASCII)
DEEPEST = 16

OWN_VERDICT = frozenset({"EndorsementCredential", "VerifiableCredential"})
"""Credentials within a credential: each carries its own verdict and never decides that of the one around it (verdict rule 8)."""


_RULES = {
    name: tuple((member, rule.rstrip("!*"), "!" in rule, rule.endswith("*")) for member, rule in members.items())
    for name, members in CLASSES.items()
}
"""Class -> (member, kind, required, many): the table's notation, read once."""


def check_class(name: str, value: JsonObject, path: str, *, skip: set[str] | None = None) -> Iterator[Finding]:
    """One object against its class."""
    if path.count(".") > DEEPEST:
        yield Finding("malformed", path, "The badge is nested too deeply.")
        return
    yield from _type(name, value, path)
    for member, kind, required, many in _RULES[name]:
        if skip and member in skip:
            continue
        if member in value:
            yield from _member(kind, value[member], f"{path}.{member}".lstrip("."), many=many)
        elif required:
            yield Finding("malformed", f"{path}.{member}".lstrip("."), f"{path}.{member}".lstrip(".") + " is missing.")
    if name in SEALED and (odd := value.keys() - CLASSES[name].keys()):
        yield Finding("schema_failed", path, f"{path} has a member that its class does not have: {min(odd)[:40]}.")


def _type(name: str, value: JsonObject, path: str) -> Iterator[Finding]:
    """The object says of which class it is."""
    if "type" in CLASSES[name] and "type" in value and name not in listed(value["type"]):
        yield Finding("malformed", f"{path}.type".lstrip("."), f"{path or 'The badge'} is not of the type {name}.")


def _member(kind: str, found: Any, path: str, *, many: bool) -> Iterator[Finding]:
    """One property that is there: as often as it may be, of its kind."""
    if kind == "type":
        if not isinstance(found, list):
            yield Finding("schema_failed", path, f"{path} should be a list.")
        elif not found or not all(isinstance(item, str) for item in found):
            yield Finding("malformed", path, f"{path} is not a list of texts.")
        return
    if many and not isinstance(found, list):
        yield Finding("schema_failed", path, f"{path} should be a list.")
    if not many and isinstance(found, list):
        yield Finding("schema_failed", path, f"{path} should be one value.")
    if many and isinstance(found, list) and not found:
        yield Finding("schema_failed", path, f"{path} is an empty list.")
    for item in listed(found):
        yield from _kind(kind, item, path)


def _kind(kind: str, value: Any, path: str) -> Iterator[Finding]:
    """One value against its kind."""
    if "|" in kind:
        kind = kind.split("|")[0] if isinstance(value, str) else kind.split("|")[1]
    if kind in CLASSES:
        if isinstance(value, dict):
            found = check_class(kind, value, path)
            if kind in OWN_VERDICT:
                found = (Finding("schema_failed", item.path, item.sentence) for item in (*found, *_inner(kind, value, path)))
            yield from found
        else:
            yield Finding("schema_failed" if isinstance(value, str) else "malformed", path, f"{path} is no object.")
    elif kind.startswith("@"):
        yield from _vocabulary(kind[1:], value, path)
    elif (sentence := _scalar(kind, value)) is not None:
        soft = kind in ("uri", "language", "date", "jws") and isinstance(value, str)
        yield Finding("schema_failed" if soft else "malformed", path, f"{path} {sentence}")


def _inner(kind: str, value: JsonObject, path: str) -> Iterator[Finding]:
    """What a credential within another must keep beside its class."""
    yield from vc.check(value)
    named = listed(value.get("@context"))
    if kind == "EndorsementCredential" and not contexts.is_ob3(named[1] if len(named) > 1 else None):
        yield Finding("schema_failed", path, f"{path} does not name the Open Badges context second.")


def _scalar(kind: str, value: Any) -> str | None:
    """What is wrong with a plain value, or None; a text may be said in several languages."""
    return None if kind == "text" and _is_language_map(value) else scalars.fault(kind, value)


def _is_language_map(value: Any) -> bool:
    """Texts by language, as Open Badges compacts them: ``{"en": …, "nl": …}``."""
    return (
        isinstance(value, dict)
        and bool(value)
        and all(_MAP_KEY.fullmatch(name) and isinstance(text, str) for name, text in value.items())
    )


def _vocabulary(name: str, value: Any, path: str) -> Iterator[Finding]:
    """A term of a vocabulary, or an extension term where those are allowed."""
    if not isinstance(value, str):
        yield Finding("malformed", path, f"{path} is no text.")
    elif value not in VOCABULARIES[name] and (name in CLOSED or not _EXTENSION.fullmatch(value)):
        yield Finding("schema_failed", path, f"{path} says {value[:40]!r}, which its vocabulary does not have.")

"""Rules of Open Badges 3.0, from the table of classes.

Two codes: ``malformed`` for what leaves open what the badge says (a missing part, another type, a value of another kind), and
``schema_failed`` for what a strict schema refuses although everybody can read it (a single value where an array should stand, a
term outside its vocabulary, an id that is no address). Issuing accepts neither; verifying notes the second.

Source: Open Badges 3.0 data model; conformance rows OB3-M-01..13, verdict rule 2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from openbadgekit import contexts
from openbadgekit.documents import vc
from openbadgekit.documents.classes import CLASSES, CLOSED, SEALED, VOCABULARIES
from openbadgekit.documents.views import BADGE_TYPES, listed, object_of, plain, subject_of
from openbadgekit.errors import Finding, Malformed
from openbadgekit.reading import JsonObject, parse_datetime

_EXTENSION = re.compile(r"ext:[A-Za-z0-9.\-_]+", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
DEEPEST = 16


def is_badge(document: JsonObject) -> bool:
    """Whether the document is an Open Badge of generation 3: it says so, or its subject does."""
    return named_badge(document) or "AchievementSubject" in listed(subject_of(document).get("type"))


def named_badge(document: JsonObject) -> bool:
    """Whether the document calls itself an Open Badge."""
    return any(kind in BADGE_TYPES for kind in listed(document.get("type")) if isinstance(kind, str))


def check(document: JsonObject) -> tuple[Finding, ...]:
    """Everything in a badge that breaks Open Badges 3.0, beyond what every credential must keep (``vc.check``)."""
    return tuple(_badge(document))


def _badge(document: JsonObject) -> Iterator[Finding]:
    """Context, the one subject, every class, and the results."""
    if not named_badge(document):
        yield Finding("malformed", "type", "It speaks of an achievement, but does not call itself a badge.")
    named = document.get("@context")
    second = named[1] if isinstance(named, list) and len(named) > 1 else None
    if not contexts.is_ob3(second):
        if not any(contexts.is_ob3(url) for url in listed(named)):
            yield Finding("context_refused", "@context", "The badge does not name the Open Badges context.")
        else:
            yield Finding("schema_failed", "@context", "The Open Badges context does not stand second.")
    subjects = listed(document.get("credentialSubject"))
    if len(subjects) > 1:
        yield Finding("malformed", "credentialSubject", "A badge is about one person; this one names several.")
    subject = object_of(subjects)
    if not (subject.get("id") or listed(subject.get("identifier"))):
        if plain(subject.get("name")):
            yield Finding("schema_failed", "credentialSubject", "Whom the badge is about is said by a name alone.")
        else:
            yield Finding("malformed", "credentialSubject", "The badge does not say whom it is about.")
    legacy = listed(named)[:1] == [contexts.VC1]
    yield from _class("OpenBadgeCredential", document, "", skip={"validFrom", "validUntil"} if legacy else set())
    yield from _results(subject)


def _class(name: str, value: JsonObject, path: str, *, skip: set[str] | None = None) -> Iterator[Finding]:
    """One object against its class."""
    if path.count(".") > DEEPEST:
        yield Finding("malformed", path, "The badge is nested too deeply.")
        return
    yield from _type(name, value, path)
    for member, rule in CLASSES[name].items():
        if member not in (skip or ()):
            yield from _member(rule, value, member, f"{path}.{member}".lstrip("."))
    if name in SEALED and (odd := value.keys() - CLASSES[name].keys()):
        yield Finding("schema_failed", path, f"{path} has a member that its class does not have: {min(odd)[:40]}.")


def _type(name: str, value: JsonObject, path: str) -> Iterator[Finding]:
    """The object says of which class it is."""
    if "type" not in value or name == "Criteria":
        return
    if name == "OpenBadgeCredential":
        return
    if name not in listed(value["type"]):
        yield Finding("malformed", f"{path}.type".lstrip("."), f"{path or 'The badge'} is not of the type {name}.")


def _member(rule: str, value: JsonObject, member: str, path: str) -> Iterator[Finding]:
    """One property: there when it must be, as often as it may be, of its kind."""
    kind, required, many = rule.rstrip("!*"), "!" in rule, rule.endswith("*")
    if member not in value:
        if required:
            yield Finding("malformed", path, f"{path} is missing.")
        return
    found = value[member]
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
            found = _class(kind, value, path)
            # an endorsement carries its own verdict and never decides that of the badge around it (verdict rule 8)
            own = kind == "EndorsementCredential"
            yield from (Finding("schema_failed", item.path, item.sentence) for item in found) if own else found
        else:
            yield Finding("schema_failed" if isinstance(value, str) else "malformed", path, f"{path} is no object.")
    elif kind.startswith("@"):
        yield from _vocabulary(kind[1:], value, path)
    elif (sentence := _scalar(kind, value)) is not None:
        soft = kind in ("uri", "language", "date") and isinstance(value, str)
        yield Finding("schema_failed" if soft else "malformed", path, f"{path} {sentence}")


def _scalar(kind: str, value: Any) -> str | None:
    """What is wrong with a plain value, or None."""
    if kind == "bool":
        return None if isinstance(value, bool) else "is neither true nor false."
    if kind == "float":
        return None if isinstance(value, int | float) and not isinstance(value, bool) else "is no number."
    if not isinstance(value, str):
        return "is no text."
    if kind == "uri":
        return None if vc.is_url(value) else "is no address."
    if kind == "language":
        return None if _LANGUAGE.fullmatch(value) else "is no language code."
    if kind == "date":
        return None if _DATE.fullmatch(value) else "is no date."
    if kind == "datetime":
        try:
            parse_datetime(value)
        except Malformed:
            return "is no date and time with a zone."
    return None


def _vocabulary(name: str, value: Any, path: str) -> Iterator[Finding]:
    """A term of a vocabulary, or an extension term where those are allowed."""
    if not isinstance(value, str):
        yield Finding("malformed", path, f"{path} is no text.")
    elif value not in VOCABULARIES[name] and (name in CLOSED or not _EXTENSION.fullmatch(value)):
        yield Finding("schema_failed", path, f"{path} says {value[:40]!r}, which its vocabulary does not have.")


def _results(subject: JsonObject) -> Iterator[Finding]:
    """Each result belongs to a result description of the same achievement, and its level to that one (OB3-M-11)."""
    described = {
        item["id"]: _Description(item)
        for item in listed(object_of(subject.get("achievement")).get("resultDescription"))
        if isinstance(item, dict) and isinstance(item.get("id"), str)
    }
    for result in listed(subject.get("result")):
        if not isinstance(result, dict) or "resultDescription" not in result:
            continue
        name, path = result["resultDescription"], "credentialSubject.result"
        if not isinstance(name, str) or name not in described:
            yield Finding("schema_failed", path, "A result belongs to nothing that the achievement asks for.")
            continue
        yield from described[name].findings(result, path)


class _Description:
    """A result description, looked at once however many results it has."""

    def __init__(self, item: JsonObject) -> None:
        self.item = item
        levels = [level.get("id") for level in listed(item.get("rubricCriterionLevel")) if isinstance(level, dict)]
        self.levels = frozenset(level for level in levels if isinstance(level, str))
        self.allowed = frozenset(value for value in listed(item.get("allowedValue")) if isinstance(value, str))

    def findings(self, result: JsonObject, path: str) -> Iterator[Finding]:
        """Level and value of one result within what is allowed."""
        if "achievedLevel" in result and not _within(result["achievedLevel"], self.levels):
            yield Finding("schema_failed", path, "A result names a level that its rubric does not have.")
        if "requiredLevel" in self.item and not _within(self.item["requiredLevel"], self.levels):
            yield Finding("schema_failed", path, "A rubric asks for a level that it does not have.")
        if "value" in result and listed(self.item.get("allowedValue")) and not _within(result["value"], self.allowed):
            yield Finding("schema_failed", path, "A result has a value that is not allowed.")
        yield from _bounds(result, self.item, path)


def _within(value: Any, allowed: frozenset[str]) -> bool:
    """Whether a value is one of these texts; whatever is no text is none of them."""
    return isinstance(value, str) and value in allowed


def _bounds(result: JsonObject, description: JsonObject, path: str) -> Iterator[Finding]:
    """A value between its smallest and largest, where all of them are numbers."""
    try:
        value = float(result["value"])
        low = float(description.get("valueMin", value))
        high = float(description.get("valueMax", value))
    except (KeyError, TypeError, ValueError, OverflowError):
        return
    if not low <= value <= high:
        yield Finding("schema_failed", path, "A result's value lies outside its bounds.")

"""Rules of Open Badges 3.0 beside the table of classes (``structure``, where the two codes are told apart).

Issuing accepts neither what is ``malformed`` nor what is ``schema_failed``; verifying notes the second.

Source: Open Badges 3.0 data model; conformance rows OB3-M-01..13, verdict rule 2.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from openbadgekit import contexts
from openbadgekit.documents.structure import check_class
from openbadgekit.documents.views import BADGE_TYPES, object_of, plain, subject_of
from openbadgekit.errors import Finding
from openbadgekit.reading import JsonObject, listed


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
    yield from check_class("OpenBadgeCredential", document, "", skip=older_names(document))
    yield from _results(subject)


def older_names(document: JsonObject) -> set[str]:
    """Members that have another name in the older data model (VC 1.1), and are looked at there."""
    return {"validFrom", "validUntil"} if listed(document.get("@context"))[:1] == [contexts.VC1] else set()


def check_endorsement(document: JsonObject) -> tuple[Finding, ...]:
    """Everything in an endorsement that breaks Open Badges 3.0, beyond what every credential must keep."""
    return tuple(_endorsement(document))


def _endorsement(document: JsonObject) -> Iterator[Finding]:
    """Context, the one thing that is endorsed, every class."""
    if not any(contexts.is_ob3(url) for url in listed(document.get("@context"))):
        yield Finding("context_refused", "@context", "The endorsement does not name the Open Badges context.")
    if len(listed(document.get("credentialSubject"))) > 1:
        yield Finding("malformed", "credentialSubject", "An endorsement is about one thing; this one names several.")
    yield from check_class("EndorsementCredential", document, "", skip=older_names(document))


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

"""Rules that every verifiable credential keeps, by the data model alone.

Source: VC Data Model 2.0 section 4 and VC Data Model 1.1 section 4; conformance rows VC-01, VC-02; verdict rules 2, 10.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from openbadgekit import contexts
from openbadgekit.documents import digests
from openbadgekit.errors import Finding, Malformed
from openbadgekit.reading import JsonObject, listed, parse_datetime

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_TYPED = ("credentialStatus", "credentialSchema", "refreshService", "termsOfUse", "evidence", "proof", "renderMethod")
_WITH_ID = ("credentialSchema", "refreshService")
_Place: TypeAlias = "tuple[_Place | None, str]"
"""Where a value stands: the place around it and its name there."""

_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*", re.ASCII)
_LANGUAGE_MEMBERS = {"@value", "@language", "@direction"}


def check(document: JsonObject) -> tuple[Finding, ...]:
    """Everything that breaks the data model; empty for a sound credential.

    Codes: ``type_wrong`` when it is no credential at all, ``context_refused``, else ``malformed``.
    """
    return tuple(_findings(document))


def _findings(document: JsonObject) -> Iterator[Finding]:
    """One finding after another."""
    yield from context_findings(document)
    kinds = listed(document.get("type"))
    if "VerifiableCredential" not in kinds:
        yield Finding("type_wrong", "type", "The document does not call itself a verifiable credential.")
    if any(not isinstance(kind, str) for kind in kinds):
        yield _bad("type", "A type is not a text.")
    if "id" in document and not is_url(document["id"]):
        yield _bad("id", "The credential's id is not one address.")
    yield from _issuer(document.get("issuer"))
    yield from _subject(document)
    yield from _dates(document)
    for name in ("name", "description"):
        if name in document and not _is_text(document[name]):
            yield _bad(name, f"The credential's {name} is not a text.")
    for name in _TYPED:
        yield from typed_findings(name, document)
    yield from _related(document)
    yield from _nulls(document, "")


def context_findings(document: JsonObject) -> Iterator[Finding]:
    """The first context says which data model is spoken; every other one is an address or an object of terms."""
    found = document.get("@context")
    first = found[0] if isinstance(found, list) and found else found
    if first not in (contexts.VC1, contexts.VC2):
        yield Finding("context_refused", "@context", "The first context is not that of verifiable credentials.")
    if any(not (isinstance(item, dict) or is_url(item)) for item in listed(found)):
        yield Finding("context_refused", "@context", "A context is neither an address nor an object of terms.")


def _issuer(issuer: Any) -> Iterator[Finding]:
    """An address, or an object with one."""
    if isinstance(issuer, dict):
        if not is_url(issuer.get("id")):
            yield _bad("issuer.id", "The issuer has no address.")
        for name in ("name", "description"):
            if name in issuer and not _is_text(issuer[name]):
                yield _bad(f"issuer.{name}", f"The issuer's {name} is not a text.")
    elif not is_url(issuer):
        yield _bad("issuer", "The badge does not say who issued it.")


def _subject(document: JsonObject) -> Iterator[Finding]:
    """At least one claim about at least one subject."""
    subjects = listed(document.get("credentialSubject"))
    if not subjects or any(not isinstance(subject, dict) or not subject for subject in subjects):
        yield _bad("credentialSubject", "The badge says nothing about anybody.")
    for subject in subjects:
        if isinstance(subject, dict) and "id" in subject and not is_url(subject["id"]):
            yield _bad("credentialSubject.id", "The subject's id is not an address.")


def _dates(document: JsonObject) -> Iterator[Finding]:
    """Dates with a zone, the beginning before the end."""
    legacy = contexts.VC1 in listed(document.get("@context"))[:1]
    begin_name, end_name = ("issuanceDate", "expirationDate") if legacy else ("validFrom", "validUntil")
    moments = {}
    for name in (begin_name, end_name, "validFrom", "validUntil", "awardedDate"):
        if name in document:
            try:
                moments[name] = parse_datetime(document[name], path=name)
            except Malformed as problem:
                yield _bad(name, str(problem))
    if legacy and begin_name not in document:
        yield _bad(begin_name, "The badge does not say since when it holds.")
    if begin_name in moments and end_name in moments and moments[begin_name] > moments[end_name]:
        yield _bad(end_name, "The badge ends before it begins.")


def typed_findings(name: str, document: JsonObject) -> Iterator[Finding]:
    """Objects that must say of which type they are."""
    for item in listed(document.get(name)):
        if not isinstance(item, dict) or not listed(item.get("type")):
            yield _bad(name, f"A part of {name} does not say of which type it is.")
        elif name in _WITH_ID and not is_url(item.get("id")):
            yield _bad(f"{name}.id", f"A part of {name} has no address.")
        elif "id" in item and not is_url(item["id"]):
            yield _bad(f"{name}.id", f"A part of {name} has an id that is no address.")


def _related(document: JsonObject) -> Iterator[Finding]:
    """Resources that stand elsewhere: each has an address of its own and a digest that can be read."""
    seen: set[str] = set()
    for item in listed(document.get("relatedResource")):
        if not isinstance(item, dict) or not is_url(item.get("id")) or item["id"] in seen:
            yield _bad("relatedResource.id", "A related resource has no address, or one that another has too.")
            continue
        seen.add(item["id"])
        try:
            digests.read(item)
        except Malformed as problem:
            yield _bad(problem.path, problem.sentence)


def _nulls(value: Any, path: str) -> Iterator[Finding]:
    """A null member says nothing, and processors drop it unseen."""
    todo: list[tuple[Any, _Place]] = [(value, (None, path))]
    while todo:
        item, place = todo.pop()
        if item is None:
            yield _bad(_spelled(place), "A member is null.")
            return
        if isinstance(item, dict):
            todo.extend((inner, (place, name)) for name, inner in item.items() if name != "@context")
        elif isinstance(item, list):
            todo.extend((inner, place) for inner in item)


def _spelled(place: _Place | None) -> str:
    """A place as ``a.b.c``; spelled only when it is told, since names may be long and many."""
    names: list[str] = []
    while place is not None:
        names.append(place[1][:60])
        place = place[0]
    return ".".join(name for name in reversed(names) if name)


def _is_text(value: Any) -> bool:
    """A text, or language-tagged texts (VC Data Model 2.0, 4.5)."""
    for item in listed(value):
        if isinstance(item, dict):
            if not (_said_in_a_language(item) and isinstance(item.get("@value"), str)):
                return False
        elif not isinstance(item, str):
            return False
    return bool(listed(value))


def _said_in_a_language(item: JsonObject) -> bool:
    """A language that is one, a direction that is one, and nothing else."""
    language = item.get("@language", "en")
    return (
        item.keys() <= _LANGUAGE_MEMBERS
        and isinstance(language, str)
        and _LANGUAGE.fullmatch(language) is not None
        and item.get("@direction", "ltr") in ("ltr", "rtl")
    )


def is_url(value: Any) -> bool:
    """Whether a value is one absolute address."""
    return isinstance(value, str) and _URL.fullmatch(value) is not None


def _bad(path: str, sentence: str) -> Finding:
    return Finding("malformed", path, sentence)

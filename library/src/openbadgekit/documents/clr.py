"""Comprehensive Learner Record 2.0: one person's credentials, each with its own issuer, and how they belong together.

Source: CLR 2.0 data model; conformance rows CLR-01..03; trap T14; verdict rule 8.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from openbadgekit import contexts
from openbadgekit.documents import ob3
from openbadgekit.documents.structure import check_class
from openbadgekit.documents.views import object_of, plain, subject_of, text_of
from openbadgekit.errors import Finding
from openbadgekit.reading import JsonObject, listed

TYPE = "ClrCredential"
_CONTEXT = re.compile(r"https://purl\.imsglobal\.org/spec/clr/v2p0/context(-2\.\d\.\d)*\.json")


@dataclass(frozen=True)
class AssociationView:
    """How two achievements belong together.

    Attributes:
        kind: for instance ``isChildOf``: the source is a child of the target. source, target: ids of achievements.
        source_name, target_name: their names, empty when the record does not hold them.
    """

    kind: str
    source: str
    target: str
    source_name: str
    target_name: str


def is_clr(document: JsonObject) -> bool:
    """Whether the document calls itself a record of learning."""
    return TYPE in listed(document.get("type"))


def contained(document: JsonObject) -> list[Any]:
    """The credentials of a record, as they stand."""
    return listed(subject_of(document).get("verifiableCredential"))


def achievements(document: JsonObject) -> dict[str, str]:
    """Every achievement that a record speaks of: id -> name."""
    subject = subject_of(document)
    found = [*listed(subject.get("achievement"))]
    for credential in contained(document):
        if isinstance(credential, dict):
            found += listed(subject_of(credential).get("achievement"))
    return {item["id"]: plain(item.get("name")) for item in found if isinstance(item, dict) and text_of(item.get("id"))}


def associations(document: JsonObject) -> tuple[AssociationView, ...]:
    """How the achievements of a record belong together; what cannot be read is left out."""
    names = achievements(document)
    found = []
    for item in listed(subject_of(document).get("association")):
        members = object_of(item)
        kind, source, target = (text_of(members.get(name)) for name in ("associationType", "sourceId", "targetId"))
        if kind and source and target:
            found.append(AssociationView(kind, source, target, names.get(source, ""), names.get(target, "")))
    return tuple(found)


def check(document: JsonObject) -> tuple[Finding, ...]:
    """Everything in a record that breaks CLR 2.0, beyond what every credential must keep (``vc.check``)."""
    return tuple(_findings(document))


def _findings(document: JsonObject) -> Iterator[Finding]:
    """Contexts, the one subject, every class, and whether associations lead anywhere."""
    yield from _contexts(listed(document.get("@context")))
    subjects = listed(document.get("credentialSubject"))
    subject = object_of(subjects)
    if len(subjects) > 1:
        yield Finding("malformed", "credentialSubject", "A record is about one person; this one names several.")
    if not (subject.get("id") or listed(subject.get("identifier"))):
        yield Finding("malformed", "credentialSubject", "The record does not say whom it is about.")
    if not contained(document):
        yield Finding("malformed", "credentialSubject.verifiableCredential", "The record holds no credential.")
    yield from check_class(TYPE, document, "", skip=ob3.older_names(document))
    known = achievements(document)
    for item in associations(document):
        if item.source not in known or item.target not in known:
            path = "credentialSubject.association"
            yield Finding("schema_failed", path, "An association leads to an achievement that the record does not hold.")


def _contexts(named: list[Any]) -> Iterator[Finding]:
    """Credentials, CLR, Open Badges: all three, in this order when it is written anew."""
    clr = [place for place, url in enumerate(named) if isinstance(url, str) and _CONTEXT.fullmatch(url)]
    badges = [place for place, url in enumerate(named) if contexts.is_ob3(url)]
    if not clr or not badges:
        yield Finding("context_refused", "@context", "The record does not name the contexts of CLR and Open Badges.")
    elif clr[0] != 1 or badges[0] != 2:
        yield Finding("schema_failed", "@context", "The contexts of CLR and Open Badges do not stand second and third.")

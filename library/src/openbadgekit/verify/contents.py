"""Credentials within a credential: what a record of learning or a presentation holds, and who endorses a badge.

Each is judged on its own, by the same rules, and stands beside the credential that holds it: it never changes that verdict.

Source: CLR 2.0; Open Badges 3.0 "Endorsement"; conformance rows CLR-03, OB3-P-16; verdict rules 8 and 11.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from openbadgekit.documents import clr, vp
from openbadgekit.documents.views import CredentialView, object_of, subject_of, text_of
from openbadgekit.errors import Malformed, OpenBadgeKitError
from openbadgekit.limits import LIMITS
from openbadgekit.reading import JsonObject, listed
from openbadgekit.verify.receive import Received, receive

Item = Received | OpenBadgeKitError
"""A credential that was read, or why it could not be."""


@dataclass(frozen=True)
class Endorsed:
    """An endorsement where it stands.

    Attributes:
        item: the endorsement. about: ids of what may be endorsed at that place.
    """

    item: Item
    about: frozenset[str]


def contained(document: JsonObject) -> list[Item]:
    """The credentials that a record or a presentation holds, in their order; at most ``LIMITS.contained``."""
    return [_read(value) for value in held(document)[: LIMITS.contained]]


def held(document: JsonObject) -> list[Any]:
    """What stands where a record or a presentation holds its credentials, all of it."""
    if clr.is_clr(document):
        return clr.contained(document)
    return listed(document.get("verifiableCredential")) if vp.is_presentation(document) else []


def endorsements(view: CredentialView) -> list[Endorsed]:
    """Endorsements of the credential, its achievement and its profiles; at most ``LIMITS.endorsements``."""
    found: list[tuple[Any, frozenset[str]]] = []
    for place, about in _places(view.raw):
        values: list[Any] = [item for item in listed(place.get("endorsement")) if isinstance(item, dict)]
        values += [str(token) for token in listed(place.get("endorsementJwt"))]
        found += [(value, about) for value in values]
    return [Endorsed(_read(value), about) for value, about in found[: LIMITS.endorsements]]


def inside(received: Received) -> list[Received]:
    """Everything within a credential that is judged too, as far as it could be read."""
    items = [one.item for one in endorsements(received.view())] + contained(received.document)
    return [item for item in items if isinstance(item, Received)]


def _places(document: JsonObject) -> Iterator[tuple[JsonObject, frozenset[str]]]:
    """Where endorsements may stand, and what they may speak of there: the credential's reach to all that it holds."""
    subject = subject_of(document)
    achievement = object_of(subject.get("achievement"))
    issuer, creator = object_of(document.get("issuer")), object_of(achievement.get("creator"))
    parts = (document, subject, achievement, issuer, creator)
    everything = frozenset(name for part in parts if (name := text_of(part.get("id"))))
    yield document, everything
    for part in (achievement, issuer, creator):
        yield part, frozenset(filter(None, [text_of(part.get("id"))]))


def _read(value: Any) -> Item:
    """A credential as an object, in an envelope, or as a token."""
    try:
        if isinstance(value, dict) and vp.ENVELOPED in listed(value.get("type")):
            value = vp.token_of(value)
        if isinstance(value, dict):
            return Received("json", b"", b"", None, value)
        if isinstance(value, str):
            return receive(value.encode())
        raise Malformed("What is held here is no credential.")
    except OpenBadgeKitError as problem:
        return problem
    except UnicodeEncodeError:
        return Malformed("What is held here is no credential.")

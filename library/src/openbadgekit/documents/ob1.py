"""Open Badges 0.5, 1.0 and 1.1, read as 2.0: the same facts under the newer names.

1.x wrote ``verify`` with an address, ``uid``, seconds or bare days; 0.5 held everything in one document and the recipient as a
text. What an issuer's document said is not changed where it stands: the upgraded copy is only for reading.

Source: Open Badges 1.0 and 1.1 specifications, "History"; conformance row OB2-09, trap T13.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from openbadgekit.documents.views import object_of, text_of
from openbadgekit.reading import JsonObject, listed, write_datetime

_SECONDS = re.compile(r"\d{1,11}", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_ZONELESS = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?", re.ASCII)
_HASH = re.compile(r"(sha256|sha1|md5)\$[0-9a-f]+", re.ASCII | re.IGNORECASE)
_ALIGNMENT = (("name", "targetName"), ("url", "targetUrl"), ("description", "targetDescription"))


def pointer(address: str) -> JsonObject:
    """The assertion of a picture that holds nothing but the address at which it stands."""
    return {"type": "Assertion", "verify": {"type": "hosted", "url": address}, "recipient": "", "badge": {}}


def is_pointer(document: JsonObject) -> bool:
    """Whether the document is only the address of an assertion."""
    return document.get("recipient") == "" and document.get("badge") == {}


def assertion(document: JsonObject, *, address: str = "") -> JsonObject:
    """An assertion in the words of 2.0.

    Args:
        address: where it was found; the id of one that names none.
    """
    verify = object_of(document.get("verify", document.get("verification")))
    url = text_of(verify.get("url"))
    kind = text_of(verify.get("type")) or "hosted"
    upgraded = {name: value for name, value in document.items() if name not in ("verify", "issued_on")}
    hosted = url if kind == "hosted" else None
    upgraded["id"] = text_of(document.get("id")) or hosted or address or _uid(document)
    upgraded["type"] = document.get("type", "Assertion")
    upgraded["recipient"] = _recipient(document)
    upgraded["verification"] = {"type": kind, **({"creator": url} if url and kind == "signed" else {})}
    upgraded["issuedOn"] = moment(document.get("issuedOn", document.get("issued_on")))
    if "expires" in document:
        upgraded["expires"] = moment(document["expires"])
    if isinstance(document.get("badge"), dict):
        upgraded["badge"] = badge(document["badge"])
    return upgraded


def badge(document: JsonObject, *, address: str = "") -> JsonObject:
    """A badge class in the words of 2.0."""
    upgraded = _named(document, "BadgeClass", address)
    if "alignment" in document:
        upgraded["alignment"] = [_alignment(item) for item in listed(document["alignment"])]
    if isinstance(document.get("issuer"), dict):
        upgraded["issuer"] = issuer(document["issuer"])
    return upgraded


def issuer(document: JsonObject, *, address: str = "") -> JsonObject:
    """An issuer in the words of 2.0; that of 0.5 is known by the origin of its site."""
    upgraded = _named(document, "Issuer", address)
    for old, new in (("origin", "url"), ("contact", "email")):
        if old in document:
            upgraded.setdefault(new, upgraded.pop(old))
    if isinstance(document.get("org"), str) and isinstance(document.get("name"), str):
        upgraded["name"] = f"{document['name']}: {upgraded.pop('org')}"
    return upgraded


def moment(value: Any) -> Any:
    """Seconds, a day, or a moment without zone as a moment in UTC; anything else as it stands."""
    if isinstance(value, str) and _SECONDS.fullmatch(value):
        value = int(value)
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 2**36:
        return write_datetime(datetime.fromtimestamp(value, UTC))
    if isinstance(value, str) and _DAY.fullmatch(value):
        return f"{value}T00:00:00Z"
    if isinstance(value, str) and _ZONELESS.fullmatch(value):
        return f"{value}{':00' if value.count(':') == 1 else ''}Z"
    return value


def _recipient(document: JsonObject) -> Any:
    """The recipient as an object; 0.5 gave a text, and the salt beside it."""
    found = document.get("recipient")
    if not isinstance(found, str):
        return found
    salt = {"salt": document["salt"]} if isinstance(document.get("salt"), str) else {}
    return {"type": "email", "identity": found, "hashed": _HASH.fullmatch(found) is not None, **salt}


def _alignment(item: Any) -> Any:
    """One alignment under the newer names."""
    if not isinstance(item, dict):
        return item
    renamed = {new: item[old] for old, new in _ALIGNMENT if old in item and new not in item}
    return {**{name: value for name, value in item.items() if name not in dict(_ALIGNMENT)}, **renamed}


def _named(document: JsonObject, kind: str, address: str) -> JsonObject:
    """A copy that says what it is and, when it was found at an address, where."""
    named = {"id": address} if address and not text_of(document.get("id")) else {}
    return {**document, "type": document.get("type", kind), **named}


def _uid(document: JsonObject) -> str:
    """The name of a signed assertion that has no address."""
    return f"urn:uid:{document['uid']}" if isinstance(document.get("uid"), str) else ""

"""Archives: one file with a badge and all that was seen when it was checked, so that it can be checked without a network for ever.

    {"format": "openbadgekit-bundle/1", "made": TIME,
     "credential": {"text": …} or {"base64": …},
     "seen": [{"url", "content_type", "sha256", "text" or "base64"}],       key documents, status lists, hosted parts
     "earlier": [{"url", "sha256", "text"}],                                 older key documents, for keys that were taken down
     "contexts": [{"url", "sha256", "text"}]}                                for readers who no longer have them

Every part is text where it can be, so that somebody can read it with nothing but an editor. Contexts are never believed: ours are
the pinned ones, and an archive whose contexts differ is refused. What an archive says that it saw is the word of whoever made it;
the report says so, and a living issuer is asked first (decision 12).

Source: DOMAIN scenario 38; conformance row DID-04.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from openbadgekit import contexts
from openbadgekit.canonical import jcs
from openbadgekit.errors import Malformed
from openbadgekit.limits import LIMITS, Limits
from openbadgekit.reading import Json, JsonObject, parse_datetime, read_object, write, write_datetime
from openbadgekit.verify.resources import Resource, Resources

FORMAT = "openbadgekit-bundle/1"
_BEGINS = b'{"format":"openbadgekit-bundle/'


@dataclass(frozen=True)
class Bundle:
    """What an archive holds.

    Attributes:
        credential: the badge, exactly as it was received. made: when it was checked.
        seen: what stood at each address then. earlier: older key documents, the newest first.
    """

    credential: bytes
    made: datetime
    seen: Mapping[str, Resource]
    earlier: Sequence[Resource] = ()


def is_bundle(data: bytes) -> bool:
    """Whether the bytes begin as an archive does."""
    return data.lstrip()[: len(_BEGINS)] == _BEGINS


def pack(credential: bytes, resources: Resources, *, made: datetime, earlier: Sequence[Resource] = ()) -> bytes:
    """Write an archive.

    Args:
        resources: what was seen while the badge was checked; failures are left out.
        earlier: older key documents of the issuer, each with the address at which it stood; the newest first.
    """
    seen = [item for item in resources.values() if isinstance(item, Resource)]
    return write(
        {
            "format": FORMAT,
            "made": write_datetime(made),
            "credential": _packed(credential),
            "seen": [
                {"url": item.url, "content_type": item.content_type, "sha256": _digest(item.body), **_packed(item.body)}
                for item in seen
            ],
            "earlier": [{"url": item.url, "sha256": _digest(item.body), **_packed(item.body)} for item in earlier],
            "contexts": [_context(url) for url in _named([credential, *(item.body for item in seen)])],
        }
    )


def unpack(data: bytes, *, limits: Limits = LIMITS) -> Bundle:
    """Read an archive.

    Raises:
        NotStrictJson: no strict JSON. TooLarge: more than an archive may be.
        Malformed: another format, a part that is missing or was changed, a context that is not the published one.
    """
    document = read_object(data.strip(), limits=replace(limits, document_bytes=limits.bundle_bytes))
    if document.get("format") != FORMAT:
        raise Malformed("This is an archive of a format that is not known here.", path="format")
    for item in _parts(document, "contexts"):
        _refuse_other_context(item)
    return Bundle(
        credential=_unpacked(document.get("credential"), "credential"),
        made=parse_datetime(document.get("made"), path="made"),
        seen={found.url: found for found in map(_resource, _parts(document, "seen"))},
        earlier=tuple(map(_resource, _parts(document, "earlier"))),
    )


def _parts(document: JsonObject, name: str) -> list[JsonObject]:
    """A list of objects."""
    found = document.get(name, [])
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise Malformed(f"The archive's {name} is no list of parts.", path=name)
    return found


def _packed(data: bytes) -> JsonObject:
    """Bytes as text where they are text, else as base64."""
    try:
        return {"text": data.decode()}
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(data).decode()}


def _unpacked(part: Json, path: str) -> bytes:
    """The bytes of a part."""
    text = part.get("text") if isinstance(part, dict) else None
    if isinstance(text, str):
        return text.encode()
    packed = part.get("base64") if isinstance(part, dict) else None
    try:
        return base64.b64decode(packed, validate=True) if isinstance(packed, str) else _missing(path)
    except (binascii.Error, ValueError):
        return _missing(path)


def _missing(path: str) -> bytes:
    raise Malformed("A part of the archive is missing or cannot be read.", path=path)


def _resource(item: JsonObject) -> Resource:
    """A part that was seen at an address, unchanged since."""
    url, kind = item.get("url"), item.get("content_type", "")
    body = _unpacked(item, "seen")
    if not isinstance(url, str) or not isinstance(kind, str):
        raise Malformed("A part of the archive does not say where it was seen.", path="seen.url")
    if item.get("sha256") != _digest(body):
        raise Malformed(f"What the archive kept of {url[:100]} was changed.", path="seen.sha256")
    return Resource(url, body, kind, 200, url)


def _digest(data: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


def _named(documents: Iterable[bytes]) -> list[str]:
    """Known contexts that any of these documents names, whatever form it has."""
    found = [url for url in sorted(contexts.KNOWN) if any(url.encode() in data for data in documents)]
    return found or [contexts.VC2, contexts.OB3]


def _context(url: str) -> JsonObject:
    """A context as it is published, in its canonical form, with its pinned digest."""
    return {"url": url, "sha256": contexts.KNOWN[url], "text": jcs.canonicalize(contexts.load(url)).decode()}


def _refuse_other_context(item: JsonObject) -> None:
    """A context in an archive must be the published one: it is kept for readers, never believed."""
    url: Any = item.get("url")
    text = item.get("text")
    same = (
        isinstance(url, str) and isinstance(text, str) and contexts.KNOWN.get(url) == item.get("sha256") == _digest(text.encode())
    )
    if not same:
        raise Malformed("The archive holds a vocabulary that is not the published one.", path="contexts")

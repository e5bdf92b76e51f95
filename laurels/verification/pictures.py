"""The picture of a badge before us: the baked one, or the one inside its document. Never fetched, always drawn anew."""

from __future__ import annotations

import base64
import binascii
import re

from laurels.common import pictures
from openbadgekit.documents.views import object_of, subject_of, text_of
from openbadgekit.errors import OpenBadgeKitError
from openbadgekit.reading import JsonObject
from openbadgekit.verify.receive import receive

_DATA = re.compile(r"data:image/[a-z+]{3,8};base64,", re.I)


def picture_of(data: bytes) -> bytes | None:
    """The badge's picture as a PNG of our own making, or None: a picture at an address is left where it is.

    Args:
        data: the badge as received; of a PNG or SVG it is the picture itself (conformance row OB3-B-08).
    """
    try:
        received = receive(data)
    except OpenBadgeKitError:
        return None
    found = data if received.form in ("png", "svg") else embedded(received.document)
    return pictures.ours(found) if found else None


def embedded(document: JsonObject) -> bytes | None:
    """The first picture that stands inside a document as data: of the subject, the credential, the achievement."""
    subject = subject_of(document)
    achievement = object_of(subject.get("achievement"))
    for image in (subject.get("image"), document.get("image"), achievement.get("image")):
        address = image if isinstance(image, str) else text_of(object_of(image).get("id")) or ""
        if begin := _DATA.match(address):
            try:
                return base64.b64decode(address[begin.end() :], validate=True)
            except (binascii.Error, ValueError):
                continue
    return None

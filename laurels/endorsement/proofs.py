"""Proof by a web site: an endorser whose key is kept here shows the key's issuer in a file on her own domain."""

from __future__ import annotations

from urllib.parse import urlsplit

from laurels.common.errors import HouseError
from laurels.endorsement.models import Endorsement
from laurels.verification import services as verification

FILE = "/.well-known/laurels-endorser.txt"
"""Where the line stands on her web site (RFC 8615)."""


def place_of(endorsement: Endorsement) -> str:
    """The address of the file on the endorser's web site, https always; empty where no site is known."""
    host = urlsplit(endorsement.request.endorser.url).netloc
    return f"https://{host}{FILE}" if host else ""


def is_shown(place: str, issuer: str) -> bool:
    """Whether the file names this issuer on a line of its own; asked by the safe fetcher."""
    try:
        body = verification.fetch(place)
    except HouseError:
        return False
    return issuer in (line.strip() for line in body.decode("utf-8", "replace").splitlines())

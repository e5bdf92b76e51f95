"""did:web: address arithmetic only; fetching is the shell's.

Source: did:web method draft, "Method-specific identifier" and "Read (Resolve)"; conformance row DID-02.
"""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

from openbadgekit.errors import KeyMalformed

PREFIX = "did:web:"
LONGEST = 2000
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_HOST = re.compile(rf"({_LABEL})(\.{_LABEL})*(%3[Aa](?P<port>[1-9][0-9]{{0,4}}))?", re.ASCII)
_PART = re.compile(r"([A-Za-z0-9._-]|%[0-9A-Fa-f]{2})+", re.ASCII)
_FORBIDDEN_ESCAPES = ("%2f", "%5c", "%00", "%23", "%3f", "%2e", "%40")


def document_url(did: str) -> str:
    """Where the key document of a did:web stands.

    Returns:
        ``https://host/.well-known/did.json``, or ``https://host/a/b/did.json`` for ``did:web:host:a:b``.
    Raises:
        KeyMalformed: user info, an IP address, an empty or dotted part, an encoded slash, an odd port.
    """
    if not did.startswith(PREFIX) or len(did) > LONGEST:
        raise KeyMalformed("This is no did:web.")
    host, *parts = did.removeprefix(PREFIX).split(":")
    found = _HOST.fullmatch(host)
    if found is None or _is_address(host):
        raise KeyMalformed("The host of this did:web is none that can be asked.")
    if any(not _is_part(part) for part in parts):
        raise KeyMalformed("The path of this did:web has a part that the method does not allow.")
    port = found["port"]
    if port and int(port) > 65_535:
        raise KeyMalformed("The port of this did:web is none.")
    name = host.partition("%")[0].lower() + (f":{port}" if port else "")
    path = "/".join(parts) if parts else ".well-known"
    return f"https://{name}/{path}/did.json"


def did_at(url: str) -> str:
    """The did:web whose document stands at an origin or folder, for instance ``https://host/o/a`` -> ``did:web:host:o:a``.

    Raises:
        KeyMalformed: an address that no did:web can name.
    """
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname or parts.query or parts.fragment or parts.username:
        raise KeyMalformed("A did:web stands at an https address.")
    host = parts.hostname + (f"%3A{parts.port}" if parts.port else "")
    did = PREFIX + ":".join([host, *(part for part in parts.path.split("/") if part)])
    document_url(did)
    return did


def _is_address(host: str) -> bool:
    """Whether the host is an IP address in any spelling that resolvers take for one."""
    name = host.split("%")[0]
    if re.fullmatch(r"[0-9.]+|0[xX][0-9A-Fa-f]+", name.rsplit(".", 1)[-1]):
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _is_part(part: str) -> bool:
    """Whether one path part is plain: no dots alone, no encoded separators."""
    lowered = part.lower()
    return (
        _PART.fullmatch(part) is not None
        and part not in (".", "..")
        and not any(escape in lowered for escape in _FORBIDDEN_ESCAPES)
    )

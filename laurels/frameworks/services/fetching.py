"""A framework from an address, through the one way out of the house; never within a transaction.

Source: 1EdTech CASE, REST binding: ``GET …/CFPackages/{id}`` gives the package. Somebody may also have the address of a
``CFDocument``; that names its package, which is asked for once.
"""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from laurels.common import limits
from laurels.common.network import network
from laurels.frameworks.errors import AddressSilent, SourceUnreadable
from laurels.frameworks.readers import json_files
from openbadgekit.shell.fetcher import Network
from openbadgekit.verify.resources import FetchFailure

SECONDS = 30.0
"""What all requests of one import may take [s]."""
_WHY = {
    "refused": "It is no public address that we fetch.",
    "timeout": "It took too long.",
    "too_large": f"It is larger than {limits.FRAMEWORK_FILE // 1_048_576} MB.",
    "unreachable": "Nobody answers there.",
}


def fetched(address: str, *, through: Network | None = None) -> tuple[bytes, str]:
    """What lies at an address, and a name for it.

    Raises:
        AddressSilent: with the reason.
    """
    through = through or network(most_bytes=limits.FRAMEWORK_FILE, seconds=SECONDS)
    body = _asked(address, through)
    package = _package_of(body)
    if package:
        address, body = package, _asked(package, through)
    last = [part for part in urlsplit(address).path.split("/") if part][-1:]
    return body, unquote(last[0]) if last else urlsplit(address).netloc


def _asked(address: str, through: Network) -> bytes:
    """One answer."""
    answer = through.fetch(address, redirects=True)
    if isinstance(answer, FetchFailure):
        said = f"It answers with {answer.status}." if answer.reason == "status" else _WHY.get(answer.reason, _WHY["unreachable"])
        raise AddressSilent(reason=said)
    return answer.body


def _package_of(body: bytes) -> str:
    """The address of the package, when this is a CFDocument alone."""
    if body.lstrip()[:1] != b"{" or b"CFPackageURI" not in body:
        return ""
    try:
        parts = json_files.members(body)
        named = json_files.strictly(parts["CFPackageURI"]) if "CFPackageURI" in parts and "CFDocument" not in parts else None
    except SourceUnreadable:
        return ""
    return str(named.get("uri", "")) if isinstance(named, dict) else ""

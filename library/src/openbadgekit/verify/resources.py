"""What was fetched, or why it was not: failures are inputs of the judgement like answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Resource:
    """An answer: the bytes at an address.

    Attributes:
        final_url: where redirects ended. asked: the addresses that were really asked for it, in their order.
    """

    url: str
    body: bytes
    content_type: str = ""
    status: int = 200
    final_url: str = ""
    asked: tuple[str, ...] = ()


@dataclass(frozen=True)
class FetchFailure:
    """No answer that can be used.

    Attributes:
        reason: unreachable, refused (by our own safety rules), timeout, too_large, status (another than 200), offline,
            crowded (the caller spares a host that was asked too often), content_type (a page or a picture instead of data).
        asked: the addresses that were really asked; a refused one never is.
    """

    url: str
    reason: str
    status: int | None = None
    asked: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """For a person."""
        words = {
            "refused": "is not an address that may be asked",
            "timeout": "did not answer in time",
            "too_large": "answered with more than we read",
            "status": f"answered with an error ({self.status})",
            "content_type": "answered with a page or a picture instead of data",
            "crowded": "was asked too often in the last minute; try again in a minute",
            "offline": "was not asked, because the check ran without a network",
        }
        shown = self.url.encode("ascii", "backslashreplace").decode()  # a stranger's address in plain letters
        return f"{shown[:200]} {words.get(self.reason, 'could not be reached')}."


Resources = Mapping[str, Resource | FetchFailure]
"""Address -> what was seen there; an address that was not asked for is missing."""


@dataclass(frozen=True)
class Need:
    """An address that must be seen before a judgement: ``key`` documents may not redirect for DIDs."""

    url: str
    reason: str
    redirects: bool = True

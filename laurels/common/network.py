"""The one way out of the house: the library's safe fetcher, with local addresses only where the demo or a test allows them."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings

from openbadgekit.limits import LIMITS
from openbadgekit.shell.fetcher import SafeFetcher


def network(*, most_bytes: int = LIMITS.fetch_bytes, seconds: float = LIMITS.total_seconds) -> SafeFetcher:
    """A fetcher for one verification, or for one file; its budget begins anew with each.

    Args:
        most_bytes: of one answer [bytes].
        seconds: of all requests together [s]; one may take half of them.
    """
    limits = replace(LIMITS, fetch_bytes=most_bytes, fetch_seconds=seconds / 2, total_seconds=seconds)
    return SafeFetcher(allow_local=settings.FETCH_ALLOW_LOCAL, limits=limits)

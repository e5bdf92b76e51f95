"""The one way out of the house: the library's safe fetcher, with local addresses only where the demo or a test allows them."""

from __future__ import annotations

from django.conf import settings

from openbadgekit.shell.fetcher import SafeFetcher


def network() -> SafeFetcher:
    """A fetcher for one verification; its budget begins anew with each."""
    return SafeFetcher(allow_local=settings.FETCH_ALLOW_LOCAL)

"""How often one visitor may ask: checking makes us knock at other people's doors."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest

from laurels.common import limits
from laurels.verification import caching
from laurels.verification.errors import TooManyChecks


def count(request: HttpRequest) -> None:
    """Count one check of this visitor; only a digest of the address is kept, for a minute.

    Raises:
        TooManyChecks: more than ``limits.CHECKS_A_MINUTE`` within a minute.
    """
    visitor = str(request.META.get("REMOTE_ADDR", ""))
    if caching.count("verification:checks:" + hashlib.sha256(visitor.encode()).hexdigest()) > limits.CHECKS_A_MINUTE:
        raise TooManyChecks

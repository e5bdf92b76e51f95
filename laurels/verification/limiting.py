"""How often one visitor may ask: checking makes us knock at other people's doors."""

from __future__ import annotations

import hashlib

from django.core.cache import cache
from django.http import HttpRequest

from laurels.common import limits
from laurels.verification.errors import TooManyChecks


def count(request: HttpRequest) -> None:
    """Count one check of this visitor.

    Raises:
        TooManyChecks: more than ``limits.CHECKS_A_MINUTE`` within a minute.
    """
    visitor = str(request.META.get("REMOTE_ADDR", ""))
    key = "verification:checks:" + hashlib.sha256(visitor.encode()).hexdigest()
    cache.add(key, 0, timeout=60)
    try:
        made = cache.incr(key)
    except ValueError:  # the minute ended between the two lines
        made = 1
    if made > limits.CHECKS_A_MINUTE:
        raise TooManyChecks

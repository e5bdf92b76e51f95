"""How often one visitor may ask: checking makes us knock at other people's doors."""

from __future__ import annotations

import hashlib
import ipaddress

from django.http import HttpRequest

from laurels.common import limits
from laurels.verification import caching
from laurels.verification.errors import TooManyChecks


def count(request: HttpRequest) -> None:
    """Count one check of this visitor; only a digest of the address is kept, for a minute.

    Raises:
        TooManyChecks: more than ``limits.CHECKS_A_MINUTE`` within a minute.
    """
    visitor = household(str(request.META.get("REMOTE_ADDR", "")))
    if caching.count("verification:checks:" + hashlib.sha256(visitor.encode()).hexdigest()) > limits.CHECKS_A_MINUTE:
        raise TooManyChecks


def household(address: str) -> str:
    """What one visitor cannot change at will: the whole IPv4 address, the first 64 bits of an IPv6 one."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        return str(found.ipv4_mapped or ipaddress.ip_network((found, 64), strict=False))
    return address

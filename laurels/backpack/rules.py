"""Pure decisions about what a person owns: sameness, belonging, when to look again."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any

from openbadgekit.canonical import jcs

LOOK_AGAIN_AFTER = timedelta(days=1)
"""A badge was good when it came in and may be revoked later: its state has a time and is refreshed."""

PUBLIC_VERDICTS = frozenset({"valid"})
"""What may be shown on a public page; other states stay visible to their owner only."""


def digest(document: dict[str, Any]) -> str:
    """One name for one credential: the same issuer id and credential id are the same credential (OB 3.0, equality).

    Args:
        document: the credential's JSON, from whichever form it came in.
    Returns:
        SHA-256 in hex over both ids, unescaped and trimmed; over the canonical document where an id is missing.
    """
    issuer = document.get("issuer")
    issuer_id = issuer.get("id") if isinstance(issuer, dict) else issuer
    ids = (issuer_id, document.get("id"))
    if all(isinstance(part, str) and part.strip() for part in ids):
        return hashlib.sha256("\n".join(str(part).strip() for part in ids).encode()).hexdigest()
    return hashlib.sha256(jcs.canonicalize(document)).hexdigest()


def replaces(*, old: tuple[str, datetime | None], new: tuple[str, datetime | None]) -> bool:
    """Whether a second copy of the same credential takes the place of the first.

    A newer validFrom wins (OB 3.0), but only when it is valid: a forgery must not push out the true one, and one that came
    first must not keep the true one out.

    Args:
        old, new: verdict and validFrom of each copy, judged at the same moment.
    """
    (old_verdict, old_from), (new_verdict, new_from) = old, new
    if new_verdict != "valid":
        return False
    if old_verdict == "invalid" or old_from is None:
        return True
    return new_from is not None and new_from > old_from


JOB_FUNCTIONS = frozenset({"onboard", "perform", "comply", "qualify-assessor"})
"""What a badge is for when a manager sees its state, and never more (DOMAIN 2.1)."""


def seen_by(*, function: str | None, works_there: bool, address_open: bool, public: bool) -> str:
    """Who can see that she holds a badge, in one line.

    Args:
        function: what an own organisation's badge is for; None for any other issuer's.
        works_there: whether she works for that organisation now.
    """
    seers = []
    if works_there and function in JOB_FUNCTIONS:
        seers.append("your manager (held or not)")
    if address_open:
        seers.append("whoever has its address")
    if public:
        seers.append("whoever has your public page’s address")
    *first, last = ["You", *seers]
    return f"{', '.join(first)} and {last}" if first else "Only you see this"


def is_due(*, checked_at: datetime, at: datetime) -> bool:
    """Whether what was seen is old enough to look again."""
    return at - checked_at >= LOOK_AGAIN_AFTER


def may_be_public(*, state: str, verdict: str) -> bool:
    """Only what is known to be about her and is valid may be put on a public page."""
    return state == "mine" and verdict in PUBLIC_VERDICTS


def shown_state(*, verdict: str, code: str, state: str) -> tuple[str, str]:
    """(tone, words) of the tag beside a badge in the list."""
    if verdict == "valid":
        words = "Valid" if state == "mine" else "Valid, not confirmed as yours"
        return ("good" if state == "mine" else "soon", words)
    if verdict == "unknown":
        return ("fog", "Could not check today")
    words = {"expired": "Expired", "revoked": "Taken back by its issuer", "suspended": "On hold"}.get(code, "Not valid")
    return ("bad", words)

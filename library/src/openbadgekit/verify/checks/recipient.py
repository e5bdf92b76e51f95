"""Is it about this person? Step ``recipient``; the answer is computed and the question is kept nowhere.

Source: Open Badges 3.0 "Verify the Recipient"; conformance rows OB3-H-02..06, verdict rule 2.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import Any

from openbadgekit.documents.views import CredentialView
from openbadgekit.verify.report import Check, Outcome

READ_HASHES = frozenset({"sha256", "sha1", "md5"})
"""Hashes of recipients that were ever written; we write the first alone (OB3-H-04)."""


def check(view: CredentialView, asked: str | None) -> Check:
    """Whether one of the subject's identifiers is what the asker holds."""
    if not asked or not asked.strip():
        return Check("recipient", Outcome.NOT_APPLICABLE, None, "You did not ask whether it is about somebody.")
    if matches(view, asked):
        return Check("recipient", Outcome.PASSED, None, "It was awarded to what you typed.")
    return Check("recipient", Outcome.FAILED, "recipient_mismatch", "It was not awarded to what you typed.")


def matches(view: CredentialView, asked: str) -> bool:
    """Whether any identifier fits in any of its usual spellings: exact, trimmed, lower case."""
    spellings = {asked, asked.strip(), asked.strip().lower()}
    if view.subject.id is not None and view.subject.id in spellings | {f"mailto:{text}" for text in spellings}:
        return True
    return any(_one(identifier, spellings) for identifier in view.subject.identifiers)


def _one(identifier: dict[str, Any], spellings: set[str]) -> bool:
    """One identity object."""
    found, salt = identifier.get("identityHash"), identifier.get("salt", "")
    if not isinstance(found, str) or not isinstance(salt, str):
        return False
    if identifier.get("hashed") is not True:
        return found in spellings or found.strip().lower() in spellings
    name, _, digest = found.lower().partition("$")
    if name not in READ_HASHES:
        return False
    wanted = digest.encode(errors="replace")
    texts = [(text + salt).encode(errors="replace") for text in spellings]  # what was typed may hold anything
    return any(hmac.compare_digest(hashlib.new(name, text, usedforsecurity=False).hexdigest().encode(), wanted) for text in texts)

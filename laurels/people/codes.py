"""Codes on paper and in letters: made, read back from typing, compared. Pure; nothing here knows a row."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, so that nothing is mistaken for anything else on paper."""
HANDLE_LENGTH = 4
SECRET_LENGTH = 26
"""26 characters of 5 bits: 130 bits that nobody guesses (THREATS, rules for all parts, 7)."""
_GROUP = 5
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None, "\u00a0": None, "\t": None})


@dataclass(frozen=True)
class Code:
    """A handle that finds the row, and the secret that opens it."""

    handle: str
    secret: str

    def text(self) -> str:
        """As printed: six groups of five."""
        characters = self.handle + self.secret
        return "-".join(characters[start : start + _GROUP] for start in range(0, len(characters), _GROUP))

    def digest(self) -> str:
        """What is kept: SHA-256 [hex] of the secret; 130 random bits need no salt and no stretching."""
        return hashlib.sha256(self.secret.encode()).hexdigest()

    def opens(self, digest: str) -> bool:
        """Whether this is the code of which ``digest`` was kept, in constant time."""
        return hmac.compare_digest(self.digest(), digest)


def new_code() -> Code:
    """A new random code."""
    characters = "".join(secrets.choice(ALPHABET) for _ in range(HANDLE_LENGTH + SECRET_LENGTH))
    return Code(characters[:HANDLE_LENGTH], characters[HANDLE_LENGTH:])


def read_code(typed: str) -> Code | None:
    """A code as somebody typed it (case, dashes and spaces do not matter, O is 0, I and L are 1), or None."""
    characters = typed.upper().translate(_MISREAD)
    if len(characters) != HANDLE_LENGTH + SECRET_LENGTH or not set(characters) <= set(ALPHABET):
        return None
    return Code(characters[:HANDLE_LENGTH], characters[HANDLE_LENGTH:])

"""What signs: an interface, so that a key may live in a file, a database, a token or a service."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from openbadgekit.keys.model import KeyKind, PrivateKey


class Signer(Protocol):
    """Signs bytes with one key that never leaves it."""

    @property
    def kind(self) -> KeyKind:
        """The kind of key: the algorithm follows from it."""

    @property
    def verification_method(self) -> str:
        """Name of the public half in the issuer's key document."""

    def sign(self, data: bytes) -> bytes:
        """The signature over these bytes; EC signatures are r and s."""


@dataclass(frozen=True)
class LocalSigner:
    """A signer over a private key in memory."""

    private: PrivateKey
    verification_method: str

    @property
    def kind(self) -> KeyKind:
        """The kind of the private key."""
        return self.private.kind

    def sign(self, data: bytes) -> bytes:
        """Sign with the kind's default algorithm."""
        return self.private.sign(data)

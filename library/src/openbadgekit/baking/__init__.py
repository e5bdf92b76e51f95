"""Baking: a credential inside a picture, byte for byte.

Nothing else of the picture changes: other tools drop chunks or encode pixels anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Generation(StrEnum):
    """Which keyword or namespace a badge stands under; we write the first two."""

    OB3 = "3.0"
    OB2 = "2.0"
    OB1 = "1.x"


@dataclass(frozen=True)
class Baked:
    """What a picture held.

    Attributes:
        payload: JSON, a compact JWS, or for generation 1.x the address of a hosted assertion.
        generation: which keyword or namespace it stood under.
    """

    payload: bytes
    generation: Generation

"""Baking: a credential inside a picture, byte for byte.

Nothing else of the picture changes: other tools drop chunks or encode pixels anew.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Baked:
    """What a picture held.

    Attributes:
        payload: JSON, a compact JWS, or for generation 1.x the address of a hosted assertion.
        generation: ``3.0``, ``2.0`` or ``1.x``: which keyword or namespace it stood under.
    """

    payload: bytes
    generation: str

"""Verbs of issuing: intend, seal, take back, revoke. Each may be repeated without effect."""

from laurels.issuing.services.awarding import begins_at, intend, seal, take_back
from laurels.issuing.services.revoking import ask_revocation, carry_out, stop_revocation

__all__ = ["ask_revocation", "begins_at", "carry_out", "intend", "seal", "stop_revocation", "take_back"]

"""Issuing: prepare a draft, lint it with the verifier's own rules, seal the ticket once."""

from openbadgekit.issue.lint import Ticket, lint
from openbadgekit.issue.prepare import Draft, badge, hashed_identifier, plain
from openbadgekit.issue.seal import Form, Link, seal, seal_together

__all__ = ["Draft", "Form", "Link", "Ticket", "badge", "hashed_identifier", "lint", "plain", "seal", "seal_together"]

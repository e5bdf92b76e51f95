"""Issuing: prepare a draft, lint it with the verifier's own rules, seal the ticket once."""

from openbadgekit.issue.endorse import endorsement
from openbadgekit.issue.lint import lint
from openbadgekit.issue.prepare import Draft, badge, hashed_identifier, plain
from openbadgekit.issue.record import association, record
from openbadgekit.issue.seal import Form, Link, seal, seal_together
from openbadgekit.issue.ticket import Ticket
from openbadgekit.issue.twin import Places, Twin, taken_back, twin

__all__ = [
    "Draft",
    "Form",
    "Link",
    "Places",
    "Ticket",
    "Twin",
    "association",
    "badge",
    "endorsement",
    "hashed_identifier",
    "lint",
    "plain",
    "record",
    "seal",
    "seal_together",
    "taken_back",
    "twin",
]

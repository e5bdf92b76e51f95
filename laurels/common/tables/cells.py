"""Cells that a spreadsheet would run, made harmless and back. Pure.

Source: THREATS "Formula injection"; OWASP ASVS 5.0 1.2.10.
"""

from __future__ import annotations

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""First characters at which a spreadsheet takes a cell for something to be run."""


def safe(cell: str) -> str:
    """A cell as it may stand in a file: what a spreadsheet would run begins with a quote, and comes back without it."""
    return f"'{cell}" if cell.lstrip("'").startswith(DANGEROUS) else cell


def unquoted(cell: str) -> str:
    """A cell as it was before it was made safe."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(DANGEROUS) else cell

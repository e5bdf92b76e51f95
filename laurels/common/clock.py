"""The one clock. Verbs take ``at``; only views, commands and the worker ask here."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)

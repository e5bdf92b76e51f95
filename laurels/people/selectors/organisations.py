"""Questions about an organisation and the installation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from laurels.people.models import Installation, Organisation


def is_set_up() -> bool:
    """Whether the first questions of this installation have been answered."""
    return Installation.objects.filter(set_up_at__isnull=False).exists()


@dataclass(frozen=True)
class ModeLine:
    """One line of the history of modes."""

    mode: str
    changed_by: str
    changed_at: datetime


def mode_history(organisation: Organisation) -> list[ModeLine]:
    """Which rules held from when, newest first."""
    rows = organisation.mode_changes.select_related("changed_by").order_by("-changed_at", "-pk")
    return [ModeLine(row.mode, row.changed_by.name if row.changed_by else "", row.changed_at) for row in rows]

"""Questions about an organisation and the installation."""

from __future__ import annotations

from dataclasses import dataclass

from laurels.common.dates import moment_in_words
from laurels.people.models import Installation, Organisation


def is_set_up() -> bool:
    """Whether the first questions of this installation have been answered."""
    return Installation.objects.filter(set_up_at__isnull=False).exists()


@dataclass(frozen=True)
class ModeLine:
    """One line of the history of modes; ``changed`` says when, in the organisation's time zone."""

    mode: str
    changed_by: str
    changed: str


def mode_history(organisation: Organisation) -> list[ModeLine]:
    """Which rules held from when, newest first."""
    rows = organisation.mode_changes.select_related("changed_by").order_by("-changed_at", "-pk")
    zone = organisation.time_zone
    return [
        ModeLine(row.mode, row.changed_by.name if row.changed_by else "", moment_in_words(row.changed_at, zone)) for row in rows
    ]

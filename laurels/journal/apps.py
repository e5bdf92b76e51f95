"""The room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Knows no other room."""

    name = "laurels.journal"
    label = "journal"

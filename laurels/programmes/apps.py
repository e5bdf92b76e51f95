"""The room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """Nothing is registered here: programmes are loaded on demand."""

    name = "laurels.programmes"
    label = "programmes"

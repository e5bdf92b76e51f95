"""The app of this room."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Listens to facts and to allauth; registers where its pages stand."""

    name = "laurels.people"
    label = "people"

    def ready(self) -> None:
        """Import what listens."""
        import_module("laurels.people.handlers")
        import_module("laurels.people.signals")

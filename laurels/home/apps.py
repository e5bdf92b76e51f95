"""The room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Adds Home to the head."""

    name = "laurels.home"
    label = "home"

    def ready(self) -> None:
        """Register the navigation entry."""
        from laurels.common import navigation
        from laurels.home.places import entries

        navigation.register(entries)

"""The room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Adds its places to the head."""

    name = "laurels.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        """Register the navigation entries."""
        from laurels.catalogue.places import entries
        from laurels.common import navigation

        navigation.register(entries)

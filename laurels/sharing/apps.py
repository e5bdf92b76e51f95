"""The room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig

from laurels.common.panels import panels


class SharingConfig(AppConfig):
    """Adds its panel to the page of a badge."""

    name = "laurels.sharing"
    label = "sharing"

    def ready(self) -> None:
        """Register the panel."""
        from laurels.sharing.panels import public_page

        panels.register("backpack:item", public_page)

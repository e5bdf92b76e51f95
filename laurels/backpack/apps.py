"""The room as a Django app."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class BackpackConfig(AppConfig):
    """Answers facts about awards."""

    name = "laurels.backpack"
    label = "backpack"

    def ready(self) -> None:
        """Register the handlers, the place in the head and the panel on an award's page."""
        import_module("laurels.backpack.handlers")
        from laurels.backpack.places import entries, on_award_page
        from laurels.common import navigation, panels

        navigation.register(entries)
        panels.register("issuing:award", on_award_page)

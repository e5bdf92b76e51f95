"""The room as a Django app."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class BackpackConfig(AppConfig):
    """Answers facts about awards, and tells the catalogue who holds what."""

    name = "laurels.backpack"
    label = "backpack"

    def ready(self) -> None:
        """Register the handlers, the place in the head and the panel on an award's page."""
        import_module("laurels.backpack.handlers")
        from laurels.backpack.places import entries, on_award_page
        from laurels.backpack.register import awards
        from laurels.catalogue.ports import tell_register
        from laurels.common import navigation, panels

        navigation.register(entries)
        tell_register(awards)
        panels.register("issuing:award", on_award_page)

"""The room as a Django app."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Answers facts, keeps its clock, and adds its places to the head."""

    name = "laurels.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        """Register the handlers, the navigation entries and the part of a badge's page that says what it serves."""
        import_module("laurels.catalogue.handlers.upkeep")
        import_module("laurels.catalogue.handlers.proposing")
        import_module("laurels.catalogue.handlers.bringing")
        import_module("laurels.catalogue.handlers.reviewing")
        from laurels.catalogue.beside import on_badge_page as beside
        from laurels.catalogue.places import entries
        from laurels.catalogue.serving import on_badge_page, on_item_page
        from laurels.common import navigation, panels

        navigation.register(entries)
        panels.register("catalogue:badge", on_badge_page, order=50)
        panels.register("frameworks:item", on_item_page)
        panels.register("catalogue:badge", beside, order=200)

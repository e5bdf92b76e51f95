"""The room as a Django app."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class IssuingConfig(AppConfig):
    """Answers its own intentions, keeps its clock, and adds its place to the head."""

    name = "laurels.issuing"
    label = "issuing"

    def ready(self) -> None:
        """Register handlers, navigation and the panel on a badge's page."""
        import_module("laurels.issuing.handlers")
        from laurels.common import navigation, panels
        from laurels.issuing.places import entries, on_badge_page

        navigation.register(entries)
        panels.register("catalogue:badge", on_badge_page)

"""The room as a Django app."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class IssuingConfig(AppConfig):
    """Answers its own intentions, keeps its clock, adds its place to the head, and tells verdicts what the register knows."""

    name = "laurels.issuing"
    label = "issuing"

    def ready(self) -> None:
        """Register handlers, navigation and the panels on pages of badges and people."""
        import_module("laurels.issuing.handlers")
        from laurels.common import navigation, panels
        from laurels.issuing.places import entries, on_badge_page, on_people_page
        from laurels.issuing.told import about
        from laurels.verification.ports import own_credentials

        navigation.register(entries)
        panels.register("catalogue:badge", on_badge_page)
        panels.register("people:people", on_people_page)
        own_credentials.register(about)

"""The room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class FrameworksConfig(AppConfig):
    """The list of frameworks and what is in them."""

    name = "laurels.frameworks"
    label = "frameworks"

    def ready(self) -> None:
        """Register the runner of imports, what the clock asks for, and the place in the menu."""
        from laurels.common import navigation
        from laurels.frameworks.places import entries
        from laurels.frameworks.services import confirming, ending, sweeping  # noqa: F401

        navigation.register(entries)

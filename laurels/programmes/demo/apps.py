"""The sub-app as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Its doors refuse every database without the demonstration's mark."""

    name = "laurels.programmes.demo"
    label = "demo"

    def ready(self) -> None:
        """Register the way back to the story."""
        from laurels.common import navigation
        from laurels.programmes.demo.places import entries

        navigation.register(entries)

"""The room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class VerificationConfig(AppConfig):
    """Adds its places to the head and the foot."""

    name = "laurels.verification"
    label = "verification"

    def ready(self) -> None:
        """Register the navigation entries."""
        from laurels.common import navigation
        from laurels.verification.places import entries

        navigation.register(entries)

"""The room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class FrameworksConfig(AppConfig):
    """The list of frameworks and what is in them."""

    name = "laurels.frameworks"
    label = "frameworks"

    def ready(self) -> None:
        """Register the runner of imports."""
        from laurels.frameworks.services import confirming  # noqa: F401

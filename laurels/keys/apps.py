"""The room as a Django app."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class KeysConfig(AppConfig):
    """Makes the first key of a new organisation."""

    name = "laurels.keys"
    label = "keys"

    def ready(self) -> None:
        """Register the handler."""
        import_module("laurels.keys.handlers")

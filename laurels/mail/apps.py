"""The room as a Django app."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class MailConfig(AppConfig):
    """Carries letters when the worker says so."""

    name = "laurels.mail"
    label = "mail"

    def ready(self) -> None:
        """Register the handler."""
        import_module("laurels.mail.handlers")

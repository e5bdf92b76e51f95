"""The room as a Django app."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class SealingConfig(AppConfig):
    """Publishes key documents; tells verification which documents are our own."""

    name = "laurels.sealing"
    label = "sealing"

    def ready(self) -> None:
        """Register handlers and the port."""
        import_module("laurels.sealing.handlers")
        from laurels.sealing.published import own_document
        from laurels.verification.ports import own_documents

        own_documents.register(own_document)

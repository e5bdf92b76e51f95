"""Verbs of frameworks."""

from laurels.frameworks.services.importing import import_items

__all__ = ["import_items"]

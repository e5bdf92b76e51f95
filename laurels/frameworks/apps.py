"""The room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class FrameworksConfig(AppConfig):
    """The list of frameworks and what is in them."""

    name = "laurels.frameworks"
    label = "frameworks"

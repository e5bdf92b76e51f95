"""The room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class CommonConfig(AppConfig):
    """Nothing is registered here."""

    name = "laurels.common"
    label = "common"

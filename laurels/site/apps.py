"""The room as a Django app: it brings the page of a problem."""

from __future__ import annotations

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Nothing is registered here."""

    name = "laurels.site"
    label = "site"

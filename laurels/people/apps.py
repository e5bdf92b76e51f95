"""The app of this room."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Registers nothing upward; later this room's handlers."""

    name = "laurels.people"
    label = "people"

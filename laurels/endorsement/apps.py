"""The room as a Django app."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class EndorsementConfig(AppConfig):
    """Writes letters by facts and by the clock; adds its panels; tells verdicts what it knows of an endorsement."""

    name = "laurels.endorsement"
    label = "endorsement"

    def ready(self) -> None:
        """Register handlers, navigation, panels and the port."""
        import_module("laurels.endorsement.handlers")
        from laurels.common import navigation, panels
        from laurels.endorsement import places
        from laurels.endorsement.told import about
        from laurels.verification.ports import own_credentials

        navigation.register(places.entries)
        panels.register("catalogue:badge", places.on_badge_page, order=110)
        panels.register("catalogue:design", places.on_design_page)
        panels.register("people:settings", places.on_settings)
        panels.register("issuing:award", places.on_award)
        own_credentials.register(about)

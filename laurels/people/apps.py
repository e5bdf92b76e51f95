"""The app of this room."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Listens to facts and to allauth; registers where its pages stand."""

    name = "laurels.people"
    label = "people"

    def ready(self) -> None:
        """Import what listens, and say what this room adds to every page."""
        from laurels.common import brand, navigation, shell

        import_module("laurels.people.handlers")
        import_module("laurels.people.signals")
        import_module("laurels.people.services.applying")
        ours = import_module("laurels.people.navigation")
        navigation.register(ours.entries)
        shell.tell_installation(ours.installation)
        brand.tell_brand(ours.brand_in_view)
        shell.tell_doors(shell.Doors(sign_in="account_login", sign_out="account_logout", account="people:account"))

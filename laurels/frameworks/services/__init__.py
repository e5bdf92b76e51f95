"""Verbs of frameworks."""

from laurels.frameworks.services.bringing import Wishes, bring, choose
from laurels.frameworks.services.confirming import confirm
from laurels.frameworks.services.fetching import fetched
from laurels.frameworks.services.importing import import_items
from laurels.frameworks.services.keeping import deprecate, mark_in_demand, restore
from laurels.frameworks.services.sweeping import discard

__all__ = [
    "Wishes",
    "bring",
    "choose",
    "confirm",
    "deprecate",
    "discard",
    "fetched",
    "import_items",
    "mark_in_demand",
    "restore",
]

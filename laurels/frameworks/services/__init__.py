"""Verbs of frameworks."""

from laurels.frameworks.services.bringing import Wishes, bring, choose
from laurels.frameworks.services.confirming import confirm
from laurels.frameworks.services.importing import import_items

__all__ = ["Wishes", "bring", "choose", "confirm", "import_items"]

"""What can go wrong with frameworks.

HouseError
├─ FrameworkNotFound  no such framework, or not for this person
├─ ItemNotFound       no such item, or not for this person
├─ FrameworksOff      the organisation has not turned frameworks on
├─ NotAlignable       nothing real lies at the end of an alignment to this item
├─ SourceUnreadable   a file or address is no framework that we can read
└─ ReplacesItself     an item is to be replaced by itself, or by one that is gone itself
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from laurels.common.errors import Conflict, Invalid, NotFound


class FrameworkNotFound(NotFound):
    """There is no such framework for this person."""

    code = "frameworks.framework-not-found"
    sentence = _("There is no such framework.")
    hint = _("Open the list of frameworks to see every one that is here.")


class ItemNotFound(NotFound):
    """There is no such item for this person."""

    code = "frameworks.item-not-found"
    sentence = _("There is no such item in your frameworks.")
    hint = _("Search your frameworks for it, or import the framework that holds it.")


class FrameworksOff(NotFound):
    """A small organisation sees frameworks once it has turned them on."""

    code = "frameworks.off"
    sentence = _("Your organisation does not use frameworks yet.")
    hint = _("A programme owner can turn them on under Settings.")


class NotAlignable(Invalid):
    """An alignment to this item would lead nowhere real."""

    code = "frameworks.not-alignable"
    sentence = _("Nothing can be aligned to this item: {reason}.")
    hint = _("Choose an item with an official address, or import the framework from its publisher's file.")


class SourceUnreadable(Invalid):
    """A file or an address is no framework that we can read."""

    code = "frameworks.source-unreadable"
    sentence = _("This cannot be read as a framework. {reason}")
    hint = _("Bring a CASE file (JSON), a table (CSV), SKOS (Turtle, RDF/XML, N-Triples, JSON-LD) or skill descriptors (RSD).")


class ReplacesItself(Conflict):
    """An item cannot be replaced by itself, nor by one that does not count any more."""

    code = "frameworks.replaces-itself"
    sentence = _("An item is replaced by another one that still counts.")
    hint = _("Choose another item, or leave the replacement empty.")

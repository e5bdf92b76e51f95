"""What can go wrong with frameworks.

HouseError
├─ FrameworkNotFound  no such framework, or not for this person
├─ ItemNotFound       no such item, or not for this person
├─ ImportNotFound     no such import, or not for this person
├─ NotAlignable       nothing real lies at the end of an alignment to this item
├─ SourceUnreadable   a file or address is no framework that we can read
├─ SeveralItems       a code that several items have
├─ AlreadyHere        the same framework, word for word, is here
├─ AlreadyBegun       the import runs or is over
├─ AddressSilent      nothing could be fetched at an address
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


class ImportNotFound(NotFound):
    """There is no such import for this person."""

    code = "frameworks.import-not-found"
    sentence = _("There is no such import.")
    hint = _("One that nobody confirmed is thrown away after a week: bring the file again.")


class SeveralItems(Conflict):
    """Several items have this code, so nobody knows which one is meant."""

    code = "frameworks.several-items"
    sentence = _("Several items have this code.")
    hint = _("Give the official address of the one that you mean.")


class AlreadyHere(Conflict):
    """The same framework is here, word for word."""

    code = "frameworks.already-here"
    sentence = _("This framework is here already, word for word, so nothing was done.")
    hint = _("Open it in the list of frameworks.")


class AlreadyBegun(Conflict):
    """An import that runs, or is over, is not changed."""

    code = "frameworks.already-begun"
    sentence = _("This import has begun, so it cannot be changed.")
    hint = _("Wait until it is over, then bring the file again.")


class AddressSilent(Invalid):
    """Nothing could be fetched at an address."""

    code = "frameworks.address-silent"
    sentence = _("Nothing could be read at that address: {reason}")
    hint = _("Give a public address that begins with https://, or download the file and upload it here.")


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

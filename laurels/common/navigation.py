"""Port: rooms add their entries to the one head that everybody sees."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True)
class Entry:
    """One entry of the head.

    Attributes:
        place: ``main`` in the bar; ``menu`` under the person's name.
        order: smaller stands first. count: how much waits there, or None.
        under: in the menu, whose matter it is: the entries of one organisation stand together under its name.
    """

    label: str
    url: str
    place: str
    order: int
    count: int | None = None
    under: str = ""


Provider = Callable[[HttpRequest], Iterable[Entry]]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Add a provider; twice is once."""
    if provider not in _providers:
        _providers.append(provider)


@dataclass(frozen=True)
class Group:
    """Entries of the menu that stand together; ``name`` is empty for what is hers alone."""

    name: str
    entries: tuple[Entry, ...]


def groups(request: HttpRequest) -> list[Group]:
    """The menu: one group for each organisation, by name, and last what is hers wherever she works."""
    found: dict[str, list[Entry]] = {}
    for entry in entries(request, "menu"):
        found.setdefault(entry.under, []).append(entry)
    return [Group(name, tuple(found[name])) for name in sorted(found, key=lambda name: (not name, name.casefold()))]


def entries(request: HttpRequest, place: str) -> list[Entry]:
    """The entries of a place for this visitor; every provider is asked once for a page."""
    kept: list[Entry] | None = getattr(request, "_navigation", None)
    if kept is None:
        kept = sorted((entry for provider in _providers for entry in provider(request)), key=lambda entry: entry.order)
        request._navigation = kept  # type: ignore[attr-defined]
    return [entry for entry in kept if entry.place == place]

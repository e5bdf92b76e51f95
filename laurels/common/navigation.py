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
    """

    label: str
    url: str
    place: str
    order: int
    count: int | None = None


Provider = Callable[[HttpRequest], Iterable[Entry]]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Add a provider; twice is once."""
    if provider not in _providers:
        _providers.append(provider)


def entries(request: HttpRequest, place: str) -> list[Entry]:
    """The entries of a place for this visitor; every provider is asked once for a page."""
    kept: list[Entry] | None = getattr(request, "_navigation", None)
    if kept is None:
        kept = sorted((entry for provider in _providers for entry in provider(request)), key=lambda entry: entry.order)
        request._navigation = kept  # type: ignore[attr-defined]
    return [entry for entry in kept if entry.place == place]

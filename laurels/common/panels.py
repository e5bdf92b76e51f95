"""Port: a room above adds a panel to a page of a room below."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True)
class Panel:
    """A template of the upper room and the frozen data that it shows."""

    template: str
    context: Mapping[str, Any]


Provider = Callable[[HttpRequest, Any], Panel | None]


class Panels:
    """Providers by place, in their order."""

    def __init__(self) -> None:
        self._providers: dict[str, list[tuple[int, Provider]]] = defaultdict(list)

    def register(self, place: str, provider: Provider, *, order: int = 100) -> None:
        """Add a provider for a place, for instance ``backpack:item``; twice is once."""
        if all(known is not provider for _, known in self._providers[place]):
            self._providers[place].append((order, provider))
            self._providers[place].sort(key=lambda entry: entry[0])

    def at(self, place: str, request: HttpRequest, subject: Any) -> list[Panel]:
        """The panels of a place for this visitor and subject."""
        found = [provider(request, subject) for _, provider in self._providers.get(place, [])]
        return [panel for panel in found if panel is not None]


panels = Panels()


def register(place: str, provider: Provider, *, order: int = 100) -> None:
    """Add a provider to the one registry."""
    panels.register(place, provider, order=order)

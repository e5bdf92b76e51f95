"""What must be seen before a judgement: the library asks, the shell fetches."""

from __future__ import annotations

from openbadgekit.limits import LIMITS
from openbadgekit.verify import binding, contents
from openbadgekit.verify.checks import status
from openbadgekit.verify.older import judge as older
from openbadgekit.verify.receive import Received
from openbadgekit.verify.resources import Need, Resources


def needs(received: Received, resources: Resources) -> tuple[Need, ...]:
    """Addresses that are still to be seen, of the credential first and then of what it holds: key documents and status lists,
    each once, at most ``LIMITS.fetches`` in all.

    Pictures, evidence, schemas and refresh services are never asked for (verdict rule 8).
    """
    if received.generation:
        return older.needs(received, resources)
    wanted: dict[str, Need] = {}
    for one in (received, *contents.inside(received)):
        for need in _own(one, resources):
            wanted.setdefault(need.url, need)
    return tuple(need for need in list(wanted.values())[: LIMITS.fetches] if need.url not in resources)


def _own(received: Received, resources: Resources) -> list[Need]:
    """What one credential needs for itself: its issuer's keys, its status lists."""
    if received.generation:
        return list(older.needs(received, resources))
    view = received.view()
    keys = binding.need(view.issuer.id)
    return [*([keys] if keys else []), *(Need(url, "status") for url in status.lists_of(view))]

"""What must be seen before a judgement: the library asks, the shell fetches."""

from __future__ import annotations

from openbadgekit.errors import OpenBadgeKitError
from openbadgekit.limits import LIMITS
from openbadgekit.verify import binding
from openbadgekit.verify.binding import Resources
from openbadgekit.verify.checks import endorsements, status
from openbadgekit.verify.older import judge as older
from openbadgekit.verify.receive import Received
from openbadgekit.verify.resources import Need


def needs(received: Received, resources: Resources) -> tuple[Need, ...]:
    """Addresses that are still to be seen: key documents and status lists, each once, at most ``LIMITS.fetches`` in all.

    Pictures, evidence, schemas and refresh services are never asked for (verdict rule 8).
    """
    if received.generation:
        return older.needs(received, resources)
    view = received.view()
    wanted: dict[str, Need] = {}
    issuers = [view.issuer.id]
    issuers += [item.view().issuer.id for item in endorsements.embedded(view) if not isinstance(item, OpenBadgeKitError)]
    for issuer_id in issuers:
        if (found := binding.need(issuer_id)) is not None:
            wanted.setdefault(found.url, found)
    for url in status.lists_of(view):
        wanted.setdefault(url, Need(url, "status"))
    return tuple(need for need in list(wanted.values())[: LIMITS.fetches] if need.url not in resources)

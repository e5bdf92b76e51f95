"""Questions about frameworks, answered with frozen data."""

from laurels.frameworks.selectors.items import (
    ItemLine,
    ItemSnapshot,
    address_of,
    codes_by_key,
    in_demand,
    search_items,
    snapshot,
)
from laurels.frameworks.selectors.standing import ItemStanding, standings

__all__ = [
    "ItemLine",
    "ItemSnapshot",
    "ItemStanding",
    "address_of",
    "codes_by_key",
    "in_demand",
    "search_items",
    "snapshot",
    "standings",
]

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

__all__ = ["ItemLine", "ItemSnapshot", "address_of", "codes_by_key", "in_demand", "search_items", "snapshot"]

"""Questions about frameworks, answered with frozen data."""

from laurels.frameworks.selectors.imports import columns_of, import_page, remark_rows, versions_before
from laurels.frameworks.selectors.item_pages import item_page
from laurels.frameworks.selectors.items import (
    ItemLine,
    ItemSnapshot,
    address_of,
    codes_by_key,
    in_demand,
    search_items,
    snapshot,
)
from laurels.frameworks.selectors.library import library_page
from laurels.frameworks.selectors.searching import item_named, search_page
from laurels.frameworks.selectors.shelves import Level, shelf_page
from laurels.frameworks.selectors.standing import STANDING, ItemStanding, standing_of, with_standing

__all__ = [
    "STANDING",
    "ItemLine",
    "ItemSnapshot",
    "ItemStanding",
    "Level",
    "address_of",
    "codes_by_key",
    "columns_of",
    "import_page",
    "in_demand",
    "item_named",
    "item_page",
    "library_page",
    "remark_rows",
    "search_items",
    "search_page",
    "shelf_page",
    "snapshot",
    "standing_of",
    "versions_before",
    "with_standing",
]

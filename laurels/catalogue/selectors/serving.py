"""What a badge serves: items of frameworks as they stood on a day, and who first proposed it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.selectors.proposing import credit_of
from laurels.common.dates import in_words


@dataclass(frozen=True)
class ServedItem:
    """One item of a framework; ``by``: the elements that rest on it, empty when the whole badge does. ``day``: as it stood."""

    name: str
    code: str
    framework: str
    address: str
    by: tuple[str, ...]
    day: str


@dataclass(frozen=True)
class Serves:
    """What stands in the part."""

    items: tuple[ServedItem, ...]
    credit: str

    @property
    def is_told(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.items or self.credit)


def serves(version: Any) -> Serves:
    """What a version serves; it comes as ``access.get_public`` loads it."""
    return Serves(items=_items(version), credit=credit_of(version.achievement) if version.proposed else "")


def _items(version: AchievementVersion) -> tuple[ServedItem, ...]:
    """Each item once, with the elements that rest on it."""
    statements = {element.pk: element.statement for element in version.elements.all()}
    found: dict[str, ServedItem] = {}
    for row in version.alignments.all():
        by = (statements[row.element_id],) if row.element_id in statements else ()
        known = found.get(row.target_url)
        found[row.target_url] = ServedItem(
            name=row.target_name,
            code=row.target_code,
            framework=row.target_framework,
            address=row.target_url,
            by=(known.by if known else ()) + by,
            day=in_words(row.taken_on),
        )
    return tuple(found.values())

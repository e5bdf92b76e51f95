"""Frameworks of a programme file, and what its badges are aligned to: only items that lead somewhere real.

A file marks what nobody has confirmed, and names some items by a ``urn:`` that leads nowhere: both are kept, and no badge is
ever aligned to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from laurels.catalogue.versions import AlignmentData
from laurels.frameworks import selectors, services
from laurels.frameworks.entries import Entry, Head
from laurels.frameworks.errors import NotAlignable
from laurels.frameworks.rules import Confirmation, Kind, is_address
from laurels.people.models import Organisation
from laurels.programmes.errors import ProgrammeMalformed
from laurels.programmes.reading import FrameworkItemPart, FrameworkPart

SURE = frozenset({Confirmation.OFFICIAL, Confirmation.SEVERAL, Confirmation.OWN})
"""An item that only one source names is likely, not sure."""


@dataclass(frozen=True)
class Targets:
    """What badges of a file may be aligned to.

    Attributes:
        by_key: key in the file -> the alignment, without an element yet. items: how many items the file names.
    """

    by_key: Mapping[str, AlignmentData]
    items: int

    def of(self, element: str, keys: Iterable[str]) -> tuple[AlignmentData, ...]:
        """The alignments of one element; keys of items that lead nowhere are left out."""
        return tuple(replace(self.by_key[key], element=element) for key in dict.fromkeys(keys) if key in self.by_key)


NOTHING = Targets({}, 0)
"""A file without frameworks."""


def load(
    frameworks: Sequence[FrameworkPart], items: Sequence[FrameworkItemPart], organisation: Organisation, *, at: datetime
) -> Targets:
    """Load the frameworks of a file; what was loaded before stays.

    Raises:
        ProgrammeMalformed: an item names a framework that the file has not.
    """
    by_framework: dict[str, list[FrameworkItemPart]] = {part.code: [] for part in frameworks}
    for item in items:
        if item.framework not in by_framework:
            raise ProgrammeMalformed(place=f"framework_items: {item.key} is of {item.framework}, which is not there")
        by_framework[item.framework].append(item)
    found: dict[str, AlignmentData] = {}
    for part in frameworks:
        found |= _loaded(part, by_framework[part.code], organisation, at)
    return Targets(found, len(items))


def _loaded(
    part: FrameworkPart, items: Sequence[FrameworkItemPart], organisation: Organisation, at: datetime
) -> dict[str, AlignmentData]:
    """One framework, and the alignments that its items allow."""
    own = bool(items) and all(item.confirmation == Confirmation.OWN for item in items)
    head = Head(
        kind=Kind.PROGRAMME, family=f"programme:{part.code}", title=part.name, version=part.version, own=own,
        publisher=organisation.display_name if own else part.publisher, uri=part.uri if is_address(part.uri) else "",
        target_type="" if own else part.target_type,
    )  # fmt: skip
    row = services.import_items(
        organisation=organisation, framework=head, items=[_entry(item) for item in items], actor=None, at=at
    )
    codes = selectors.codes_by_key(row, [item.key for item in items])
    found = {}
    for item in items:
        try:
            snapshot = selectors.snapshot(codes[item.key], organisation=organisation, at=at)
        except NotAlignable:
            continue
        found[item.key] = AlignmentData(
            target_url=snapshot.target_url, target_name=snapshot.name, taken_on=snapshot.taken_on, item=snapshot.item,
            target_framework=snapshot.framework, target_code=snapshot.code, target_type=snapshot.target_type,
            target_description=snapshot.description, confidence="sure" if item.confirmation in SURE else "likely",
        )  # fmt: skip
    return found


def _entry(item: FrameworkItemPart) -> Entry:
    """An item of the file; what is no address of the web stays a name."""
    real = is_address(item.uri)
    return Entry(
        key=item.key,
        text=item.label,
        human_code=item.code,
        uri=item.uri if real else "",
        identifier="" if real else item.uri,
        confirmation=Confirmation(item.confirmation),
        kept={"source": item.source} if item.source else {},
    )

"""What a source says, whatever its format: the head of a framework, its entries, the links between them. Pure and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from laurels.frameworks.rules import Confirmation, Kind, Status

Kept = Mapping[str, Any]
"""Members of a source that we do not model; they are kept as they are and come out again."""


@dataclass(frozen=True, slots=True)
class Head:
    """A framework as its source introduces it.

    Attributes:
        family: what its versions share; two imports of one family are versions of one framework.
        own: the organisation wrote it itself, so its items may be addressed on this installation.
        target_type: targetType of its items in an alignment; empty is left out.
    """

    kind: Kind
    family: str
    title: str
    publisher: str = ""
    version: str = ""
    identifier: str = ""
    uri: str = ""
    licence: str = ""
    language: str = ""
    description: str = ""
    adoption: str = ""
    adopted_on: date | None = None
    deprecated_on: date | None = None
    target_type: str = ""
    own: bool = False
    kept: Kept = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """One item as its source says it.

    Attributes:
        key: tells it from the others of its framework, also in the next version.
        uri: its official address, or empty: none is made up.
        parent, replaced_by: keys of other entries, or empty.
        sequence: its place among its siblings where the source gives one.
    """

    key: str
    text: str
    human_code: str = ""
    short: str = ""
    kind: str = ""
    language: str = ""
    identifier: str = ""
    uri: str = ""
    parent: str = ""
    sequence: int | None = None
    status: Status = Status.CURRENT
    deprecated_on: date | None = None
    replaced_by: str = ""
    confirmation: Confirmation = Confirmation.OFFICIAL
    kept: Kept = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Link:
    """How an entry hangs together with another; an end that lies elsewhere has an address only."""

    key: str
    kind: str
    origin: str
    destination: str
    destination_uri: str = ""
    destination_title: str = ""
    sequence: int | None = None
    kept: Kept = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refusal:
    """One entry that cannot be taken in, or that was taken in otherwise than it stands.

    Attributes:
        place: line or number of the entry in its source, counted from 1.
        shown: how a person finds it there: its code or the beginning of its text.
        reason: one sentence. refused: False when the entry came in and this says what is different.
    """

    place: int
    shown: str
    reason: str
    refused: bool = True

"""Facts and their handlers, without a database: who answers what is known at import time."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Ref:
    """A thing of another room by its kind and public code: the journal knows no other room."""

    kind: str
    code: UUID

    def __str__(self) -> str:
        return f"{self.kind}:{self.code}"


@dataclass(frozen=True)
class Fact:
    """Something that happened.

    Attributes:
        subject: the thing it is about; of a bulk fact the first of ``subjects``.
        organisation, actor: whose and by whom, when there is one.
        data: UUIDs, codes, numbers, dates and booleans only.
    """

    id: UUID
    kind: str
    subject: Ref
    organisation: Ref | None
    actor: Ref | None
    at: datetime
    data: Mapping[str, Any]
    subjects: tuple[Ref, ...] = ()


class Handler:
    """A function that answers facts, with a name that never changes: deliveries carry it."""

    def __init__(self, function: Callable[..., None], name: str) -> None:
        self.function, self.name = function, name

    def __call__(self, facts: Sequence[Fact], *, at: datetime) -> None:
        """Answer a list of facts; called at least once for each."""
        self.function(facts, at=at)


_by_kind: dict[str, list[Handler]] = defaultdict(list)
_by_name: dict[str, Handler] = {}

# a code is written in one case throughout, a date begins with its year: the name of a person or a place is neither
_WORD = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*|[A-Z0-9]+(?:[._-][A-Z0-9]+)*", re.ASCII)
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:.]+(?:Z|[+-][0-9]{2}:[0-9]{2}))?", re.ASCII)
_LONGEST = 64


def answers(*kinds: str) -> Callable[[Callable[..., None]], Handler]:
    """Make a function the answer to facts of these kinds: ``def f(facts, *, at)``, idempotent by fact."""

    def registered(function: Callable[..., None]) -> Handler:
        name = f"{function.__module__.removeprefix('laurels.')}.{function.__name__}"
        handler = Handler(function, name)
        _by_name[name] = handler
        for kind in kinds:
            _by_kind[kind] = [known for known in _by_kind[kind] if known.name != name] + [handler]
        return handler

    return registered


def handlers_of(kind: str) -> list[Handler]:
    """Who answers this kind."""
    return list(_by_kind.get(kind, ()))


def handler_named(name: str) -> Handler | None:
    """The handler of this name; None when a release took it away."""
    return _by_name.get(name)


def plain(data: Mapping[str, Any]) -> dict[str, Any]:
    """The data of a fact as JSON.

    Raises:
        ValueError: a text that is no code: names, addresses and free text have no place in a fact.
    """
    return {name: _plain(name, value) for name, value in data.items()}


def _plain(name: str, value: Any) -> Any:
    """One value."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, list | tuple):
        return [_plain(name, item) for item in value]
    if isinstance(value, float) and math.isfinite(value):
        return value
    text = value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, str | UUID) else ""
    if len(text) > _LONGEST or not (_WORD.fullmatch(text) or _MOMENT.fullmatch(text)):
        raise ValueError(f"the fact's {name!r} is no code, number or date: words stand on the row that changed")
    return text

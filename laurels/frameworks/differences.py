"""What a newer version changes, told before anything happens. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from laurels.frameworks.entries import Entry

SHOWN = 50
"""Items of each kind that a page names [count]; the numbers are of all."""


@dataclass(frozen=True, slots=True)
class Was:
    """An item as the version before has it."""

    name: str
    print: str
    deprecated: bool


@dataclass
class Difference:
    """Items by what happens to them: how many, and the names of the first."""

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("new", "changed", "deprecated", "gone"), 0))
    names: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in ("new", "changed", "deprecated", "gone")})

    def add(self, kind: str, name: str) -> None:
        """Count one."""
        self.counts[kind] += 1
        if len(self.names[kind]) < SHOWN:
            self.names[kind].append(name)


def print_of(*, text: str, short: str, human_code: str, kind: str, uri: str) -> str:
    """What two versions of an item are compared by."""
    return hashlib.sha256("\x1f".join((text, short, human_code, kind, uri)).encode()).hexdigest()


def print_of_entry(entry: Entry) -> str:
    """The same of an entry."""
    return print_of(text=entry.text, short=entry.short, human_code=entry.human_code, kind=entry.kind, uri=entry.uri)


class Comparison:
    """Compares entry by entry; what was never met is gone."""

    def __init__(self, before: Mapping[str, Was]) -> None:
        self._before, self.found, self._met = before, Difference(), set[str]()

    def meet(self, key: str, name: str, mark: str, *, deprecated: bool) -> None:
        """One item of the newer version."""
        was = self._before.get(key)
        self._met.add(key)
        if was is None:
            self.found.add("new", name)
        elif deprecated and not was.deprecated:
            self.found.add("deprecated", name)
        elif was.print != mark:
            self.found.add("changed", name)

    def difference(self) -> Difference:
        """Everything, with what is gone."""
        for key in self._gone():
            self.found.add("gone", self._before[key].name)
        return self.found

    def _gone(self) -> Iterable[str]:
        return (key for key, was in self._before.items() if key not in self._met and not was.deprecated)

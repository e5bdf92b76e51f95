"""A memo with bounds in entries and bytes: outsiders can fill it and nothing else.

Each key is the exact bytes of what was processed, so an entry answers for these bytes alone.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

from openbadgekit.limits import LIMITS

Value = TypeVar("Value")


class Memo(Generic[Value]):
    """Least recently used entries go first; safe between threads.

    Attributes:
        entries, size: the bounds, in entries and in bytes; size counts keys of bytes and what ``put`` is told.
    """

    def __init__(self, *, entries: int = LIMITS.memo_entries, size: int = LIMITS.memo_bytes) -> None:
        self.entries, self.size = entries, size
        self._found: OrderedDict[Hashable, tuple[Value | None, int]] = OrderedDict()
        self._used = 0
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._found)

    @property
    def used(self) -> int:
        """What is kept now [bytes]."""
        return self._used

    def get(self, key: Hashable) -> tuple[Value | None] | None:
        """What was put under this key, in a tuple, because None can be kept too: nothing can be made of this key."""
        with self._lock:
            found = self._found.get(key)
            if found is None:
                return None
            self._found.move_to_end(key)
            return (found[0],)

    def put(self, key: Hashable, value: Value | None, *, weight: int = 0) -> None:
        """Keep a value of ``weight`` bytes; one too heavy for a tenth of the memo is not kept at all."""
        weight += len(key) if isinstance(key, bytes) else 0
        if weight > self.size // 10:
            return
        with self._lock:
            self._used += weight - self._found.pop(key, (None, 0))[1]
            self._found[key] = (value, weight)
            while self._used > self.size or len(self._found) > self.entries:
                self._used -= self._found.popitem(last=False)[1][1]

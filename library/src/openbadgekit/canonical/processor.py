"""`pyld`'s expander, with its processed contexts remembered.

The expander applies a type's own context anew at every node of that type. Which terms hold after a context depends only on
the terms before it and on the context, so the outcome is kept - but only while a document names contexts of ours and brings none.

It goes down with the document, two frames of the stack a level; the reader lets no document be deeper than ``LIMITS.depth``.

Imported only when something is expanded: `pyld` starts slowly, and proofs over JCS and JWT never need it.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock
from typing import Any

from pyld.context_resolver import ContextResolver
from pyld.jsonld import JsonLdError, JsonLdProcessor

from openbadgekit.reading import JsonObject

__all__ = ["JsonLdError", "expand"]

Loader = Callable[..., JsonObject]
MOST = 400
"""Outcomes that are kept; all are forgotten when there are more, which honest documents never cause."""

_Key = tuple[int, object, bool, bool]
_outcomes: dict[_Key, tuple[Any, Any, Any]] = {}
"""(terms before, context, how) -> (terms before, context, terms after): the first two are held so that their ids stay theirs."""

_shared_cache: dict[str, Any] = {}
"""Resolved contexts of the shipped, unchanging documents."""

_LOCK = RLock()
"""Held while a shipped context is processed: what `pyld` keeps beside each of them loses its place when two threads use it."""


def expand(document: JsonObject, loader: Loader, dropped: Callable[[str], None], *, base: str, shipped: bool) -> list[Any]:
    """The expanded form of a document.

    Args:
        dropped: is told every member that the contexts do not define.
        shipped: whether the loader knows shipped contexts only; else, or when the document brings a context, all is forgotten.
    Raises:
        JsonLdError: no JSON-LD. RecursionError: nested too deeply.
    """
    shipped = shipped and _names_only(document)
    options = {"documentLoader": loader, "contextResolver": ContextResolver(_shared_cache if shipped else {}, loader), "base": base}
    processor = (_Remembering if shipped else JsonLdProcessor)(on_property_dropped=lambda name: dropped(str(name)))
    found: list[Any] = processor.expand(document, options)
    return found


def _names_only(document: JsonObject) -> bool:
    """Whether every context within is an address: what a document brings must not be remembered for another."""
    todo: list[Any] = [document]
    for value in todo:
        if type(value) is dict:
            named = value.get("@context", "")
            if type(named) is not str and not (type(named) is list and all(type(item) is str for item in named)):
                return False
            todo += value.values()
        elif type(value) is list:
            todo += value
    return True


class _Remembering(JsonLdProcessor):  # type: ignore[misc]  # `pyld` has no types
    """An expander over shipped contexts."""

    def _process_context(
        self,
        active_ctx: Any,
        local_ctx: Any,
        options: Any,
        override_protected: bool = False,
        propagate: bool = True,
        validate_scoped: bool = True,
        cycles: Any = None,
    ) -> Any:
        """The terms that hold after a context; what it does while a context itself is read is left alone."""
        named = _name_of(local_ctx)
        whole = cycles is None and validate_scoped and named is not None
        key = (id(active_ctx), named, override_protected, propagate)
        if whole and (kept := _outcomes.get(key)) is not None:
            return kept[2]
        with _LOCK:
            after = super()._process_context(active_ctx, local_ctx, options, override_protected, propagate, validate_scoped, cycles)
            if whole:
                if len(_outcomes) >= MOST:
                    _outcomes.clear()
                _outcomes[key] = (active_ctx, local_ctx, after)
        return after


def _name_of(context: Any) -> object:
    """What tells a context from every other: its addresses, or the identity of one that stands within a shipped one."""
    if isinstance(context, str):
        return (context,)
    if isinstance(context, list):
        return tuple(context) if all(isinstance(item, str) for item in context) else None
    return id(context)

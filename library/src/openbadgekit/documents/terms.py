"""What a type means: the address to which the contexts map it.

A small part of JSON-LD, for the types of a document alone: it says whether a type maps to an address at all, also where the
document brings its own terms, which verifying never accepts.

Source: VC Data Model 2.0, section 4.5 "Types"; JSON-LD 1.1 API, "IRI Expansion"; verdict rule 11.
"""

from __future__ import annotations

from typing import Any

from openbadgekit import contexts
from openbadgekit.reading import JsonObject, listed

DEEPEST = 8
"""Terms that are defined by one another."""


class Terms:
    """The terms of a document's own contexts.

    Attributes:
        complete: False when a context is named that is not shipped: then nothing can be said of terms that are missing.
    """

    def __init__(self, named: Any) -> None:
        self.terms: JsonObject = {}
        self.complete = True
        for context in listed(named):
            self._take(context)

    def _take(self, context: Any) -> None:
        """One context after the others."""
        if context is None:
            self.terms = {}
        elif isinstance(context, dict):
            self.terms = {**self.terms, **context}
        elif isinstance(context, str) and context in contexts.KNOWN:
            for inner in listed(contexts.load(context)["@context"]):
                self._take(inner)
        else:
            self.complete = False

    def address(self, term: str) -> str | None:
        """The whole address of a type, or None when it has none."""
        return self._expanded(term, DEEPEST)

    def _expanded(self, term: str, left: int) -> str | None:
        """IRI expansion for types: a term, a compact address, a whole one, or one by ``@vocab``."""
        if left == 0:
            return None
        meaning = self.terms.get(term, {})
        found = meaning.get("@id", term) if isinstance(meaning, dict) else meaning
        if not isinstance(found, str) or found.startswith("@"):
            return None
        if found != term:
            return self._expanded(found, left - 1)
        prefix, colon, name = term.partition(":")
        if colon:
            base = self._expanded(prefix, left - 1) if prefix in self.terms and not name.startswith("//") else None
            return base + name if base else term
        base = self.terms.get("@vocab")
        return base + term if isinstance(base, str) else None

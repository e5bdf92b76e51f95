"""From a JSON-LD document to RDF quads (``nquads``, ``deserializing``), in safe mode.

`pyld` expands, with our pinned contexts and a resolver per call (its default keeps one cache for the whole process, through
which one caller's contexts could reach another's). What other processors drop silently is refused: a term that no context
defines would not be signed although everybody reads it.

Source: JSON-LD 1.1 API, "Expansion".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openbadgekit import contexts
from openbadgekit.canonical import budget, spelling
from openbadgekit.canonical.deserializing import Deserializer
from openbadgekit.canonical.nquads import RELATIVE, SHAPELESS, Quad
from openbadgekit.errors import BudgetSpent, ContextRefused, Malformed
from openbadgekit.limits import LIMITS
from openbadgekit.reading import JsonObject


def to_quads(document: JsonObject, *, extra: Mapping[str, JsonObject] | None = None) -> list[Quad]:
    """The document as RDF.

    Args:
        extra: further contexts by address, for a caller that vouches for them; they share no cache with the shipped ones.
    Raises:
        ContextRefused: an unknown or inline context, an undefined term, a relative address, another spelling (``spelling``).
        Malformed: no JSON-LD. BudgetSpent: more quads than may be canonicalised.
    """
    if not extra:
        contexts.refuse_unknown(document)
        spelling.refuse_other(document)
    budget.purse().pay_expansion(budget.weigh(document))
    try:
        quads = list(dict.fromkeys(Deserializer().run(_expanded(document, extra or {}))))
    except RecursionError:
        raise BudgetSpent("The document is nested too deeply to be canonicalised.") from None
    if len(quads) > LIMITS.canonical_quads:
        raise BudgetSpent(f"The document makes more than {LIMITS.canonical_quads} statements.")
    return quads


def _expanded(document: JsonObject, extra: Mapping[str, JsonObject]) -> list[Any]:
    """The expanded form; the first dropped term is an error."""
    from openbadgekit.canonical import processor  # imports slowly, and proofs over JCS and JWT never need it

    dropped: list[str] = []

    def loader(url: str, _options: object = None) -> JsonObject:
        found = extra.get(url) or contexts.load(url)
        return {"contextUrl": None, "documentUrl": url, "document": found, "tag": "static"}

    try:
        found = processor.expand(document, loader, dropped.append, base=f"{RELATIVE}//x/", shipped=not extra)
    except processor.JsonLdError as problem:
        raise _refusal(problem) from None
    except OverflowError:
        raise Malformed("A number is larger than can be represented.") from None
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        # the expander trusts the shape of what it is given; a shape that trips it has no meaning either
        raise Malformed(SHAPELESS) from None
    if dropped:
        raise ContextRefused(f"No context defines the term {dropped[0][:100]!r}.", term=dropped[0])
    return found


def _refusal(problem: Any) -> ContextRefused | Malformed:
    """What an error of the expander means for the badge."""
    cause: Any = problem
    while cause is not None:
        if isinstance(cause, ContextRefused):
            return cause
        if "redefin" in str(getattr(cause, "code", "")):
            return ContextRefused("The contexts of this badge contradict each other: one redefines a protected term.")
        cause = cause.__cause__ or getattr(cause, "cause", None)
    return Malformed(SHAPELESS)

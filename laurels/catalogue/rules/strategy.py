"""What a programme says about itself on one page: gaps in a strategy, costs that may be added up, badges that overlap. Pure.

Source: DOMAIN 1 (36, T1), 4 (BadgeStrategy: function, need, audience, level, lifespan, review date, measures, costs).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from laurels.catalogue.rules.five import DEFAULT_NEED
from laurels.catalogue.rules.linting import words
from laurels.catalogue.rules.linting.texts import FEWEST_WORDS, SAME
from laurels.catalogue.rules.upkeep import is_past

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Planned:
    """One badge's strategy as far as gaps are concerned.

    Attributes:
        aligned: whether anything of it is aligned to a framework. owned: whether somebody looks after it.
        measures, costs: as the strategy keeps them (DOMAIN 4): name, unit, baseline, target, owner; name, money, currency, hours.
    """

    need: str
    audience: str
    level: str
    months: int | None
    reason: str
    review_on: date | None
    measures: Sequence[Row]
    costs: Sequence[Row]
    owned: bool
    aligned: bool


def gaps(plan: Planned, *, today: date) -> tuple[str, ...]:
    """What is missing or overdue, in the order in which a strategy is written."""
    need = plan.need.strip()
    found = [
        ("the business need", not need),
        ("a need of its own", need == DEFAULT_NEED),
        ("whom it is for", not plan.audience.strip()),
        ("the level it asks for", not plan.level.strip()),
        ("why it does not expire", plan.months is None and not plan.reason.strip()),
        ("a review date", plan.review_on is None),
        ("its review", is_past(plan.review_on, today)),
        ("a success measure", not plan.measures),
        *_of_measures(plan.measures),
        ("a cost plan", not plan.costs),
        ("an alignment", not plan.aligned),
        ("somebody who looks after it", not plan.owned),
    ]
    return tuple(gap for gap, missing in found if missing)


def _of_measures(measures: Sequence[Row]) -> list[tuple[str, bool]]:
    """What a measure needs, so that somebody can say later whether it moved."""
    return [
        ("a baseline", any(one.get("baseline") is None for one in measures)),
        ("a target", any(one.get("target") is None for one in measures)),
        ("who owns a measure", any(not str(one.get("owner") or "").strip() for one in measures)),
    ]


def measure_in_words(one: Row) -> str:
    """A measure in one line: "complaints resolved at first contact: 54 → 68 percent"."""
    baseline, target = (_plain(one.get(name)) for name in ("baseline", "target"))
    unit = str(one.get("unit") or "")
    return f"{one.get('name', '')}: {baseline} → {target} {unit}".strip()


def _plain(value: Any) -> str:
    """A number without a needless point; a question mark where nobody said it."""
    return "?" if value is None or value == "" else f"{value:g}" if isinstance(value, int | float) else str(value)


@dataclass(frozen=True)
class Costs:
    """What a programme is planned to cost: money by currency, never added across, and hours, which are no money.

    Attributes:
        planned, unplanned: badges with and without a cost plan [count].
    """

    money: Mapping[str, Decimal] = field(default_factory=dict)
    hours: Decimal = Decimal(0)
    planned: int = 0
    unplanned: int = 0

    def in_words(self) -> str:
        """The sum in one line; "nothing" where no badge has a cost plan."""
        parts = [f"{amount_in_words(amount)} {currency}" for currency, amount in sorted(self.money.items())]
        parts += [f"{amount_in_words(self.hours)} hours"] if self.hours else []
        return " and ".join(parts) or ("nothing" if self.planned else "not planned")


def costs_of(plans: Iterable[Sequence[Row]]) -> Costs:
    """Add up cost plans: each currency by itself; a sum without a currency stands as money of an unnamed one."""
    money: dict[str, Decimal] = defaultdict(Decimal)
    hours, planned, unplanned = Decimal(0), 0, 0
    for plan in plans:
        planned, unplanned = planned + bool(plan), unplanned + (not plan)
        for line in plan:
            if (amount := _amount(line.get("money"))) is not None:
                money[str(line.get("currency") or "of an unnamed currency")] += amount
            hours += _amount(line.get("hours")) or 0
    return Costs(dict(money), hours, planned, unplanned)


def _amount(value: Any) -> Decimal | None:
    """A number that can be added; None for anything else."""
    if value is None or isinstance(value, bool):
        return None
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() else None


def amount_in_words(amount: Decimal) -> str:
    """An amount with its thousands apart: "12,400" or "12,400.50"."""
    return f"{amount:,.2f}".removesuffix(".00")


@dataclass(frozen=True)
class Overlap:
    """Two badges that may say the same, and why."""

    first: str
    second: str
    why: str


def overlaps(statements: Iterable[tuple[str, str]], items: Iterable[tuple[str, str, str]]) -> tuple[Overlap, ...]:
    """Pairs of badges that are aligned to the same item, or of which two statements are as alike as rule L19 of the linter says.

    Args:
        statements: (badge, statement). items: (badge, address of the item, its name).
    """
    found: dict[tuple[str, str], str] = {}
    by_item: dict[str, dict[str, str]] = defaultdict(dict)
    for badge, address, name in items:
        by_item[address].setdefault(badge, name)
    for named in by_item.values():
        for pair in _pairs(sorted(named)):
            found.setdefault(pair, f"Both are aligned to “{named[pair[0]]}”.")
    for first, second, line in _alike(list(statements)):
        found.setdefault((first, second), f"Both say nearly the same: “{line}”")
    return tuple(Overlap(first, second, why) for (first, second), why in sorted(found.items()))


def _pairs(badges: Sequence[str]) -> Iterable[tuple[str, str]]:
    return ((first, second) for place, first in enumerate(badges) for second in badges[place + 1 :])


def _alike(statements: Sequence[tuple[str, str]]) -> Iterable[tuple[str, str, str]]:
    """Pairs of badges with nearly the same statement: only statements that share a word are compared."""
    meanings = [meaning if len(meaning := words.meaning(statement)) >= FEWEST_WORDS else frozenset() for _, statement in statements]
    by_word: dict[str, list[int]] = defaultdict(list)
    for place, found in enumerate(meanings):
        near = {other for word in found for other in by_word[word]}
        for other in sorted(near):
            (first, told), (second, _) = statements[other], statements[place]
            if first != second and words.alike(found, meanings[other]) >= SAME:
                yield min(first, second), max(first, second), told
        for word in found:
            by_word[word].append(place)

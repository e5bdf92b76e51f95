"""Conditions of an endorsement: each with a text and a day, settled one by one by the endorser. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from laurels.common.dates import in_words


class ConditionState(StrEnum):
    """Where a condition stands."""

    OPEN = "open"
    MET = "met"
    WAIVED = "waived"


@dataclass(frozen=True)
class DueCondition:
    """A condition as the rules see it; ``due`` is the last day that is still in time."""

    state: ConditionState
    due: date


def all_settled(conditions: Collection[DueCondition]) -> bool:
    """Whether nothing is open any more: met and waived count alike."""
    return all(condition.state is not ConditionState.OPEN for condition in conditions)


def overdue(condition: DueCondition, *, today: date) -> bool:
    """Whether a condition is still open after its day."""
    return condition.state is ConditionState.OPEN and today > condition.due


def state_in_words(condition: DueCondition, *, today: date) -> str:
    """How a condition stands, as it is shown beside the endorsement."""
    if condition.state is ConditionState.MET:
        return "Met"
    if condition.state is ConditionState.WAIVED:
        return "Waived by the endorser"
    if overdue(condition, today=today):
        return f"Overdue since {in_words(condition.due)}"
    return f"Due on {in_words(condition.due)}"

"""Training plans: when an item is done, late or open, who may plan for whom, and what a manager is told. Pure.

Source: DOMAIN 4 (TrainingPlan / PlanItem), 2.1 (who at work sees a learner's badges).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from laurels.catalogue.rules.holding import shown_to_manager
from laurels.people.rules import Act, Mode, Role, may


class ItemState(StrEnum):
    """How an item of a plan stands for one person."""

    DONE = "done"
    LATE = "late"
    OPEN = "open"
    NOT_SHARED = "not-shared"


@dataclass(frozen=True)
class Planned:
    """One item: until when, which achievements and pathways do it, and whether somebody said so by hand."""

    due_on: date
    badges: tuple[str, ...]
    pathways: tuple[str, ...] = ()
    by_hand: bool = False


def state_of(item: Planned, held: Collection[str], today: date, *, complete: Collection[str] = ()) -> ItemState:
    """As the person herself sees it; the due day itself is still in time.

    Args:
        held: achievements that she holds today. complete: pathways that she has completed.
    """
    if item.by_hand or set(item.badges) & set(held) or set(item.pathways) & set(complete):
        return ItemState.DONE
    return ItemState.LATE if item.due_on < today else ItemState.OPEN


def state_for_manager(
    item: Planned, held: Collection[str], today: date, *, functions: Mapping[str, str], complete: Collection[str] = ()
) -> ItemState:
    """As her manager sees it: a badge that the job does not ask for is never told, neither held nor not held.

    Where every badge of an item is of that kind, the item is "not shared" until somebody says by hand that it is done; and where
    some are, it is never called late because of what may have been done unseen.

    Args:
        functions: achievement -> learning function of its badge.
    """
    told = [badge for badge in item.badges if shown_to_manager(functions.get(badge, ""))]
    state = state_of(Planned(item.due_on, tuple(told), item.pathways, item.by_hand), held, today, complete=complete)
    if state is not ItemState.DONE and len(told) < len(item.badges):
        return ItemState.NOT_SHARED
    return state


def may_plan_for(roles: Collection[Role], *, mode: Mode, is_her_manager: bool) -> bool:
    """Whether somebody with these roles may plan for a person: her own line manager, or whoever looks after everybody."""
    if not may(roles, Act.PLAN_TRAINING, mode=mode):
        return False
    return is_her_manager or bool({Role.OWNER, Role.ADMIN} & set(roles))


def may_plan_for_jobs(roles: Collection[Role]) -> bool:
    """Whether somebody may write a plan for everybody in a job."""
    return bool({Role.OWNER, Role.ADMIN} & set(roles))


def due_dates(items: Iterable[Planned]) -> dict[str, date]:
    """Achievement -> the earliest day on which a plan wants it."""
    found: dict[str, date] = {}
    for item in items:
        for badge in item.badges:
            found[badge] = min(item.due_on, found.get(badge, item.due_on))
    return found

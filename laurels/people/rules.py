"""Who may do what: one table of roles and acts. No Django, no clock."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)

SMALL_BELOW = 50
"""Organisations of fewer people are offered Small mode first (DOMAIN 4.4)."""


class Mode(StrEnum):
    """How many rules an organisation lives by (DOMAIN 4.4)."""

    SMALL = "small"
    ASSURED = "assured"


class Switch(StrEnum):
    """What a small organisation may turn on, one by one; in Assured mode everything is on (EXPERIENCE, two sizes)."""

    PLANNING = "planning"
    FRAMEWORKS = "frameworks"
    ENDORSEMENTS = "endorsements"
    WRITING = "writing"


class Role(StrEnum):
    """What somebody is within one organisation; LEARNER comes with membership and is never granted."""

    OWNER = "programme_owner"
    DESIGNER = "designer"
    ASSESSOR = "assessor"
    ADMIN = "issuer_admin"
    MANAGER = "manager"
    LEARNER = "learner"


class Act(StrEnum):
    """What can be asked for within an organisation; later rooms ask with the same words."""

    SEE_ORGANISATION = "see organisation"
    SEE_PEOPLE = "see people"
    ADD_PEOPLE = "add people"
    PRINT_CODE = "print code"
    GRANT_ROLE = "grant role"
    REMOVE_PERSON = "remove person"
    CHANGE_SETTINGS = "change settings"
    SET_MODE = "set mode"
    SEE_DESIGN = "see design"
    DESIGN = "design"
    REVIEW = "review"
    PUBLISH = "publish"
    SEE_AWARDS = "see awards"
    AWARD = "award"
    REVOKE = "revoke"
    MANAGE_KEYS = "manage keys"
    SEE_PROGRAMME = "see programme"
    SEE_TEAM = "see team"
    SEE_STRATEGY = "see strategy"
    PROPOSE = "propose"
    ANSWER_PROPOSAL = "answer proposal"
    WRITE_TASKS = "write tasks"
    PLAN_TRAINING = "plan training"
    KEEP_REGISTER = "keep register"
    ASK_ENDORSEMENT = "ask for an endorsement"


GRANTABLE = (Role.OWNER, Role.DESIGNER, Role.ASSESSOR, Role.ADMIN, Role.MANAGER)
"""Roles that can be given, in the order in which pages show them."""

_EVERYBODY = frozenset(Role)
_TABLE: Mapping[Act, frozenset[Role]] = {
    Act.SEE_ORGANISATION: _EVERYBODY,
    Act.SEE_PEOPLE: frozenset({Role.OWNER, Role.ADMIN, Role.MANAGER}),
    Act.ADD_PEOPLE: frozenset({Role.OWNER, Role.ADMIN}),
    Act.PRINT_CODE: frozenset({Role.OWNER, Role.ADMIN}),
    Act.GRANT_ROLE: frozenset({Role.OWNER, Role.ADMIN}),
    Act.REMOVE_PERSON: frozenset({Role.OWNER, Role.ADMIN}),
    Act.CHANGE_SETTINGS: frozenset({Role.OWNER, Role.ADMIN}),
    Act.SET_MODE: frozenset({Role.OWNER}),
    Act.SEE_DESIGN: frozenset({Role.OWNER, Role.DESIGNER, Role.ASSESSOR, Role.ADMIN}),
    Act.DESIGN: frozenset({Role.OWNER, Role.DESIGNER}),
    Act.REVIEW: frozenset({Role.OWNER, Role.DESIGNER}),  # looks and returns; who approves needs PUBLISH as well
    Act.PUBLISH: frozenset({Role.OWNER}),
    Act.SEE_AWARDS: frozenset({Role.OWNER, Role.ASSESSOR, Role.ADMIN}),
    Act.AWARD: frozenset({Role.ASSESSOR}),
    Act.REVOKE: frozenset({Role.OWNER, Role.ADMIN}),
    Act.MANAGE_KEYS: frozenset({Role.OWNER, Role.ADMIN}),
    Act.SEE_PROGRAMME: frozenset({Role.OWNER}),
    Act.SEE_TEAM: frozenset({Role.OWNER, Role.MANAGER}),
    Act.SEE_STRATEGY: frozenset({Role.OWNER, Role.DESIGNER}),
    Act.PROPOSE: _EVERYBODY,  # learning and development need not be asked first (DOMAIN 1, 48)
    Act.ANSWER_PROPOSAL: frozenset({Role.OWNER}),
    Act.WRITE_TASKS: frozenset({Role.OWNER, Role.DESIGNER}),
    Act.PLAN_TRAINING: frozenset({Role.OWNER, Role.ADMIN, Role.MANAGER}),  # a manager for her own people only
    Act.KEEP_REGISTER: frozenset({Role.OWNER, Role.ADMIN}),
    Act.ASK_ENDORSEMENT: frozenset({Role.OWNER}),
}
_ALSO_IN_SMALL: Mapping[Act, frozenset[Role]] = {
    Act.PUBLISH: frozenset({Role.DESIGNER}),  # four eyes in Assured mode, an undo window in Small mode (DOMAIN 2)
}


def may(roles: Collection[Role], act: Act, *, mode: Mode = Mode.ASSURED) -> bool:
    """Whether somebody with these roles may do this in an organisation of this mode; no roles, no acts."""
    allowed = _TABLE[act]
    if mode is Mode.SMALL:
        allowed |= _ALSO_IN_SMALL.get(act, frozenset())
    return not allowed.isdisjoint(roles)


def is_on(switch: Switch, *, mode: Mode, switches: Collection[str]) -> bool:
    """Whether an organisation of this mode, with these switches turned on, uses something."""
    return mode is Mode.ASSURED or switch in switches


def may_grant(own: Collection[Role], role: Role) -> bool:
    """Whether somebody with these roles may give or withdraw ``role``: nobody passes on what she does not hold."""
    return role in GRANTABLE and role in own and may(own, Act.GRANT_ROLE)


def may_print_for(own: Collection[Role], held: Collection[Role]) -> bool:
    """Whether somebody with these roles may print the code of a member who holds ``held``.

    Whoever prints a code could use it herself, so it must open nothing that she does not hold.
    """
    return may(own, Act.PRINT_CODE) and set(held) <= set(own)


def suggested_mode(people_count: int) -> Mode:
    """The mode that a new organisation of this size is offered first."""
    return Mode.SMALL if people_count < SMALL_BELOW else Mode.ASSURED


def overlap(one: tuple[date | None, date | None], other: tuple[date | None, date | None]) -> bool:
    """Whether two stretches of days share a day; both ends belong to a stretch, None is open."""
    (one_from, one_to), (other_from, other_to) = one, other
    begins_in_time = one_from is None or other_to is None or one_from <= other_to
    return begins_in_time and (other_from is None or one_to is None or other_from <= one_to)


def closes_circle(managers: Mapping[Key, Key | None], member: Key, manager: Key | None) -> bool:
    """Whether ``member`` would manage herself, at whatever distance, once ``manager`` is hers.

    Args:
        managers: who manages whom now; may hold circles of old, which are not followed for ever.
    """
    seen = set()
    while manager is not None and manager not in seen:
        if manager == member:
            return True
        seen.add(manager)
        manager = managers.get(manager)
    return False


def many_leave(leavers: int, people: int) -> bool:
    """Whether so many leave at once that somebody has to type the number: more than half, where there are a few."""
    return people > 1 and 2 * leavers > people

"""Who may judge. Pure; DOMAIN 2, 4.4."""

from __future__ import annotations

from collections.abc import Collection

from laurels.catalogue.rules.states import S, State


def is_one_person(*, author: object, judge: object) -> bool:
    """Whether one person designed and judged (DOMAIN 4.4)."""
    return author is not None and author == judge


def may_judge(*, judge: object, learner: object, judges: Collection[object]) -> bool:
    """Nobody judges herself, in no mode; everybody else must be named as a judge of the badge."""
    return judge != learner and judge in judges


JUDGES_MAY_CHANGE = frozenset({S.PUBLISHED, S.SUSPENDED, S.SUPERSEDED})
"""Versions that are final and may still be judged: who judges is no part of their text. A draft changes by its five fields."""


def may_name_judges(
    state: State, *, author: object, actor: object, old: Collection[object], new: Collection[object], small: bool
) -> bool:
    """Whether somebody may name these judges of a version now.

    With the rules of the large a second person stands between writing and awarding: whoever wrote a badge does not add herself
    to its judges afterwards. In Small mode she may, and each of her awards says that one person designed and judged.
    """
    adds_herself = author is not None and author == actor and actor in new and actor not in old
    return state in JUDGES_MAY_CHANGE and (small or not adds_herself)

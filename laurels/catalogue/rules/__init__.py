"""Pure decisions about badges. Source: DOMAIN 4.4 (Small mode), 5.1 (state machine), 6.3 (lifespan)."""

from laurels.catalogue.rules.codes import handle_of, kept_codes, next_number
from laurels.catalogue.rules.five import (
    CLAIMS,
    DEFAULT_NEED,
    GRACE_DAYS,
    LASTS,
    OWNERS_CHOICE,
    REVIEW_MONTHS,
    RUBRIC,
    UNSEEN,
    WINDOW_DAYS,
    Derived,
    FiveFields,
    advice,
    criteria_text,
    derive,
    faults,
    lines_of,
)
from laurels.catalogue.rules.judging import JUDGES_MAY_CHANGE, is_one_person, may_judge, may_name_judges
from laurels.catalogue.rules.lasting import ends_on, grace_ends, valid_until, window_opens
from laurels.catalogue.rules.states import EARNABLE, MOVES, State, may_approve, may_move, may_take_back, undo_hours
from laurels.common.limits import CAN_DO_LINE, CAN_DO_LINES

__all__ = [
    "CAN_DO_LINE",
    "CAN_DO_LINES",
    "CLAIMS",
    "DEFAULT_NEED",
    "EARNABLE",
    "GRACE_DAYS",
    "JUDGES_MAY_CHANGE",
    "LASTS",
    "MOVES",
    "OWNERS_CHOICE",
    "REVIEW_MONTHS",
    "RUBRIC",
    "UNSEEN",
    "WINDOW_DAYS",
    "Derived",
    "FiveFields",
    "State",
    "advice",
    "criteria_text",
    "derive",
    "ends_on",
    "faults",
    "grace_ends",
    "handle_of",
    "is_one_person",
    "kept_codes",
    "lines_of",
    "may_approve",
    "may_judge",
    "may_move",
    "may_name_judges",
    "may_take_back",
    "next_number",
    "undo_hours",
    "valid_until",
    "window_opens",
]

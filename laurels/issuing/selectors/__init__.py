"""Questions about awards, answered as frozen data."""

from laurels.issuing.selectors.alarms import hindrances
from laurels.issuing.selectors.elements import elements_to_judge
from laurels.issuing.selectors.pages import AwardPage, award_page, badge_choices, holders, learner_choices
from laurels.issuing.selectors.register import FILTERS, Register, Wanted, badges_awarded, register

__all__ = [
    "FILTERS",
    "AwardPage",
    "Register",
    "Wanted",
    "award_page",
    "badge_choices",
    "badges_awarded",
    "elements_to_judge",
    "hindrances",
    "holders",
    "learner_choices",
    "register",
]

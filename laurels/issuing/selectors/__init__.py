"""Questions about awards, answered as frozen data."""

from laurels.issuing.selectors.alarms import hindrances
from laurels.issuing.selectors.elements import elements_to_judge
from laurels.issuing.selectors.figures import Figures, figures, latest
from laurels.issuing.selectors.pages import AwardPage, award_page, badge_choices, holders, learner_choices
from laurels.issuing.selectors.register import FILTERS, AwardRow, Register, Wanted, badges_awarded, register
from laurels.issuing.selectors.taken_back import WhyRevoked, why_revoked

__all__ = [
    "FILTERS",
    "AwardPage",
    "AwardRow",
    "Figures",
    "Register",
    "Wanted",
    "WhyRevoked",
    "award_page",
    "badge_choices",
    "badges_awarded",
    "elements_to_judge",
    "figures",
    "hindrances",
    "holders",
    "latest",
    "learner_choices",
    "register",
    "why_revoked",
]

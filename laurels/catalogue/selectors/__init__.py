"""Questions about badges, answered with frozen data."""

from laurels.catalogue.facts import lasts_in_words
from laurels.catalogue.selectors.badges import BadgePage, badge_page, facts_of
from laurels.catalogue.selectors.cards import (
    BadgeCard,
    DesignPage,
    counted,
    design_page,
    open_to,
    picture_path,
    published_versions,
    without_judge,
)
from laurels.catalogue.selectors.catalogue import CataloguePage, Sought, described, newest, newest_cards, public_catalogue
from laurels.catalogue.selectors.drafts import (
    ConfirmPage,
    FivePage,
    confirm_page,
    five_of,
    five_page,
    is_of_five_fields,
    judge_choices,
)

__all__ = [
    "BadgeCard",
    "BadgePage",
    "CataloguePage",
    "ConfirmPage",
    "DesignPage",
    "FivePage",
    "Sought",
    "badge_page",
    "confirm_page",
    "counted",
    "described",
    "design_page",
    "facts_of",
    "five_of",
    "five_page",
    "is_of_five_fields",
    "judge_choices",
    "lasts_in_words",
    "newest",
    "newest_cards",
    "open_to",
    "picture_path",
    "public_catalogue",
    "published_versions",
    "without_judge",
]

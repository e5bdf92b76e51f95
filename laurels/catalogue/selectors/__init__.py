"""Questions about badges, answered with frozen data."""

from laurels.catalogue.facts import lasts_in_words
from laurels.catalogue.selectors.badges import BadgePage, badge_page, facts_of
from laurels.catalogue.selectors.cards import (
    BadgeCard,
    DesignPage,
    Needing,
    counted,
    design_page,
    needing,
    open_to,
    picture_path,
    published_versions,
)
from laurels.catalogue.selectors.catalogue import (
    CataloguePage,
    Sought,
    described,
    newest,
    newest_cards,
    public_catalogue,
    public_places,
)
from laurels.catalogue.selectors.drafts import (
    ConfirmPage,
    FivePage,
    confirm_page,
    five_of,
    five_page,
    has_small_lines,
    is_of_five_fields,
    judge_choices,
)
from laurels.catalogue.selectors.european import european_description, may_be_shown
from laurels.catalogue.selectors.whole import elements_of, handles_of, whole_of, writes_in_full

__all__ = [
    "BadgeCard",
    "BadgePage",
    "CataloguePage",
    "ConfirmPage",
    "DesignPage",
    "FivePage",
    "Needing",
    "Sought",
    "badge_page",
    "confirm_page",
    "counted",
    "described",
    "design_page",
    "elements_of",
    "european_description",
    "facts_of",
    "five_of",
    "five_page",
    "handles_of",
    "has_small_lines",
    "is_of_five_fields",
    "judge_choices",
    "lasts_in_words",
    "may_be_shown",
    "needing",
    "newest",
    "newest_cards",
    "open_to",
    "picture_path",
    "public_catalogue",
    "public_places",
    "published_versions",
    "whole_of",
    "writes_in_full",
]

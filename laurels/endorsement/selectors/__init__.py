"""Questions about endorsements, answered with frozen data."""

from laurels.endorsement.selectors.asked import AskPage, ListPage, RequestPage, ask_page, list_page, open_changes, request_page
from laurels.endorsement.selectors.backing import Backer, ConditionLine, backer, backers_of, of_credential
from laurels.endorsement.selectors.public import PublicPage, public_page
from laurels.endorsement.selectors.review import ReviewPage, quality_record, review_page, version_of

__all__ = [
    "AskPage",
    "Backer",
    "ConditionLine",
    "ListPage",
    "PublicPage",
    "RequestPage",
    "ReviewPage",
    "ask_page",
    "backer",
    "backers_of",
    "list_page",
    "of_credential",
    "open_changes",
    "public_page",
    "quality_record",
    "request_page",
    "review_page",
    "version_of",
]

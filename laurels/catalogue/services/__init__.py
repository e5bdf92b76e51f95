"""The verbs of this room, by what they change."""

from laurels.catalogue.services.drafting import begin_next, discard, draft_from_five, update_draft
from laurels.catalogue.services.importing import import_version
from laurels.catalogue.services.judging import change_judges
from laurels.catalogue.services.overriding import answer_all, override
from laurels.catalogue.services.picturing import check_readable, choose_picture, set_family, set_picture
from laurels.catalogue.services.publishing import publish, resume, retire, suspend, take_back
from laurels.catalogue.services.remarking import agree_to_the_rest, say
from laurels.catalogue.services.reviewing import approve, approvers, give_back, submit
from laurels.catalogue.services.texts import address_of, document_of

__all__ = [
    "address_of",
    "agree_to_the_rest",
    "answer_all",
    "approve",
    "approvers",
    "begin_next",
    "change_judges",
    "check_readable",
    "choose_picture",
    "discard",
    "document_of",
    "draft_from_five",
    "give_back",
    "import_version",
    "override",
    "publish",
    "resume",
    "retire",
    "say",
    "set_family",
    "set_picture",
    "submit",
    "suspend",
    "take_back",
    "update_draft",
]

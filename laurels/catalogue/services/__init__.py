"""The verbs of this room, by what they change."""

from laurels.catalogue.services.aligning import align, unalign
from laurels.catalogue.services.beginning import begin_copy, begin_draft, begin_edition, begin_next, make_starter
from laurels.catalogue.services.bringing import bring, take
from laurels.catalogue.services.drafting import discard, draft_from_five, update_draft
from laurels.catalogue.services.importing import import_version
from laurels.catalogue.services.judging import change_judges
from laurels.catalogue.services.overriding import answer_all, override
from laurels.catalogue.services.picturing import check_readable, choose_picture, set_family, set_picture
from laurels.catalogue.services.publishing import publish, resume, retire, suspend, take_back
from laurels.catalogue.services.remarking import agree_to_the_rest, say
from laurels.catalogue.services.reviewing import approve, approvers, give_back, submit
from laurels.catalogue.services.texts import address_of, document_of
from laurels.catalogue.services.writing import (
    add_elements,
    double_element,
    move_element,
    recode_element,
    remove_element,
    write_draft,
    write_part,
)

__all__ = [
    "add_elements",
    "address_of",
    "agree_to_the_rest",
    "align",
    "answer_all",
    "approve",
    "approvers",
    "begin_copy",
    "begin_draft",
    "begin_edition",
    "begin_next",
    "bring",
    "change_judges",
    "check_readable",
    "choose_picture",
    "discard",
    "document_of",
    "double_element",
    "draft_from_five",
    "give_back",
    "import_version",
    "make_starter",
    "move_element",
    "override",
    "publish",
    "recode_element",
    "remove_element",
    "resume",
    "retire",
    "say",
    "set_family",
    "set_picture",
    "submit",
    "suspend",
    "take",
    "take_back",
    "unalign",
    "update_draft",
    "write_draft",
    "write_part",
]

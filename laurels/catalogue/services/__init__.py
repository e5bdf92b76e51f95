"""The verbs of this room, by what they change."""

from laurels.catalogue.services.drafting import begin_next, discard, draft_from_five, set_picture, update_draft
from laurels.catalogue.services.importing import import_version
from laurels.catalogue.services.judging import change_judges
from laurels.catalogue.services.publishing import publish, retire, take_back
from laurels.catalogue.services.texts import address_of, document_of

__all__ = [
    "address_of",
    "begin_next",
    "change_judges",
    "discard",
    "document_of",
    "draft_from_five",
    "import_version",
    "publish",
    "retire",
    "set_picture",
    "take_back",
    "update_draft",
]

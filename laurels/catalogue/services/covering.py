"""A badge for an item that nobody's badge serves yet: a draft that begins with this alignment."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.rules import FiveFields
from laurels.catalogue.services.aligning import align
from laurels.catalogue.services.beginning import begin_draft
from laurels.catalogue.services.drafting import draft_from_five
from laurels.catalogue.versions import VersionData
from laurels.common import limits
from laurels.frameworks import selectors as frameworks
from laurels.people.access import uses
from laurels.people.models import Organisation, Person
from laurels.people.rules import Switch


@transaction.atomic
def begin_for_item(*, organisation: Organisation, item: UUID, author: Person, at: datetime) -> AchievementVersion:
    """Begin a draft that is named for an item and aligned to it as it stands now.

    Raises:
        frameworks.ItemNotFound, frameworks.NotAlignable: no such item here, or none that a badge may be aligned to.
    """
    title = frameworks.snapshot(item, organisation=organisation, at=at).name[: limits.BADGE_NAME].strip()
    if uses(organisation, Switch.WRITING):
        draft = begin_draft(organisation=organisation, data=VersionData(handle="", title=title), author=author, at=at)
    else:
        fields = FiveFields(title, (), (), "2")
        draft = draft_from_five(organisation=organisation, fields=fields, author=author, at=at)
    return align(version=draft, item=item, author=author, at=at)

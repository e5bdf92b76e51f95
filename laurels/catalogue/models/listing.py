"""What the public catalogue searches: one row for every version that can be earned now, made from its text."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from laurels.catalogue.models.versions import AchievementVersion
from laurels.common import limits
from laurels.people.models import Organisation


class Listing(models.Model):
    """A published version as a searcher meets it.

    Nothing here is of its own: ``services.listing`` makes the row anew from the version, so it may be dropped at any time.
    ``words`` and ``title_words`` are folded (small letters, no accents); ``kinds`` holds the kinds of the badge and its
    elements between blanks, so that one comparison answers "has a behaviour element" (DOMAIN 1, scenario 14).
    """

    version = models.OneToOneField(AchievementVersion, on_delete=models.CASCADE, related_name="listing")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="listings")
    published_at = models.DateTimeField()
    title_words = models.CharField(max_length=4 * limits.BADGE_NAME)
    words = models.TextField()
    function = models.CharField(max_length=20)
    kinds = models.CharField(max_length=120)
    level = models.CharField(max_length=120, blank=True)
    endorsed = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-published_at", "-version"], name="listing_newest")]  # the first page

"""What can be earned, and its versions: one text each, immutable once it is published."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from laurels.catalogue.errors import TextFinal
from laurels.catalogue.final import FINAL, STATUS, VersionRows
from laurels.catalogue.rules import State
from laurels.common import limits
from laurels.journal import Ref
from laurels.people.models import Organisation, Person

KINDS = ("knowledge", "skill", "competence", "behaviour", "milestone", "participation")


class Achievement(models.Model):
    """What can be earned, through all its versions; its handle is never used again."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="achievements")
    handle = models.CharField(max_length=60)
    kind = models.CharField(max_length=16, default="competence")
    family = models.CharField(max_length=80, blank=True)  # badges that belong together: a programme, three levels of one skill
    owner = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    idea_at = models.DateTimeField(null=True, blank=True)  # when somebody proposed it; empty: it began as a draft

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "handle"], name="achievement_handle_once"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="achievement_kind"),
        ]

    def __str__(self) -> str:
        return self.handle

    def ref(self) -> Ref:
        """How facts name it."""
        return Ref("achievement", self.code)


class AchievementVersion(models.Model):
    """One text of an achievement: free while a draft, immutable once published but for its state."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    achievement = models.ForeignKey(Achievement, on_delete=models.PROTECT, related_name="versions")
    number = models.CharField(max_length=16, default="1")
    state = models.CharField(max_length=12, choices=[(state.value, state.value) for state in State], default=State.DRAFT)
    title = models.CharField(max_length=limits.BADGE_NAME, blank=True)
    description = models.TextField(blank=True)
    criteria = models.TextField(blank=True)
    language = models.CharField(max_length=16, default="en-GB")
    previous = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="successor")
    author = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    published_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    state_since = models.DateTimeField()
    changed_at = models.DateTimeField()
    approved_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    edits = models.PositiveIntegerField(default=0)  # counts what was kept, so that two who write see each other
    is_starter = models.BooleanField(default=False)  # others begin with a copy of it; it is never published itself
    edition_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="editions")
    notional_hours = models.FloatField(null=True, blank=True)
    cpd_points = models.FloatField(null=True, blank=True)
    level_text = models.CharField(max_length=120, blank=True)
    level_scheme = models.CharField(max_length=40, blank=True)
    level_value = models.CharField(max_length=20, blank=True)
    level_confirmed_by = models.CharField(max_length=120, blank=True)  # empty: our own estimate
    methods = models.JSONField(default=list)
    identity_check = models.CharField(max_length=200, blank=True)
    participation = models.CharField(max_length=200, blank=True)
    quality_assurance = models.CharField(max_length=200, blank=True)
    supervision = models.CharField(max_length=200, blank=True)
    stackability = models.CharField(max_length=300, blank=True)
    further_information = models.CharField(max_length=600, blank=True)
    prerequisites = models.JSONField(default=list)  # [{"badge": code of an achievement, "reason": sentence}]
    picture_svg = models.TextField(blank=True)
    picture_small = models.TextField(blank=True)
    picture_png = models.BinaryField(default=b"")
    picture_alt = models.CharField(max_length=200, blank=True)
    picture_own = models.BooleanField(default=False)
    picture_choices = models.JSONField(default=dict)  # what the studio drew it from; a copy begins with them

    objects = VersionRows.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["achievement", "number"], condition=Q(edition_of__isnull=True), name="version_number_once"
            ),
            models.UniqueConstraint(fields=["edition_of", "language"], name="edition_language_once"),
            models.UniqueConstraint(
                fields=["achievement"], condition=Q(state="published", edition_of__isnull=True), name="version_one_published"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "in_review", "approved"]) | Q(published_at__isnull=False),
                name="version_published_has_a_day",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "-published_at"], name="version_catalogue")]  # the public catalogue

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    def save(self, *arguments: Any, **options: Any) -> None:
        """Write the row; of a version that is final in the database, only its status."""
        only_status = options.get("update_fields") is not None and set(options["update_fields"]) <= STATUS
        if self.pk and not only_status and type(self).objects.filter(pk=self.pk, state__in=FINAL).exists():
            raise TextFinal
        super().save(*arguments, **options)

    def delete(self, *arguments: Any, **options: Any) -> tuple[int, dict[str, int]]:
        """Delete a draft; what was published stays."""
        if type(self).objects.filter(pk=self.pk, state__in=FINAL).exists():
            raise TextFinal
        return super().delete(*arguments, **options)

    def ref(self) -> Ref:
        """How facts name it."""
        return Ref("version", self.code)


class Judge(models.Model):
    """A person who may judge a version."""

    version = models.ForeignKey(AchievementVersion, on_delete=models.CASCADE, related_name="judges")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["version", "person"], name="judge_once")]

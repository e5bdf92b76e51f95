"""Badges: an achievement, its immutable versions, their elements and who judges them."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from laurels.catalogue.errors import TextFinal
from laurels.catalogue.final import FINAL, STATUS, TextRow, VersionRows
from laurels.catalogue.rules import State
from laurels.common import limits
from laurels.journal import Ref
from laurels.people.models import Organisation, Person

FUNCTIONS = ("onboard", "perform", "comply", "develop", "behave", "qualify-assessor")
KINDS = ("knowledge", "skill", "competence", "behaviour", "milestone", "participation")


class Achievement(models.Model):
    """What can be earned, through all its versions; its handle is never used again."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="achievements")
    handle = models.CharField(max_length=60)
    kind = models.CharField(max_length=16, default="competence")
    made_at = models.DateTimeField()

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
    notional_hours = models.FloatField(null=True, blank=True)
    level_text = models.CharField(max_length=120, blank=True)
    methods = models.JSONField(default=list)
    picture_svg = models.TextField(blank=True)
    picture_small = models.TextField(blank=True)
    picture_png = models.BinaryField(default=b"")
    picture_alt = models.CharField(max_length=200, blank=True)
    picture_own = models.BooleanField(default=False)

    objects = VersionRows.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["achievement", "number"], name="version_number_once"),
            models.UniqueConstraint(fields=["achievement"], condition=Q(state="published"), name="version_one_published"),
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


class Strategy(TextRow):
    """What a version is for, the level it asks, how long it lasts; mandatory before it is published."""

    version = models.OneToOneField(AchievementVersion, on_delete=models.CASCADE, related_name="strategy")
    function = models.CharField(max_length=20, default="develop")
    business_need = models.CharField(max_length=limits.BUSINESS_NEED, blank=True)
    audience = models.CharField(max_length=300, blank=True)
    performance_level = models.CharField(max_length=60, default="met")
    lasts = models.CharField(max_length=8, default="2")
    lifespan_months = models.PositiveSmallIntegerField(null=True, blank=True)
    lifespan_reason = models.CharField(max_length=200, blank=True)
    window_days = models.PositiveSmallIntegerField(null=True, blank=True)
    grace_days = models.PositiveSmallIntegerField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    measures = models.JSONField(default=list)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(function__in=FUNCTIONS), name="strategy_function")]


class Element(TextRow):
    """One statement that is judged separately; its code is stable while its meaning is."""

    version = models.ForeignKey(AchievementVersion, on_delete=models.CASCADE, related_name="elements")
    place = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=60)
    statement = models.CharField(max_length=600)
    kind = models.CharField(max_length=16, default="competence")
    required = models.BooleanField(default=True)
    required_level = models.CharField(max_length=32, default="met")
    workplace_only = models.BooleanField(default=False)
    renew_always = models.BooleanField(default=False)
    evidence_rule = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["version", "code"], name="element_code_once")]
        ordering: ClassVar = ["version", "place"]

    def __str__(self) -> str:
        return self.code


class RubricLevel(TextRow):
    """What one level of an element looks like; levels are ordered by rank."""

    to_version = "element__version"

    element = models.ForeignKey(Element, on_delete=models.CASCADE, related_name="levels")
    rank = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=32)
    label = models.CharField(max_length=80)
    description = models.CharField(max_length=600, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["element", "rank"], name="rubric_rank_once")]
        ordering: ClassVar = ["element", "rank"]


class Judge(models.Model):
    """A person who may judge a version."""

    version = models.ForeignKey(AchievementVersion, on_delete=models.CASCADE, related_name="judges")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["version", "person"], name="judge_once")]

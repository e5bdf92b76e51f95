"""What a version says: its strategy, its elements and rubrics, what they rest on, what of the version before still counts."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from laurels.catalogue.final import TextRow
from laurels.catalogue.models.versions import AchievementVersion
from laurels.common import limits
from laurels.people.models import Person

FUNCTIONS = ("onboard", "perform", "comply", "develop", "behave", "qualify-assessor")
RULES = ("same", "equivalent", "combined", "partial", "new")


class Strategy(TextRow):
    """What a version is for, the level it asks, how long it lasts; mandatory before it is published."""

    version = models.OneToOneField(AchievementVersion, on_delete=models.CASCADE, related_name="strategy")
    function = models.CharField(max_length=20, default="develop")
    business_need = models.CharField(max_length=limits.BUSINESS_NEED, blank=True)
    audience = models.CharField(max_length=300, blank=True)
    performance_level = models.CharField(max_length=60, default="met")
    level_scale = models.CharField(max_length=120, blank=True)  # where the level's name comes from
    lasts = models.CharField(max_length=8, default="2")
    lifespan_months = models.PositiveSmallIntegerField(null=True, blank=True)
    lifespan_reason = models.CharField(max_length=200, blank=True)
    window_days = models.PositiveSmallIntegerField(null=True, blank=True)
    grace_days = models.PositiveSmallIntegerField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    measures = models.JSONField(default=list)  # [{"name", "unit", "baseline", "target", "owner"}]
    costs = models.JSONField(default=list)  # [{"name", "money", "currency", "hours"}]
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
    critical = models.BooleanField(default=False)  # a wrong "met" here fails a standardisation (DOMAIN 6.6)
    indicator = models.CharField(max_length=600, blank=True)  # of a behaviour: what one would see
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


class Alignment(TextRow):
    """A link from an element, or from the whole badge, to an item of a framework: its words as they stood on a day.

    The snapshot stands for itself: the item may change or go, the text of a version does not (DOMAIN 4, Framework).
    """

    version = models.ForeignKey(AchievementVersion, on_delete=models.CASCADE, related_name="alignments")
    element = models.ForeignKey(Element, null=True, blank=True, on_delete=models.CASCADE, related_name="alignments")
    place = models.PositiveSmallIntegerField()
    item_code = models.UUIDField(null=True, blank=True)  # the item in `frameworks`; None for a link that came with a file
    target_url = models.CharField(max_length=600)
    target_name = models.CharField(max_length=600)
    target_framework = models.CharField(max_length=300, blank=True)
    target_code = models.CharField(max_length=120, blank=True)
    target_type = models.CharField(max_length=60, blank=True)
    target_description = models.TextField(blank=True)
    taken_on = models.DateField()
    confidence = models.CharField(max_length=8, default="sure")
    confirmed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(confidence__in=["sure", "likely", "unsure"]), name="alignment_confidence"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["item_code"], name="alignment_of_item"),  # an item's page, its deprecation
            models.Index(fields=["target_url"], name="alignment_of_address"),  # the catalogue, narrowed to a standard
        ]
        ordering: ClassVar = ["version", "place"]


class EquivalenceMap(TextRow):
    """What of the version before counts for this one, and how holders are brought along (DOMAIN 4 Revision, 6.2)."""

    version = models.OneToOneField(AchievementVersion, on_delete=models.CASCADE, related_name="equivalence")
    summary = models.CharField(max_length=600, blank=True)
    effective_on = models.DateField(null=True, blank=True)
    transition_end = models.DateField(null=True, blank=True)  # screens: last date for the old version
    auto_upgrade = models.BooleanField(default=True)
    retired = models.JSONField(default=list)  # codes of old elements that count for nothing any more


class EquivalenceRule(TextRow):
    """How one new element is met by what was met before."""

    to_version = "map__version"

    map = models.ForeignKey(EquivalenceMap, on_delete=models.CASCADE, related_name="rules")
    element_code = models.CharField(max_length=60)
    rule = models.CharField(max_length=12)
    from_codes = models.JSONField(default=list)
    max_age_months = models.PositiveSmallIntegerField(null=True, blank=True)
    min_level = models.CharField(max_length=32, blank=True)
    gap = models.CharField(max_length=600, blank=True)  # of "partial": what is still to be shown

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["map", "element_code"], name="equivalence_once"),
            models.CheckConstraint(condition=Q(rule__in=RULES), name="equivalence_rule"),
        ]
        ordering: ClassVar = ["map", "pk"]

"""Work on a version that is no part of its text: the look of a second person, overridden hints, reviews that are due."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from laurels.catalogue.models.versions import AchievementVersion
from laurels.people.models import Person


class Review(models.Model):
    """One look of a second person at a draft, from "submit for review" to its end (DOMAIN 5.1)."""

    class Outcome(models.TextChoices):
        """How it ended."""

        OPEN = "open"
        APPROVED = "approved"
        RETURNED = "returned"

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.ForeignKey(AchievementVersion, on_delete=models.CASCADE, related_name="reviews")
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    reviewer = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome.choices, default=Outcome.OPEN)
    reason = models.CharField(max_length=600, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version"], condition=Q(outcome="open"), name="review_one_open"),
        ]
        ordering: ClassVar = ["version", "asked_at", "pk"]


class ElementReview(models.Model):
    """What the reviewer says of one element, or with an empty code of everything around the elements."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="lines")
    element_code = models.CharField(max_length=60, blank=True)
    agreed = models.BooleanField()
    words = models.CharField(max_length=600, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["review", "element_code"], name="element_review_once")]


class LintOverride(models.Model):
    """Somebody decided that a hint of the linter does not hold here, and said why; rows are only ever added."""

    version = models.ForeignKey(AchievementVersion, on_delete=models.CASCADE, related_name="overrides")
    rule = models.CharField(max_length=8)
    subject = models.CharField(max_length=60, blank=True)  # code of an element; empty for the whole badge
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["version", "at", "pk"]


class ReviewTask(models.Model):
    """Why a published version should be looked at again: its date, a framework item that changed, figures that drift."""

    class Cause(models.TextChoices):
        """What raised it."""

        DATE = "date"
        FRAMEWORK = "framework"
        FIGURES = "figures"

    class Result(models.TextChoices):
        """How it ended; empty while it is open."""

        STILL_RIGHT = "still-right"
        NEXT_BEGUN = "next-begun"
        RETIRED = "retired"

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.ForeignKey(AchievementVersion, on_delete=models.CASCADE, related_name="review_tasks")
    cause = models.CharField(max_length=10, choices=Cause.choices)
    about = models.CharField(max_length=36, blank=True)  # code of the framework item
    raised_at = models.DateTimeField()
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    result = models.CharField(max_length=12, choices=Result.choices, blank=True)
    next_on = models.DateField(null=True, blank=True)  # of "still right": from now on this is the version's review date
    outcome = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["version", "cause", "about"], condition=Q(done_at__isnull=True), name="review_task_one_open"
            ),
            models.CheckConstraint(condition=Q(done_at__isnull=True) ^ ~Q(result=""), name="review_task_done_has_a_result"),
            models.CheckConstraint(
                condition=Q(result="still-right", next_on__isnull=False) | ~Q(result="still-right") & Q(next_on__isnull=True),
                name="review_task_still_right_until",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["version", "-done_at"], name="review_task_of_version")]  # its review date


def with_review_day(versions: QuerySet[AchievementVersion]) -> QuerySet[Any]:
    """Versions with ``review_day``: the date of the last review that found them right, else that of their strategy."""
    found = ReviewTask.objects.filter(version=OuterRef("pk"), result=ReviewTask.Result.STILL_RIGHT).order_by("-done_at", "-pk")
    return versions.annotate(review_day=Coalesce(Subquery(found.values("next_on")[:1]), F("strategy__review_on")))


def with_review_state(versions: QuerySet[AchievementVersion]) -> QuerySet[Any]:
    """As ``with_review_day``, with ``review_due``: the earliest date of what is open in the queue, or None."""
    waiting = ReviewTask.objects.filter(version=OuterRef("pk"), done_at__isnull=True).order_by()
    earliest = waiting.values("version").annotate(first=Min("due_on")).values("first")
    return with_review_day(versions).annotate(review_due=Subquery(earliest))


class Standing(models.Model):
    """Why a version was put on hold, brought back or retired: words that its page may show."""

    version = models.ForeignKey(AchievementVersion, on_delete=models.CASCADE, related_name="standings")
    state = models.CharField(max_length=12)
    reason = models.CharField(max_length=600, blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["version", "at", "pk"]

"""When each schedule runs next, when the worker was last seen, and how far long work has come."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from laurels.journal import Ref
from laurels.worker.longwork import Work


class Tick(models.Model):
    """One schedule."""

    name = models.CharField(max_length=80, unique=True)
    due_at = models.DateTimeField()
    last_error = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.name


class Pulse(models.Model):
    """The last sign of life of the claim loop: one row."""

    seen_at = models.DateTimeField()


class LongWork(models.Model):
    """One piece of long work, whole: what was asked, how far it is, and who holds it now.

    ``payload``, ``checkpoint`` and ``result`` hold codes and numbers; words about people stand on their room's own rows, where
    erasure finds them. ``turn`` is the fence: it grows with each claim, and only who claimed last can write.
    """

    class State(models.TextChoices):
        """Where it is."""

        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        STOPPED = "stopped"

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=64)
    organisation_code = models.UUIDField(null=True)
    actor_code = models.UUIDField(null=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    total = models.PositiveIntegerField(null=True)
    done = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    payload = models.JSONField(default=dict)
    checkpoint = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField()
    turn = models.PositiveBigIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)  # claims since the last slice that came to its end
    leased_until = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)
    pace_from = models.DateTimeField(null=True)  # the minute that is being measured: its beginning and the rows until then
    pace_rows = models.PositiveIntegerField(default=0)
    pace = models.FloatField(null=True)  # [rows/s] of the last whole minute

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=("waiting", "running"), finished_at__isnull=True)
                | Q(state__in=("done", "failed", "stopped"), finished_at__isnull=False),
                name="long_work_ends_once",
            ),
            models.CheckConstraint(
                condition=Q(total__isnull=True) | Q(total__gte=F("done") + F("refused")), name="long_work_counts_its_rows"
            ),
        ]
        indexes: ClassVar = [
            models.Index("due_at", condition=Q(state__in=("waiting", "running")), name="long_work_open"),  # each look
            models.Index("organisation_code", "kind", "asked_at", name="long_work_of_organisation"),  # a room's own page
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"

    def ref(self) -> Ref:
        """How facts name it."""
        return Ref("work", self.code)

    def organisation_ref(self) -> Ref | None:
        """Whose it is."""
        return Ref("organisation", self.organisation_code) if self.organisation_code else None

    def actor_ref(self) -> Ref | None:
        """Who asked for it."""
        return Ref("person", self.actor_code) if self.actor_code else None

    def as_work(self) -> Work:
        """What its runner gets."""
        return Work(
            code=self.code,
            kind=self.kind,
            organisation=self.organisation_ref(),
            actor=self.actor_ref(),
            payload=self.payload,
            checkpoint=self.checkpoint,
            total=self.total,
            done=self.done,
            refused=self.refused,
        )

"""Facts, and one delivery for each handler: the deliveries are the outbox."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar
from uuid import UUID

from django.db import models

from laurels.journal.facts import Fact, Ref


class AppendOnly(RuntimeError):
    """A fact was to be changed or taken away: that is a fault of the code, never of a person."""


class FactRows(models.QuerySet["FactRow"]):
    """Facts can be asked for and added."""

    def update(self, **_columns: Any) -> int:
        """Refused."""
        raise AppendOnly

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refused."""
        raise AppendOnly

    def bulk_update(self, *_objects: Any, **_options: Any) -> int:
        """Refused."""
        raise AppendOnly


class FactRow(models.Model):
    """One thing that happened; rows are only ever added."""

    objects = FactRows.as_manager()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=64)
    subject_kind = models.CharField(max_length=32)
    subject_code = models.UUIDField()
    organisation_code = models.UUIDField(null=True)
    actor_code = models.UUIDField(null=True)
    at = models.DateTimeField()
    data = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar = [
            models.Index("subject_kind", "subject_code", name="fact_of_subject"),  # the history on a thing's own page
            models.Index("organisation_code", "at", name="fact_of_organisation"),  # the audit page of an organisation
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_code}"

    def save(self, *args: Any, **options: Any) -> None:
        """Add the row.

        Raises:
            AppendOnly: the row is there already.
        """
        if not self._state.adding:
            raise AppendOnly
        super().save(*args, **options)

    def delete(self, *_args: Any, **_options: Any) -> tuple[int, dict[str, int]]:
        """Refused.

        Raises:
            AppendOnly: always; the database refuses it as well (``guards``).
        """
        raise AppendOnly

    def as_fact(self) -> Fact:
        """The fact that handlers see."""
        subjects = tuple(Ref(self.subject_kind, UUID(code)) for code in self.data.get("subjects", ()))
        return Fact(
            id=self.id,
            kind=self.kind,
            subject=Ref(self.subject_kind, self.subject_code),
            organisation=Ref("organisation", self.organisation_code) if self.organisation_code else None,
            actor=Ref("person", self.actor_code) if self.actor_code else None,
            at=self.at,
            data=self.data,
            subjects=subjects,
        )


class Delivery(models.Model):
    """One fact on its way to one handler: at least once, with a lease, backoff and an end in the dead letters."""

    class State(models.TextChoices):
        """Where it is."""

        WAITING = "waiting"
        DONE = "done"
        DEAD = "dead"

    fact = models.ForeignKey(FactRow, on_delete=models.PROTECT, related_name="deliveries")
    handler = models.CharField(max_length=120)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["fact", "handler"], name="delivery_once_per_handler")]
        indexes: ClassVar = [
            models.Index("due_at", condition=models.Q(state="waiting"), name="delivery_due")  # the claim loop's question
        ]

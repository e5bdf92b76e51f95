"""Badges that people who work somewhere would like to see: who proposed what, and what became of it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from laurels.catalogue.models.versions import Achievement
from laurels.common import limits
from laurels.journal import Ref
from laurels.people.models import Organisation, Person


class Proposal(models.Model):
    """A badge that somebody would like to see, in her own words; answered within a promised time (DOMAIN 4, 6.14)."""

    class Answer(models.TextChoices):
        """What the owner said; "later" can still become one of the others."""

        OPEN = "open"
        YES = "yes"
        LATER = "later"
        NO = "no"

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="proposals")
    title = models.CharField(max_length=limits.BADGE_NAME)
    need = models.CharField(max_length=limits.BUSINESS_NEED)
    lines = models.JSONField(default=list)  # what people will be able to do, one line each
    sent_at = models.DateTimeField()
    due_on = models.DateField()
    answer = models.CharField(max_length=8, choices=Answer.choices, default=Answer.OPEN)
    reason = models.CharField(max_length=limits.ANSWER_WORDS, blank=True)
    answered_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    achievement = models.ForeignKey(Achievement, null=True, blank=True, on_delete=models.SET_NULL, related_name="proposals")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answer="open", answered_at__isnull=True) | ~Q(answer="open") & Q(answered_at__isnull=False),
                name="proposal_answer_has_a_day",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "answer", "due_on"], name="proposal_waiting")
        ]  # what waits, late first

    def __str__(self) -> str:
        return self.title

    def ref(self) -> Ref:
        """How facts name it."""
        return Ref("proposal", self.code)


class Proposer(models.Model):
    """One of those who proposed it; her name stands on the badge's page only while she agrees."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="proposers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()  # whoever wrote it stands first
    credited = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["proposal", "person"], name="proposer_once")]
        ordering: ClassVar = ["proposal", "place"]

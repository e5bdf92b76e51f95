"""Awards and revocations."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from laurels.catalogue.models import AchievementVersion
from laurels.issuing.rules import State
from laurels.journal import Ref
from laurels.people.models import Membership, Organisation, Person
from laurels.sealing.models import SealedCredential


class Award(models.Model):
    """The decision that a person holds a version; the row is committed before any key is used."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="awards")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="awards")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="awards")
    version = models.ForeignKey(AchievementVersion, on_delete=models.PROTECT, related_name="awards")
    basis_key = models.CharField(max_length=120, unique=True)
    once = models.UUIDField(null=True, unique=True, editable=False)  # the form that was sent; twice is one award
    state = models.CharField(max_length=12, choices=[(state.value, state.value) for state in State], default=State.AWARDED)
    judge = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    one_person = models.BooleanField(default=False)
    narrative = models.TextField(blank=True)
    evidence = models.JSONField(default=list)
    results = models.JSONField(default=list)
    awarded_on = models.DateField()
    awarded_at = models.DateTimeField()
    valid_until = models.DateTimeField(null=True, blank=True)
    sealed = models.OneToOneField(SealedCredential, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    hindrance = models.CharField(max_length=64, blank=True)  # the code of what last kept it from being sealed

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state__in=["issued", "revoked"]) | Q(sealed__isnull=False), name="award_issued_is_sealed"
            ),
            models.CheckConstraint(condition=~Q(judge=F("person")), name="award_never_for_oneself"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-awarded_at"], name="award_register"),  # the award register
            models.Index("awarded_at", condition=Q(state="awarded"), name="award_not_sealed"),  # the repair run, and the check
        ]

    def __str__(self) -> str:
        return str(self.code)

    def ref(self) -> Ref:
        """How facts name it."""
        return Ref("award", self.code)


class Revocation(models.Model):
    """A wish to revoke: it waits, can be stopped, and is carried out once."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    award = models.ForeignKey(Award, on_delete=models.CASCADE, related_name="revocations")
    reason = models.CharField(max_length=32)
    words = models.CharField(max_length=600, blank=True)
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    effective_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["award"],
                condition=Q(stopped_at__isnull=True, done_at__isnull=True),
                name="revocation_one_waiting",
            )
        ]
        indexes: ClassVar = [
            models.Index(
                "effective_at", condition=Q(stopped_at__isnull=True, done_at__isnull=True), name="revocation_due"
            )  # the clock's question
        ]

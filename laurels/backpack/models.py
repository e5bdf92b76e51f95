"""Rows of My badges: offers that wait, and items that are hers."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from laurels.common import limits
from laurels.journal import Ref
from laurels.sealing.models import SealedCredential


class Offer(models.Model):
    """An award waits for its holder's answer; until she accepts, nobody else sees the credential."""

    class State(models.TextChoices):
        """What she has answered."""

        OPEN = "open"
        ACCEPTED = "accepted"
        DECLINED = "declined"
        TAKEN_BACK = "taken-back"  # by its issuer, before she answered

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    award_code = models.UUIDField(unique=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="offers")
    sealed = models.ForeignKey(SealedCredential, on_delete=models.PROTECT, related_name="+")
    badge = models.CharField(max_length=limits.BADGE_NAME)
    issuer = models.CharField(max_length=limits.ORGANISATION_NAME)
    state = models.CharField(max_length=12, choices=State.choices, default=State.OPEN)
    made_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "state"], name="offer_of_person")]  # My badges opens with what waits

    def ref(self) -> Ref:
        """How facts name it."""
        return Ref("offer", self.code)


class Acceptance(models.Model):
    """She took the award; ``identity`` says by what kind of sign-in (address, passkey, code), never which."""

    offer = models.OneToOneField(Offer, on_delete=models.CASCADE, related_name="acceptance")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    identity = models.CharField(max_length=16)
    address_opened = models.BooleanField()
    at = models.DateTimeField()


class Item(models.Model):
    """One badge that is hers, from any issuer: the bytes exactly as received, and what was seen when last checked."""

    class Origin(models.TextChoices):
        """Where it came from."""

        OWN = "own"  # awarded on this installation
        FOREIGN = "foreign"  # taken in by file, text or address

    class State(models.TextChoices):
        """Whether it is known to be about her."""

        MINE = "mine"
        NOT_CONFIRMED = "not-confirmed"

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="items")
    sealed = models.ForeignKey(SealedCredential, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    raw = models.BinaryField()
    form = models.CharField(max_length=8)
    digest = models.CharField(max_length=64)
    origin = models.CharField(max_length=8, choices=Origin.choices)
    state = models.CharField(max_length=16, choices=State.choices)
    badge = models.CharField(max_length=limits.BADGE_NAME)
    issuer = models.CharField(max_length=limits.ORGANISATION_NAME, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    valid_until = models.DateTimeField(null=True, blank=True)
    verdict = models.CharField(max_length=12)
    verdict_code = models.CharField(max_length=32, blank=True)
    sentence = models.TextField(blank=True)
    report = models.JSONField(default=dict)
    checked_at = models.DateTimeField()
    taken_in_at = models.DateTimeField()
    picture = models.BinaryField(null=True, blank=True)  # of a foreign badge, drawn anew by us
    public = models.BooleanField(default=False)  # a public page of it is open
    address_digest = models.CharField(max_length=64, blank=True)  # of the address that it was awarded to, as proofs know it

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "digest"], name="item_once_for_person")]
        indexes = [
            models.Index(fields=["person", "-taken_in_at"], name="item_of_person"),  # the time line of My badges
            models.Index(fields=["checked_at"], name="item_due_for_check"),  # the daily job takes the oldest first
        ]

    def ref(self) -> Ref:
        """How facts name it."""
        return Ref("item", self.code)

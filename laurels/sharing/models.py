"""Shares: a consent with a beginning and an end."""

from __future__ import annotations

import secrets
import uuid

from django.conf import settings
from django.db import models

from laurels.backpack.models import Item
from laurels.common import limits
from laurels.journal import Ref


def new_token() -> str:
    """An address that nobody can guess: 128 random bits."""
    return secrets.token_urlsafe(16)


class Share(models.Model):
    """One public page of one badge, with the consent that opened it; withdrawn shares stay as history."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="shares")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name_shown = models.CharField(max_length=limits.PERSON_NAME, blank=True)
    consented_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item"], condition=models.Q(withdrawn_at__isnull=True), name="share_one_open_per_item")
        ]

    def ref(self) -> Ref:
        """How facts name it."""
        return Ref("share", self.code)

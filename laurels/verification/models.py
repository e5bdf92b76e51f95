"""Known issuers and their keys."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from laurels.common import limits


class KnownIssuer(models.Model):
    """An issuer whose keys we have seen bound to its id."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    issuer_id = models.CharField(max_length=limits.ISSUER_ID, unique=True)
    name = models.CharField(max_length=limits.ISSUER_NAME)
    host = models.CharField(max_length=limits.HOST, default="")  # who answers for it; one host keeps a bounded number of issuers
    first_seen = models.DateTimeField()
    last_seen = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["issuer_id"]
        indexes: ClassVar = [models.Index("host", name="known_issuers_of_host")]  # how many it has already

    def __str__(self) -> str:
        return self.issuer_id


class KnownKey(models.Model):
    """One key that signed for an issuer, by its fingerprint: a domain that changed hands shows as a new key."""

    issuer = models.ForeignKey(KnownIssuer, on_delete=models.CASCADE, related_name="keys")
    fingerprint = models.CharField(max_length=64)
    method = models.CharField(max_length=limits.ISSUER_ID)
    first_seen = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["issuer", "fingerprint"], name="known_key_once")]

"""Known issuers."""

from __future__ import annotations

import uuid

from django.db import models


class KnownIssuer(models.Model):
    """An issuer whose key we have seen bound to its id: a change of key deserves a sentence.

    ``key`` is the SHA-256 of the verification method that signed when we last looked; ``key_since`` says since when.
    """

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    issuer_id = models.CharField(max_length=500, unique=True)
    name = models.CharField(max_length=300)
    key = models.CharField(max_length=64)
    first_seen = models.DateTimeField()
    key_since = models.DateTimeField()
    last_seen = models.DateTimeField()

    class Meta:
        ordering = ("issuer_id",)

    def __str__(self) -> str:
        return self.issuer_id

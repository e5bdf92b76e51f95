"""Signing keys: the private half is wrapped, the public half is kept for ever.

Keys of organisations sign awards; keys that are hosted for endorsers stand in a table of their own and sign endorsements only.
"""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models

from laurels.common.errors import KeptForEver
from laurels.journal import Ref
from laurels.people.models import Organisation


class Purpose(models.TextChoices):
    """What a key may sign; a key for one purpose never signs for another."""

    AWARDS = "awards"


class KeyRows(models.QuerySet[Any]):
    """Keys can be added and retired; old badges need every public half."""

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refused."""
        raise KeptForEver


class WrappedKey(models.Model):
    """One version of a key.

    ``wrapped`` is nonce + ciphertext of the private JWK under a data key of its own; ``data_key`` is nonce + ciphertext of that
    data key under the master key (AES-256-GCM both).
    """

    class State(models.TextChoices):
        """Whether it signs; retired public halves stay published."""

        ACTIVE = "active"
        RETIRED = "retired"
        DISABLED = "disabled"

    objects = KeyRows.as_manager()

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.PositiveSmallIntegerField()
    algorithm = models.CharField(max_length=16, default="Ed25519")
    public_multikey = models.CharField(max_length=800)
    wrapped = models.BinaryField()
    data_key = models.BinaryField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.ACTIVE)
    active_from = models.DateTimeField()
    active_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def delete(self, *_args: Any, **_options: Any) -> tuple[int, dict[str, int]]:
        """Refused: whoever holds an old badge needs this key's public half."""
        raise KeptForEver

    def ref(self) -> Ref:
        """How facts name it."""
        return Ref("key", self.code)


class SigningKey(WrappedKey):
    """One version of an organisation's key."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="signing_keys")
    purpose = models.CharField(max_length=16, choices=Purpose.choices, default=Purpose.AWARDS)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "number"], name="signing_key_number"),
            models.UniqueConstraint(
                fields=["organisation", "purpose", "algorithm"],
                condition=models.Q(state="active"),
                name="signing_key_one_active",
            ),
        ]
        ordering: ClassVar = ["organisation", "number"]

    def __str__(self) -> str:
        return f"key {self.number} of {self.organisation_id}"


class HostedIdentity(models.Model):
    """An issuer of its own, whose key this installation keeps for somebody outside.

    ``organisation`` is the one that asked the outsider: the identity stands beneath its addresses and is never its own.
    """

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="hosted_identities")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.code)


class HostedKey(WrappedKey):
    """One version of a hosted identity's key; it signs endorsements and nothing else."""

    identity = models.ForeignKey(HostedIdentity, on_delete=models.PROTECT, related_name="keys")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["identity", "number"], name="hosted_key_number"),
            models.UniqueConstraint(fields=["identity"], condition=models.Q(state="active"), name="hosted_key_one_active"),
        ]
        ordering: ClassVar = ["identity", "number"]

    def __str__(self) -> str:
        return f"key {self.number} of {self.identity_id}"

"""Rows of sealed things. Signed bytes are stored once and never edited."""

from __future__ import annotations

import secrets
import uuid
from typing import Any, ClassVar

from django.db import models

from laurels.common.errors import KeptForEver
from laurels.journal import Ref
from laurels.people.models import Organisation
from openbadgekit.status.bitstring_list import MINIMUM


def new_token() -> str:
    """128 random bits as text: an address that nobody can guess."""
    return secrets.token_urlsafe(16)


class SealedRows(models.QuerySet["SealedCredential"]):
    """Credentials can be asked for, added, opened and closed."""

    def update(self, **columns: Any) -> int:
        """Change who may see them, and nothing else."""
        if columns.keys() - {"open"}:
            raise KeptForEver
        return super().update(**columns)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refused."""
        raise KeptForEver


class SealedCredential(models.Model):
    """One credential as it was signed, in both forms; closed until its holder opens it."""

    objects = SealedRows.as_manager()

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    intention = models.UUIDField(unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    credential_id = models.CharField(max_length=500, unique=True)
    achievement_version_code = models.UUIDField()
    subject_id = models.CharField(max_length=64)
    json = models.BinaryField()
    jwt = models.BinaryField()
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True, blank=True)
    sealed_at = models.DateTimeField()
    open = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(valid_until__gt=models.F("valid_from")), name="sealed_ends_after_it_begins")
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "-sealed_at"], name="sealed_of_organisation")]  # the last sealing

    def __str__(self) -> str:
        return str(self.code)

    def save(self, *args: Any, **options: Any) -> None:
        """Add the row; signed bytes are stored once and never edited."""
        if not self._state.adding:
            raise KeptForEver
        super().save(*args, **options)

    def delete(self, *_args: Any, **_options: Any) -> tuple[int, dict[str, int]]:
        """Refused: its status must answer for ever."""
        raise KeptForEver

    def ref(self) -> Ref:
        """How facts name it."""
        return Ref("credential", self.code)


class EndorsementRows(models.QuerySet["SealedEndorsement"]):
    """Endorsements can be asked for and added."""

    def update(self, **_columns: Any) -> int:
        """Refused."""
        raise KeptForEver

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refused."""
        raise KeptForEver


class SealedEndorsement(models.Model):
    """The signed statement of somebody who backs a badge version, an issuer or a credential, exactly as it was signed.

    Signed with a key that is hosted here it stands in both forms; handed in by its signer it stands in the form that came.
    """

    objects = EndorsementRows.as_manager()

    intention = models.UUIDField(unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    credential_id = models.CharField(max_length=500)
    issuer = models.CharField(max_length=500)
    about = models.CharField(max_length=500)
    json = models.BinaryField(default=b"")
    jwt = models.BinaryField(default=b"")
    hosted = models.BooleanField()
    sealed_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["credential_id"], name="endorsement_by_id")
        ]  # what a verdict finds inside a badge

    def __str__(self) -> str:
        return str(self.intention)

    def save(self, *args: Any, **options: Any) -> None:
        """Add the row; signed bytes are stored once and never edited."""
        if not self._state.adding:
            raise KeptForEver
        super().save(*args, **options)

    def delete(self, *_args: Any, **_options: Any) -> tuple[int, dict[str, int]]:
        """Refused: badges carry it."""
        raise KeptForEver


class StatusList(models.Model):
    """One list of an organisation for one purpose; never shrinks, indexes are never reused.

    ``address`` and ``issuer`` are those that stand in the badges: both stay when the installation moves to another origin.
    """

    class Purpose(models.TextChoices):
        """What a set bit means."""

        REVOCATION = "revocation"
        SUSPENSION = "suspension"

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=16, choices=Purpose.choices)
    length = models.PositiveIntegerField(default=MINIMUM)
    full = models.BooleanField(default=False)
    address = models.CharField(max_length=300, blank=True, default="", db_index=True)
    issuer = models.CharField(max_length=300, blank=True, default="")
    made_at = models.DateTimeField()


class StatusEntry(models.Model):
    """One credential's place in one list; the place is random and the row decides who has it.

    ``purpose`` is the list's: one intention has one place for each purpose, also when a list fills up meanwhile.
    """

    list = models.ForeignKey(StatusList, on_delete=models.PROTECT, related_name="entries")
    purpose = models.CharField(max_length=16, choices=StatusList.Purpose.choices)
    index = models.PositiveIntegerField()
    intention = models.UUIDField()
    bit = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["list", "index"], name="status_index_once"),
            models.UniqueConstraint(fields=["intention", "purpose"], name="status_place_once"),
        ]
        indexes: ClassVar = [
            models.Index("list", condition=models.Q(bit=True), name="status_bits_set"),  # the list is built from these
        ]


class PublishedDocument(models.Model):
    """Bytes at an address of ours, stored when they were made; served before the middleware.

    ``form`` is the media type; of several forms at one path the newest is served. What is not ``open`` is there for us alone.
    """

    path = models.CharField(max_length=300)
    form = models.CharField(max_length=64)
    body = models.BinaryField()
    etag = models.CharField(max_length=64)
    open = models.BooleanField(default=True)
    cache_policy = models.CharField(max_length=64, default="public, max-age=300")
    published_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["path", "form"], name="published_once_per_form")]

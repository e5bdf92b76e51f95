"""Endorsers, requests, what colleagues say, endorsements and their conditions."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from laurels.catalogue.models import AchievementVersion
from laurels.common import limits
from laurels.endorsement.rules import ConditionState, Confirmed, Key, Kind, Role, State
from laurels.journal import Ref
from laurels.keys.models import HostedIdentity
from laurels.people.models import Organisation, Person
from laurels.sealing.models import SealedCredential, SealedEndorsement


def _choices(
    words: type[Kind] | type[State] | type[Role] | type[Key] | type[Confirmed] | type[ConditionState],
) -> list[tuple[str, str]]:
    return [(word.value, word.value) for word in words]


class Endorser(models.Model):
    """Somebody outside, as one organisation knows her; ``hosted`` is the key that is kept here for her, when there is one."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="endorsers")
    name = models.CharField(max_length=limits.ENDORSER_NAME)
    url = models.URLField(blank=True)
    role = models.CharField(max_length=20, choices=_choices(Role))
    contact = models.EmailField(blank=True)
    hosted = models.OneToOneField(HostedIdentity, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["organisation", "name", "contact"], name="endorser_once")]
        ordering: ClassVar = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class EndorsementRequest(models.Model):
    """One question to one endorser about exactly one id, from the draft to what became of it.

    ``about`` is that id as it stood when the request was sent. ``words`` are those of the endorser: changes asked, why declined.
    """

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="endorsement_requests")
    endorser = models.ForeignKey(Endorser, on_delete=models.PROTECT, related_name="requests")
    kind = models.CharField(max_length=12, choices=_choices(Kind))
    version = models.ForeignKey(
        AchievementVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="endorsement_requests"
    )
    credential = models.ForeignKey(SealedCredential, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=500, blank=True)
    message = models.TextField(blank=True)
    due = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=14, choices=_choices(State), default=State.DRAFT.value)
    state_since = models.DateTimeField()
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    reminded = models.PositiveSmallIntegerField(default=0)
    words = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="version", version__isnull=False, credential__isnull=True)
                | Q(kind="issuer", version__isnull=True, credential__isnull=True)
                | Q(kind="credential", version__isnull=True, credential__isnull=False),
                name="request_about_exactly_one",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["sent", "in_review"], expires_at__isnull=False) | ~Q(state__in=["sent", "in_review"]),
                name="request_sent_expires",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-made_at"], name="requests_of_organisation"),
            models.Index(fields=["state", "expires_at"], name="requests_by_clock"),  # the hourly run
        ]

    def __str__(self) -> str:
        return str(self.code)

    def ref(self) -> Ref:
        """How facts name it."""
        return Ref("endorsement-request", self.code)


class Link(models.Model):
    """A link that was sent in a letter; only its digest is kept. ``occasion`` makes sure that one occasion sends one."""

    request = models.ForeignKey(EndorsementRequest, on_delete=models.CASCADE, related_name="links")
    occasion = models.CharField(max_length=80, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)


class Comment(models.Model):
    """What a colleague of the endorser says on her link, under the name that she types."""

    request = models.ForeignKey(EndorsementRequest, on_delete=models.CASCADE, related_name="comments")
    name = models.CharField(max_length=limits.PERSON_NAME)
    text = models.TextField()
    said_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["said_at", "pk"]


class Endorsement(models.Model):
    """A signed endorsement; how it stands is the state of its request.

    ``text_digest`` names the text that was read: a version that was only approved could still change.
    """

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request = models.OneToOneField(EndorsementRequest, on_delete=models.PROTECT, related_name="endorsement")
    sealed = models.OneToOneField(SealedEndorsement, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=8, choices=_choices(Key))
    confirmed = models.CharField(max_length=8, choices=_choices(Confirmed))
    confirmed_at_domain = models.CharField(max_length=253, blank=True)
    signed_by = models.CharField(max_length=limits.PERSON_NAME, blank=True)
    comment = models.TextField()
    text_digest = models.CharField(max_length=64, blank=True)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True, blank=True)
    reconfirm_yearly = models.BooleanField(default=False)
    reconfirmed_at = models.DateTimeField()
    reconfirm_asked_at = models.DateTimeField(null=True, blank=True)
    signed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(valid_until__gt=models.F("valid_from")), name="endorsement_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return str(self.code)

    def ref(self) -> Ref:
        """How facts name it."""
        return Ref("endorsement", self.code)


class Condition(models.Model):
    """What an endorser asks for beside her name; she alone says that it is met, waives it or gives it another day."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    endorsement = models.ForeignKey(Endorsement, on_delete=models.CASCADE, related_name="conditions")
    text = models.CharField(max_length=600)
    due = models.DateField()
    state = models.CharField(max_length=8, choices=_choices(ConditionState), default=ConditionState.OPEN.value)
    settled_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["due", "pk"]

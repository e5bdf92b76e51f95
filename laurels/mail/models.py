"""The outbox."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from laurels.journal import Ref


class Letter(models.Model):
    """One letter; ``key`` makes sure that the same occasion writes it once. Text and HTML are emptied once it is sent."""

    class State(models.TextChoices):
        """Where it is. ``unsure``: handed over twice, and nobody said whether it arrived; a person decides, as for ``refused``."""

        WAITING = "waiting"
        SENDING = "sending"
        SENT = "sent"
        UNSURE = "unsure"
        REFUSED = "refused"

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.CharField(max_length=200, unique=True)
    to = models.EmailField()
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=60, blank=True)  # of the last try: the server's number, never its words

    class Meta:
        ordering: ClassVar = ["-queued_at"]

    def ref(self) -> Ref:
        """How facts name it."""
        return Ref("letter", self.code)

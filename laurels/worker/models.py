"""When each schedule runs next, and when the worker was last seen."""

from __future__ import annotations

from django.db import models


class Tick(models.Model):
    """One schedule."""

    name = models.CharField(max_length=80, unique=True)
    due_at = models.DateTimeField()
    last_error = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.name


class Pulse(models.Model):
    """The last sign of life of the claim loop: one row."""

    seen_at = models.DateTimeField()

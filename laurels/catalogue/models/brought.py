"""A file of definitions that somebody brought and has not decided about yet; it is thrown away after a day."""

from __future__ import annotations

import uuid

from django.db import models

from laurels.people.models import Organisation, Person


class BroughtFile(models.Model):
    """The bytes between the preview and the decision."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    data = models.BinaryField()
    brought_at = models.DateTimeField(db_index=True)  # old ones are looked for every day

"""What an organisation's badges share in their pictures."""

from __future__ import annotations

from django.db import models

from laurels.people.models import Organisation


class PictureFamily(models.Model):
    """The family style of an organisation, as ``pictures.family`` reads it; without a row its badges share nothing yet."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="picture_family")
    style = models.JSONField(default=dict)
    mark_drawing = models.TextField(blank=True)  # its own mark as SVG, cleaned
    changed_at = models.DateTimeField()

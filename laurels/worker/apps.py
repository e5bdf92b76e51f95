"""The room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class WorkerConfig(AppConfig):
    """Nothing is registered here: rooms name their schedules themselves."""

    name = "laurels.worker"
    label = "worker"

"""What is published never changes: the tables themselves refuse it, whatever a verb forgets.

Source: DOMAIN 4 (AchievementVersion: "immutable after publish except status"), 5.1.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models

from laurels.catalogue.errors import TextFinal
from laurels.catalogue.rules import State

FINAL = (State.PUBLISHED, State.SUSPENDED, State.SUPERSEDED, State.RETIRED)
"""States in which a text stands for ever; they are also the states that everybody may read."""
STATUS = frozenset({"state", "state_since"})
"""Columns that may still move."""


class VersionRows(models.QuerySet[Any]):
    """Versions: of what is final, only the status moves."""

    def update(self, **columns: Any) -> int:
        """As Django's; refused when it would change the text of a final version."""
        if not set(columns) <= STATUS and self.filter(state__in=FINAL).exists():
            raise TextFinal
        return super().update(**columns)

    def delete(self) -> tuple[int, dict[str, int]]:
        """As Django's; refused when one of the rows is final."""
        if self.filter(state__in=FINAL).exists():
            raise TextFinal
        return super().delete()


class TextRows(models.QuerySet[Any]):
    """Rows that belong to the text of a version: its strategy, elements and rubrics."""

    def _check(self) -> None:
        if self.filter(**{f"{self.model.to_version}__state__in": FINAL}).exists():
            raise TextFinal

    def update(self, **columns: Any) -> int:
        """As Django's; refused when a row belongs to a final version."""
        self._check()
        return super().update(**columns)

    def delete(self) -> tuple[int, dict[str, int]]:
        """As Django's; refused when a row belongs to a final version."""
        self._check()
        return super().delete()

    def bulk_create(self, objs: Iterable[Any], *arguments: Any, **options: Any) -> list[Any]:
        """As Django's; refused when a row belongs to a final version."""
        rows = list(objs)
        for row in rows:
            row.check_free()
        return super().bulk_create(rows, *arguments, **options)


class TextRow(models.Model):
    """A row of a version's text: it is written while the version is free."""

    to_version = "version"
    objects = TextRows.as_manager()

    class Meta:
        abstract = True

    def check_free(self) -> None:
        """Refuse when the version, as the database holds it, is final."""
        version: Any = self
        for step in self.to_version.split("__"):
            version = getattr(version, step)
        if type(version).objects.filter(pk=version.pk, state__in=FINAL).exists():
            raise TextFinal

    def save(self, *arguments: Any, **options: Any) -> None:
        """Write the row, unless the version is final."""
        self.check_free()
        super().save(*arguments, **options)

    def delete(self, *arguments: Any, **options: Any) -> tuple[int, dict[str, int]]:
        """Delete the row, unless the version is final."""
        self.check_free()
        return super().delete(*arguments, **options)

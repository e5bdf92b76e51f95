"""Bringing a file to its end, as the pages and the worker do."""

from __future__ import annotations

import json
from typing import Any

from laurels.frameworks.exporting import package
from laurels.frameworks.models import Framework, Import
from laurels.frameworks.services import Wishes, bring, choose, confirm
from laurels.people.models import Organisation, Person
from laurels.worker import services as worker
from tests.making import NOON


def work_on(*, at=NOON) -> int:
    """Run everything that waits; how many slices that took."""
    return sum(1 for _ in iter(lambda: worker.run_slice(at=at), False))


def brought(
    organisation: Organisation, person: Person, data: bytes, *, name: str = "file.json", wishes: Wishes | None = None
) -> Import:
    row = bring(organisation=organisation, person=person, data=data, name=name, at=NOON)
    return choose(row=row, person=person, wishes=wishes, at=NOON) if wishes else row


def imported(organisation: Organisation, person: Person, data: bytes, **more: Any) -> Framework:
    row = brought(organisation, person, data, **more)
    confirm(row=row, person=person, at=NOON)
    work_on()
    row.refresh_from_db()
    assert row.framework is not None
    return Framework.objects.get(pk=row.framework.pk)


def exported(framework: Framework) -> Any:
    return json.loads(b"".join(package(framework)))

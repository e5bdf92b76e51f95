"""What an import left: members by name, its result."""

from __future__ import annotations

from laurels.people.models import Membership
from laurels.worker import selectors as worker
from tests.making import NOON


def members(organisation) -> dict[str, Membership]:
    rows = Membership.objects.filter(organisation=organisation, state="active").select_related(
        "person", "team", "site", "manager__person"
    )
    return {row.person.name: row for row in rows}


def result(taken) -> dict:
    return worker.progress(taken.work, at=NOON).result


class Killed(BaseException):
    """The process is gone."""

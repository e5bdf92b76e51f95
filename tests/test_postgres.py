"""On PostgreSQL: the same promises, with real concurrency."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection, transaction
from laurels.catalogue import services as catalogue
from laurels.catalogue.rules import FiveFields
from laurels.common.clock import now
from laurels.issuing import services as issuing
from laurels.keys import services as keys
from laurels.sealing import statuses
from laurels.sealing.models import StatusEntry
from laurels.verification import services as verification
from tests.journeys import settle

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_the_server_is_postgresql():
    assert connection.vendor == "postgresql"


def test_a_badge_is_published_awarded_and_valid(owner, colleague, pantry):
    fields = FiveFields("Safe Shelf", ("Checks dates.",), (str(owner.code),), "2")
    version = catalogue.draft_from_five(organisation=pantry, fields=fields, author=owner, at=now())
    catalogue.publish(version=version, actor=owner, at=now())

    award = issuing.seal(award=issuing.intend(version=version, learner=colleague, judge=owner, at=now()), at=now())
    settle(now())

    assert verification.check(bytes(award.sealed.json), at=now()).verdict == "valid"
    assert colleague.offers.count() == 1


def test_thirty_two_at_once_never_share_a_place(pantry):
    keys.ensure_key(organisation=pantry, at=now())
    with transaction.atomic():
        statuses.reserve(organisation=pantry, intention=uuid4(), at=now())

    def reserve(_: int) -> None:
        for _round in range(10):
            with transaction.atomic():
                statuses.reserve(organisation=pantry, intention=uuid4(), at=now())
        connection.close()

    with ThreadPoolExecutor(32) as pool:
        list(pool.map(reserve, range(32)))

    places = StatusEntry.objects.values_list("list_id", "index")
    assert len(places) == len(set(places)) == 2 * (32 * 10 + 1)

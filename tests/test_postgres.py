"""On PostgreSQL: the same promises, with real concurrency."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from laurels.catalogue import services as catalogue
from laurels.catalogue.rules import FiveFields
from laurels.common.clock import now
from laurels.issuing import services as issuing
from laurels.issuing.models import Award
from laurels.journal.models import FactRow
from laurels.keys import services as keys
from laurels.keys.models import SigningKey
from laurels.sealing import statuses
from laurels.sealing.models import PublishedDocument, SealedCredential, StatusEntry
from laurels.verification import services as verification
from tests.journeys import settle

from openbadgekit.status import bitstring_list

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
        statuses.reserve(organisation=pantry, intention=uuid4(), may_be_suspended=True, at=now())

    def reserve(_: int) -> None:
        for _round in range(10):
            with transaction.atomic():
                statuses.reserve(organisation=pantry, intention=uuid4(), may_be_suspended=True, at=now())
        connection.close()

    with ThreadPoolExecutor(32) as pool:
        list(pool.map(reserve, range(32)))

    places = StatusEntry.objects.values_list("list_id", "index")
    assert len(places) == len(set(places)) == 2 * (32 * 10 + 1)


def test_bits_that_are_set_at_once_all_stand_in_the_published_list(pantry):
    keys.ensure_key(organisation=pantry, at=now())
    chosen = [uuid4() for _ in range(24)]
    with transaction.atomic():
        for intention in chosen:
            statuses.reserve(organisation=pantry, intention=intention, at=now())

    def revoke(intention: UUID) -> None:
        statuses.set_bit(intention=intention, purpose="revocation", value=True, at=now())
        connection.close()

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(revoke, chosen))

    document = json.loads(bytes(PublishedDocument.objects.get(path__startswith="/status/").body))
    bits = bitstring_list.expand(document["credentialSubject"]["encodedList"])
    places = StatusEntry.objects.filter(bit=True).values_list("index", flat=True)
    assert len(places) == 24
    assert all(bits[place] for place in places)


def test_two_who_seal_one_award_at_once_make_one_credential(owner, colleague, pantry):
    version = catalogue.draft_from_five(
        organisation=pantry, fields=FiveFields("Safe Shelf", ("Checks dates.",), (str(owner.code),), "2"), author=owner, at=now()
    )
    catalogue.publish(version=version, actor=owner, at=now())
    award = issuing.intend(version=version, learner=colleague, judge=owner, at=now())

    def seal(_: int) -> str:
        sealed = issuing.seal(award=award, at=now()).sealed
        connection.close()
        return sealed.credential_id

    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(seal, range(8)))

    assert len(found) == SealedCredential.objects.count() == StatusEntry.objects.count() == 1
    assert FactRow.objects.filter(kind="award.sealed").count() == 1


def test_two_presses_at_once_are_one_award(owner, colleague, pantry):
    version = catalogue.draft_from_five(
        organisation=pantry, fields=FiveFields("Safe Shelf", ("Checks dates.",), (str(owner.code),), "2"), author=owner, at=now()
    )
    catalogue.publish(version=version, actor=owner, at=now())
    once = uuid4()

    def press(_: int) -> int:
        award = issuing.intend(version=version, learner=colleague, judge=owner, once=once, at=now())
        connection.close()
        return award.pk

    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(press, range(8)))

    assert len(found) == Award.objects.count() == 1


def test_two_first_keys_at_once_are_one_key(pantry):
    def make(_: int) -> str:
        key = keys.ensure_key(organisation=pantry, at=now())
        connection.close()
        return key.public_multikey

    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(make, range(8)))

    assert len(found) == SigningKey.objects.count() == 1

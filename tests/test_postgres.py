"""On PostgreSQL: the same promises, with real concurrency.

Whole rooms run there as well: ``ALSO_ON_POSTGRES`` of the conftest names them.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import TypeVar
from uuid import uuid4

import pytest
from django.db import connection, transaction
from laurels.catalogue import services as catalogue
from laurels.catalogue.rules import FiveFields
from laurels.common.clock import now
from laurels.endorsement import services as endorsements
from laurels.endorsement.errors import MovedMeanwhile, RequestOver
from laurels.endorsement.models import Endorsement, EndorsementRequest
from laurels.issuing import services as issuing
from laurels.journal.models import Delivery
from laurels.keys import services as keys
from laurels.mail import services as mail
from laurels.mail.models import Letter
from laurels.people.access import roles_of
from laurels.people.errors import CodeUsed, LastOwner
from laurels.people.models import Membership, Organisation
from laurels.people.rules import Role
from laurels.people.services import claim_code, leave, print_code
from laurels.sealing import statuses
from laurels.sealing.models import StatusEntry
from laurels.verification import services as verification
from laurels.worker.models import LongWork
from laurels.worker.services import run_due, run_slice, start, stop
from tests.endorsement.making import answer_to, make_request
from tests.issuing.making import make_badge
from tests.journeys import settle
from tests.making import NOON, make_member, make_person
from tests.worker.answering import answering, counting, happen, rows_of, running, scheduled

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
T = TypeVar("T")


def at_once(threads: int, act: Callable[[int], T], *, times: int | None = None) -> list[T]:
    """Do something in so many threads, each with a connection of its own."""

    def one(number: int) -> T:
        try:
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(one, range(times or threads)))


def _then_close(act: Callable[[], T]) -> T:
    """In a thread of its own, with its connection closed afterwards."""
    try:
        return act()
    finally:
        connection.close()


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

    at_once(32, reserve)

    places = StatusEntry.objects.values_list("list_id", "index")
    assert len(places) == len(set(places)) == 32 * 10 + 1


def test_of_two_hundred_uses_of_one_code_at_once_one_lets_in(pantry, owner):
    paper = print_code(membership=make_member(pantry), actor=owner, at=NOON)

    def use(_: int) -> bool:
        try:
            claim_code(typed=paper, claimant=None, at=NOON)
        except CodeUsed:
            return False
        return True

    assert sum(at_once(20, use, times=200)) == 1


class TestWorkers:
    def test_eight_at_once_run_each_delivery_once(self):
        with answering("test.happened", "one") as got:
            for _ in range(80):
                happen(at=NOON)
            at_once(8, lambda _: run_due(at=NOON))

        assert len(got) == len({facts[0].id for facts, _ in got}) == 80
        assert set(Delivery.objects.values_list("state", "attempts")) == {("done", 1)}

    def test_eight_at_once_run_a_schedule_once_a_time(self):
        with scheduled("tests.each-hour", minutes=60) as ran:
            at_once(8, lambda _: run_due(at=NOON))

        assert ran == [NOON]

    def test_eight_at_once_run_each_slice_of_long_work_once(self):
        with running("test.count", counting):
            codes = [start(kind="test.count", organisation=None, actor=None, payload={"rows": 60}, at=NOON) for _ in range(3)]
            at_once(8, lambda _: [None for _ in iter(lambda: run_slice(at=NOON), False)])
            while run_slice(at=NOON):  # a worker may look just when the others hold everything, and go home
                pass

        assert [rows_of(code) for code in codes] == [list(range(60))] * 3
        assert set(LongWork.objects.values_list("state", "done", "attempts")) == {("done", 60, 0)}

    def test_a_stop_waits_for_the_slice_that_runs(self):
        began, go_on = Event(), Event()

        def slow(work, *, at):
            came = counting(work, at=at)
            began.set()
            assert go_on.wait(20)
            return came

        with running("test.count", slow):
            code = start(kind="test.count", organisation=None, actor=None, payload={"rows": 60}, at=NOON)
            with ThreadPoolExecutor(2) as pool:
                slice_ = pool.submit(_then_close, lambda: run_slice(at=NOON))
                assert began.wait(20)
                stopping = pool.submit(_then_close, lambda: stop(code=code, at=NOON))
                go_on.set()
                assert (slice_.result(), stopping.result()) == (True, True)

        assert rows_of(code) == [0, 1, 2]
        assert LongWork.objects.get().state == "stopped"

    def test_one_is_not_held_up_by_what_another_has_locked(self):
        """SKIP LOCKED: a row that somebody is just claiming is passed over, not waited for."""
        with answering("test.happened", "one") as got:
            first, second = happen(at=NOON), happen(at=NOON)
            oldest = Delivery.objects.order_by("due_at", "pk").first()
            with transaction.atomic():
                Delivery.objects.select_for_update().get(pk=oldest.pk)
                at_once(1, lambda _: run_due(at=NOON))

                assert [facts[0].id for facts, _ in got] == [({first.id, second.id} - {oldest.fact_id}).pop()]

    def test_eight_at_once_hand_a_letter_over_once(self, settings):
        letters = [
            mail.send(
                to="ana@kettle.example",
                subject="x",
                template="people/letters/sign_in_code",
                context={"code": "ABC123"},
                key=f"letter:{number}",
                at=NOON,
            )
            for number in range(20)
        ]

        at_once(8, lambda _: run_due(at=NOON))

        assert set(Letter.objects.values_list("state", "tries")) == {("sent", 1)}
        assert len(list((settings.DATA / "mail").iterdir())) == len(letters)


def test_of_two_owners_who_leave_at_once_one_stays(pantry, owner):
    for _round in range(5):
        second = make_member(pantry, make_person(), Role.OWNER)
        both = [Membership.objects.get(person=owner), second]

        def go(place: int, both: list[Membership] = both) -> bool:
            try:
                leave(membership=both[place], actor=both[place].person, at=NOON)
            except LastOwner:
                return False
            return True

        assert sum(at_once(2, go)) == 1
        (owner,) = [row.person for row in both if Role.OWNER in roles_of(row.person, pantry)]


def test_of_four_colleagues_who_sign_at_once_one_endorses(owner, pantry):
    Organisation.objects.filter(pk=pantry.pk).update(switches=["endorsements"])
    pantry.refresh_from_db()
    request = make_request(pantry, owner, make_badge(pantry, owner, at=now()), at=now())
    endorsements.send(request=request, actor=owner, at=now())

    def sign(number: int) -> bool:
        mine = EndorsementRequest.objects.select_related("organisation", "endorser", "version").get(pk=request.pk)
        answer = answer_to(mine, comment=f"We endorse it, says {number}.", until=None)
        try:
            endorsements.sign_hosted(request=mine, answer=answer, at=now())
        except (MovedMeanwhile, RequestOver):
            return False
        return True

    assert sorted(at_once(4, sign)) == [False, False, False, True]
    assert Endorsement.objects.count() == 1
    assert EndorsementRequest.objects.get().state == "endorsed"

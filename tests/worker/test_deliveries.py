"""The claim loop: at least once, never two at a time, and whoever lost the lease writes nothing."""

from __future__ import annotations

import contextlib
from datetime import timedelta

import pytest
from laurels.journal.models import Delivery
from laurels.worker import rules, selectors
from laurels.worker.services import deliveries, run_due, try_dead_again
from tests.making import NOON
from tests.worker.answering import answering, happen

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """The process is gone: nothing catches it, nothing after it runs."""


def boom(*_args, **_more):
    raise KeyError("opensesame")


def killed(*_args, **_more):
    raise Killed


def one() -> Delivery:
    return Delivery.objects.get()


class TestRunning:
    def test_calls_the_handler_with_the_fact_and_marks_it_done(self):
        with answering("test.happened", "one") as got:
            fact = happen(at=NOON)
            assert run_due(at=NOON) >= 1

        assert got == [([fact], NOON)]
        assert (one().state, one().done_at, one().leased_until, one().attempts) == ("done", NOON, None, 1)

    def test_a_second_look_runs_nothing_again(self):
        with answering("test.happened", "one") as got:
            happen(at=NOON)
            run_due(at=NOON)
            run_due(at=NOON + timedelta(days=30))

        assert len(got) == 1

    def test_what_is_not_due_waits(self):
        with answering("test.happened", "one") as got:
            happen(at=NOON)
            run_due(at=NOON - timedelta(seconds=1))
            assert got == []

            run_due(at=NOON)
            assert len(got) == 1

    def test_the_oldest_comes_first(self):
        with answering("test.happened", "one") as got:
            late, early = happen(at=NOON), happen(at=NOON - timedelta(hours=1))
            run_due(at=NOON)

        assert [facts[0].id for facts, _ in got] == [early.id, late.id]

    def test_what_a_handler_records_is_answered_in_the_same_run(self):
        with (
            answering("test.then", "two") as got,
            answering("test.happened", "one", lambda _f, at: happen(at=at, kind="test.then")),
        ):
            happen(at=NOON)
            run_due(at=NOON)

        assert len(got) == 1

    def test_no_more_than_was_asked_for(self):
        with answering("test.happened", "one") as got:
            for _ in range(5):
                happen(at=NOON)
            run_due(at=NOON, limit=3)

        assert len(got) == 3

    def test_each_handler_is_told_whatever_the_other_did(self):
        with answering("test.happened", "one", boom), answering("test.happened", "two") as got:
            happen(at=NOON)
            run_due(at=NOON)

        assert len(got) == 1
        assert dict(Delivery.objects.values_list("handler", "state")) == {"tests.one": "waiting", "tests.two": "done"}

    def test_costs_a_fixed_number_of_questions_each(self, django_assert_max_num_queries):
        with answering("test.happened", "one"):
            for _ in range(10):
                happen(at=NOON)
            run_due(at=NOON, limit=1)

            with django_assert_max_num_queries(9 * 5 + 30):  # find, claim, savepoints, note; and the look at the schedules
                run_due(at=NOON)


class TestFailing:
    def test_a_fault_is_tried_again_after_the_backoff_and_then_given_up(self):
        waits, at = [], NOON
        with answering("test.happened", "one", boom) as got:
            happen(at=NOON)
            while one().state == "waiting":
                run_due(at=at)
                waits.append(one().due_at - at)
                at = max(one().due_at, at)

        assert tuple(waits[:5]) == rules.BACKOFF
        assert len(got) == len(rules.BACKOFF) + 1
        assert (one().state, one().last_error) == ("dead", "KeyError")

    def test_the_words_of_a_fault_are_not_kept(self):
        with answering("test.happened", "one", boom):
            happen(at=NOON)
            run_due(at=NOON)

        assert "opensesame" not in one().last_error

    def test_before_its_time_it_is_not_tried_again(self):
        with answering("test.happened", "one", boom) as got:
            happen(at=NOON)
            run_due(at=NOON)
            run_due(at=NOON + rules.BACKOFF[0] - timedelta(seconds=1))

        assert len(got) == 1

    def test_a_fault_that_passes_ends_well_and_leaves_no_trace(self):
        faults = [KeyError(), KeyError()]

        def sometimes(_facts, *, at):
            if faults:
                raise faults.pop()

        with answering("test.happened", "one", sometimes):
            happen(at=NOON)
            for at in (NOON, NOON + timedelta(minutes=1), NOON + timedelta(minutes=6)):
                run_due(at=at)

        assert (one().state, one().last_error, one().attempts) == ("done", "", 3)

    def test_what_half_a_handler_did_in_its_transaction_is_undone(self):
        from django.db import transaction

        def half(_facts, *, at):
            with transaction.atomic():
                happen(at=at, kind="test.half")
                raise KeyError

        with answering("test.happened", "one", half), answering("test.half", "two") as got:
            happen(at=NOON)
            run_due(at=NOON)

        assert got == []

    def test_a_handler_that_a_release_took_away_is_shown(self):
        with answering("test.happened", "one"):
            happen(at=NOON)
        run_due(at=NOON)

        assert (one().state, one().last_error) == ("dead", "no such handler in this release")


class TestCrashing:
    """The worker is killed at each step; a later one takes over when the lease ends."""

    def test_before_the_handler_did_anything(self):
        with answering("test.happened", "one", killed) as got:
            happen(at=NOON)
            with pytest.raises(Killed):
                run_due(at=NOON)
            assert (one().state, one().attempts) == ("waiting", 1)

        with answering("test.happened", "one") as after:
            run_due(at=NOON + rules.LEASE - timedelta(seconds=1))
            assert after == []
            run_due(at=NOON + rules.LEASE)

        assert (len(got), len(after), one().state) == (1, 1, "done")

    def test_after_the_handler_and_before_the_mark(self, monkeypatch):
        """The second call is why handlers are idempotent by fact."""
        with answering("test.happened", "one") as got:
            happen(at=NOON)
            with monkeypatch.context() as patch, pytest.raises(Killed):
                patch.setattr(deliveries, "_note", killed)
                run_due(at=NOON)
            run_due(at=NOON + rules.LEASE)

        assert len(got) == 2
        assert got[0][0] == got[1][0]
        assert one().state == "done"

    def test_before_the_claim(self, monkeypatch):
        with answering("test.happened", "one") as got:
            happen(at=NOON)
            with monkeypatch.context() as patch, pytest.raises(Killed):
                patch.setattr(deliveries, "_claimed", killed)
                run_due(at=NOON)
            assert (one().attempts, one().leased_until) == (0, None)
            run_due(at=NOON)

        assert len(got) == 1

    def test_every_time_ends_among_the_dead_letters_and_not_in_a_circle(self):
        at = NOON
        with answering("test.happened", "one", killed) as got:
            happen(at=NOON)
            for _ in range(20):
                with contextlib.suppress(Killed):
                    run_due(at=at)
                at += timedelta(days=1)

        assert len(got) == len(rules.BACKOFF) + 1
        assert (one().state, one().last_error) == ("dead", "the worker ended during every try")


class TestLeases:
    def test_what_one_worker_holds_no_other_takes(self):
        with answering("test.happened", "one") as got:
            happen(at=NOON)
            held = deliveries._claim_next(at=NOON)
            run_due(at=NOON + rules.LEASE - timedelta(seconds=1))

        assert held is not None
        assert got == []

    def test_a_worker_that_wakes_up_after_its_lease_writes_nothing(self, caplog):
        with answering("test.happened", "one") as got:
            happen(at=NOON)
            slow = deliveries._claim_next(at=NOON)
            later = NOON + rules.LEASE
            taken = deliveries._claim_next(at=later)

            deliveries._run(slow, at=NOON)  # it ends its work, long after somebody else began
            assert (one().state, one().attempts, one().leased_until) == ("waiting", 2, later + rules.LEASE)
            deliveries._run(taken, at=later)

        assert (one().state, one().done_at) == ("done", later)
        assert "ended after its lease" in caplog.text
        assert len(got) == 2

    def test_a_late_failure_does_not_push_a_success_into_the_future(self):
        with answering("test.happened", "one") as got:
            happen(at=NOON)
            slow = deliveries._claim_next(at=NOON)
            deliveries._run(deliveries._claim_next(at=NOON + rules.LEASE), at=NOON + rules.LEASE)
        with answering("test.happened", "one", boom):
            deliveries._run(slow, at=NOON)

        assert (one().state, one().last_error) == ("done", "")
        assert len(got) == 1

    def test_the_swap_of_a_row_that_moved_meanwhile_fails(self):
        from django.db.models import Q

        with answering("test.happened", "one"):
            happen(at=NOON)
        mine, theirs = one(), one()

        assert deliveries._claimed(theirs, Q(), at=NOON)
        assert not deliveries._claimed(mine, Q(), at=NOON)

    def test_a_clock_that_jumps_back_runs_nothing_twice_and_forward_gives_nothing_away_early(self):
        with answering("test.happened", "one") as got:
            happen(at=NOON)
            run_due(at=NOON)
            run_due(at=NOON - timedelta(days=1))
            run_due(at=NOON)

        assert len(got) == 1


class TestDeadLetters:
    @pytest.fixture
    def dead(self):
        at = NOON
        with answering("test.happened", "one", boom):
            fact = happen(at=NOON)
            while one().state == "waiting":
                run_due(at=at)
                at += timedelta(days=1)
        return fact

    def test_are_listed_with_what_a_person_needs(self, dead):
        (letter,) = selectors.dead_letters()

        assert (letter.kind, letter.fact, letter.handler, letter.error) == (
            *("test.happened", str(dead.id), "tests.one", "KeyError"),
        )

    def test_are_not_run_again_by_themselves(self, dead):
        with answering("test.happened", "one") as got:
            run_due(at=NOON + timedelta(days=1000))

        assert got == []

    def test_get_a_new_set_of_tries_when_somebody_asks(self, dead):
        again = NOON + timedelta(days=30)

        assert try_dead_again(at=again) == 1
        with answering("test.happened", "one") as got:
            run_due(at=again)

        assert len(got) == 1
        assert selectors.dead_letters() == []

    def test_the_list_costs_one_question_however_long_it_is(self, dead, django_assert_num_queries):
        with django_assert_num_queries(1):
            selectors.dead_letters()

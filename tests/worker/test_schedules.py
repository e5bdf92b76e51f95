"""What the clock asks for: once a time, by one worker, and a failure is seen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from laurels.worker import selectors
from laurels.worker.models import Tick
from laurels.worker.schedules import SCHEDULES, every
from laurels.worker.services import beat, run_due
from tests.making import NOON
from tests.worker.answering import scheduled

MINUTE = timedelta(minutes=1)
pytestmark = pytest.mark.django_db


class TestTimes:
    def test_runs_at_first_sight_and_then_each_time(self):
        with scheduled("tests.each-hour", minutes=60) as ran:
            for minutes in range(0, 181, 10):
                run_due(at=NOON + minutes * MINUTE)

        assert ran == [NOON, NOON + 60 * MINUTE, NOON + 120 * MINUTE, NOON + 180 * MINUTE]

    def test_after_a_long_silence_runs_once_and_not_for_every_time_missed(self):
        with scheduled("tests.each-hour", minutes=60) as ran:
            run_due(at=NOON)
            run_due(at=NOON + timedelta(days=7))
            run_due(at=NOON + timedelta(days=7, minutes=1))

        assert ran == [NOON, NOON + timedelta(days=7)]

    def test_a_clock_that_jumps_back_does_not_run_it_again(self):
        with scheduled("tests.each-hour", minutes=60) as ran:
            run_due(at=NOON)
            run_due(at=NOON - timedelta(hours=5))

        assert ran == [NOON]

    def test_two_workers_at_the_same_moment_run_it_once(self):
        from laurels.worker.services import deliveries

        with scheduled("tests.each-hour", minutes=60) as ran:
            run_due(at=NOON)
            schedule = SCHEDULES["tests.each-hour"]
            at = NOON + 60 * MINUTE
            (mine,) = Tick.objects.all()
            assert deliveries.run_tick(schedule, at=at) == 1
            assert not Tick.objects.filter(pk=mine.pk, due_at=mine.due_at).update(
                due_at=at
            )  # the swap that a second one would make
            assert deliveries.run_tick(schedule, at=at) == 0

        assert len(ran) == 2


class TestFailing:
    def boom(self, *, at):
        raise KeyError("opensesame")

    def test_is_seen_and_named_and_its_words_are_not_kept(self):
        with scheduled("tests.breaks", minutes=60, does=self.boom):
            run_due(at=NOON)

        assert selectors.broken_schedules() == ["tests.breaks"]
        assert Tick.objects.get().last_error == "KeyError"

    def test_runs_again_at_its_next_time_and_is_forgotten_when_it_works(self):
        with scheduled("tests.breaks", minutes=60, does=self.boom) as ran:
            run_due(at=NOON)
            run_due(at=NOON + 59 * MINUTE)
            assert len(ran) == 1
        with scheduled("tests.breaks", minutes=60) as ran:
            run_due(at=NOON + 60 * MINUTE)

        assert ran == [NOON + 60 * MINUTE]
        assert selectors.broken_schedules() == []

    def test_keeps_no_delivery_from_running(self):
        from tests.worker.answering import answering, happen

        with scheduled("tests.breaks", minutes=60, does=self.boom), answering("test.happened", "one") as got:
            happen(at=NOON)
            run_due(at=NOON)

        assert len(got) == 1

    def test_a_worker_killed_in_the_middle_leaves_it_to_the_next_time(self):
        class Killed(BaseException):
            pass

        def dies(*, at):
            raise Killed

        with scheduled("tests.dies", minutes=60, does=dies), pytest.raises(Killed):
            run_due(at=NOON)
        with scheduled("tests.dies", minutes=60) as ran:
            run_due(at=NOON + MINUTE)
            assert ran == []
            run_due(at=NOON + 60 * MINUTE)

        assert len(ran) == 1


def test_a_name_is_registered_once_and_never_changes():
    try:

        @every(minutes=5, name="tests.named")
        def first(*, at):
            """Nothing."""

        assert SCHEDULES["tests.named"].function is first
        assert SCHEDULES["tests.named"].every == timedelta(minutes=5)
    finally:
        SCHEDULES.pop("tests.named")


class TestPulse:
    def test_is_none_before_the_first_beat(self):
        assert selectors.last_seen() is None

    def test_is_the_last_beat(self):
        beat(at=NOON)
        beat(at=NOON + MINUTE)

        assert selectors.last_seen() == NOON + MINUTE

"""The loop of `laurels worker`: goes on, stops when told, and waits out trouble with the database."""

from __future__ import annotations

import itertools
import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from click.testing import CliRunner
from django.db import OperationalError
from hypothesis import given
from hypothesis import strategies as st
from laurels.worker import commands, rules, selectors, services
from tests.making import NOON
from tests.worker.answering import answering, counting, happen, running

pytestmark = pytest.mark.django_db


class Waits(threading.Event):
    """A stop sign that nobody waits for: it keeps how long each wait was to be, and goes up after ``most`` of them."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most, self.waited = most, []

    def wait(self, timeout: float | None = None) -> bool:
        self.waited.append(timeout)
        if len(self.waited) >= self.most:
            self.set()
        return self.is_set()


@pytest.fixture
def at_noon(monkeypatch):
    """The loop's clock, a second further at each look."""
    moments = iter(NOON + timedelta(seconds=number) for number in range(10_000))
    monkeypatch.setattr(commands, "now", lambda: next(moments))


class TestLoop:
    def test_once_runs_what_is_due_and_ends(self, at_noon):
        with answering("test.happened", "one") as got:
            for _ in range(150):  # more than one look takes
                happen(at=NOON)
            commands.loop(threading.Event(), once=True)

        assert len(got) == 150

    def test_rests_while_nothing_is_due_and_ends_when_told(self, at_noon):
        stop = Waits(3)

        commands.loop(stop)

        assert stop.waited == [commands.BREATH_SECONDS, *[commands.IDLE_SECONDS] * 2]  # the first look ran the schedules

    def test_gives_a_sign_of_life_at_once_and_then_now_and_then(self, at_noon, monkeypatch):
        beats = []
        monkeypatch.setattr(services, "beat", lambda *, at: beats.append(at))

        commands.loop(Waits(45))

        assert [second - first >= commands.BEAT_EVERY for first, second in itertools.pairwise(beats)] == [True, True]
        assert beats[0] == NOON

    def test_trouble_with_the_database_is_waited_out_and_not_died_of(self, at_noon, monkeypatch, caplog):
        troubles = [OperationalError("database is locked"), OperationalError("disk is full")]

        def run_due(*, at):
            if troubles:
                raise troubles.pop()
            return 0

        monkeypatch.setattr(services, "run_due", run_due)
        stop = Waits(3)

        commands.loop(stop)

        assert stop.waited == [commands.TROUBLE_SECONDS, commands.TROUBLE_SECONDS, commands.IDLE_SECONDS]
        assert caplog.text.count("the database cannot be asked") == 2

    def test_once_does_not_hide_trouble(self, at_noon, monkeypatch):
        def gone(*, at):
            raise OperationalError

        monkeypatch.setattr(services, "run_due", gone)

        with pytest.raises(OperationalError):
            commands.loop(threading.Event(), once=True)

    def test_told_to_stop_before_it_began_it_does_nothing(self, at_noon):
        stop = threading.Event()
        stop.set()

        commands.loop(stop)

        assert selectors.last_seen() is None


class TestFollow:
    """Long work run by a command that shows the bar."""

    @pytest.fixture(autouse=True)
    def _runner(self, at_noon):
        with running("test.count", counting):
            yield

    def begin(self, rows):
        return services.start(kind="test.count", organisation=None, actor=None, payload={"rows": rows}, at=NOON)

    def test_runs_it_to_its_end_and_says_so(self, capsys):
        progress = commands.follow(self.begin(10), stop=Waits(99))

        assert (progress.state, progress.done) == ("done", 10)
        assert capsys.readouterr().err == "█" * 30 + " 100 %  10 done  It is finished.\n"

    def test_runs_nothing_but_that(self, capsys):
        other = self.begin(10)
        commands.follow(self.begin(4), stop=Waits(99))

        assert selectors.progress(other, at=NOON).state == "waiting"

    def test_waits_while_another_worker_holds_it_and_leaves_it_when_told(self, capsys):
        code, stop = self.begin(10), Waits(3)
        services.longwork._claim(at=NOON, code=code)

        progress = commands.follow(code, stop=stop)

        assert stop.waited == [commands.WATCH_SECONDS] * 3
        assert progress.state == "running"

    def test_of_a_code_that_is_nobodys(self):
        with pytest.raises(LookupError):
            commands.follow(uuid4())


class TestDeadLettersCommand:
    @pytest.fixture
    def dead(self):
        from laurels.journal.models import Delivery

        with answering("test.happened", "one"):
            fact = happen(at=NOON)
        Delivery.objects.update(state="dead", last_error="KeyError", attempts=6)
        return fact

    def run(self, *words):
        return CliRunner().invoke(commands.dead_letters, words, catch_exceptions=False).output

    def test_says_nothing_when_there_are_none(self, db):
        assert self.run() == ""

    def test_names_the_moment_the_fact_and_the_fault(self, dead):
        assert self.run() == f"2026-11-24 12:00  test.happened  tests.one  KeyError  fact {dead.id}\n"

    def test_gives_new_tries_when_asked(self, dead):
        assert self.run("--again").splitlines()[-1] == "1 will be tried again."
        assert self.run() == ""


class TestRules:
    def test_the_pauses_grow(self):
        assert list(rules.BACKOFF) == sorted(rules.BACKOFF)
        assert rules.pause_after(1) == timedelta(minutes=1)
        assert rules.pause_after(len(rules.BACKOFF)) == timedelta(hours=12)

    @given(st.integers(min_value=-5, max_value=1000))
    def test_there_is_a_pause_exactly_for_the_first_failures(self, failures):
        assert (rules.pause_after(failures) is not None) is (1 <= failures <= len(rules.BACKOFF))

    @given(st.integers(min_value=0, max_value=1000))
    def test_more_tries_than_pauses_and_one_are_too_many(self, attempts):
        assert rules.is_too_many(attempts) is (attempts > len(rules.BACKOFF) + 1)

    def test_a_lease_is_longer_than_any_letter_takes(self):
        from laurels.mail.posting import PATIENCE_SECONDS

        assert rules.LEASE.total_seconds() > 8 * PATIENCE_SECONDS

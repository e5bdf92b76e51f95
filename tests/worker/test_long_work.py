"""Long work: slice by slice, each whole or not at all, whatever the worker dies of, and each organisation in its turn."""

from __future__ import annotations

import contextlib
import itertools
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from laurels.common.errors import Conflict
from laurels.journal import Ref
from laurels.journal.models import FactRow
from laurels.worker import Slice, rules, selectors, services
from laurels.worker.models import LongWork
from laurels.worker.services import longwork
from tests.examples import examples
from tests.making import NOON
from tests.worker.answering import answering, counting, happen, rows_of, running

pytestmark = pytest.mark.django_db
KIND = "test.count"
SECOND = timedelta(seconds=1)


class Killed(BaseException):
    """The process is gone: nothing catches it, nothing after it runs."""


def begin(*, rows: int = 10, organisation: Ref | None = None, **more) -> UUID:
    return services.start(kind=KIND, organisation=organisation, actor=None, payload={"rows": rows, **more}, at=NOON)


def row(code: UUID) -> LongWork:
    return LongWork.objects.get(code=code)


def to_the_end(*, at=NOON) -> int:
    return sum(1 for _ in iter(lambda: services.run_slice(at=at), False))


@pytest.fixture
def counted():
    with running(KIND, counting):
        yield


class TestRunning:
    def test_goes_through_all_rows_in_order_and_ends(self, counted):
        code = begin(rows=10)

        assert to_the_end() == 4

        assert rows_of(code) == list(range(10))
        work = row(code)
        assert (work.state, work.done, work.refused, work.total) == ("done", 10, 0, 10)
        assert (work.started_at, work.finished_at, work.leased_until, work.result) == (NOON, NOON, None, {"last": 10})

    def test_counts_what_was_refused_beside_what_was_done(self, counted):
        code = begin(rows=10, refuse=5)

        to_the_end()

        assert (row(code).done, row(code).refused) == (8, 2)

    def test_work_without_a_row_ends_at_once(self, counted):
        code = begin(rows=0)

        assert to_the_end() == 1
        assert (row(code).state, row(code).total) == ("done", 0)

    def test_asking_and_ending_are_facts_without_a_word(self, counted):
        organisation = Ref("organisation", uuid4())
        code = begin(rows=1, organisation=organisation)
        to_the_end()

        facts = list(FactRow.objects.filter(subject_code=code).order_by("at", "kind"))
        assert [(fact.kind, fact.data) for fact in facts] == [
            ("work.asked", {"work": KIND}),
            ("work.finished", {"work": KIND, "state": "done"}),
        ]
        assert {fact.organisation_code for fact in facts} == {organisation.code}

    def test_the_end_can_be_answered(self, counted):
        with answering("work.finished", "letter") as got:
            begin(rows=7)
            while services.run_due(at=NOON):
                pass

        assert [facts[0].data["state"] for facts, _ in got] == ["done"]

    def test_a_kind_that_nobody_runs_is_not_begun(self):
        with pytest.raises(LookupError):
            begin()
        assert not LongWork.objects.exists()

    def test_a_slice_of_too_many_rows_is_a_fault_and_nothing_of_it_stays(self, caplog):
        def greedy(work, *, at):
            happen(at=at, kind="test.greedy")
            return Slice(done=200, refused=1)

        with running(KIND, greedy):
            code = begin()
            services.run_slice(at=NOON)

        assert (row(code).last_error, row(code).done) == ("ValueError", 0)
        assert not FactRow.objects.filter(kind="test.greedy").exists()

    def test_the_table_refuses_more_rows_than_there_are(self, counted):
        code = begin(rows=5)

        with pytest.raises(IntegrityError), transaction.atomic():
            LongWork.objects.filter(code=code).update(total=5, done=5, refused=1)


class TestStopping:
    def test_leaves_what_is_done_and_runs_no_more(self, counted):
        code = begin(rows=10)
        services.run_slice(at=NOON)

        assert services.stop(code=code, at=NOON)
        assert to_the_end() == 0

        assert (row(code).state, rows_of(code)) == ("stopped", [0, 1, 2])
        assert FactRow.objects.get(kind="work.finished").data["state"] == "stopped"

    def test_in_the_middle_of_a_slice_undoes_that_slice(self, counted, caplog):
        def stopped_meanwhile(work, *, at):
            came = counting(work, at=at)
            services.stop(code=work.code, at=at)
            return came

        code = begin(rows=10)
        services.run_slice(at=NOON)
        with running(KIND, stopped_meanwhile):
            services.run_slice(at=NOON)

        # the stop came within the transaction of the slice here, so it is undone with it; what counts is that nothing doubles
        assert rows_of(code) == [0, 1, 2]
        assert "without this worker" in caplog.text

    def test_twice_is_once(self, counted):
        code = begin()

        assert services.stop(code=code, at=NOON)
        assert not services.stop(code=code, at=NOON)
        assert not services.stop(code=uuid4(), at=NOON)

    def test_can_be_taken_up_where_it_was_left(self, counted):
        code = begin(rows=10)
        services.run_slice(at=NOON)
        services.stop(code=code, at=NOON)

        assert services.again(code=code, at=NOON + SECOND)
        to_the_end(at=NOON + SECOND)

        assert (row(code).state, rows_of(code)) == ("done", list(range(10)))

    def test_what_is_done_or_runs_is_not_taken_up_again(self, counted):
        code = begin(rows=1)

        assert not services.again(code=code, at=NOON)
        to_the_end()
        assert not services.again(code=code, at=NOON)


class TestFailing:
    def test_a_fault_undoes_its_slice_and_is_tried_again_after_a_while(self, counted, caplog):
        faults = [KeyError("opensesame")]

        def sometimes(work, *, at):
            came = counting(work, at=at)
            if work.checkpoint and faults:
                raise faults.pop()
            return came

        with running(KIND, sometimes):
            code = begin(rows=10)
            assert to_the_end() == 2
            assert (rows_of(code), row(code).last_error, row(code).due_at) == ([0, 1, 2], "KeyError", NOON + rules.BACKOFF[0])
            to_the_end(at=NOON + rules.BACKOFF[0])

        assert (row(code).state, rows_of(code), row(code).last_error) == ("done", list(range(10)), "")

    def test_a_fault_at_every_try_ends_and_says_so(self, caplog):
        def boom(work, *, at):
            raise KeyError("opensesame")

        at = NOON
        with running(KIND, boom):
            code = begin()
            for _ in range(len(rules.BACKOFF) + 1):
                assert services.run_slice(at=at)
                at += timedelta(days=1)
            assert not services.run_slice(at=at)

        assert (row(code).state, row(code).last_error) == ("failed", "KeyError")
        assert FactRow.objects.get(kind="work.finished").data["state"] == "failed"

    def test_what_is_expected_ends_at_once_with_its_code(self):
        class GoneAway(Conflict):
            """The file is gone."""

            code = "test.gone-away"

        def gone(work, *, at):
            raise GoneAway

        with running(KIND, gone):
            code = begin()
            services.run_slice(at=NOON)

        assert (row(code).state, row(code).last_error) == ("failed", "test.gone-away")

    def test_a_runner_that_a_release_took_away_is_shown(self, counted):
        code = begin()
        with running(KIND, counting):
            longwork.runner_of.__globals__["_runners"].pop(KIND)
            services.run_slice(at=NOON)
            longwork.runner_of.__globals__["_runners"][KIND] = counting

        assert (row(code).state, row(code).last_error) == ("failed", "no such runner in this release")

    def test_a_worker_that_ends_at_every_try_does_not_go_in_a_circle(self):
        def killed(work, *, at):
            raise Killed

        at = NOON
        with running(KIND, killed):
            code = begin()
            for _ in range(20):
                with contextlib.suppress(Killed):
                    services.run_slice(at=at)
                at += timedelta(days=1)

        assert (row(code).state, row(code).last_error) == ("failed", "the worker ended during every try")


class TestCrashing:
    PLACES = ("claimed", "begun", "half", "whole", "kept")

    def kill_at(self, place: str, code: UUID, at) -> None:
        """One look of a worker that dies at this place of its slice; the database keeps what was committed."""

        def dying(work, *, at):
            if place == "begun":
                raise Killed
            if place == "half":
                counting(type(work)(**{**vars(work), "payload": {**work.payload, "step": 1}}), at=at)
                raise Killed
            came = counting(work, at=at)
            if place == "whole":
                raise Killed
            return came

        with pytest.MonkeyPatch.context() as patch, running(KIND, dying), contextlib.suppress(Killed):
            if place == "claimed":
                patch.setattr(longwork, "runner_of", lambda _: (_ for _ in ()).throw(Killed()))
            services.run_slice(at=at, code=code)

    @examples(25, 500)
    @given(st.integers(0, 25), st.integers(1, 6), st.lists(st.sampled_from([*PLACES, "none"]), max_size=12))
    def test_no_row_is_lost_or_done_twice_wherever_it_dies(self, rows, step, deaths):
        at = NOON
        with running(KIND, counting):
            code = begin(rows=rows, step=step)
            for place in deaths:
                self.kill_at(place, code, at)
                at += rules.LEASE
            while services.run_slice(at=at, code=code):
                at += SECOND

        work = row(code)
        if work.state == "failed":  # six deaths without a slice between them: it is given up, and what is done stands
            assert rows_of(code) == list(range(work.done))
            assert work.checkpoint.get("row", 0) == work.done
        else:
            assert (work.state, work.done, work.total) == ("done", rows, rows)
            assert rows_of(code) == list(range(rows))

    def test_nobody_takes_it_before_the_lease_ends(self, counted):
        code = begin()
        self.kill_at("half", code, NOON)

        assert not services.run_slice(at=NOON + rules.LEASE - SECOND)
        assert services.run_slice(at=NOON + rules.LEASE)

    def test_a_worker_that_wakes_up_after_its_lease_writes_nothing(self, counted, caplog):
        code = begin(rows=10)
        later = NOON + rules.LEASE

        def slow(work, *, at):
            """It sleeps so long that somebody else does the slice meanwhile: here, before its own rows."""
            with running(KIND, counting):
                LongWork.objects.filter(code=code).update(turn=work_turn + 1)
            return counting(work, at=at)

        work_turn = row(code).turn + 1
        with running(KIND, slow):
            services.run_slice(at=NOON)

        assert rows_of(code) == []
        assert "without this worker" in caplog.text
        assert to_the_end(at=later) == 4
        assert rows_of(code) == list(range(10))

    def test_who_lost_the_claim_does_not_even_begin(self, counted, caplog):
        code = begin()
        mine = longwork._claim(at=NOON, code=None)
        theirs = longwork._claim(at=NOON + rules.LEASE, code=None)

        assert (mine.pk, theirs.turn) == (theirs.pk, mine.turn + 1)
        assert not longwork._ours(mine).exists()
        assert longwork._ours(theirs).exists()
        assert row(code).attempts == 2


class TestTurns:
    def test_a_small_organisation_does_not_wait_for_a_large_one(self, counted):
        large, small = Ref("organisation", uuid4()), Ref("organisation", uuid4())
        first, second = begin(rows=300, organisation=large), begin(rows=300, organisation=large)
        third = begin(rows=6, organisation=small)

        for _ in range(4):
            services.run_slice(at=NOON)

        assert (row(first).done, row(second).done, row(third).done) == (3, 3, 6)

    def test_the_fence_of_a_work_grows_with_each_claim(self, counted):
        codes = [begin(rows=rows) for rows in (3, 9, 6)]
        seen = {code: [0] for code in codes}
        while services.run_slice(at=NOON):
            for code in codes:
                if row(code).turn != seen[code][-1]:
                    seen[code].append(row(code).turn)

        assert [len(turns) for turns in seen.values()] == [2, 4, 3]
        assert all(earlier < later for turns in seen.values() for earlier, later in itertools.pairwise(turns))

    def test_deliveries_and_slices_take_turns(self, counted):
        code = begin(rows=9)
        with answering("test.happened", "one") as got:
            for _ in range(100):
                happen(at=NOON)
            services.run_due(at=NOON)

        assert row(code).done == 3
        assert 0 < len(got) < 100

    @given(
        st.lists(
            st.builds(
                rules.Waiting,
                st.integers(0, 99),
                st.sampled_from([UUID(int=n) for n in range(4)]),
                st.integers(0, 9),
                st.booleans(),
            ),
            max_size=12,
            unique_by=lambda line: line.work,
        )
    )
    def test_the_chosen_is_free_and_no_organisation_with_free_work_waited_longer(self, waiting):
        chosen = rules.next_turn(waiting)

        free = [line for line in waiting if line.free]
        assert (chosen is None) == (not free)
        if chosen:
            last = {line.organisation: max(o.turn for o in waiting if o.organisation == line.organisation) for line in free}
            assert chosen in free
            assert last[chosen.organisation] == min(last.values())

    @given(st.lists(st.integers(1, 5), min_size=1, max_size=5))
    def test_among_n_organisations_each_comes_within_n_turns(self, sizes):
        turns = {(place, number): 0 for place, size in enumerate(sizes) for number in range(size)}
        order = []
        for turn in range(1, 3 * len(sizes) + 1):
            lines = [rules.Waiting(10 * place + number, UUID(int=place), last, True) for (place, number), last in turns.items()]
            chosen = rules.next_turn(lines)
            turns[chosen.organisation.int, chosen.work % 10] = turn
            order.append(chosen.organisation.int)

        for begin_at in range(0, len(order), len(sizes)):
            assert set(order[begin_at : begin_at + len(sizes)]) == set(range(len(sizes)))


class TestPace:
    def test_is_of_the_last_whole_minute(self):
        since, rows, measured = None, 0, None
        for second in range(181):
            before = second * 10
            pace = rules.pace(since, rows, measured, before, 10, at=NOON + second * SECOND)
            since, rows, measured = pace.since, pace.rows, pace.measured

        assert measured == pytest.approx(10)

    def test_is_measured_from_the_beginning_until_a_minute_is_whole(self):
        pace = rules.pace(None, 0, None, 0, 200, at=NOON)

        assert rules.speed(pace.since, pace.rows, pace.measured, 200, at=NOON) is None
        assert rules.speed(pace.since, pace.rows, pace.measured, 600, at=NOON + 4 * SECOND) == 100

    def test_begins_anew_after_the_worker_was_away(self):
        pace = rules.pace(NOON, 0, 50.0, 1000, 10, at=NOON + timedelta(hours=1))

        assert (pace.since, pace.rows, pace.measured) == (NOON + timedelta(hours=1), 1010, 50.0)

    @given(st.lists(st.tuples(st.integers(1, 200), st.integers(-5, 400)), max_size=40))
    def test_is_never_negative_whatever_the_clock_does(self, slices):
        since, rows, measured, count, at = None, 0, None, 0, NOON
        for more, seconds in slices:
            at += seconds * SECOND
            pace = rules.pace(since, rows, measured, count, more, at=at)
            since, rows, measured, count = pace.since, pace.rows, pace.measured, count + more
            shown = rules.speed(since, rows, measured, count, at=at)
            assert shown is None or shown > 0


class TestProgress:
    def test_says_counts_speed_and_what_is_left(self, counted):
        code = begin(rows=12, refuse=3)
        services.beat(at=NOON)
        for second in range(3):
            services.run_slice(at=NOON + second * SECOND)

        page = selectors.progress(code, at=NOON + 2 * SECOND)

        assert (page.state, page.done, page.refused, page.left, page.percent) == ("running", 6, 3, 3, 75)
        assert (page.per_second, page.is_alone) == (3, False)
        assert page.sentence == "9 of 12 are done. A few seconds left."

    def test_says_when_no_worker_runs(self, counted):
        code = begin()
        services.beat(at=NOON)

        assert not selectors.progress(code, at=NOON + rules.SILENT_AFTER).is_alone
        assert selectors.progress(code, at=NOON + rules.SILENT_AFTER + SECOND).is_alone

    def test_is_none_for_a_code_that_is_nobodys(self, db):
        assert selectors.progress(uuid4(), at=NOON) is None

    def test_of_another_organisation_is_not_among_ours(self, counted):
        ours, theirs = Ref("organisation", uuid4()), Ref("organisation", uuid4())
        code = begin(organisation=ours)
        begin(organisation=theirs)

        assert [page.code for page in selectors.newest(KIND, ours, at=NOON, most=5)] == [code]

    def test_costs_two_questions_however_much_there_is(self, counted, django_assert_num_queries):
        ours = Ref("organisation", uuid4())
        codes = [begin(organisation=ours) for _ in range(30)]

        with django_assert_num_queries(2):
            assert selectors.progress(codes[0], at=NOON)
        with django_assert_num_queries(2):
            assert len(selectors.newest(KIND, ours, at=NOON, most=30)) == 30

    def test_a_slice_costs_a_fixed_number_of_questions(self, counted, django_assert_max_num_queries):
        for _ in range(30):
            begin(rows=9, step=1)

        with django_assert_max_num_queries(11):  # choose, claim, begin, read, savepoints, fence, the row, keep
            services.run_slice(at=NOON)

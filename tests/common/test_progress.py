"""The words and the bar of long work."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st
from laurels.common.progress import BAR, Progress, bar, time_left


def made(**columns) -> Progress:
    return Progress(
        **{"code": UUID(int=1), "kind": "test.count", "state": "running", "total": 412, "done": 281, "refused": 6, **columns}
    )


class TestWords:
    @pytest.mark.parametrize(
        ("columns", "words"),
        [
            ({"per_second": 0.5}, "287 of 412 are done. About 4 minutes left."),
            ({}, "287 of 412 are done."),
            ({"total": None}, "287 rows are done."),
            ({"state": "waiting"}, "It waits for its turn."),
            ({"state": "done"}, "It is finished."),
            ({"state": "stopped"}, "It was stopped after 287 of 412."),
            ({"state": "failed"}, "It could not go on after 287 of 412."),
        ],
    )
    def test_say_how_far_it_is(self, columns, words):
        assert made(**columns).sentence == words

    @pytest.mark.parametrize(
        ("rows", "per_second", "words"),
        [
            (9, 1, "A few seconds left."),
            (31, 1, "About 30 seconds left."),
            (60, 1, "About one minute left."),
            (240, 1, "About 4 minutes left."),
            (7200, 1, "About 2 hours left."),
            (0, 1, ""),
            (None, 1, ""),
            (10, None, ""),
        ],
    )
    def test_say_how_long_it_takes(self, rows, per_second, words):
        assert time_left(rows, per_second) == words

    def test_a_hundred_per_cent_is_said_when_nothing_is_left(self):
        assert made(total=1000, done=999, refused=0).percent == 99
        assert made(total=1000, done=999, refused=1).percent == 100

    @given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**6), st.floats(0.001, 10**6))
    def test_the_bar_always_has_its_width(self, done, refused, left, per_second):
        line = bar(made(done=done, refused=refused, total=done + refused + left, per_second=per_second))

        assert sum(line.count(cell) for cell in "█░") == BAR


class TestFragment:
    def drawn(self, **columns) -> str:
        return render_to_string("common/parts/progress.html", {"progress": made(**columns)})

    def test_asks_again_while_it_runs_and_stops_when_it_is_over(self):
        assert 'hx-trigger="every 2s"' in self.drawn()
        assert "hx-" not in self.drawn(state="done")

    def test_has_a_bar_with_a_name_and_numbers(self):
        page = self.drawn()

        assert 'aria-labelledby="progress-says" max="412" value="287"' in page
        assert "<dt" in page
        assert "125" in page

    def test_has_no_numbers_where_nobody_has_counted(self):
        assert "value=" not in self.drawn(total=None)

    def test_says_that_no_worker_runs(self):
        assert "worker of this installation does not run" in self.drawn(is_alone=True)
        assert "worker of this installation does not run" not in self.drawn()
        assert "worker of this installation does not run" not in self.drawn(is_alone=True, state="done")

    def test_works_without_scripts(self):
        assert '<noscript><p><a class="btn" href="">' in self.drawn()

"""Bringing a file: shown first, then taken in slice by slice, whatever the worker dies of; a newer version tells what changes."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest
from laurels.common.errors import Conflict
from laurels.frameworks import selectors
from laurels.frameworks.errors import AlreadyBegun, AlreadyHere, FrameworkNotFound
from laurels.frameworks.models import Framework, Import, ImportSlice, Item
from laurels.frameworks.services import Wishes, bring, choose, confirm, confirming
from laurels.journal.models import FactRow
from laurels.people.errors import NotYours, OrganisationNotFound
from laurels.worker import selectors as works
from tests.frameworks.documents import SMALL, TABLE, TURTLE, as_bytes, case, item, uid, under
from tests.frameworks.importing import brought, imported, work_on
from tests.frameworks.making import make_framework
from tests.making import NOON


class Killed(BaseException):
    """The process is gone: nothing catches it, nothing after it runs."""


FIRST = as_bytes(SMALL)


def second(items, links=(), version="2"):
    return as_bytes(case(items, links, document={"version": version}))


class TestBring:
    def test_shows_what_would_come_in_and_takes_nothing(self, pantry, owner):
        row = bring(organisation=pantry, person=owner, data=FIRST, name="things.json", at=NOON)

        assert (row.form, row.items, row.links, row.refused, row.state) == ("case", 3, 3, 0, "looked")
        assert [line["code"] for line in row.summary["preview"]] == ["T.1", "T.2", "T.3"]
        assert row.summary["difference"] is None
        assert not Framework.objects.exists()

    def test_is_for_whoever_designs(self, pantry, colleague, outsider):
        for person, refusal in ((colleague, NotYours), (outsider, OrganisationNotFound)):
            with pytest.raises(refusal):
                bring(organisation=pantry, person=person, data=FIRST, name="x", at=NOON)
        assert not Import.objects.exists()

    def test_what_somebody_says_about_a_table_is_kept(self, pantry, owner):
        wishes = Wishes(title="Shelf skills", publisher="Us", version="2026", licence="CC BY", own=True)

        framework = imported(pantry, owner, TABLE.encode(), name="list.csv", wishes=wishes)

        assert (framework.title, framework.publisher, framework.version, framework.licence, framework.own) == (
            "Shelf skills",
            "Us",
            "2026",
            "CC BY",
            True,
        )

    def test_a_table_is_called_like_its_file_until_somebody_says_more(self, pantry, owner):
        assert imported(pantry, owner, TABLE.encode(), name="Shelf list.csv").title == "Shelf list"

    def test_case_speaks_for_itself(self, pantry, owner):
        framework = imported(pantry, owner, FIRST, wishes=Wishes(title="Mine", own=True))

        assert (framework.title, framework.own) == ("Things to do", True)

    def test_the_version_before_must_be_of_the_same_house(self, pantry, owner, trust):
        theirs = make_framework(trust)
        row = brought(pantry, owner, FIRST)

        with pytest.raises(FrameworkNotFound):
            choose(row=row, person=owner, wishes=Wishes(newer_than=str(theirs.code)), at=NOON)


class TestConfirm:
    def test_takes_everything_in_with_a_bar_that_ends(self, pantry, owner):
        row = brought(pantry, owner, FIRST)

        confirm(row=row, person=owner, at=NOON)

        assert not selectors.search_items(pantry, "thing"), "nothing is seen before all is there"
        before = works.progress(row.work, at=NOON)
        work_on()
        after = works.progress(row.work, at=NOON)
        row.refresh_from_db()
        assert (before.total, before.done, after.done, after.state) == (6, 0, 6, "done")
        assert (row.state, row.data, row.framework.state) == ("done", b"", "current")
        assert not ImportSlice.objects.exists()
        assert [line.human_code for line in selectors.search_items(pantry, "thing")] == ["T.1", "T.2", "T.3"]
        assert FactRow.objects.get(kind="framework.imported").data == {"items": 3, "kind": "case"}

    def test_refused_rows_are_counted_and_kept_with_their_reason(self, pantry, owner):
        row = brought(pantry, owner, as_bytes(case([item(1), item(2, fullStatement="")])))

        confirm(row=row, person=owner, at=NOON)
        work_on()

        done = works.progress(row.work, at=NOON)
        assert (done.done, done.refused, done.total) == (1, 1, 2)
        assert row.remarks == [[2, "", "It says nothing: fullStatement is empty.", True]]

    def test_more_refused_rows_than_a_slice_holds_are_all_counted(self, pantry, owner):
        row = brought(pantry, owner, as_bytes(case([item(1), *({} for _ in range(450))])))

        confirm(row=row, person=owner, at=NOON)
        work_on()

        assert works.progress(row.work, at=NOON).refused == 450

    def test_twice_is_once(self, pantry, owner):
        row = brought(pantry, owner, FIRST)
        confirm(row=row, person=owner, at=NOON)

        with pytest.raises(AlreadyBegun):
            confirm(row=row, person=owner, at=NOON)
        with pytest.raises(AlreadyBegun):
            choose(row=row, person=owner, wishes=Wishes(own=True), at=NOON)
        assert Framework.objects.count() == 1

    def test_is_locked_for_others(self, pantry, owner, colleague, outsider):
        row = brought(pantry, owner, FIRST)

        for person, refusal in ((colleague, NotYours), (outsider, OrganisationNotFound)):
            with pytest.raises(refusal):
                confirm(row=row, person=person, at=NOON)
            with pytest.raises(refusal):
                choose(row=row, person=person, wishes=Wishes(), at=NOON)

    @pytest.mark.conformance("CASE-03")
    def test_the_same_again_does_nothing_and_says_so(self, pantry, owner):
        imported(pantry, owner, FIRST)

        row = brought(pantry, owner, as_bytes(SMALL, indent=4))

        assert row.summary["same"]
        with pytest.raises(AlreadyHere, match="word for word"):
            confirm(row=row, person=owner, at=NOON)
        assert Framework.objects.count() == 1

    def test_the_same_in_another_house_comes_in(self, pantry, owner, trust, outsider):
        imported(pantry, owner, FIRST)

        assert imported(trust, outsider, FIRST).organisation == trust

    @pytest.mark.parametrize("dies_at", range(1, 7))
    def test_a_worker_that_dies_loses_and_doubles_nothing(self, pantry, owner, monkeypatch, dies_at):
        many = as_bytes(case([item(n) for n in range(1, 451)], [under(n, n // 2 or None) for n in range(1, 451)]))
        row = brought(pantry, owner, many)
        confirm(row=row, person=owner, at=NOON)
        written, calls = confirming._write, itertools.count(1)

        def written_and_dead(framework, found):
            written(framework, found)
            if next(calls) == dies_at:
                raise Killed

        with monkeypatch.context() as patched:
            patched.setattr(confirming, "_write", written_and_dead)
            with pytest.raises(Killed):
                work_on()
        assert Item.objects.count() == min(450, 200 * (dies_at - 1)), "what died is undone whole"
        work_on(at=NOON + timedelta(hours=1))

        row.refresh_from_db()
        assert (row.framework.items.count(), row.framework.associations.count(), row.framework.state) == (450, 450, "current")
        assert works.progress(row.work, at=NOON).done == 900
        assert Item.objects.get(key=uid(450)).trail == [Item.objects.get(key=uid(n)).pk for n in (1, 3, 7, 14, 28, 56, 112, 225)]


class TestNewer:
    def changed(self, pantry, owner):
        imported(pantry, owner, FIRST)
        Item.objects.filter(key=uid(1)).update(in_demand=True, demand_note="We need it", demand_on=NOON.date())
        return second(
            [item(1), item(2, fullStatement="Do it better"), item(4), item(5)],
            [under(1, None), under(2, 1), under(4, 5, kind="replacedBy")],
        )

    def test_tells_the_difference_before_anything_happens(self, pantry, owner):
        row = brought(pantry, owner, self.changed(pantry, owner))

        assert row.summary["difference"]["counts"] == {"new": 2, "changed": 1, "deprecated": 0, "gone": 1}
        assert row.summary["difference"]["names"]["gone"] == ["T.3 Do thing number 3 well"]
        assert row.newer_than.version == "1"
        assert Framework.objects.get().state == "current"
        assert not FactRow.objects.filter(kind="item.deprecated").exists()

    def test_takes_the_place_of_the_one_before_and_carries_marks_over(self, pantry, owner):
        newer = imported(pantry, owner, self.changed(pantry, owner))

        older = newer.previous
        assert (older.state, newer.state, newer.version) == ("superseded", "current", "2")
        assert Item.objects.get(framework=newer, key=uid(1)).in_demand
        assert [line.human_code for line in selectors.in_demand(pantry)] == ["T.1"]

    @pytest.mark.conformance("CASE-03")
    def test_what_is_gone_no_longer_counts_and_says_so_once(self, pantry, owner):
        imported(pantry, owner, self.changed(pantry, owner))

        gone = Item.objects.get(framework__version="1", key=uid(3))
        assert (gone.status, gone.deprecated_on, gone.deprecated_here) == ("deprecated", NOON.date(), True)
        fact = FactRow.objects.get(kind="item.deprecated")
        assert (fact.subject_code, fact.data) == (gone.code, {"subjects": [str(gone.code)]})
        assert Item.objects.get(framework__version="1", key=uid(2)).status == "current"

    def test_what_the_newer_version_replaces_points_there(self, pantry, owner):
        imported(pantry, owner, FIRST)
        newer = second([item(1), item(2), item(3)], [under(3, 2, kind="replacedBy")])

        framework = imported(pantry, owner, newer)

        old = Item.objects.get(framework__version="1", key=uid(3))
        assert (old.status, old.replaced_by.key, old.replaced_by.framework_id) == ("deprecated", uid(2), framework.pk)

    def test_of_a_table_is_found_by_its_title(self, pantry, owner):
        imported(pantry, owner, TABLE.encode(), name="Shelf.csv")

        row = brought(pantry, owner, TABLE.replace("every tin", "all tins").encode(), name="shelf.csv")

        assert row.newer_than.title == "Shelf"
        assert row.summary["difference"]["counts"]["changed"] == 1

    def test_inherits_what_was_said_about_the_one_before(self, pantry, owner):
        imported(pantry, owner, TABLE.encode(), name="Shelf.csv", wishes=Wishes(own=True, publisher="Us", licence="CC BY"))

        row = brought(pantry, owner, TABLE.replace("every tin", "all tins").encode(), name="Shelf.csv")

        assert (row.head["own"], row.head["publisher"], row.head["licence"]) == (True, "Us", "CC BY")

    def test_can_be_said_to_be_another_framework(self, pantry, owner):
        imported(pantry, owner, FIRST)

        other = imported(pantry, owner, second([item(1)]), wishes=Wishes(newer_than=""))

        assert other.previous is None
        assert Framework.objects.filter(state="current").count() == 2

    def test_of_skos_is_its_scheme_again(self, pantry, owner):
        imported(pantry, owner, TURTLE)

        newer = imported(pantry, owner, TURTLE.replace(b'"3"', b'"4"').replace(b'"Listen"', b'"Hark"'))

        assert (newer.version, newer.previous.version) == ("4", "3")


def test_conflicts_are_conflicts():
    assert issubclass(AlreadyHere, Conflict)
    assert issubclass(AlreadyBegun, Conflict)

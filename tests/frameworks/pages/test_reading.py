"""Pages of frameworks: read, searched, looked after, public, and what they cost."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from laurels.common.panels import Panel, panels
from laurels.frameworks.models import Framework, Import, Item
from laurels.frameworks.services import Wishes, bring, deprecate, mark_in_demand, restore
from laurels.frameworks.services.sweeping import sweep
from laurels.journal.models import FactRow
from laurels.people.errors import NotYours, OrganisationNotFound
from laurels.worker.models import LongWork
from tests.frameworks.documents import SMALL, TABLE, TURTLE, as_bytes, case, item, uid, under
from tests.frameworks.importing import brought, exported, imported
from tests.frameworks.making import make_framework
from tests.frameworks.pages.doors import HOME, code_of, text_of
from tests.making import NOON


class TestReading:
    def test_the_tree_shows_two_levels_and_leads_deeper(self, as_colleague, pantry, owner):
        framework = imported(
            pantry, owner, as_bytes(case([item(n) for n in (1, 2, 3, 4)], [under(2, 1), under(3, 2), under(4, 3)]))
        )

        page = as_colleague.get(f"{HOME}{framework.code}/")
        assert "1 under it" in text_of(page)
        deeper = as_colleague.get(f"{HOME}{framework.code}/?under={code_of(2)}")

        assert "T.2 Do thing number 2 well" in text_of(page)
        assert "T.4" not in text_of(page)
        assert "T.4" in text_of(deeper)
        assert f"?under={code_of(2)}" in page.content.decode()

    def test_a_long_level_comes_in_pages(self, as_colleague, pantry, owner):
        framework = imported(pantry, owner, as_bytes(case([item(n) for n in range(1, 121)])))

        first, last = (as_colleague.get(f"{HOME}{framework.code}/?page={page}").content.decode() for page in (1, 3))

        assert ("T.50<" in first, "T.51<" in first, "T.120<" in last) == (True, False, True)
        assert "Page 3 of 3" in last

    @pytest.mark.parametrize(
        "query", ["?page=0", "?page=99999999", "?page=x", "?under=x", "?under=00000000-0000-0000-0000-000000000000", "?page=²"]
    )
    def test_an_odd_address_shows_the_beginning_or_the_end(self, as_colleague, pantry, owner, query):
        framework = imported(pantry, owner, as_bytes(SMALL))

        assert as_colleague.get(f"{HOME}{framework.code}/{query}").status_code == 200

    def test_an_item_says_everything_about_itself(self, as_colleague, pantry, owner):
        links = [under(2, 1), under(2, 3, kind="exactMatchOf"), under(2, 9, kind="isRelatedTo")]
        imported(pantry, owner, as_bytes(case([item(1), item(2, notes="Mind the step", CFItemType="Skill"), item(3)], links)))

        page = text_of(as_colleague.get(f"{HOME}items/{code_of(2)}/"))

        assert "Things to do › Do thing number 1 well" in page
        assert "https://skills.example/items/2" in page
        assert "Is the same as Do thing number 3 well" in page
        assert "Is related to T.9" in page
        assert "notes Mind the step" in page
        assert "Mark in demand" not in page, "a colleague only reads"

    def test_an_item_without_an_address_says_so(self, as_colleague, pantry, owner):
        framework = imported(pantry, owner, TABLE.encode(), name="shelf.csv")

        page = text_of(as_colleague.get(f"{HOME}items/{framework.items.get(key='A1').code}/"))

        assert "It has no official address." in page
        assert "No badge can be aligned to it" in page

    def test_searching_finds_in_all_frameworks_or_in_one(self, as_colleague, pantry, owner):
        first = imported(pantry, owner, as_bytes(SMALL))
        imported(pantry, owner, TURTLE, name="words.ttl")

        everywhere = text_of(as_colleague.get(f"{HOME}search/?q=LISTEN"))
        within = text_of(as_colleague.get(f"{HOME}search/?q=listen&in={first.code}"))

        assert "One item holds these words." in everywhere
        assert "Nothing holds all of these words." in within

    @pytest.mark.parametrize("query", ["", "?q=", "?q=%00", "?q=" + "x" * 5000, "?in=nothing&q=x"])
    def test_searching_for_nothing_is_no_fault(self, as_colleague, pantry, query):
        assert as_colleague.get(f"{HOME}search/{query}").status_code == 200

    def test_mark_up_in_a_framework_is_text(self, as_colleague, pantry, owner):
        marker = "<script>badinput()</script>"
        document = case(
            [item(1, fullStatement=marker, humanCodingScheme=marker, CFItemType=marker, notes=marker)],
            document={"title": marker, "description": marker, "uri": "javascript:badinput()"},
        )
        framework = imported(pantry, owner, as_bytes(document), wishes=Wishes(own=True))

        for path in (
            HOME,
            f"{HOME}{framework.code}/",
            f"{HOME}items/{code_of(1)}/",
            f"/frameworks/{framework.code}",
            f"/frameworks/{framework.code}/items/{code_of(1)}",
        ):
            page = as_colleague.get(path).content.decode()
            assert "<script>badinput" not in page
            assert 'href="javascript' not in page

    def test_the_export_is_a_file(self, as_colleague, pantry, owner):
        framework = imported(pantry, owner, as_bytes(SMALL))

        answer = as_colleague.get(f"{HOME}{framework.code}/case.json")

        assert json.loads(b"".join(answer.streaming_content)) == SMALL
        assert answer["Content-Disposition"] == 'attachment; filename="things-to-do-1.case.json"'

    def test_a_room_above_adds_what_is_aligned(self, as_colleague, pantry, owner, monkeypatch):
        imported(pantry, owner, as_bytes(SMALL))
        seen = []
        monkeypatch.setattr(
            panels, "_providers", {"frameworks:item": [(1, lambda _request, found: seen.append(found.key) or None)]}
        )

        as_colleague.get(f"{HOME}items/{code_of(1)}/")

        assert seen == [uid(1)]
        assert Panel("x", {}).template == "x"


class TestSaying:
    def test_in_demand_and_no_more(self, as_owner, pantry, owner):
        imported(pantry, owner, as_bytes(SMALL))
        where = f"{HOME}items/{code_of(1)}/"

        as_owner.post(where + "demand/", {"wanted": "yes", "note": "The night shift\nneeds it"})

        one = Item.objects.get(key=uid(1))
        assert (one.in_demand, one.demand_note) == (True, "The night shift needs it")
        assert "In demand" in text_of(as_owner.get(where))
        as_owner.post(where + "demand/", {"wanted": "no"})
        one.refresh_from_db()
        assert (one.in_demand, one.demand_note, one.demand_on) == (False, "", None)
        assert [fact.data for fact in FactRow.objects.filter(kind="item.in-demand").order_by("pk")].count({"wanted": True}) == 1

    def test_out_of_use_with_a_replacement_and_back(self, as_owner, pantry, owner):
        imported(pantry, owner, as_bytes(SMALL))
        where = f"{HOME}items/{code_of(1)}/"

        as_owner.post(where + "deprecate/", {"replacement": "t.2"})

        one = Item.objects.get(key=uid(1))
        assert (one.status, one.replaced_by.key, one.deprecated_here) == ("deprecated", uid(2), True)
        assert "In its place: T.2 Thing two" in text_of(as_owner.get(where))
        assert FactRow.objects.get(kind="item.deprecated").data == {"subjects": [str(one.code)]}
        as_owner.post(where + "restore/")
        one.refresh_from_db()
        assert (one.status, one.replaced_by, one.deprecated_on) == ("current", None, None)
        assert FactRow.objects.filter(kind="item.restored").count() == 1

    @pytest.mark.parametrize(
        ("named", "words"),
        [("T.1", "replaced by another"), ("nothing", "no such item"), ("https://skills.example/items/1", "another")],
    )
    def test_a_replacement_that_is_none_is_refused(self, as_owner, pantry, owner, named, words):
        imported(pantry, owner, as_bytes(SMALL))

        answer = as_owner.post(f"{HOME}items/{code_of(1)}/deprecate/", {"replacement": named})

        assert answer.status_code == 422
        assert words in text_of(answer)
        assert Item.objects.get(key=uid(1)).status == "current"

    def test_a_code_of_several_items_elsewhere_is_refused(self, as_owner, pantry, owner):
        imported(pantry, owner, as_bytes(SMALL))
        for title in ("One", "Two"):
            make_framework(pantry, title=title, family=title)

        answer = as_owner.post(f"{HOME}items/{code_of(1)}/deprecate/", {"replacement": "S1"})

        assert "Several items have this code." in text_of(answer)

    def test_what_the_framework_says_itself_stays(self, as_owner, pantry, owner):
        imported(pantry, owner, as_bytes(case([item(1, statusEndDate="2020-01-01"), item(2)])))

        answer = as_owner.post(f"{HOME}items/{code_of(1)}/restore/", follow=True)

        assert "The framework itself says" in text_of(answer)
        assert Item.objects.get(key=uid(1)).status == "deprecated"

    def test_a_note_that_is_too_long_is_kept_and_told(self, as_owner, pantry, owner):
        imported(pantry, owner, as_bytes(SMALL))

        answer = as_owner.post(f"{HOME}items/{code_of(1)}/demand/", {"wanted": "yes", "note": "n" * 301})

        assert answer.status_code == 422
        assert "n" * 301 in answer.content.decode()

    def test_the_verbs_are_locked_as_well(self, pantry, owner, colleague, outsider):
        imported(pantry, owner, as_bytes(SMALL))
        one = Item.objects.get(key=uid(1))

        for person, refusal in ((colleague, NotYours), (outsider, OrganisationNotFound)):
            with pytest.raises(refusal):
                mark_in_demand(item=one, wanted=True, actor=person, at=NOON)
            with pytest.raises(refusal):
                deprecate(item=one, replacement=None, actor=person, at=NOON)
            with pytest.raises(refusal):
                restore(item=one, actor=person, at=NOON)


class TestPublic:
    def test_our_own_framework_is_for_everybody_people_and_machines(self, as_stranger, pantry, owner):
        framework = imported(pantry, owner, as_bytes(SMALL), wishes=Wishes(own=True))

        page = as_stranger.get(f"/frameworks/{framework.code}")
        machine = as_stranger.get(f"/frameworks/{framework.code}", headers={"accept": "application/json"})

        assert "A framework of Kettle Lane" in text_of(page)
        assert 'type="application/ld+json"' in page.content.decode()
        assert json.loads(b"".join(machine.streaming_content)) == SMALL
        assert machine["Access-Control-Allow-Origin"] == "*"
        for path in (f"/frameworks/{framework.code}.json", f"/ims/case/v1p1/CFPackages/{framework.code}"):
            assert json.loads(b"".join(as_stranger.get(path).streaming_content)) == SMALL

    def test_an_item_has_its_page_there(self, as_stranger, pantry, owner):
        framework = imported(pantry, owner, TABLE.encode(), name="shelf.csv", wishes=Wishes(own=True))
        one = framework.items.get(key="A1")
        path = f"/frameworks/{framework.code}/items/{one.code}"

        page = as_stranger.get(path)
        machine = as_stranger.get(path, headers={"accept": "application/json"}).json()

        assert "Turn every tin" in text_of(page)
        assert machine["fullStatement"] == "Turn every tin"
        assert machine["uri"].endswith(path)
        assert machine in exported(framework)["CFItems"]

    def test_somebody_elses_framework_is_not_ours_to_show(self, as_stranger, as_owner, pantry, owner):
        framework = imported(pantry, owner, as_bytes(SMALL))

        for client in (as_stranger, as_owner):
            for path in (
                f"/frameworks/{framework.code}",
                f"/frameworks/{framework.code}.json",
                f"/frameworks/{framework.code}/items/{code_of(1)}",
            ):
                assert client.get(path).status_code == 404

    def test_an_item_under_another_framework_is_not_there(self, as_stranger, pantry, owner):
        first = imported(pantry, owner, as_bytes(SMALL), wishes=Wishes(own=True))
        second = imported(pantry, owner, TURTLE, name="w.ttl", wishes=Wishes(own=True))

        assert as_stranger.get(f"/frameworks/{second.code}/items/{first.items.first().code}").status_code == 404

    def test_an_earlier_version_stays_and_leads_to_the_newer(self, as_stranger, pantry, owner):
        first = imported(pantry, owner, as_bytes(SMALL), wishes=Wishes(own=True))
        newer = as_bytes(case([item(1)], document={"version": "2"}))
        second = imported(pantry, owner, newer, wishes=Wishes(own=True, newer_than=str(first.code)))

        page = as_stranger.get(f"/frameworks/{first.code}").content.decode()

        assert "A newer version is here: 2" in page
        assert f"/frameworks/{second.code}" in page


class TestCosts:
    @pytest.mark.parametrize("count", [1, 130])
    def test_every_page_costs_the_same_for_one_and_many(self, as_owner, pantry, owner, count, django_assert_max_num_queries):
        numbers = range(1, count + 1)
        links = [under(n, n // 10 or None, n) for n in numbers] + [
            under(n, 1, kind="isRelatedTo", identifier=f"r{n}") for n in numbers
        ]
        framework = imported(pantry, owner, as_bytes(case([item(n) for n in numbers], links)), wishes=Wishes(own=True))
        row = bring(organisation=pantry, person=owner, data=TABLE.encode(), name="list.csv", at=NOON)
        one = code_of(1)

        inside = ("", "search/?q=thing", f"{framework.code}/", f"items/{one}/", "import/", f"imports/{row.code}/")
        outside = (f"/frameworks/{framework.code}", f"/frameworks/{framework.code}/items/{one}")
        for path in (*(HOME + path for path in inside), *outside):
            with django_assert_max_num_queries(12):
                answer = as_owner.get(path)
            assert answer.status_code == 200, path
            assert len(answer.content) < 250_000, path


class TestSweeping:
    def test_an_import_that_nobody_confirmed_goes_after_a_week(self, pantry, owner):
        brought(pantry, owner, as_bytes(SMALL))

        sweep(at=NOON + timedelta(days=6))
        assert Import.objects.count() == 1
        sweep(at=NOON + timedelta(days=8))
        assert not Import.objects.exists()

    def test_what_came_in_stays(self, pantry, owner):
        imported(pantry, owner, as_bytes(SMALL))

        sweep(at=NOON + timedelta(days=400))

        assert (Framework.objects.count(), Item.objects.count()) == (1, 3)

    def test_the_rows_of_one_that_failed_go_and_one_that_runs_stays(self, as_owner, pantry, owner):
        for name, data in (("a.json", as_bytes(SMALL)), ("w.ttl", TURTLE)):
            row = brought(pantry, owner, data, name=name)
            as_owner.post(f"{HOME}imports/{row.code}/confirm/", {"digest": row.digest})
        failed = Import.objects.get(name="a.json")
        LongWork.objects.filter(code=failed.work).update(state="failed", finished_at=NOON, last_error="OSError")

        sweep(at=NOON + timedelta(days=8))

        assert list(Import.objects.values_list("name", flat=True)) == ["w.ttl"]
        assert list(Framework.objects.values_list("title", flat=True)) == ["Words for work"]

"""The pages of frameworks: who sees them, what they say, what they cost."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from laurels.common.panels import Panel, panels
from laurels.frameworks.models import Framework, Import, Item
from laurels.frameworks.services import Wishes, bring, deprecate, mark_in_demand, restore
from laurels.frameworks.services.sweeping import sweep
from laurels.journal.models import FactRow
from laurels.people.errors import NotYours, OrganisationNotFound
from laurels.people.models import Organisation
from laurels.people.rules import Role, Switch
from laurels.people.services import turn_on
from laurels.worker.models import LongWork
from tests.frameworks.documents import SMALL, TABLE, TURTLE, as_bytes, case, item, uid, under
from tests.frameworks.importing import brought, exported, imported, work_on
from tests.frameworks.making import make_framework
from tests.making import NOON, make_member, make_person

HOME = "/o/kettle-lane/frameworks/"
LATER = NOON + timedelta(days=4000)
"""Pages ask the real clock; work that they began is due by then."""


@pytest.fixture
def pantry(pantry: Organisation, owner) -> Organisation:
    """The small house, with frameworks turned on."""
    turn_on(organisation=pantry, switches=[Switch.FRAMEWORKS], answer_days=15, actor=owner, at=NOON)
    return pantry


def upload(data: bytes, name: str = "things.json") -> dict:
    return {"file": SimpleUploadedFile(name, data)}


def text_of(answer: HttpResponse) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def code_of(number: int) -> str:
    return str(Item.objects.get(key=uid(number), framework__state="current").code)


class TestSwitch:
    def test_what_is_off_is_not_there(self, as_owner, owner, pantry):
        turn_on(organisation=pantry, switches=[], answer_days=15, actor=owner, at=NOON)

        assert as_owner.get(HOME).status_code == 404
        assert HOME not in as_owner.get("/home/").content.decode()

    def test_what_is_on_stands_in_the_menu_of_everybody(self, as_owner, as_colleague, pantry):
        for client in (as_owner, as_colleague):
            assert f'<a href="{HOME}">Frameworks</a>' in client.get(HOME).content.decode()

    def test_the_large_have_it_without_asking(self, as_outsider, trust):
        assert as_outsider.get("/o/northgate-trust/frameworks/").status_code == 200


class TestRights:
    def pages(self, pantry, owner) -> dict[str, str]:
        imported(pantry, owner, as_bytes(SMALL))
        row = brought(pantry, owner, TABLE.encode(), name="shelf.csv")
        one, framework = code_of(1), Framework.objects.get(state="current").code
        return {
            "read": f"{HOME} {HOME}search/?q=thing {HOME}{framework}/ {HOME}{framework}/case.json {HOME}items/{one}/",
            "keep": f"{HOME}import/ {HOME}imports/{row.code}/ {HOME}imports/{row.code}/remarks.csv",
            "post": f"{HOME}items/{one}/demand/ {HOME}items/{one}/deprecate/ {HOME}items/{one}/restore/ "
            + " ".join(f"{HOME}imports/{row.code}/{verb}/" for verb in ("choose", "confirm", "discard", "again")),
        }

    @pytest.mark.parametrize(
        ("who", "read", "keep"),
        [("as_owner", 200, 200), ("as_colleague", 200, 403), ("as_outsider", 404, 404), ("as_stranger", 302, 302)],
    )
    def test_everybody_there_reads_and_designers_bring(self, request, pantry, owner, who, read, keep):
        pages, client = self.pages(pantry, owner), request.getfixturevalue(who)

        assert {client.get(path).status_code for path in pages["read"].split()} == {read}
        assert {client.get(path).status_code for path in pages["keep"].split()} == {keep}
        if keep != 200:
            assert {client.post(path).status_code for path in pages["post"].split()} == {keep}
        assert Import.objects.filter(state="looked").exists()

    def test_a_designer_may(self, pantry, client):
        designer = make_member(pantry, make_person("Dora"), Role.DESIGNER).person
        client.force_login(designer, backend="allauth.account.auth_backends.AuthenticationBackend")

        assert client.get(f"{HOME}import/").status_code == 200

    def test_a_framework_of_another_house_is_not_there(self, as_owner, pantry, trust, outsider):
        theirs = imported(trust, outsider, as_bytes(SMALL))

        for path in (
            f"{theirs.code}/",
            f"{theirs.code}/case.json",
            f"items/{theirs.items.first().code}/",
            f"search/?q=x&in={theirs.code}",
        ):
            assert as_owner.get(HOME + path).status_code == 404

    def test_what_is_still_arriving_is_not_there(self, as_owner, pantry, owner):
        row = brought(pantry, owner, as_bytes(SMALL))
        as_owner.post(f"{HOME}imports/{row.code}/confirm/", {"digest": row.digest})

        arriving = Framework.objects.get()
        assert as_owner.get(f"{HOME}{arriving.code}/").status_code == 404
        assert as_owner.get(f"/frameworks/{arriving.code}").status_code == 404


class TestBringing:
    def test_from_a_file_to_the_framework(self, as_owner, pantry):
        answer = as_owner.post(f"{HOME}import/", upload(as_bytes(SMALL)))

        look = as_owner.get(answer["Location"])
        assert "3 items would come in." in text_of(look)
        digest = re.search(r'name="digest" value="([0-9a-f]+)"', look.content.decode())[1]
        assert as_owner.post(answer["Location"] + "confirm/", {"digest": digest})["Location"] == answer["Location"]
        coming = as_owner.get(answer["Location"])
        assert "comes in" in text_of(coming)
        assert "Comes in now" in text_of(as_owner.get(HOME)), "it can be closed and found again"
        work_on(at=LATER)
        done = as_owner.get(answer["Location"])
        assert "Things to do is here." in text_of(done)
        assert "Things to do" in text_of(as_owner.get(HOME))

    def test_the_bar_ends_by_itself(self, as_owner, pantry, owner):
        row = brought(pantry, owner, as_bytes(SMALL))
        as_owner.post(f"{HOME}imports/{row.code}/confirm/", {"digest": row.digest})
        work_on(at=LATER)

        answer = as_owner.get(f"{HOME}imports/{row.code}/", headers={"HX-Request": "true"})

        assert answer["HX-Refresh"] == "true"

    def test_the_same_again_says_so_and_offers_nothing(self, as_owner, pantry, owner):
        imported(pantry, owner, as_bytes(SMALL))

        page = as_owner.post(f"{HOME}import/", upload(as_bytes(SMALL)), follow=True)

        assert "This is here already, word for word." in text_of(page)
        assert "confirm/" not in page.content.decode()

    def test_a_newer_version_shows_what_is_different(self, as_owner, pantry, owner):
        imported(pantry, owner, as_bytes(SMALL))
        newer = as_bytes(case([item(1), item(4)], document={"version": "2"}))

        page = text_of(as_owner.post(f"{HOME}import/", upload(newer), follow=True))

        assert "A newer version of something that is here." in page
        assert "1 item new" in page
        assert "2 items that are not there any more T.2" in page

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({}, "one of the two"),
            ({"address": "https://x.example/", **upload(b"x")}, "one of the two"),
            (upload(b"%PDF-1.7 and more"), "It is a PDF"),
            (upload(b"{}"), "neither CASE"),
            (upload(b""), "empty"),
            (upload(as_bytes({"CFDocument": {}})), "no title"),
        ],
    )
    def test_what_cannot_be_read_is_told_on_the_same_page(self, as_owner, pantry, given, words):
        answer = as_owner.post(f"{HOME}import/", given)

        assert answer.status_code == 422
        assert words in text_of(answer)
        assert not Import.objects.exists()

    def test_a_table_can_be_read_otherwise(self, as_owner, pantry, owner):
        answer = as_owner.post(f"{HOME}import/", upload("Kürzel;Skill\nX;Pflege\nY;\n".encode("cp1252"), "list.csv"))
        where = answer["Location"]
        page = as_owner.get(where).content.decode()
        assert "Windows, Western Europe" in page
        assert "1 cannot come in." in text_of(as_owner.get(where))
        assert 'name="column_code"' in page

        chosen = {"title": "Our list", "own": "on", "encoding": "cp1252", "delimiter": ";", "column_code": "0", "column_text": "1"}
        assert as_owner.post(where + "choose/", chosen)["Location"] == where

        shown = Import.objects.get()
        assert (shown.head["title"], shown.head["own"]) == ("Our list", True)
        assert shown.summary["preview"][0]["code"] == "X"
        assert "Our list" in text_of(as_owner.get(where))

    @pytest.mark.parametrize("wrong", [{"column_text": "99"}, {"encoding": "klingon"}, {"title": ""}, {"newer_than": "x"}])
    def test_a_choice_that_is_none_is_refused(self, as_owner, pantry, owner, wrong):
        imported(pantry, owner, as_bytes(SMALL))
        row = brought(pantry, owner, TABLE.encode(), name="list.csv")
        chosen = {"title": "L", "encoding": "utf-8", "delimiter": ";", "column_text": "1"}

        assert as_owner.post(f"{HOME}imports/{row.code}/choose/", chosen | wrong).status_code == 422

    def test_a_choice_that_leaves_nothing_says_so(self, as_owner, pantry, owner):
        row = brought(pantry, owner, TABLE.encode(), name="list.csv")

        answer = as_owner.post(
            f"{HOME}imports/{row.code}/choose/", {"title": "L", "encoding": "utf-8", "delimiter": ";", "column_text": ""}
        )

        assert answer.status_code == 422
        assert "None of its 3 items" in text_of(answer)

    def test_the_language_of_the_words_can_be_chosen(self, as_owner, pantry, owner):
        row = brought(pantry, owner, TURTLE, name="words.ttl")

        as_owner.post(f"{HOME}imports/{row.code}/choose/", {"title": "Wörter", "language": "de"})

        row.refresh_from_db()
        assert [line["name"] for line in row.summary["preview"]][1:2] == ["Hoeren"]

    def test_only_what_was_shown_comes_in(self, as_owner, pantry, owner):
        row = brought(pantry, owner, as_bytes(SMALL))

        answer = as_owner.post(f"{HOME}imports/{row.code}/confirm/", {"digest": "another"}, follow=True)

        assert "read in another way meanwhile" in text_of(answer)
        assert not Framework.objects.exists()

    def test_it_can_be_thrown_away_until_it_has_begun(self, as_owner, pantry, owner):
        row, begun = brought(pantry, owner, as_bytes(SMALL)), brought(pantry, owner, TURTLE, name="w.ttl")
        as_owner.post(f"{HOME}imports/{begun.code}/confirm/", {"digest": begun.digest})

        for one in (row, begun):
            as_owner.post(f"{HOME}imports/{one.code}/discard/")

        assert list(Import.objects.values_list("code", flat=True)) == [begun.code]

    def test_what_was_refused_is_a_table_that_runs_nothing(self, as_owner, pantry, owner):
        row = brought(pantry, owner, b"Code,Text\n=2+3,Care\n+A,\nB,Listen\n", name="list.csv")

        answer = as_owner.get(f"{HOME}imports/{row.code}/remarks.csv")

        lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
        assert lines[0] == "Place,Item,Came in,Why"
        assert lines[1].startswith("2,,no,")
        assert not any(cell.startswith(("=", "+", "-", "@")) for line in lines for cell in line.split(","))

    def test_one_that_failed_can_go_on(self, as_owner, pantry, owner):
        row = brought(pantry, owner, as_bytes(SMALL))
        as_owner.post(f"{HOME}imports/{row.code}/confirm/", {"digest": row.digest})
        LongWork.objects.update(state="failed", finished_at=NOON, last_error="OSError")
        assert "did not come in whole" in text_of(as_owner.get(f"{HOME}imports/{row.code}/"))

        as_owner.post(f"{HOME}imports/{row.code}/again/")
        work_on(at=LATER)

        assert Framework.objects.get().state == "current"


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

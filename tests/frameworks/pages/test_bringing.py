"""Pages of frameworks: who sees them, and how one comes in."""

from __future__ import annotations

import re

import pytest
from laurels.frameworks.models import Framework, Import
from laurels.people.rules import Role
from laurels.people.services import turn_on
from laurels.worker.models import LongWork
from tests.frameworks.documents import SMALL, TABLE, TURTLE, as_bytes, case, item
from tests.frameworks.importing import brought, imported, work_on
from tests.frameworks.pages.doors import HOME, LATER, code_of, text_of, upload
from tests.making import NOON, make_member, make_person


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

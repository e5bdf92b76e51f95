"""The import on pages: who sees it, the file, its columns, the difference."""

from __future__ import annotations

import pytest
from laurels.people import services
from laurels.people.models import PeopleImport
from tests.making import NOON
from tests.people.importing.making import as_file, brought, imported
from tests.people.importing.pages.doors import BRING, HOUSE, at, text_of, upload

pytestmark = pytest.mark.django_db


class TestWhoSees:
    @pytest.mark.parametrize("tail", ["", "columns/", "missing/", "refused.csv"])
    def test_only_who_keeps_the_register(self, as_owner, as_colleague, as_outsider, as_stranger, taken, tail):
        assert as_owner.get(at(taken, tail)).status_code == 200
        assert as_colleague.get(at(taken, tail)).status_code == 403
        assert as_outsider.get(at(taken, tail)).status_code == 404
        assert as_stranger.get(at(taken, tail)).status_code == 302

    @pytest.mark.parametrize("tail", ["begin/", "stop/", "go-on/", "discard/", "columns/", "missing/"])
    def test_nobody_else_changes_anything(self, as_colleague, as_outsider, taken, tail):
        assert as_colleague.post(at(taken, tail)).status_code == 403
        assert as_outsider.post(at(taken, tail)).status_code == 404
        taken.refresh_from_db()
        assert taken.work is None

    @pytest.mark.parametrize("path", [BRING, HOUSE + "register.csv", HOUSE + "register.xlsx"])
    def test_the_pages_of_the_house_too(self, as_owner, as_colleague, as_outsider, pantry, path):
        assert as_owner.get(path).status_code == 200
        assert as_colleague.get(path).status_code == 403
        assert as_outsider.get(path).status_code == 404

    def test_a_file_of_another_house_is_not_found_through_mine(self, as_owner, pantry, trust):
        theirs = brought(trust, as_file(("1", "Secret Name")))

        for tail in ("", "columns/", "missing/", "refused.csv"):
            assert as_owner.get(at(theirs, tail)).status_code == 404


class TestBringing:
    def test_a_file_leads_to_its_columns(self, as_owner, pantry):
        answer = upload(as_owner, as_file(("K-1", "Ana Cole")))

        taken = PeopleImport.objects.get()
        assert answer["Location"] == at(taken, "columns/")
        said = text_of(as_owner.get(answer["Location"]))
        assert "1 row. What is in the columns?" in said
        assert "Read as CSV, letters UTF-8, cells parted by a comma." in said
        assert "Ana Cole" in said

    def test_what_is_no_table_is_said_at_the_field(self, as_owner, pantry):
        answer = upload(as_owner, b"%PDF-1.7", "people.pdf")

        assert answer.status_code == 422
        assert "it is a PDF. Open it in your spreadsheet program" in text_of(answer)

    def test_a_file_beyond_all_limits_is_refused_in_words(self, as_owner, pantry):
        assert "This file is too large" in text_of(upload(as_owner, b"a,b\n" * 3_000_000))

    def test_the_latest_files_are_found_again(self, as_owner, pantry, owner, taken):
        imported(pantry, as_file(("9", "Zoe")), actor=owner)

        said = text_of(as_owner.get(BRING))
        assert "Not taken in yet." in said
        assert "It is finished." in said


class TestColumns:
    def test_chosen_columns_lead_to_the_difference(self, as_owner, pantry, owner):
        taken = services.take_file(organisation=pantry, data=b"A,B\nAna,17\n", name="x.csv", actor=owner, at=NOON)

        answer = as_owner.post(at(taken, "columns/"), {"column-0": "name", "column-1": "number", "headed": "on"})

        assert answer["Location"] == at(taken)
        assert "1 join" in text_of(as_owner.get(at(taken)))

    def test_without_a_name_it_says_what_is_needed(self, as_owner, taken):
        answer = as_owner.post(at(taken, "columns/"), {"column-0": "number", "headed": "on"})

        assert answer.status_code == 422
        assert "Say which column holds the name" in text_of(answer)

    def test_a_column_that_is_nothing_of_ours_is_refused(self, as_owner, taken):
        assert as_owner.post(at(taken, "columns/"), {"column-0": "password", "column-1": "name"}).status_code == 422

    def test_other_letters_are_read_again(self, as_owner, pantry, owner):
        taken = services.take_file(organisation=pantry, data="Name\nŁukasz\n".encode("cp1250"), name="x.csv", actor=owner, at=NOON)
        assert "Łukasz" not in text_of(as_owner.get(at(taken, "columns/")))

        as_owner.post(at(taken, "columns/"), {"reread": "1", "encoding": "cp1250", "delimiter": ","})

        assert "Łukasz" in text_of(as_owner.get(at(taken, "columns/")))

    def test_letters_that_do_not_fit_are_said(self, as_owner, pantry, owner):
        taken = services.take_file(organisation=pantry, data="Name\nŁukasz\n".encode("cp1250"), name="x.csv", actor=owner, at=NOON)

        answer = as_owner.post(at(taken, "columns/"), {"reread": "1", "encoding": "utf-8", "delimiter": ","})

        assert (answer.status_code, "its letters are not those that were named" in text_of(answer)) == (422, True)


class TestDifference:
    def test_says_what_would_change_and_that_nothing_has(self, as_owner, taken):
        said = text_of(as_owner.get(at(taken)))

        assert "1 join, 1 refused. Nothing has happened yet." in said
        assert "New teams Kitchen" in said
        assert "Take in 1 row" in said

    def test_shows_each_kind_of_rows_with_what_to_do(self, as_owner, taken):
        assert "There is no name. Write it." in text_of(as_owner.get(at(taken) + "?show=refused"))
        assert "Ana Cole K-1 Joins." in text_of(as_owner.get(at(taken) + "?show=new"))
        assert "Ana Cole" in text_of(as_owner.get(at(taken) + "?show=nonsense"))

    def test_a_change_says_from_what_to_what(self, as_owner, pantry, owner):
        imported(pantry, as_file(("1", "Ana", "", "Van")), actor=owner)
        taken = brought(pantry, as_file(("1", "Ana", "", "Bus")), actor=owner)

        assert "Team: Van → Bus" in text_of(as_owner.get(at(taken)))

    def test_a_file_that_changes_nothing_has_no_button(self, as_owner, pantry, owner):
        data = as_file(("1", "Ana"))
        imported(pantry, data, actor=owner)

        said = text_of(as_owner.get(at(brought(pantry, data, actor=owner))))
        assert "There is nothing to take in." in said

    def test_what_a_file_says_is_text_and_nothing_else(self, as_owner, pantry, owner):
        taken = brought(pantry, as_file(("1", "<script>badinput()</script>", "", "<b>T</b>")), actor=owner)

        page = as_owner.get(at(taken)).content.decode()
        assert "<script>badinput" not in page
        assert "&lt;script&gt;badinput()" in page

    def test_is_shown_fifty_rows_at_a_time_and_costs_the_same(self, as_owner, pantry, owner, django_assert_max_num_queries):
        taken = brought(pantry, as_file(*((str(n), f"P{n}", f"p{n}@x.example", f"T{n}") for n in range(400))), actor=owner)
        as_owner.get(at(taken))

        with django_assert_max_num_queries(12):
            page = as_owner.get(at(taken) + "?show=new&page=3")
        assert "Page 3 of 8" in text_of(page)
        assert len(page.content) < 60_000


class TestDiscarding:
    def test_a_file_is_thrown_away_and_nothing_of_it_stays(self, as_owner, taken):
        answer = as_owner.post(at(taken, "discard/"), follow=True)

        assert "Nothing was changed." in text_of(answer)
        assert not PeopleImport.objects.exists()

    def test_what_is_taken_in_is_not_thrown_away(self, as_owner, taken, owner):
        services.begin_import(taken=taken, leavers=0, letters=False, actor=owner, at=NOON)

        assert as_owner.post(at(taken, "discard/"))["Location"] == at(taken)
        assert PeopleImport.objects.exists()

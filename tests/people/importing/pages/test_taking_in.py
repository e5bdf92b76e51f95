"""The import on pages: who is missing, the bar, what was refused, and the register afterwards."""

from __future__ import annotations

import csv
import io
import re

import pytest
from laurels.common.tables import read_table
from laurels.mail.models import Letter
from laurels.people import services
from laurels.people.models import Membership, PeopleImport
from laurels.people.rules import Mode
from laurels.worker.services import beat, run_due, run_slice
from tests.making import NOON, make_member
from tests.people.importing.making import HEAD, as_file, brought, imported, run
from tests.people.importing.pages.doors import HOUSE, LATER, at, text_of

pytestmark = pytest.mark.django_db


class TestMissing:
    @pytest.fixture
    def shrunk(self, pantry, owner) -> PeopleImport:
        imported(pantry, as_file(*((str(n), f"P{n}") for n in range(5))), actor=owner)
        return brought(pantry, as_file(("0", "P0")), actor=owner)

    def test_ticked_people_leave_and_nobody_else(self, as_owner, pantry, shrunk):
        code = Membership.objects.get(person__name="P3").code
        assert "P3" in text_of(as_owner.get(at(shrunk, "missing/")))

        as_owner.post(at(shrunk, "missing/"), {"leaves": [str(code)]})
        assert "1 of them leaves with it." in text_of(as_owner.get(at(shrunk)))
        as_owner.post(at(shrunk, "begin/"))
        run(at=LATER)

        assert Membership.objects.filter(organisation=pantry, state="left").get().person.name == "P3"

    def test_all_are_ticked_with_one_press_and_none_with_another(self, as_owner, shrunk):
        as_owner.post(at(shrunk, "missing/"), {"everybody": "1"})
        shrunk.refresh_from_db()
        assert len(shrunk.leaving) == 4  # not herself

        as_owner.post(at(shrunk, "missing/"), {"nobody": "1"})
        shrunk.refresh_from_db()
        assert shrunk.leaving == []

    def test_more_than_half_asks_for_the_number(self, as_owner, shrunk):
        as_owner.post(at(shrunk, "missing/"), {"everybody": "1"})
        assert "More than half of your people would leave. Type how many: 4" in text_of(as_owner.get(at(shrunk)))

        refused = as_owner.post(at(shrunk, "begin/"), {"leavers": "3"})
        assert (refused.status_code, "4 of 6 people would leave at once." in text_of(refused)) == (409, True)
        assert as_owner.post(at(shrunk, "begin/"), {"leavers": "4"}).status_code == 302


class TestRunning:
    @pytest.fixture
    def running(self, pantry, owner) -> PeopleImport:
        taken = brought(pantry, as_file(*((str(n), f"P{n}") for n in range(300)), ("x", "")), actor=owner)
        return services.begin_import(taken=taken, leavers=0, letters=False, actor=owner, at=NOON)

    def test_shows_the_bar_and_asks_again(self, as_owner, running):
        run_slice(at=NOON)

        page = as_owner.get(at(running))
        assert "200 of 301 are done." in text_of(page)
        assert 'hx-trigger="every 2s"' in page.content.decode()
        assert page["Cache-Control"] == "no-store"
        assert "HX-Refresh" not in page

    def test_says_when_no_worker_runs(self, as_owner, running):
        assert "The worker of this installation does not run." in text_of(as_owner.get(at(running)))

        from laurels.common.clock import now

        beat(at=now())
        assert "does not run" not in text_of(as_owner.get(at(running)))

    def test_at_the_end_the_whole_page_is_loaded_and_says_what_came_of_it(self, as_owner, running):
        run()

        assert as_owner.get(at(running), headers={"HX-Request": "true"})["HX-Refresh"] == "true"
        said = text_of(as_owner.get(at(running)))
        assert "The file is taken in." in said
        assert "Join 300" in said
        assert "Row 302, – There is no name." in said

    def test_is_stopped_and_goes_on(self, as_owner, running, pantry):
        run_slice(at=NOON)
        as_owner.post(at(running, "stop/"))
        assert "It was stopped after 200 of 301." in text_of(as_owner.get(at(running)))

        as_owner.post(at(running, "go-on/"))
        run(at=LATER)
        assert Membership.objects.filter(organisation=pantry, state="active").count() == 301

    def test_its_columns_are_no_longer_asked(self, as_owner, running):
        assert as_owner.get(at(running, "columns/"))["Location"] == at(running)
        assert as_owner.get(at(running, "missing/"))["Location"] == at(running)
        assert as_owner.post(at(running, "columns/"), {"column-0": "name"})["Location"] == at(running)

    def test_costs_few_queries(self, as_owner, running, django_assert_max_num_queries):
        as_owner.get(at(running))

        with django_assert_max_num_queries(12):
            as_owner.get(at(running))

    def test_a_letter_says_when_it_is_finished(self, running, owner):
        while run_due(at=NOON):
            pass

        (letter,) = Letter.objects.filter(subject="Your file people.csv")
        assert letter.to == "mira@kettle.example"


class TestRefused:
    def test_the_file_has_the_rows_as_they_came_with_the_reason_and_comes_back_mended(self, as_owner, pantry, owner):
        taken = imported(pantry, as_file(("K-1", "Ana"), ("K-2", "", "=1+1", "-Kitchen"), ("K-3", "Ben", "ben(at)x")), actor=owner)

        table = read_table(as_owner.get(at(taken, "refused.csv")).content)

        assert table.rows[0].cells == (*HEAD, "What is wrong")
        assert [row.cells[:4] for row in table.rows[1:]] == [("K-2", "", "", "-Kitchen"), ("K-3", "Ben", "ben(at)x", "")]
        again = services.take_file(organisation=pantry, data=self.mended(table), name="x.csv", actor=owner, at=NOON)
        assert "8" not in again.columns
        services.choose_columns(
            taken=again, columns={int(k): v for k, v in again.columns.items()}, headed=True, actor=owner, at=NOON
        )
        assert (again.counts["new"], again.counts["refused"]) == (2, 0)

    def mended(self, table) -> bytes:
        out = io.StringIO()
        rows = [list(row.cells) for row in table.rows]
        rows[1][1], rows[2][2] = "Cleo", "ben@x.example"
        csv.writer(out).writerows(rows)
        return out.getvalue().encode()

    def test_no_cell_of_it_is_run_by_a_spreadsheet(self, as_owner, pantry, owner):
        taken = brought(pantry, as_file(("@SUM(1)", "", "", "+1")), actor=owner)

        lines = as_owner.get(at(taken, "refused.csv")).content.decode().splitlines()
        assert "'@SUM(1)" in lines[1]
        assert "'+1" in lines[1]


class TestRegister:
    ROWS = (
        ("K-1", "Ana Cole", "ana@x.example", "Kitchen", "North", "Cook", "2026-05-01", ""),
        ("", "Ben Dale", "ben@x.example", "=Van", "", "", "", "K-1"),
        ("", "Cleo", "", "", "", "", "", "ben@x.example"),
        ("", "Dev", "", "", "", "", "", "Cleo"),
    )

    @pytest.mark.parametrize("form", ["csv", "xlsx"])
    def test_holds_everybody_and_brought_again_changes_nothing(self, as_owner, pantry, owner, form):
        imported(
            pantry,
            as_file(*((number, name, mail, team.replace("=", "-"), *rest) for number, name, mail, team, *rest in self.ROWS)),
            actor=owner,
        )

        answer = as_owner.get(f"{HOUSE}register.{form}")

        assert answer["Content-Disposition"].endswith(f'.{form}"')
        again = brought(pantry, answer.content, actor=owner)
        assert {name: again.counts[name] for name in ("same", "refused", "missing", "rows")} == {
            "same": 5, "refused": 0, "missing": 0, "rows": 5,
        }  # fmt: skip

    def test_never_holds_what_she_proved_herself(self, as_owner, pantry, owner):
        assert b"mira@kettle.example" not in as_owner.get(HOUSE + "register.csv").content

    def test_another_organisation_is_not_in_it(self, as_owner, pantry, trust):
        make_member(trust)

        assert b"Ola Berg" not in as_owner.get(HOUSE + "register.csv").content


class TestMembersPage:
    @pytest.fixture
    def staff(self, pantry, owner):
        rows = [
            ("K-1", "Ana Cole", "ana@x.example", "Kitchen", "North", "Cook", "", ""),
            ("K-2", "Ben Dale", "", "Van", "South", "Driver", "", "K-1"),
        ]
        imported(pantry, as_file(*rows), actor=owner)
        return {
            row.person.name: row for row in Membership.objects.filter(organisation=pantry).select_related("team", "site", "person")
        }

    def shown(self, client, query: str) -> set[str]:
        return set(re.findall(r'<th scope="row"><a [^>]*>([^<]*)</a>', client.get(HOUSE + query).content.decode()))

    def test_is_narrowed_down_by_words_team_site_job_and_manager(self, as_owner, staff):
        ana, ben = staff["Ana Cole"], staff["Ben Dale"]
        job = ben.jobs.get().job_role_id

        assert self.shown(as_owner, "?q=k-2") == {"Ben Dale"}
        assert self.shown(as_owner, "?q=ANA") == {"Ana Cole"}
        assert self.shown(as_owner, "?q=ana@x") == {"Ana Cole"}
        assert self.shown(as_owner, f"?team={ana.team.pk}") == {"Ana Cole"}
        assert self.shown(as_owner, f"?site={ben.site.pk}") == {"Ben Dale"}
        assert self.shown(as_owner, f"?job={job}") == {"Ben Dale"}
        assert self.shown(as_owner, f"?manager={ana.code}") == {"Ben Dale"}
        assert self.shown(as_owner, f"?q=ana&team={ben.team.pk}") == set()
        assert self.shown(as_owner, "?team=x&manager=1&q=") == {"Ana Cole", "Ben Dale", "Mira Lund"}

    def test_costs_the_same_with_a_question(self, as_owner, staff, django_assert_max_num_queries):
        as_owner.get(HOUSE)

        with django_assert_max_num_queries(12):
            as_owner.get(HOUSE + "?q=a&team=1&site=1&job=1")

    def test_a_small_organisation_without_a_register_sees_none_of_it(self, as_owner, pantry, owner):
        member = make_member(pantry)

        for path in (HOUSE, f"{HOUSE}{member.code}/"):
            said = text_of(as_owner.get(path))
            assert "Line manager" not in said
            assert "Staff number" not in said

    def test_an_assured_one_does(self, as_outsider, trust):
        assert trust.mode == Mode.ASSURED
        assert "Line manager" in text_of(as_outsider.get("/o/northgate-trust/people/"))

    def test_place_and_manager_are_changed_by_hand(self, as_owner, staff):
        ana = staff["Ana Cole"]
        path = f"{HOUSE}{ana.code}/"

        form = {"team": "Office", "site": "", "staff_number": "K-1", "manager": "Mira Lund"}
        assert as_owner.post(path + "place/", form).status_code == 302

        ana.refresh_from_db()
        assert (ana.team.name, ana.site, ana.manager.person.name) == ("Office", None, "Mira Lund")
        assert "1 person reports to Ana Cole" in text_of(as_owner.get(path))
        refused = as_owner.post(path + "place/", form | {"manager": "K-2"})
        assert (refused.status_code, "round in a circle" in text_of(refused)) == (422, True)
        ana.refresh_from_db()
        assert ana.manager.person.name == "Mira Lund"

    @pytest.mark.parametrize(
        ("said", "words"), [("Nobody", "Nobody here is meant"), ("Ola Berg", "Several people here are called so")]
    )
    def test_a_manager_whom_nobody_knows_or_several_are_is_said(self, as_owner, staff, pantry, said, words):
        make_member(pantry)
        make_member(pantry)

        answer = as_owner.post(f"{HOUSE}{staff['Ana Cole'].code}/place/", {"manager": said})

        assert (answer.status_code, words in text_of(answer)) == (422, True)

    def test_a_wrong_place_keeps_what_was_typed_and_changes_nothing(self, as_owner, staff):
        answer = as_owner.post(f"{HOUSE}{staff['Ana Cole'].code}/place/", {"team": "Office", "staff_number": "K-2", "manager": ""})

        assert "Somebody else has this staff number" in text_of(answer)
        assert 'value="Office"' in answer.content.decode()
        staff["Ana Cole"].refresh_from_db()
        assert staff["Ana Cole"].team.name == "Kitchen"

    def test_jobs_begin_and_end_by_hand(self, as_owner, staff):
        ana = staff["Ana Cole"]
        path = f"{HOUSE}{ana.code}/"
        as_owner.post(path + "jobs/", {"title": "Fire warden", "from_on": "2026-05-01"})
        job = ana.jobs.get(job_role__title="Fire warden")

        refused = as_owner.post(f"{path}jobs/{job.code}/end/", {"to_on": "2026-04-01"})
        assert "A job ends on the day on which it begins, or later." in text_of(refused)
        as_owner.post(f"{path}jobs/{job.code}/end/", {"to_on": "2026-06-01"})

        assert "Fire warden , 1 May 2026 to 1 June 2026" in text_of(as_owner.get(path))
        twice = as_owner.post(path + "jobs/", {"title": "Cook", "from_on": "2026-05-01"})
        assert "She has this job in those days already." in text_of(twice)

    @pytest.mark.parametrize("tail", ["place/", "jobs/"])
    def test_is_for_who_keeps_the_register(self, as_colleague, as_outsider, staff, tail):
        path = f"{HOUSE}{staff['Ana Cole'].code}/{tail}"

        assert as_colleague.post(path, {"title": "Owner"}).status_code == 403
        assert as_outsider.post(path, {"title": "Owner"}).status_code == 404

    def test_a_job_of_somebody_else_is_not_found_here(self, as_owner, staff):
        job = staff["Ben Dale"].jobs.get()

        assert as_owner.post(f"{HOUSE}{staff['Ana Cole'].code}/jobs/{job.code}/end/", {"to_on": "2027-01-01"}).status_code == 404

    def test_a_members_page_costs_few_queries(self, as_owner, staff, django_assert_max_num_queries):
        path = f"{HOUSE}{staff['Ben Dale'].code}/"
        as_owner.get(path)

        with django_assert_max_num_queries(12):
            as_owner.get(path)

"""Lists as people have them: saved by spreadsheets, with marks, quotes and columns in any order; and what the page keeps."""

from __future__ import annotations

import csv
import io
import re

import pytest
from allauth.account.models import EmailAddress
from hypothesis import given
from hypothesis import strategies as st
from laurels.common import limits
from laurels.people.forms import AddPeopleForm
from laurels.people.models import Membership
from laurels.people.roster import Verdict, heading_of, read_roster
from tests.making import make_person

ADD = "/o/kettle-lane/people/add/"


def read(text: str) -> list[tuple[int, str, str | None, str | None]]:
    return [(row.line, row.name, row.email, row.team) for row in read_roster(text)]


OLA = ("Ola Berg", "ola@x.example", "Kitchen")


NAMES = st.one_of(
    st.text(st.characters(codec="ascii", exclude_categories=["C", "Z"], exclude_characters='@<>"'), min_size=1, max_size=20),
    st.sampled_from(["name", "team", "Surname"]),
)


class TestFiles:
    @pytest.mark.parametrize("mark", ["", "\ufeff"])
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    @pytest.mark.parametrize("separator", [",", ";", "\t"])
    @pytest.mark.parametrize("heading", ["", "Name{0}E-mail{0}Team", '"Name"{0}"E-Mail"{0}"Team"'])
    def test_of_every_program_are_read_alike(self, mark, end, separator, heading):
        lines = [heading.format(separator)] if heading else []
        text = mark + end.join([*lines, separator.join(OLA), separator.join(("Nina Voss", "nina@x.example", ""))]) + end

        rows = read(text)

        assert rows == [(len(lines) + 1, *OLA), (len(lines) + 2, "Nina Voss", "nina@x.example", None)]

    @pytest.mark.parametrize(
        ("line", "row"),
        [
            ('"Berg, Ola",ola@x.example,Kitchen', ("Berg, Ola", "ola@x.example", "Kitchen")),
            ('"Berg; Ola";ola@x.example;"Kitchen; night"', ("Berg; Ola", "ola@x.example", "Kitchen; night")),
            ('"Ola ""Olli"" Berg",ola@x.example', ('Ola "Olli" Berg', "ola@x.example", None)),
            ('"Berg, Ola"', ("Berg, Ola", None, None)),
            ('"Berg, Ola"\tola@x.example', ("Berg, Ola", "ola@x.example", None)),
            ("Ola 'Olli' Berg, ola@x.example", ("Ola 'Olli' Berg", "ola@x.example", None)),
            ("=cmd(), ola@x.example", ("=cmd()", "ola@x.example", None)),  # as typed inside; exports quote it
        ],
    )
    def test_quotes_keep_a_cell_together(self, line, row):
        assert read(line) == [(1, *row)]

    def test_a_quote_that_never_ends_is_a_row_to_mend_and_takes_no_other_with_it(self):
        rows = read_roster('"Ola Berg, ola@x.example\nNina Voss, nina@x.example')

        assert [(row.line, row.verdict) for row in rows] == [(1, Verdict.BAD_ADDRESS), (2, Verdict.NEW)]

    @given(
        st.lists(
            st.tuples(
                st.text(
                    st.characters(codec="ascii", exclude_categories=["C", "Z"], exclude_characters='@<>"'), min_size=1, max_size=20
                ),
                st.sampled_from(["ola@x.example", "nina.voss@y.example", ""]),
                st.sampled_from(["", "Kitchen", "Night, late", "Night; early"]),
            ),
            min_size=1,
            max_size=8,
        ),
        st.sampled_from([",", ";", "\t"]),
    )
    def test_what_a_program_writes_with_headings_is_read_back(self, people, separator):
        written = io.StringIO()
        writer = csv.writer(written, delimiter=separator, quoting=csv.QUOTE_ALL)
        writer.writerows([("Name", "Email", "Team"), *people])

        assert read(written.getvalue()) == [
            (line, name, email or None, team or None) for line, (name, email, team) in enumerate(people, start=2)
        ]


class TestMeantAsAddress:
    @pytest.mark.parametrize("cell", ["nina(at)x.example", "nina[at]x.example", "nina.x.example", "nina.voss_x.example"])
    def test_a_mistyped_address_is_a_row_to_mend_and_no_team(self, cell):
        (row,) = read_roster(f"Nina Voss, {cell}")

        assert (row.verdict, row.email, row.team) == (Verdict.BAD_ADDRESS, cell, None)

    @pytest.mark.parametrize("cell", ["Kitchen", "St. Mary's", "St.Mary", "Team 1.2", "A/B", "Night shift (late)", "R.N."])
    def test_a_team_is_a_team(self, cell):
        (row,) = read_roster(f"Nina Voss, {cell}")

        assert (row.verdict, row.team) == (Verdict.NEW, cell)


class TestHeadings:
    @pytest.mark.parametrize(
        ("heading", "line"),
        [
            ("Team,E-mail,Name", "Kitchen,ola@x.example,Ola Berg"),
            ("First name;Last name;Department;Email address", "Ola;Berg;Kitchen;ola@x.example"),
            ("Surname\tForename\tTeam\tMail", "Berg\tOla\tKitchen\tola@x.example"),
            ("No.,Name,Salary,E-mail,Team", "17,Ola Berg,1000,ola@x.example,Kitchen"),
            ("NAME,EMAIL,TEAM", "Ola Berg,OLA@X.EXAMPLE,Kitchen"),
        ],
    )
    def test_say_which_column_is_what(self, heading, line):
        assert read(f"{heading}\n{line}") == [(2, *OLA)]

    @pytest.mark.parametrize("line", ["Name", "Ola Berg, Team", "Name Surname, ola@x.example", "Kitchen, Team", "E-mail, Team", ""])
    def test_are_not_seen_where_there_are_none(self, line):
        assert heading_of(line) == ""

    def test_in_the_middle_are_a_row_like_any_other(self):
        assert [name for _, name, _, _ in read("Ola Berg\nName, E-mail\nNina Voss")] == ["Ola Berg", "Name", "Nina Voss"]

    def test_a_line_with_fewer_cells_is_read_as_far_as_it_goes(self):
        assert read("Name,E-mail,Team\nOla Berg") == [(2, "Ola Berg", None, None)]

    def test_a_line_with_more_cells_keeps_what_has_a_heading(self):
        assert read("Name,E-mail\nOla Berg,ola@x.example,Kitchen,Berlin") == [(2, "Ola Berg", "ola@x.example", None)]

    def test_a_line_without_a_name_is_refused_by_its_number(self):
        (row,) = read_roster("Name,E-mail\n,ola@x.example")

        assert (row.line, row.verdict) == (2, Verdict.NO_NAME)


@pytest.mark.django_db
class TestLimit:
    def form(self, text: str) -> AddPeopleForm:
        return AddPeopleForm({"people": text})

    def test_a_list_of_exactly_the_limit_is_read(self):
        line = "Ola Berg, ola@x.example\n"
        text = (line * (limits.PASTED_LIST // len(line) + 1))[: limits.PASTED_LIST - 1] + "x"

        assert len(text) == limits.PASTED_LIST == 100_000
        assert self.form(text).is_valid()

    def test_one_character_more_is_refused_with_the_number(self, as_owner):
        page = as_owner.post(ADD, {"people": "x" * (limits.PASTED_LIST + 1), "add": "1"})

        assert "100000" in page.content.decode().replace(",", "").replace("\u202f", "")
        assert Membership.objects.filter(organisation__slug="kettle-lane").count() == 1

    def test_the_longest_list_keeps_no_processor_busy(self):
        from time import thread_time

        text = ('"a",' * 25_000)[: limits.PASTED_LIST]
        began = thread_time()
        self.form(text).is_valid()
        self.form("a\n" * (limits.PASTED_LIST // 2)).is_valid()
        self.form('"' * limits.PASTED_LIST).is_valid()
        self.form(("a@" * limits.PASTED_LIST)[: limits.PASTED_LIST]).is_valid()

        assert thread_time() - began < 4


class TestPage:
    LIST = (
        "Team;Name;E-mail\nKitchen;Ola Berg;ola@x.example\nKitchen;Nina Voss;nina(at)x.example\n"
        ";;idris@x.example\nBar;Ola;OLA@x.example"
    )

    def test_shows_by_line_what_will_happen_before_anything_does(self, as_owner):
        page = as_owner.post(ADD, {"people": self.LIST, "preview": "1"}).content.decode()

        for words in ("Will be added.", "This address cannot be right.", "There is no name.", "Stands here twice."):
            assert words in page
        assert "Add 1 person" in page
        assert Membership.objects.filter(organisation__slug="kettle-lane").count() == 1

    def test_says_what_happens_beside_the_name_where_a_telephone_shows_it(self, as_owner):
        page = as_owner.post(ADD, {"people": self.LIST, "preview": "1"}).content.decode()

        assert re.findall(r'<th scope="col">([^<]+)</th>', page) == ["Name", "What happens", "Address", "Team"]
        assert re.findall(r"line (\d+)</span>", page) == ["2", "3", "4", "5"]

    def test_adds_the_good_ones_and_keeps_the_others_with_their_headings_to_be_mended(self, as_owner, pantry):
        page = as_owner.post(ADD, {"people": self.LIST, "add": "1"}).content.decode()

        assert EmailAddress.objects.filter(email="ola@x.example").count() == 1
        kept = page.split("<textarea")[1].split(">", 1)[1].split("</textarea>")[0].strip().splitlines()
        assert kept == ["Team;Name;E-mail", "Kitchen;Nina Voss;nina(at)x.example", ";;idris@x.example"]

        mended = "\n".join(kept).replace("(at)", "@").replace(";;", ";Idris Vale;")
        as_owner.post(ADD, {"people": mended, "add": "1"})

        names = set(pantry.memberships.values_list("person__name", flat=True))
        assert names == {"Mira Lund", "Ola Berg", "Nina Voss", "Idris Vale"}

    def test_sent_twice_adds_nobody_twice(self, as_owner, pantry):
        for _ in range(2):
            as_owner.post(ADD, {"people": "Ola Berg, ola@x.example", "add": "1"})

        assert pantry.memberships.filter(person__name="Ola Berg").count() == 1

    def test_a_name_that_is_mark_up_is_shown_as_it_was_typed(self, as_owner):
        page = as_owner.post(ADD, {"people": "<script>badinput()</script>", "preview": "1"}).content.decode()

        assert "<script>badinput" not in page
        assert "&lt;script&gt;badinput()" in page

    @pytest.mark.parametrize(("who", "status"), [("as_colleague", 403), ("as_outsider", 404), ("as_stranger", 302)])
    @pytest.mark.parametrize("button", ["add", "preview"])
    def test_takes_a_list_from_nobody_else(self, request, pantry, who, status, button):
        client = request.getfixturevalue(who)
        before = Membership.objects.count()

        assert client.post(ADD, {"people": "Ola Berg", button: "1"}).status_code == status
        assert Membership.objects.count() == before

    def test_somebody_who_is_here_already_is_joined_by_her_proven_address(self, as_owner, pantry):
        vera = make_person("Vera Stone", email="vera@trust.example")

        as_owner.post(ADD, {"people": "V. Stone, Vera@Trust.example", "add": "1"})

        assert pantry.memberships.filter(person=vera).exists()

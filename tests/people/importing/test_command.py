"""`laurels people import`: the difference, the bar, and what was refused; nothing is changed by a dry run."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from laurels.people import commands
from laurels.people.models import Membership, PeopleImport
from tests.people.importing.making import as_file, imported

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(tmp_path, pantry):
    def call(data: bytes, *words: str):
        file = tmp_path / "staff.csv"
        file.write_bytes(data)
        return CliRunner().invoke(commands.people, ["import", str(file), "--organisation", "kettle-lane", *words])

    return call


def names(organisation) -> set[str]:
    return set(Membership.objects.filter(organisation=organisation, state="active").values_list("person__name", flat=True))


class TestImport:
    def test_takes_everybody_in_and_shows_the_bar(self, run, pantry):
        done = run(as_file(("K-1", "Ana", "", "Kitchen"), ("K-2", "Ben", "", "", "", "Cook", "", "K-1")))

        assert done.exit_code == 0
        assert names(pantry) == {"Mira Lund", "Ana", "Ben"}
        assert "staff.csv: CSV, letters UTF-8, cells parted by a comma, 2 rows" in done.stdout
        assert "2  Join" in done.stdout
        assert "New teams: Kitchen" in done.stdout
        assert "█" * 30 + " 100 %  2 done  It is finished." in done.stderr

    def test_a_dry_run_changes_nothing_and_keeps_nothing(self, run, pantry):
        done = run(as_file(("K-1", "Ana"), ("K-2", "")), "--dry-run")

        assert done.exit_code == 1
        assert "Row 3: There is no name. Write it." in done.stderr
        assert names(pantry) == {"Mira Lund"}
        assert not PeopleImport.objects.exists()

    def test_refused_rows_are_told_written_and_make_it_end_with_one(self, run, pantry, tmp_path):
        done = run(as_file(("K-1", "Ana"), ("K-2", "")), "--refused", str(tmp_path / "mend.csv"))

        assert (done.exit_code, names(pantry)) == (1, {"Mira Lund", "Ana"})
        assert "Row 3: There is no name." in done.stderr
        assert b"K-2,,,,,,,,There is no name." in (tmp_path / "mend.csv").read_bytes()

    def test_a_column_can_be_named(self, run, pantry):
        done = run(as_file(("Ana", "Cook"), head=("Colleague", "Name")), "--column", "Colleague=name", "--column", "Name=job")

        assert (done.exit_code, names(pantry)) == (0, {"Mira Lund", "Ana"})

    @pytest.mark.parametrize("words", ["Shoe=name", "Colleague=password", "Colleague"])
    def test_a_column_that_is_none_is_refused(self, run, pantry, words):
        done = run(as_file(("Ana",), head=("Colleague",)), "--column", words)

        assert (done.exit_code, PeopleImport.objects.count()) == (1, 0)
        assert "Its headings: Colleague." in done.stderr

    def test_those_who_are_missing_leave_only_when_their_number_is_said(self, run, pantry, owner):
        imported(pantry, as_file(*((f"K-{n}", f"P{n}") for n in range(8))), actor=owner)
        data = as_file(*((f"K-{n}", f"P{n}") for n in range(7)), ("", "Mira Lund"))

        assert run(data).exit_code == 0
        assert "P7" in names(pantry)
        wrong = run(data, "--leavers", "3")
        assert (wrong.exit_code, "1 people are not in the file, not 3" in wrong.stderr, "P7" in names(pantry)) == (1, True, True)
        assert run(data, "--leavers", "1").exit_code == 0
        assert "P7" not in names(pantry)

    def test_a_file_that_is_no_table_and_an_organisation_that_is_none(self, run, pantry, tmp_path):
        assert "it is a PDF" in run(b"%PDF-1.7").stderr
        done = CliRunner().invoke(commands.people, ["import", __file__, "--organisation", "nowhere"])
        assert "There is no organisation “nowhere”." in done.stderr

"""A file is brought and taken in, slice by slice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from laurels.common.tables import TableNotRead
from laurels.journal.models import FactRow
from laurels.people import services
from laurels.people.errors import ColumnsMissing, NotYours, OrganisationNotFound
from laurels.people.models import Membership, OneUseCode, PeopleImport, Person
from laurels.people.rules import Role
from laurels.people.services import NewPerson, add_people, leave
from laurels.worker import selectors as worker
from laurels.worker.services import run_due, run_slice
from tests.making import NOON, make_member, make_person
from tests.people.importing.looking import members, result
from tests.people.importing.making import as_file, brought, imported, run

pytestmark = pytest.mark.django_db


class TestBringing:
    def test_finds_the_columns_and_changes_nothing(self, pantry, owner):
        taken = brought(pantry, as_file(("K-1", "Ana Cole", "ana@x.example", "Kitchen")), actor=owner)

        assert list(taken.columns.values()) == ["number", "name", "address", "team", "site", "job", "since", "manager"]
        assert (taken.kind, taken.encoding, taken.delimiter, taken.headed) == ("csv", "utf-8", ",", True)
        assert taken.counts["new"] == 1
        assert "Ana Cole" not in members(pantry)

    def test_columns_are_remembered_by_their_headings(self, pantry, trust, owner):
        data = as_file(("Ana Cole", "Kitchen", "Cook"), head=("Colleague", "Team", "Role"))
        taken = services.take_file(organisation=pantry, data=data, name="x.csv", actor=owner, at=NOON)
        services.choose_columns(taken=taken, columns={0: "name", 1: "site"}, headed=True, actor=owner, at=NOON)

        again = services.take_file(organisation=pantry, data=data, name="x.csv", actor=owner, at=NOON)
        elsewhere = services.take_file(organisation=trust, data=data, name="x.csv", actor=None, at=NOON)

        assert again.columns == {"0": "name", "1": "site"}
        assert elsewhere.columns == {"1": "team", "2": "job"}

    def test_a_file_without_headings_is_read_by_places(self, pantry, owner):
        taken = services.take_file(organisation=pantry, data=b"Ana Cole,K-1\nBen,K-2\n", name="x.csv", actor=owner, at=NOON)
        assert (taken.headed, taken.columns) == (False, {})

        services.choose_columns(taken=taken, columns={0: "name", 1: "number"}, headed=False, actor=owner, at=NOON)

        assert taken.counts["new"] == 2

    @pytest.mark.parametrize("columns", [{}, {0: "number"}, {0: "name", 1: "name"}, {0: "team"}])
    def test_without_a_column_of_names_nothing_is_compared(self, pantry, owner, columns):
        taken = services.take_file(organisation=pantry, data=as_file(("1", "Ana")), name="x.csv", actor=owner, at=NOON)

        with pytest.raises(ColumnsMissing):
            services.choose_columns(taken=taken, columns=columns, headed=True, actor=owner, at=NOON)

    def test_other_letters_can_be_chosen(self, pantry, owner):
        data = "Name\nŁukasz Zając\n".encode("cp1250")
        taken = services.take_file(organisation=pantry, data=data, name="x.csv", actor=owner, at=NOON)

        services.read_again(taken=taken, encoding="cp1250", delimiter=",", actor=owner)
        services.choose_columns(taken=taken, columns={0: "name"}, headed=True, actor=owner, at=NOON)
        services.begin_import(taken=taken, leavers=0, letters=False, actor=owner, at=NOON)
        run()

        assert "Łukasz Zając" in members(pantry)

    def test_what_is_no_table_leaves_nothing(self, pantry, owner):
        with pytest.raises(TableNotRead):
            services.take_file(organisation=pantry, data=b"%PDF-1.7", name="x.csv", actor=owner, at=NOON)

        assert not PeopleImport.objects.exists()

    def test_is_for_who_keeps_the_register(self, pantry, colleague, outsider, trust):
        for actor, problem in ((colleague, NotYours), (outsider, OrganisationNotFound)):
            with pytest.raises(problem):
                services.take_file(organisation=pantry, data=as_file(), name="x.csv", actor=actor, at=NOON)

    def test_no_verb_opens_somebody_elses_file(self, pantry, owner, outsider, trust):
        taken = brought(pantry, as_file(("1", "Ana")), actor=owner)

        for act in (
            lambda: services.read_again(taken=taken, encoding="utf-8", delimiter=",", actor=outsider),
            lambda: services.choose_columns(taken=taken, columns={0: "name"}, headed=True, actor=outsider, at=NOON),
            lambda: services.choose_leaving(taken=taken, ticked=[], shown=None, actor=outsider),
            lambda: services.begin_import(taken=taken, leavers=0, letters=True, actor=outsider, at=NOON),
            lambda: services.stop_import(taken=taken, actor=outsider, at=NOON),
            lambda: services.resume_import(taken=taken, actor=outsider, at=NOON),
        ):
            with pytest.raises(OrganisationNotFound):
                act()


class TestTakingIn:
    def test_everything_a_row_says_stands_in_the_register(self, pantry, owner):
        rows = [
            ("K-2", "Ben Dale", "ben@x.example", "Kitchen", "North", "Cook", "2026-05-01", "K-1"),
            ("K-1", "Ana Cole", "ana@x.example; a.cole@y.example", "Kitchen", "North", "Head cook", "", ""),
        ]
        taken = imported(pantry, as_file(*rows), actor=owner)

        ben, ana = members(pantry)["Ben Dale"], members(pantry)["Ana Cole"]
        assert (ben.staff_number, ben.given_address, ben.team.name, ben.site.name) == ("K-2", "ben@x.example", "Kitchen", "North")
        assert ben.manager == ana
        assert [(job.job_role.title, job.from_on) for job in ben.jobs.all()] == [("Cook", date(2026, 5, 1))]
        assert [(job.job_role.title, job.from_on) for job in ana.jobs.all()] == [("Head cook", None)]
        assert sorted(EmailAddress.objects.filter(user=ana.person).values_list("email", "verified", "primary")) == [
            ("a.cole@y.example", False, False),
            ("ana@x.example", False, True),
        ]
        assert (result(taken)["new"], taken.ended_at) == (2, NOON)

    def test_nobody_who_was_made_can_sign_in_before_she_has_shown_who_she_is(self, pantry, owner):
        imported(pantry, as_file(("", "Ana Cole", "ana@x.example")), actor=owner)

        assert not Person.objects.get(name="Ana Cole").has_usable_password()

    def test_the_same_file_again_is_nothing_to_do(self, pantry, owner):
        data = as_file(("K-1", "Ana", "ana@x.example", "Van", "North", "Cook", "", ""), ("K-2", "Ben", "", "", "", "", "", "Ana"))
        imported(pantry, data, actor=owner)

        counts = brought(pantry, data, actor=owner).counts

        assert {name: counts[name] for name in ("new", "again", "changed", "same", "refused")} == {
            "new": 0, "again": 0, "changed": 0, "same": 2, "refused": 0,
        }  # fmt: skip

    def test_movers_move(self, pantry, owner):
        imported(pantry, as_file(("1", "Ana", "", "Van", "North", "Cook", "2026-05-01", ""), ("2", "Ben")), actor=owner)
        later = NOON + timedelta(days=10)
        imported(
            pantry,
            as_file(("1", "Ana Stone", "ana@x.example", "Bus", "South", "Driver", "", "2"), ("2", "Ben")),
            actor=owner,
            at=later,
        )

        ana = members(pantry)["Ana Stone"]
        assert (ana.team.name, ana.site.name, ana.manager.person.name, ana.given_address) == (
            "Bus",
            "South",
            "Ben",
            "ana@x.example",
        )
        jobs = sorted((job.job_role.title, job.from_on, job.to_on) for job in ana.jobs.all())
        assert jobs == [("Cook", date(2026, 5, 1), date(2026, 12, 3)), ("Driver", date(2026, 12, 4), None)]
        changed = FactRow.objects.get(kind="member.changed").data
        assert changed == {"subjects": [str(ana.code)], "changed": [["name", "address", "team", "site"]]}

    def test_the_name_and_the_addresses_of_somebody_who_has_come_in_stay_hers(self, pantry, owner):
        imported(pantry, as_file(("1", "Ana", "ana@x.example")), actor=owner)
        person = Person.objects.get(name="Ana")
        person.last_login = NOON
        person.save()
        imported(pantry, as_file(("1", "Anna", "ana@x.example, evil@y.example", "Van")), actor=owner)

        person.refresh_from_db()
        assert person.name == "Ana"
        assert list(EmailAddress.objects.filter(user=person).values_list("email", flat=True)) == ["ana@x.example"]
        assert members(pantry)["Ana"].team.name == "Van"

    def test_who_left_works_there_again(self, pantry, owner):
        imported(pantry, as_file(("1", "Ana", "", "Van", "", "Cook", "2026-05-01", "")), actor=owner)
        before = members(pantry)["Ana"]
        leave(membership=before, actor=owner, at=NOON)
        later = NOON + timedelta(days=10)

        taken = imported(pantry, as_file(("1", "Ana", "", "Bus", "", "Cook", "", "")), actor=owner, at=later)

        ana = members(pantry)["Ana"]
        assert (ana.pk, ana.team.name, ana.joined_at) == (before.pk, "Bus", later)
        assert sorted((job.from_on, job.to_on) for job in ana.jobs.all()) == [
            (date(2026, 5, 1), NOON.date()),
            (later.date(), None),
        ]
        assert result(taken)["again"] == 1

    def test_somebody_with_an_account_joins_with_it(self, pantry, owner):
        eve = make_person("Eve", email="eve@y.example")

        imported(pantry, as_file(("1", "Eve Stone", "eve@y.example")), actor=owner)

        membership = Membership.objects.get(person=eve, organisation=pantry)
        assert (membership.staff_number, membership.person.name) == ("1", "Eve")
        assert EmailAddress.objects.filter(email="eve@y.example").count() == 1

    def test_each_new_member_with_an_address_gets_one_letter(self, pantry, owner):
        imported(pantry, as_file(("1", "Ana", "ana@x.example"), ("2", "Ben", "ben@x.example"), ("3", "Cleo")), actor=owner)
        while run_due(at=NOON):
            pass

        assert OneUseCode.objects.filter(kind="letter").count() == 2

    def test_no_letter_where_none_is_wanted(self, pantry, owner):
        imported(pantry, as_file(("1", "Ana", "ana@x.example")), actor=owner, letters=False)
        while run_due(at=NOON):
            pass

        assert not OneUseCode.objects.exists()

    def test_facts_hold_codes_alone_and_are_one_for_each_slice(self, pantry, owner):
        imported(
            pantry,
            as_file(*((str(n), f"P{n}", f"p{n}@x.example", "Van", "", "Cook", "", "0" if n else "") for n in range(250))),
            actor=owner,
        )

        kinds = list(
            FactRow.objects.filter(kind__in=("member.added", "manager.changed", "job.begun")).values_list("kind", flat=True)
        )
        assert sorted(kinds) == ["job.begun"] * 2 + ["manager.changed"] * 2 + ["member.added"] * 2

    def test_another_organisation_is_not_touched(self, pantry, trust, owner):
        theirs = make_member(trust)
        Membership.objects.filter(pk=theirs.pk).update(staff_number="1", given_address="ola@x.example")

        imported(pantry, as_file(("1", "Ola Berg", "ola@x.example", "Van")), actor=owner)

        theirs.refresh_from_db()
        assert (theirs.team, theirs.state) == (None, "active")
        assert members(pantry)["Ola Berg"].person != theirs.person


class TestRefused:
    def test_only_the_good_rows_are_taken_in_and_the_refused_are_kept(self, pantry, owner):
        taken = imported(pantry, as_file(("1", "Ana"), ("2", ""), ("3", "Ben", "ben(at)x")), actor=owner)

        assert {"Ana"} <= set(members(pantry))
        assert taken.refused == [[3, "no-name", ""], [4, "bad-address", "ben(at)x"]]
        progress = worker.progress(taken.work, at=NOON)
        assert (progress.done, progress.refused, progress.total) == (1, 2, 3)

    def test_what_the_file_said_about_the_others_is_forgotten(self, pantry, owner):
        taken = imported(pantry, as_file(("1", "Ana"), ("2", "")), actor=owner)

        assert (taken.plan, taken.raw) == (None, None)
        from laurels.people.importing.keeping import unpack_rows

        assert [row.number for row in unpack_rows(taken.table)] == [1, 3]

    def test_a_number_that_was_given_away_meanwhile_is_refused(self, pantry, owner):
        taken = brought(pantry, as_file(("1", "Ana")), actor=owner)
        services.change_place(membership=make_member(pantry), team="", site="", staff_number="1", actor=owner, at=NOON)

        self.finish(taken, owner)

        assert taken.refused == [[2, "changed-meanwhile", "Ana"]]
        assert "Ana" not in members(pantry)

    def test_an_address_that_was_proven_meanwhile_opens_no_account(self, pantry, owner):
        taken = brought(pantry, as_file(("1", "Ana", "ana@x.example")), actor=owner)
        make_person("Eve", email="ana@x.example")

        self.finish(taken, owner)

        assert taken.refused == [[2, "changed-meanwhile", "Ana"]]
        assert Membership.objects.filter(person__name="Eve").count() == 0

    def test_who_left_meanwhile_is_not_brought_back_by_a_change(self, pantry, owner):
        (ana,) = add_people(organisation=pantry, rows=[NewPerson("Ana")], actor=owner, at=NOON)
        taken = brought(pantry, as_file(("1", "Ana", "", "Van")), actor=owner)
        leave(membership=ana, actor=owner, at=NOON)

        self.finish(taken, owner)

        assert taken.refused == [[2, "changed-meanwhile", "Ana"]]

    def test_a_circle_that_somebody_closed_meanwhile_is_refused(self, pantry, owner):
        ana, ben = add_people(organisation=pantry, rows=[NewPerson("Ana"), NewPerson("Ben")], actor=owner, at=NOON)
        taken = brought(pantry, as_file(("", "Ana", "", "", "", "", "", "Ben")), actor=owner)
        services.set_manager(membership=ben, manager=ana, actor=owner, at=NOON)

        self.finish(taken, owner)

        ana.refresh_from_db()
        assert (ana.manager, taken.refused) == (None, [[2, "changed-meanwhile", "Ana"]])

    def test_a_manager_who_left_meanwhile_takes_her_new_people_along(self, pantry, owner):
        (boss,) = add_people(organisation=pantry, rows=[NewPerson("Boss")], actor=owner, at=NOON)
        rows = [("1", "Ana", "", "", "", "", "", "Boss"), ("2", "Ben", "", "", "", "", "", "Ana")]
        taken = brought(pantry, as_file(*rows), actor=owner)
        leave(membership=boss, actor=owner, at=NOON)

        self.finish(taken, owner)

        assert [problem for _, problem, _ in taken.refused] == ["changed-meanwhile"] * 2

    def test_who_lost_the_right_meanwhile_takes_nothing_in(self, pantry, owner):
        admin = make_member(pantry, make_person("Adi"), Role.ADMIN)
        taken = brought(pantry, as_file(("1", "Ana")), actor=admin.person)
        services.begin_import(taken=taken, leavers=0, letters=True, actor=admin.person, at=NOON)
        services.withdraw_role(membership=admin, role=Role.ADMIN, actor=owner, at=NOON)

        run()

        progress = worker.progress(taken.work, at=NOON)
        assert (progress.state, progress.trouble) == ("failed", "people.not-yours")
        assert "Ana" not in members(pantry)

    def finish(self, taken, owner):
        services.begin_import(taken=taken, leavers=0, letters=True, actor=owner, at=NOON)
        run()
        taken.refresh_from_db()


def test_a_slice_costs_the_same_whatever_is_in_the_register(pantry, owner, django_assert_max_num_queries):
    imported(pantry, as_file(*((str(n), f"P{n}") for n in range(400))), actor=owner)
    rows = [(str(n), f"P{n}", f"p{n}@x.example", "Van", "", "Cook", "", "0" if n else "") for n in range(1000, 1150)]
    taken = brought(pantry, as_file(("0", "P0"), *rows), actor=owner)
    services.begin_import(taken=taken, leavers=0, letters=False, actor=owner, at=NOON)

    with django_assert_max_num_queries(70):  # and none of them for a row
        run_slice(at=NOON)


def test_reading_and_comparing_costs_the_same_for_one_and_for_many(pantry, owner, django_assert_max_num_queries):
    imported(pantry, as_file(*((str(n), f"P{n}", f"p{n}@x.example", "Van", "", "Cook") for n in range(300))), actor=owner)
    data = as_file(*((str(n), f"P{n}", f"p{n}@x.example", "Bus", "", "Driver") for n in range(300)))

    with django_assert_max_num_queries(22):
        brought(pantry, data, actor=owner, at=NOON)

"""The people of an organisation: seen, added, given roles, let go; and by whom not."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from laurels.people.access import roles_of
from laurels.people.models import Membership, Person
from laurels.people.rules import Role
from laurels.people.selectors import people_page
from laurels.people.services import add_people, grant_role
from laurels.people.services.members import NewPerson
from tests.making import NOON, make_member, make_person

LIST = "/o/kettle-lane/people/"
ADD = LIST + "add/"


@pytest.fixture
def ola(pantry) -> Membership:
    return make_member(pantry)


def text_of(page) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


class TestWhoSees:
    PATHS = (LIST, ADD, "/o/kettle-lane/settings/")

    @pytest.mark.parametrize("path", PATHS)
    def test_the_owner(self, as_owner, path):
        assert as_owner.get(path).status_code == 200

    @pytest.mark.parametrize("path", PATHS)
    def test_a_colleague_without_the_role_is_refused(self, as_colleague, path):
        assert as_colleague.get(path).status_code == 403

    @pytest.mark.parametrize("path", PATHS)
    def test_an_outsider_finds_nothing(self, as_outsider, pantry, path):
        assert as_outsider.get(path).status_code == 404

    @pytest.mark.parametrize("path", PATHS)
    def test_a_stranger_signs_in_first_and_comes_back(self, as_stranger, pantry, path):
        answer = as_stranger.get(path)

        assert answer["Location"] == f"/sign-in/?next={path}"

    @pytest.mark.parametrize("tail", ["", "roles/", "code/", "remove/"])
    def test_a_member_of_another_organisation_is_not_found_through_mine(self, as_owner, trust, outsider, tail):
        theirs = Membership.objects.get(person=outsider)
        method = as_owner.get if tail in {"", "remove/"} else as_owner.post

        assert method(f"{LIST}{theirs.code}/{tail}").status_code == 404

    def test_who_has_left_is_an_outsider(self, as_colleague, colleague, owner):
        Membership.objects.filter(person=colleague).update(state="left", left_at=NOON)

        assert as_colleague.get(LIST).status_code == 404


class TestList:
    def test_says_how_many_work_here_and_who_has_not_come_in(self, as_owner, ola):
        said = text_of(as_owner.get(LIST))

        assert "2 people work here." in said
        assert "One has not come in yet." in said
        assert "Ola Berg" in said

    def test_costs_the_same_for_one_and_thirty(self, pantry, owner, django_assert_num_queries):
        roles = roles_of(owner, pantry)
        with django_assert_num_queries(4):
            people_page(pantry, roles=roles)
        rows = [NewPerson(f"Person {number}", None, "Kitchen") for number in range(30)]
        add_people(organisation=pantry, rows=rows, actor=None, at=NOON)

        with django_assert_num_queries(4):
            page = people_page(pantry, roles=roles)

        assert len(page.lines) == 31

    def test_the_page_costs_few_queries(self, as_owner, ola, django_assert_max_num_queries):
        as_owner.get(LIST)

        with django_assert_max_num_queries(12):
            as_owner.get(LIST)

    def test_shows_fifty_on_a_page_and_forgives_any_page_number(self, pantry, as_owner):
        add_people(organisation=pantry, rows=[NewPerson(f"Person {n:03}") for n in range(60)], actor=None, at=NOON)

        assert "Page 2 of 2" in text_of(as_owner.get(LIST + "?page=2"))
        assert "Page 2 of 2" in text_of(as_owner.get(LIST + "?page=99"))
        assert "Page 1 of 2" in text_of(as_owner.get(LIST + "?page=minus"))


class TestAdding:
    def test_looks_first_and_adds_nobody(self, as_owner):
        page = as_owner.post(ADD, {"people": "Ola Berg, ola@kettle.example, Kitchen\nNina", "preview": "1"})

        assert text_of(page).count("Will be added.") == 2
        assert Membership.objects.count() == 1

    def test_adds_and_goes_back_to_the_list(self, as_owner, pantry):
        answer = as_owner.post(ADD, {"people": "Ola Berg, ola@kettle.example, Kitchen\nNina", "add": "1"})

        assert answer["Location"] == LIST
        ola = Membership.objects.get(person__name="Ola Berg")
        assert (ola.organisation, ola.team.name) == (pantry, "Kitchen")

    def test_keeps_the_refused_lines_to_be_mended(self, as_owner):
        page = as_owner.post(ADD, {"people": "Ola Berg\nola berg\n, x@y.example\nMax, max@", "add": "1"})

        box = re.search(r"<textarea[^>]*>(.*?)</textarea>", page.content.decode(), re.S).group(1)
        assert box.strip().splitlines() == [", x@y.example", "Max, max@"]
        assert Person.objects.filter(name="Ola Berg").exists()

    def test_twice_the_same_paste_adds_nobody_twice(self, as_owner):
        for _ in range(2):
            as_owner.post(ADD, {"people": "Ola Berg, ola@kettle.example", "add": "1"})

        assert Membership.objects.filter(person__name="Ola Berg").count() == 1

    def test_says_nothing_about_people_of_other_organisations(self, as_owner, outsider, trust):
        known = text_of(as_owner.post(ADD, {"people": "V, vera@trust.example", "preview": "1"}))
        unknown = text_of(as_owner.post(ADD, {"people": "V, nobody@trust.example", "preview": "1"}))

        assert known.replace("vera@", "") == unknown.replace("nobody@", "")

    def test_somebody_who_has_proven_the_address_stays_one_person(self, as_owner, outsider, pantry):
        as_owner.post(ADD, {"people": "V, vera@trust.example", "add": "1"})

        assert Membership.objects.get(organisation=pantry, person=outsider)
        assert Person.objects.get(pk=outsider.pk).name == "Vera Stone"

    def test_an_address_that_another_organisation_only_typed_is_not_shared(self, as_owner, trust):
        theirs = make_member(trust, make_person("Nina", email="nina@x.example", proven=False))

        as_owner.post(ADD, {"people": "Nina Voss, nina@x.example", "add": "1"})

        ours = Membership.objects.get(person__name="Nina Voss")
        assert ours.person != theirs.person

    @pytest.mark.parametrize("typed", ["", "   ", "\n\n"])
    def test_an_empty_box_is_said_to_be_empty(self, as_owner, typed):
        page = as_owner.post(ADD, {"people": typed, "add": "1"})

        assert page.status_code == 200
        assert Membership.objects.count() == 1

    def test_the_organisation_sees_the_address_that_it_wrote_and_no_other(self, as_owner, outsider, pantry):
        as_owner.post(ADD, {"people": "V, vera@trust.example", "add": "1"})
        EmailAddress.objects.create(user=outsider, email="vera@home.example", verified=True)
        EmailAddress.objects.filter(email="vera@trust.example").update(primary=False)
        EmailAddress.objects.filter(email="vera@home.example").update(primary=True)

        page = text_of(as_owner.get(LIST))

        assert "vera@trust.example" in page
        assert "vera@home.example" not in page

    def test_who_works_here_already_is_left_alone_and_not_put_back_into_the_box(self, as_owner):
        as_owner.post(ADD, {"people": "Ola, ola@kettle.example", "add": "1"})

        preview = text_of(as_owner.post(ADD, {"people": "Ola, ola@kettle.example", "preview": "1"}))
        answer = as_owner.post(ADD, {"people": "Ola, ola@kettle.example\nNina", "add": "1"})

        assert "Works here already." in preview
        assert answer["Location"] == LIST

    def test_names_are_shown_as_text(self, as_owner):
        as_owner.post(ADD, {"people": "<script>badinput()</script>", "add": "1"})

        assert "<script>badinput" not in as_owner.get(LIST).content.decode()


class TestRoles:
    def post(self, client, member, *roles):
        return client.post(f"{LIST}{member.code}/roles/", {"role": [role.value for role in roles]})

    def test_are_given_and_withdrawn_as_ticked(self, as_owner, ola, pantry):
        self.post(as_owner, ola, Role.ASSESSOR, Role.MANAGER)
        self.post(as_owner, ola, Role.ASSESSOR)

        assert roles_of(ola.person, pantry) == {Role.ASSESSOR, Role.LEARNER}

    def test_the_last_owner_cannot_stop_being_one(self, as_owner, owner, pantry):
        mine = Membership.objects.get(person=owner)

        page = self.post(as_owner, mine, Role.DESIGNER)

        assert page.status_code == 409
        assert "at least one programme owner" in text_of(page)
        assert Role.OWNER in roles_of(owner, pantry)

    def test_an_administrator_cannot_make_owners(self, as_colleague, colleague, ola, pantry):
        grant_role(membership=Membership.objects.get(person=colleague), role=Role.ADMIN, actor=None, at=NOON)

        page = self.post(as_colleague, ola, Role.OWNER)

        assert page.status_code == 409
        assert roles_of(ola.person, pantry) == {Role.LEARNER}

    def test_all_of_it_or_nothing(self, as_colleague, colleague, ola, pantry):
        grant_role(membership=Membership.objects.get(person=colleague), role=Role.ADMIN, actor=None, at=NOON)

        self.post(as_colleague, ola, Role.ADMIN, Role.DESIGNER)

        assert roles_of(ola.person, pantry) == {Role.LEARNER}

    @pytest.mark.parametrize(("who", "status"), [("as_colleague", 403), ("as_outsider", 404), ("as_stranger", 302)])
    def test_are_given_by_nobody_else(self, request, ola, pantry, who, status):
        assert self.post(request.getfixturevalue(who), ola, Role.OWNER).status_code == status
        assert roles_of(ola.person, pantry) == {Role.LEARNER}


class TestLettingGo:
    def test_needs_the_name(self, as_owner, ola):
        page = as_owner.post(f"{LIST}{ola.code}/remove/", {"typed": "Ola"})

        assert page.status_code == 422
        assert Membership.objects.get(pk=ola.pk).state == "active"

    def test_ends_the_membership_and_its_roles_and_keeps_the_person(self, as_owner, ola, pantry):
        grant_role(membership=ola, role=Role.ASSESSOR, actor=None, at=NOON)

        as_owner.post(f"{LIST}{ola.code}/remove/", {"typed": "ola berg"})

        ola.refresh_from_db()
        assert (ola.state, ola.grants.count()) == ("left", 0)
        assert Person.objects.filter(pk=ola.person_id).exists()
        assert roles_of(ola.person, pantry) == frozenset()

    def test_adding_again_takes_it_back_with_the_same_subject(self, as_owner, pantry):
        add_people(organisation=pantry, rows=[NewPerson("Nina", "nina@x.example")], actor=None, at=NOON)
        nina = Membership.objects.get(person__name="Nina")
        as_owner.post(f"{LIST}{nina.code}/remove/", {"typed": "Nina"})

        as_owner.post(ADD, {"people": "Nina, nina@x.example", "add": "1"})

        again = Membership.objects.get(person__name="Nina")
        assert (again.state, again.subject_id) == ("active", nina.subject_id)

    def test_the_last_owner_cannot_be_let_go(self, as_owner, owner):
        mine = Membership.objects.get(person=owner)

        page = as_owner.post(f"{LIST}{mine.code}/remove/", {"typed": "Mira Lund"})

        assert page.status_code == 422
        assert "at least one programme owner" in text_of(page)


@pytest.mark.parametrize(
    "tail", ["people/", "people/add/", "people/codes/", "settings/", "settings/mode/", "people/{code}/remove/"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_page_that_is_not_shown_looks_as_if_it_was_not_there(as_outsider, ola, tail, method):
    """The same answer, byte for byte, for what exists elsewhere and for what exists nowhere."""

    def answer(slug):
        page = getattr(as_outsider, method)(f"/o/{slug}/{tail.format(code=ola.code)}")
        body = re.sub(r'csrfmiddlewaretoken" value="\w+"', "", page.content.decode())
        return page.status_code, body.replace(slug, "…")

    assert answer("kettle-lane") == answer("no-such-place")

"""Codes from paper and letters: what is kept, who comes in, and what guessing brings."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from laurels.people import services
from laurels.people.codes import ALPHABET, HANDLE_LENGTH, SECRET_LENGTH, Code, new_code, read_code
from laurels.people.errors import AlreadyArrived, CodeExpired, CodeLocked, CodeNotKnown, CodeUsed, GrantNotHeld, NotYours
from laurels.people.models import Membership, OneUseCode, Person
from laurels.people.rules import Role
from tests.making import NOON, make_member, make_organisation, make_person

characters = st.text(ALPHABET, min_size=HANDLE_LENGTH + SECRET_LENGTH, max_size=HANDLE_LENGTH + SECRET_LENGTH)


class TestText:
    @given(characters)
    def test_a_printed_code_reads_back_as_itself(self, text):
        code = Code(text[:HANDLE_LENGTH], text[HANDLE_LENGTH:])

        assert read_code(code.text()) == code

    @given(characters, st.randoms(use_true_random=False))
    def test_case_spaces_dashes_and_misread_letters_do_not_matter(self, text, random):
        code = Code(text[:HANDLE_LENGTH], text[HANDLE_LENGTH:])
        typed = "".join(
            random.choice({"0": "0Oo", "1": "1IiLl"}.get(character, character + character.lower()))
            + random.choice(["", "", " ", "-"])
            for character in text
        )

        assert read_code(f"  {typed} ") == code

    @given(st.text(max_size=60))
    def test_anything_else_is_no_code_or_a_whole_one(self, typed):
        code = read_code(typed)

        assert code is None or len(code.handle + code.secret) == HANDLE_LENGTH + SECRET_LENGTH

    def test_the_secret_has_at_least_128_bits(self):
        assert len(ALPHABET) == 32
        assert SECRET_LENGTH * 5 >= 128

    def test_no_two_codes_are_alike(self):
        assert len({new_code().text() for _ in range(500)}) == 500

    def test_it_is_printed_in_six_groups_of_five(self):
        assert re.fullmatch(r"(\w{5}-){5}\w{5}", new_code().text())


@pytest.fixture
def ola(pantry) -> Membership:
    return make_member(pantry)


@pytest.fixture
def paper(ola, owner) -> str:
    return services.print_code(membership=ola, actor=owner, at=NOON)


def claim(typed, *, claimant=None, at=NOON):
    return services.claim_code(typed=typed, claimant=claimant, at=at)


class TestPrinting:
    def test_keeps_only_a_digest(self, paper, ola):
        row = OneUseCode.objects.get()

        kept = f"{row.handle} {row.digest} {row.address}"
        assert row.membership == ola
        assert paper.replace("-", "")[HANDLE_LENGTH:] not in kept

    def test_makes_the_earlier_paper_void(self, paper, ola, owner):
        services.print_code(membership=ola, actor=owner, at=NOON)

        with pytest.raises(CodeNotKnown):
            claim(paper)

    def test_is_refused_for_somebody_who_has_come_in(self, pantry, colleague, owner):
        membership = Membership.objects.get(person=colleague)

        with pytest.raises(AlreadyArrived):
            services.print_code(membership=membership, actor=owner, at=NOON)

    def test_is_refused_to_a_colleague_without_the_role(self, ola, colleague):
        with pytest.raises(NotYours):
            services.print_code(membership=ola, actor=colleague, at=NOON)


class TestClaiming:
    def test_lets_the_member_in(self, paper, ola):
        assert claim(paper).person == ola.person

    def test_works_once(self, paper):
        claim(paper)

        with pytest.raises(CodeUsed):
            claim(paper)

    def test_works_on_the_last_day_and_not_after(self, paper):
        last = NOON + timedelta(days=services.CODE_DAYS)
        with pytest.raises(CodeExpired):
            claim(paper, at=last + timedelta(seconds=1))

        assert claim(paper, at=last).person

    def test_five_wrong_tries_close_it_even_for_the_right_code(self, paper):
        for _ in range(5):
            with pytest.raises(CodeNotKnown):
                claim(paper[:5] + new_code().text()[5:])

        with pytest.raises(CodeLocked):
            claim(paper)

    def test_four_wrong_tries_do_not(self, paper):
        for _ in range(4):
            with pytest.raises(CodeNotKnown):
                claim(paper[:5] + new_code().text()[5:])

        assert claim(paper).person

    def test_two_hundred_guesses_open_nothing_and_say_nothing(self, paper):
        said = set()
        for number in range(200):
            guess = new_code().text()
            with pytest.raises(CodeNotKnown) as refused:
                claim(paper[:5] + guess[5:] if number % 2 else guess)
            said.add(str(refused.value.for_people()))

        assert len(said) == 1
        assert OneUseCode.objects.get().used_at is None

    def test_paper_that_still_lies_about_opens_nothing_once_she_came_in_another_way(self, paper, ola, client):
        client.force_login(ola.person, backend="allauth.account.auth_backends.AuthenticationBackend")

        with pytest.raises(CodeUsed):
            claim(paper)

    def test_joins_who_is_signed_in_already(self, paper, ola, outsider, pantry):
        placeholder = ola.person

        came = claim(paper, claimant=outsider)

        assert came.person == outsider
        assert Membership.objects.get(organisation=pantry, person=outsider).subject_id == ola.subject_id
        assert not Person.objects.filter(pk=placeholder.pk).exists()

    def test_keeps_the_roles_of_a_member_who_turns_out_to_be_here_twice(self, paper, ola, owner, pantry):
        services.grant_role(membership=ola, role=Role.MANAGER, actor=None, at=NOON)

        claim(paper, claimant=owner)

        (mine,) = Membership.objects.filter(organisation=pantry)
        assert mine.person == owner
        assert mine.grants.filter(role=Role.MANAGER).count() == 1


class TestLetter:
    @pytest.fixture
    def nina(self, pantry):
        person = make_person("Nina Voss", email="nina@kettle.example", proven=False)
        return make_member(pantry, person)

    @pytest.fixture
    def letter(self, nina):
        return services.letter_code(membership=nina, address="nina@kettle.example", at=NOON)

    def test_proves_the_address_that_it_reached(self, letter, nina):
        claim(letter)

        assert EmailAddress.objects.get(email="nina@kettle.example").verified

    def test_gives_the_place_to_whoever_has_proven_the_address_meanwhile(self, letter, nina, pantry):
        real = make_person("Nina Voss-Lee", email="nina@kettle.example")

        assert claim(letter).person == real
        assert Membership.objects.get(organisation=pantry, subject_id=nina.subject_id).person == real

    def test_brings_what_another_organisation_kept_for_the_same_address(self, letter, nina):
        other = make_organisation("Northgate Trust")
        theirs = make_person("N. Voss", email="nina@kettle.example", proven=False)
        place = make_member(other, theirs)

        claim(letter)

        place.refresh_from_db()
        assert place.person == nina.person


class TestRecovery:
    def test_lets_its_owner_in_without_an_end_date(self, owner):
        paper = services.recovery_code(person=owner, at=NOON)

        assert claim(paper, at=NOON + timedelta(days=4000)).person == owner

    def test_does_not_join_two_people_who_have_both_come_in(self, owner, outsider):
        paper = services.recovery_code(person=owner, at=NOON)

        assert claim(paper, claimant=outsider).person == owner
        assert Person.objects.filter(pk__in=[owner.pk, outsider.pk]).count() == 2


class TestPages:
    def test_the_paper_shows_the_code_its_address_and_a_picture_of_it(self, as_owner, ola):
        page = as_owner.post(f"/o/kettle-lane/people/{ola.code}/code/").content.decode()

        code = re.search(r"\w{5}(-\w{5}){5}", page).group()
        assert read_code(code)
        assert "/code/" in page
        assert 'src="data:image/svg+xml' in page

    def test_a_get_shows_and_uses_nothing_up(self, client, paper):
        page = client.get(f"/code/{paper}/")

        assert paper in page.content.decode()
        assert OneUseCode.objects.get().used_at is None
        assert "_auth_user_id" not in client.session

    def test_a_get_with_a_wrong_code_looks_the_same_and_is_no_try(self, client, paper):
        wrong = paper[:5] + new_code().text()[5:]

        shown, guessed = (re.sub(r'value="[\w-]+"', "", client.get(f"/code/{code}/").content.decode()) for code in (paper, wrong))

        assert shown == guessed
        assert OneUseCode.objects.get().tries == 0

    def test_a_post_lets_in_with_a_new_session_and_asks_how_she_comes_in_next_time(self, client, paper, ola):
        client.get("/code/")
        before = client.session.session_key

        answer = client.post("/code/", {"code": paper.lower()})

        assert answer["Location"] == "/account/welcome/"
        assert client.session["_auth_user_id"] == str(ola.person.pk)
        assert client.session.session_key != before
        assert "How will you come in next time" in client.get(answer["Location"]).content.decode()

    def test_a_wrong_code_stays_in_the_box(self, client, paper):
        wrong = paper[:5] + new_code().text()[5:]

        page = client.post("/code/", {"code": wrong})

        assert page.status_code == 422
        assert wrong in page.content.decode()
        assert "does not fit" in page.content.decode()

    def test_a_short_code_is_said_to_be_short_and_is_no_try(self, client, paper):
        page = client.post("/code/", {"code": paper[:20]})

        assert "thirty characters" in page.content.decode()
        assert OneUseCode.objects.get().tries == 0

    def test_one_visitor_cannot_try_many_codes(self, client, db):
        answers = [client.post("/code/", {"code": new_code().text()}).status_code for _ in range(25)]

        assert answers[:20] == [422] * 20
        assert set(answers[20:]) == {429}

    def test_everybody_without_an_address_gets_a_paper_of_her_own_in_one_press(self, as_owner, ola, pantry, settings):
        settings.EMAIL_URL = "smtp://mail.example:25"
        rows = [services.NewPerson("Nina Voss", "nina@kettle.example"), services.NewPerson("Idris Vale")]
        services.add_people(organisation=pantry, rows=rows, actor=None, at=NOON)

        page = as_owner.post("/o/kettle-lane/people/codes/").content.decode()

        codes = re.findall(r"\w{5}(?:-\w{5}){5}", page)
        assert len(set(codes)) == 2
        assert {claim(code).person.name for code in set(codes)} == {"Ola Berg", "Idris Vale"}

    def test_while_no_letter_goes_out_everybody_who_has_not_come_in_gets_a_paper(self, as_owner, ola, pantry, settings):
        settings.EMAIL_URL = ""
        services.add_people(organisation=pantry, rows=[services.NewPerson("Nina Voss", "nina@kettle.example")], actor=None, at=NOON)
        listed = as_owner.get("/o/kettle-lane/people/").content.decode()

        page = as_owner.post("/o/kettle-lane/people/codes/").content.decode()

        assert "Print 2 codes for those who have not come in" in listed
        codes = re.findall(r"\w{5}(?:-\w{5}){5}", page)
        assert {claim(code).person.name for code in set(codes)} == {"Ola Berg", "Nina Voss"}

    def test_whoever_used_her_recovery_code_is_led_to_print_a_new_one(self, client, owner):
        typed = services.recovery_code(person=owner, at=NOON)

        answer = client.post("/code/", {"code": typed}, follow=True)

        assert answer.redirect_chain[-1][0] == "/account/"
        assert "Your recovery code is used up. Print a new one here." in answer.content.decode()

    def test_with_nobody_to_print_for_it_says_so(self, as_owner):
        answer = as_owner.post("/o/kettle-lane/people/codes/", follow=True)

        assert "Everybody has come in" in answer.content.decode()

    @pytest.mark.parametrize(("who", "status"), [("as_colleague", 403), ("as_outsider", 404), ("as_stranger", 302)])
    def test_only_who_may_prints_for_everybody(self, request, ola, who, status):
        assert request.getfixturevalue(who).post("/o/kettle-lane/people/codes/").status_code == status
        assert not OneUseCode.objects.exists()

    @pytest.mark.parametrize(("who", "status"), [("as_colleague", 403), ("as_outsider", 404), ("as_stranger", 302)])
    def test_only_who_may_prints_a_code(self, request, ola, who, status):
        client = request.getfixturevalue(who)

        assert client.post(f"/o/kettle-lane/people/{ola.code}/code/").status_code == status
        assert not OneUseCode.objects.exists()


class TestPaperForAHigherPlace:
    """Whoever prints a code could use it herself: it opens nothing that she does not hold."""

    @pytest.fixture
    def admin(self, pantry) -> Person:
        return make_member(pantry, make_person("Ada Min", email="ada@kettle.example"), Role.ADMIN).person

    @pytest.mark.parametrize("role", [Role.OWNER, Role.ASSESSOR, Role.DESIGNER, Role.MANAGER])
    def test_is_not_printed_by_somebody_who_lacks_the_role(self, pantry, admin, role):
        invited = make_member(pantry, None, Role.ADMIN, role)

        with pytest.raises(GrantNotHeld):
            services.print_code(membership=invited, actor=admin, at=NOON)
        assert not OneUseCode.objects.exists()

    def test_is_printed_by_somebody_who_holds_it(self, pantry, admin):
        invited = make_member(pantry, None, Role.ADMIN)

        assert services.print_code(membership=invited, actor=admin, at=NOON)

    def test_is_printed_by_the_owner(self, pantry, owner):
        assert services.print_code(membership=make_member(pantry, None, Role.OWNER), actor=owner, at=NOON)

    def test_is_neither_offered_nor_among_all_papers(self, pantry, admin, owner):
        make_member(pantry)
        invited = make_member(pantry, None, Role.OWNER)
        client = Client()
        client.force_login(admin, backend="allauth.account.auth_backends.AuthenticationBackend")

        page = client.get(f"/o/kettle-lane/people/{invited.code}/").content.decode()
        client.post("/o/kettle-lane/people/codes/")

        assert f"/{invited.code}/code/" not in page
        assert OneUseCode.objects.exists()
        assert not OneUseCode.objects.filter(membership=invited).exists()

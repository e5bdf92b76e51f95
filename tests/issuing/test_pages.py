"""The pages of awards: who finds them, what they keep, what they say when something fails, and how much they ask the database."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from laurels.common.clock import now
from laurels.issuing.models import Award, Revocation
from laurels.issuing.rules import State
from laurels.people.models import Membership, Organisation
from laurels.people.rules import Role
from laurels.people.services import grant_role
from laurels.sealing.models import SealedCredential
from laurels.worker.services import run_due
from tests.issuing.making import award_form, make_award, make_badge, make_levelled_badge
from tests.making import NOON, make_member, make_organisation, make_person

pytestmark = pytest.mark.django_db
NEW = "/o/kettle-lane/awards/new/"
HOSTILE = '<img src=x onerror="badinput()"></textarea><script>badinput()</script>{{ 7*7 }}'


@pytest.fixture
def badge(owner, pantry):
    return make_badge(pantry, owner, at=now())


@pytest.fixture
def fresh(badge, owner, colleague):
    return make_award(badge, colleague, owner, narrative="She did it.", at=now())


def addresses(award: Award) -> dict[str, str]:
    """Every address of the room: GET ones, and those that are only posted to."""
    waiting = Revocation.objects.create(award=award, reason="malpractice", asked_at=now(), effective_at=now())
    base = f"/o/kettle-lane/awards/{award.code}/"
    return {
        "/o/kettle-lane/awards/": "get",
        NEW: "get",
        base: "get",
        f"{base}revoke/": "get",
        f"{base}stop/{waiting.code}/": "post",
        f"{base}take-back/": "post",
        f"/o/kettle-lane/awards/take-back/{award.version.code}/": "post",
    }


class TestNextStep:
    def test_the_people_page_leads_a_judge_to_awarding(self, as_owner, badge, colleague):
        assert f'href="{NEW}"' in as_owner.get("/o/kettle-lane/people/").content.decode()

    def test_it_does_not_lead_whoever_judges_nothing(self, as_owner, pantry):
        assert f'href="{NEW}"' not in as_owner.get("/o/kettle-lane/people/").content.decode()

    def test_an_award_to_somebody_who_never_came_in_leads_to_her_code(self, as_owner, badge, owner, pantry):
        ola = make_member(pantry)
        award = make_award(badge, ola.person, owner, at=now())

        page = as_owner.get(f"/o/kettle-lane/awards/{award.code}/").content.decode()

        assert "Ola Berg has not come in yet." in page
        assert f'href="/o/kettle-lane/people/{ola.code}/"' in page

    def test_not_to_whoever_may_print_none(self, as_colleague, badge, owner, colleague, pantry):
        grant_role(membership=Membership.objects.get(person=colleague), role=Role.ASSESSOR, actor=None, at=NOON)
        award = make_award(badge, make_member(pantry).person, owner, at=now())

        page = as_colleague.get(f"/o/kettle-lane/awards/{award.code}/").content.decode()

        assert "has not come in yet" not in page

    def test_nor_when_she_has_come_in(self, as_owner, fresh):
        assert "has not come in yet" not in as_owner.get(f"/o/kettle-lane/awards/{fresh.code}/").content.decode()


class TestWho:
    def test_an_outsider_finds_none_of_it(self, as_outsider, fresh):
        for path, method in addresses(fresh).items():
            assert getattr(as_outsider, method)(path).status_code == 404, path

    def test_a_stranger_signs_in_first(self, as_stranger, fresh):
        for path, method in addresses(fresh).items():
            answer = getattr(as_stranger, method)(path)
            assert answer.status_code == 302, path
            assert answer["Location"].startswith("/sign-in/"), path

    def test_a_colleague_without_a_role_is_refused(self, as_colleague, fresh):
        for path, method in addresses(fresh).items():
            assert getattr(as_colleague, method)(path).status_code == 403, path
        assert Revocation.objects.get().stopped_at is None

    def test_an_award_is_found_only_below_its_own_organisation(self, as_owner, owner, fresh):
        make_organisation("Second House", founder=owner)

        assert as_owner.get(f"/o/second-house/awards/{fresh.code}/").status_code == 404
        assert as_owner.get(f"/o/second-house/awards/{fresh.code}/revoke/").status_code == 404

    def test_a_revocation_of_another_award_is_not_stopped_here(self, as_owner, badge, owner, pantry, fresh):
        other = make_award(badge, make_member(pantry).person, owner, at=now())
        waiting = Revocation.objects.create(award=other, reason="malpractice", asked_at=now(), effective_at=now())

        answer = as_owner.post(f"/o/kettle-lane/awards/{fresh.code}/stop/{waiting.code}/")

        assert answer.status_code == 404
        assert Revocation.objects.get().stopped_at is None

    def test_the_wrong_way_of_asking_is_said(self, as_owner, fresh):
        assert as_owner.post("/o/kettle-lane/awards/").status_code == 405
        assert as_owner.get(f"/o/kettle-lane/awards/{fresh.code}/stop/{uuid4()}/").status_code == 405


class TestForm:
    def test_one_badge_needs_no_choice_and_two_do(self, as_owner, badge, owner, pantry):
        assert "Who has earned “Safe Shelf”?" in as_owner.get(NEW).content.decode()

        make_levelled_badge(pantry, owner)

        assert "Which badge has somebody earned?" in as_owner.get(NEW).content.decode()
        assert "Who has earned “Safe Shelf”?" in as_owner.get(f"{NEW}?badge={badge.code}").content.decode()

    def test_without_a_badge_the_page_says_what_to_do(self, as_owner, pantry):
        assert "There is no badge that you may award." in as_owner.get(NEW).content.decode()

    def test_the_judge_herself_is_not_on_the_list(self, as_owner, badge, owner, colleague):
        page = as_owner.get(NEW).content.decode()

        assert str(colleague.code) in page
        assert str(owner.code) not in page

    def test_a_press_makes_one_sealed_award(self, as_owner, badge, colleague):
        answer = as_owner.post(NEW, award_form(badge, colleague, seen_0="Every tin.", narrative="She did it."))

        award = Award.objects.get()
        assert answer["Location"] == f"/o/kettle-lane/awards/{award.code}/"
        assert (award.state, award.results[0]["seen"]) == ("issued", "Every tin.")

    def test_a_double_press_is_one_award_and_the_same_page(self, as_owner, badge, colleague):
        form = award_form(badge, colleague)

        first, second = as_owner.post(NEW, form), as_owner.post(NEW, form)

        assert (first.status_code, second.status_code) == (302, 302)
        assert first["Location"] == second["Location"]
        assert Award.objects.count() == SealedCredential.objects.count() == 1

    def test_the_same_form_with_something_else_is_said_and_kept(self, as_owner, badge, colleague):
        form = award_form(badge, colleague)
        as_owner.post(NEW, form)

        answer = as_owner.post(NEW, form | {"narrative": "Something else."})

        assert answer.status_code == 422
        assert "This form was sent before" in answer.content.decode()
        assert "Something else." in answer.content.decode()

    @pytest.mark.parametrize(
        ("changed", "words"),
        [
            ({"level_1": ""}, "Award the badge when you have seen this."),
            ({"learner": ""}, "This field is required."),
            ({"learner": "nobody"}, "Select a valid choice"),
            ({"link_0": "javascript:badinput()", "link_name_0": "List"}, "A web address begins with"),
            ({"link_1": "ftp://shelf.example/", "link_name_1": "List"}, "A web address begins with"),
            ({"link_2": "https://shelf.example/"}, "Say in a few words"),
            ({"narrative": "a" * 2001}, "at most 2000 characters"),
            ({"seen_0": "a\x00b"}, "Null characters are not allowed"),
            ({"narrative": "a\x1bb"}, "a sign in this that no text has"),
            ({"once": "twice"}, "Something needs another look"),
        ],
    )
    def test_an_error_keeps_everything_that_was_typed(self, changed, words, as_owner, badge, colleague):
        typed = {"seen_0": "Every tin, twice.", "narrative": "She turned them.", "link_name_0": "The list"}

        answer = as_owner.post(NEW, award_form(badge, colleague, **typed) | changed)

        page = answer.content.decode()
        assert answer.status_code == 422
        assert words in page
        assert all(value in page for name, value in typed.items() if name not in changed)
        assert not Award.objects.exists()

    def test_levels_below_the_required_one_are_not_offered_and_not_taken(self, as_owner, owner, colleague, pantry):
        levelled = make_levelled_badge(pantry, owner)
        form = award_form(levelled, colleague) | {"level_0": "emerging", "level_1": ""}

        page = as_owner.get(NEW).content.decode()
        answer = as_owner.post(NEW, form)

        assert 'value="emerging"' not in page
        assert 'value="confident"' in page
        assert answer.status_code == 422
        assert as_owner.post(NEW, form | {"level_0": "confident"}).status_code == 302

    def test_somebody_else_is_not_awarded_by_a_forged_form(self, as_owner, badge, outsider, trust):
        assert as_owner.post(NEW, award_form(badge, outsider)).status_code == 422
        assert not Award.objects.exists()

    def test_nor_is_she_herself(self, as_owner, badge, owner):
        assert as_owner.post(NEW, award_form(badge, owner)).status_code == 422
        assert not Award.objects.exists()

    def test_a_badge_of_another_house_is_not_awarded_here(self, as_owner, badge, outsider, trust, colleague):
        Organisation.objects.filter(pk=trust.pk).update(mode="small")
        theirs = make_badge(Organisation.objects.get(pk=trust.pk), outsider, name="Theirs")

        assert as_owner.post(NEW, award_form(theirs, colleague)).status_code == 422


class TestUnavailable:
    def test_without_the_master_key_pages_work_and_awarding_says_503_in_words(
        self, as_owner, fresh, badge, pantry, settings, tmp_path
    ):
        settings.MASTER_KEY_FILE = str(tmp_path / "elsewhere")
        other = make_member(pantry).person

        answer = as_owner.post(NEW, award_form(badge, other, narrative="She did it."))

        assert answer.status_code == 503
        assert "the master key is missing" in answer.content.decode()
        assert "She did it." in answer.content.decode()
        assert Award.objects.count() == 1
        for path in (
            "/o/kettle-lane/awards/",
            f"/o/kettle-lane/awards/{fresh.code}/",
            "/home/",
            f"/badges/{badge.code}",
            "/check/",
        ):
            assert as_owner.get(path).status_code == 200, path
        assert "Valid." in as_owner.get(f"/o/kettle-lane/awards/{fresh.code}/").content.decode()

    def test_revoking_then_says_503_and_changes_nothing(self, prompt, as_owner, fresh, settings, tmp_path):
        settings.MASTER_KEY_FILE = str(tmp_path / "elsewhere")

        answer = as_owner.post(f"/o/kettle-lane/awards/{fresh.code}/revoke/", {"reason": "malpractice", "words": "Found out."})

        assert answer.status_code == 503
        assert "Found out." in answer.content.decode()
        assert not Revocation.objects.exists()

    def test_a_clock_that_went_back_is_said_before_anything_is_promised(self, as_owner, badge, fresh, pantry, time_machine_back):
        answer = as_owner.post(NEW, award_form(badge, make_member(pantry).person))

        assert answer.status_code == 503
        assert "clock has jumped back" in answer.content.decode()
        assert Award.objects.count() == 1

    def test_what_fails_after_the_promise_waits_on_its_own_page_with_words(self, as_owner, badge, colleague, monkeypatch):
        monkeypatch.setattr("laurels.sealing.services.rules.is_sound", lambda report: False)

        page = as_owner.post(NEW, award_form(badge, colleague), follow=True).content.decode()

        assert "did not pass our own check" in page
        assert "The badge waits to be signed." in page
        award = Award.objects.get()
        assert (award.state, award.sealed, award.hindrance) == ("awarded", None, "sealing.self-check-failed")


@pytest.fixture
def time_machine_back(monkeypatch, fresh):
    """The machine's clock is six seconds before the last seal."""
    from datetime import timedelta

    before = fresh.sealed.sealed_at - timedelta(seconds=6)
    monkeypatch.setattr("laurels.issuing.views.now", lambda: before)


class TestHostileText:
    def test_names_and_words_are_shown_and_never_run(self, as_owner, owner, pantry):
        pantry.legal_name = pantry.display_name = HOSTILE[:100]
        pantry.save()
        badge = make_badge(pantry, owner, name=HOSTILE[:100], lines=(HOSTILE,), at=now())
        learner = make_person(HOSTILE)
        make_member(pantry, learner)
        as_owner.post(NEW, award_form(badge, learner, seen_0=HOSTILE, narrative=HOSTILE, link_name_0=HOSTILE[:150]))
        award = Award.objects.get()
        as_owner.post(f"/o/kettle-lane/awards/{award.code}/revoke/", {"reason": "malpractice", "words": HOSTILE})

        for path in (
            "/o/kettle-lane/awards/",
            NEW,
            f"/o/kettle-lane/awards/{award.code}/",
            f"/o/kettle-lane/awards/{award.code}/revoke/",
        ):
            page = as_owner.get(path).content.decode()
            assert "<script>badinput" not in page, path
            assert "<img src=x" not in page, path
            assert "{{ 7*7 }}" not in page or "49" not in page.partition("{{ 7*7 }}")[2][:3], path

    def test_a_form_that_failed_shows_it_as_text(self, as_owner, badge, colleague):
        form = award_form(badge, colleague, narrative=HOSTILE, seen_0=HOSTILE) | {"learner": ""}

        page = as_owner.post(NEW, form).content.decode()

        assert "<script>badinput" not in page
        assert "&lt;script&gt;badinput" in page


class TestCounts:
    """Twelve queries a page at most, the same for one row and for thirty."""

    @pytest.fixture
    def measured(self, as_owner, django_assert_max_num_queries):
        def measure(path: str) -> int:
            with django_assert_max_num_queries(40) as seen:
                assert as_owner.get(path).status_code == 200
            return len(seen)

        return measure

    def test_the_register(self, measured, badge, owner, pantry, fresh):
        one = measured("/o/kettle-lane/awards/")
        for _ in range(6):
            make_award(badge, make_member(pantry).person, owner, at=now())

        assert measured("/o/kettle-lane/awards/") == one <= 12

    def test_the_form(self, measured, badge, pantry, owner):
        one = measured(NEW)
        for _ in range(6):
            make_member(pantry)

        assert measured(NEW) == one <= 12

    def test_the_choice(self, measured, badge, pantry, owner):
        make_badge(pantry, owner, name="Second")
        two = measured(NEW)
        for number in range(3):
            make_badge(pantry, owner, name=f"Badge {number}")

        assert measured(NEW) == two <= 12

    @pytest.mark.parametrize("lines", [1, 5])
    @pytest.mark.parametrize("page", ["", "revoke/"])
    def test_an_award(self, page, lines, measured, owner, colleague, pantry):
        badge = make_badge(pantry, owner, lines=tuple(f"Shows {number}." for number in range(lines)), at=now())
        award = make_award(badge, colleague, owner, at=now())

        assert measured(f"/o/kettle-lane/awards/{award.code}/{page}") <= 12

    def test_an_award_whose_revocation_was_stopped_and_asked_for_again(self, measured, fresh, as_owner):
        path = f"/o/kettle-lane/awards/{fresh.code}/"
        once = measured(path)
        for _ in range(3):
            as_owner.post(f"{path}revoke/", {"reason": "malpractice", "words": ""})
            waiting = Revocation.objects.get(stopped_at__isnull=True)
            as_owner.post(f"{path}stop/{waiting.code}/")

        assert Revocation.objects.filter(award=fresh, stopped_at__isnull=False).count() == 3
        assert measured(path) == once <= 12

    def test_an_award_to_somebody_who_never_came_in(self, measured, badge, owner, pantry):
        award = make_award(badge, make_member(pantry).person, owner, at=now())

        assert measured(f"/o/kettle-lane/awards/{award.code}/") <= 12

    def test_a_revoked_award(self, measured, prompt, fresh, as_owner):
        as_owner.post(f"/o/kettle-lane/awards/{fresh.code}/revoke/", {"reason": "malpractice", "words": ""})
        while run_due(at=now()):
            pass

        fresh.refresh_from_db()
        assert fresh.state == State.REVOKED
        assert measured(f"/o/kettle-lane/awards/{fresh.code}/") <= 12


class TestHolderAndManager:
    def test_an_administrator_sees_the_register_and_awards_nothing(self, fresh, pantry, colleague, as_colleague):
        grant_role(membership=Membership.objects.get(person=colleague), role=Role.ADMIN, actor=None, at=NOON)

        assert as_colleague.get("/o/kettle-lane/awards/").status_code == 200
        assert as_colleague.get(NEW).status_code == 403

    def test_the_holder_who_is_administrator_cannot_stop_a_revocation_of_her_own(
        self, fresh, colleague, as_colleague, as_owner: Client
    ):
        grant_role(membership=Membership.objects.get(person=colleague), role=Role.ADMIN, actor=None, at=NOON)
        as_owner.post(f"/o/kettle-lane/awards/{fresh.code}/revoke/", {"reason": "malpractice", "words": ""})

        as_colleague.post(f"/o/kettle-lane/awards/{fresh.code}/stop/{Revocation.objects.get().code}/")

        assert Revocation.objects.get().stopped_at is None

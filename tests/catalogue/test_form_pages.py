"""Writing a badge in the browser: the empty form, typing that saves itself, keeping and going on."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from laurels.catalogue.models import AchievementVersion
from laurels.people.models import Organisation
from laurels.people.rules import Role
from tests.catalogue.making import LINES, make_draft, publish, typed
from tests.catalogue.pages import NEW, at, words
from tests.making import make_member, make_person
from tests.personas import _signed_in

pytestmark = pytest.mark.django_db


def value_of(page: str, name: str) -> str:
    """What stands in a field of a page."""
    found = re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"|<textarea[^>]*name="{name}"[^>]*>\s*([^<]*)<', page)
    return (found.group(1) or found.group(2) or "") if found else ""


class TestTheEmptyForm:
    def test_it_asks_one_question_and_five_things(self, as_owner):
        page = words(as_owner.get(NEW))

        assert "What should people be able to do?" in page
        for label in (
            "1. Its name",
            "2. What people will be able to do",
            "3. Who judges",
            "4. How long it lasts",
            "5. Its picture",
        ):
            assert label in page
        assert "People need this for their job" in page

    def test_whoever_writes_it_judges_it_and_is_told_so(self, as_owner, owner):
        page = as_owner.get(NEW).content.decode()

        assert re.search(rf'value="{owner.code}"[^>]*checked', page)
        assert "You write this badge and you judge it." in page

    def test_a_designer_who_is_no_assessor_judges_nothing(self, pantry, owner):
        designer = make_member(pantry, make_person("Dora Quill"), Role.DESIGNER).person

        page = _signed_in(designer).get(NEW).content.decode()

        assert "You write this badge and you judge it." not in page
        assert "Nobody yet" in page

    def test_only_assessors_of_this_organisation_stand_to_choose_from(self, as_owner, pantry, colleague, outsider, trust):
        make_member(pantry, make_person("Idris Vale"), Role.ASSESSOR)

        page = words(as_owner.get(NEW))

        assert "Idris Vale" in page
        assert "Jonas Hale" not in page
        assert "Vera Stone" not in page

    def test_it_says_until_when_publishing_could_be_taken_back(self, as_owner):
        assert re.search(r"one press takes it back until \w+day, \d+ \w+ at \d\d\.\d\d\.", words(as_owner.get(NEW)))

    def test_without_a_waiting_time_it_promises_nothing(self, as_owner, pantry):
        Organisation.objects.filter(pk=pantry.pk).update(waiting_hours=0)

        assert "takes it back" not in words(as_owner.get(NEW))


class TestTyping:
    def test_the_first_save_makes_the_draft_and_answers_its_page(self, as_owner, owner):
        answer = as_owner.post(f"{NEW}save/", typed(owner, name="Safe"))

        version = AchievementVersion.objects.get()
        page = answer.content.decode()
        assert answer.status_code == 200
        assert f'data-save="{at(version, "save/")}"' in page
        assert f'data-at="{at(version)}"' in page
        assert f"/badges/{version.code}/full.svg?" in page

    def test_each_save_answers_what_it_became(self, as_owner, owner, draft):
        page = words(
            as_owner.post(at(draft, "save/"), typed(owner, can_do="Checks dates.\nKeeps cold.\nTells plainly.", lasts="3"))
        )

        assert "Three lines, each can be seen." in page
        assert "3 things, all seen" in page
        assert "3 years, then one confirmation" in page
        assert "Mira Lund, who also wrote the badge" in page

    def test_the_pictures_address_changes_with_the_draft(self, as_owner, owner, draft):
        pictures = {
            re.search(r"full\.svg\?\d+", as_owner.post(at(draft, "save/"), typed(owner, name=name)).content.decode()).group()
            for name in ("One", "Two")
        }

        assert len(pictures) == 2

    def test_what_nobody_can_see_is_pointed_out_while_it_is_typed(self, as_owner, owner, draft):
        page = words(as_owner.post(at(draft, "save/"), typed(owner, can_do="Understands food hygiene.")))

        assert "“Understands” cannot be seen." in page
        assert "it can be seen" not in page

    def test_six_lines_are_said_to_be_many(self, as_owner, owner, draft):
        page = words(as_owner.post(at(draft, "save/"), typed(owner, can_do="\n".join(f"Shows {n}." for n in range(6)))))

        assert "Six lines are many. Split a larger badge in two." in page

    def test_a_second_judge_takes_the_note_away(self, as_owner, owner, draft, pantry):
        idris = make_member(pantry, make_person("Idris Vale"), Role.ASSESSOR).person

        page = words(as_owner.post(at(draft, "save/"), typed(owner, judges=[str(owner.code), str(idris.code)])))

        assert "You write this badge and you judge it." not in page
        assert "Idris Vale or Mira Lund" in page

    @pytest.mark.parametrize(
        "changes",
        [{"name": "x" * 121}, {"can_do": "y" * 10_001}, {"judges": [str(uuid4())]}, {"lasts": "9"}, {"what_for": "z" * 301}],
    )
    def test_what_cannot_be_kept_is_said_and_nothing_is_lost(self, changes, as_owner, owner, draft):
        answer = as_owner.post(at(draft, "save/"), typed(owner, **changes))

        assert answer.status_code == 422
        assert "Everything you typed is kept." in words(answer)
        draft.refresh_from_db()
        assert draft.title == "Safe Shelf"

    def test_a_first_save_that_cannot_be_kept_makes_nothing(self, as_owner, owner):
        assert as_owner.post(f"{NEW}save/", typed(owner, name="x" * 121)).status_code == 422
        assert not AchievementVersion.objects.exists()

    def test_a_published_badge_does_not_save_itself(self, as_owner, owner, draft):
        publish(draft, owner)

        assert as_owner.post(at(draft, "save/"), typed(owner, name="Else")).status_code == 409
        draft.refresh_from_db()
        assert draft.title == "Safe Shelf"


class TestTheForm:
    def test_keeping_comes_back_to_the_draft(self, as_owner, owner):
        answer = as_owner.post(NEW, typed(owner), follow=True)

        assert answer.redirect_chain == [(at(AchievementVersion.objects.get()), 302)]
        assert "Kept as a draft." in words(answer)

    def test_publishing_goes_by_way_of_the_confirmation(self, as_owner, owner):
        answer = as_owner.post(NEW, typed(owner, publish="yes"))

        assert answer["Location"] == at(AchievementVersion.objects.get(), "publish/")

    def test_a_draft_is_shown_as_it_was_typed(self, as_owner, owner, draft):
        as_owner.post(at(draft), typed(owner, for_job="on", lasts="never"))

        page = as_owner.get(at(draft)).content.decode()

        assert value_of(page, "name") == "Safe Shelf"
        assert value_of(page, "can_do").split("\n") == list(LINES)
        assert value_of(page, "what_for") == "Nobody becomes ill from food that we gave."
        assert re.search(r'name="for_job"[^>]*checked', page)
        assert re.search(r'<option value="never" selected', page)

    @pytest.mark.parametrize(
        ("field", "value"), [("name", "x" * 121), ("can_do", "y" * 10_001), ("what_for", "z" * 301), ("judges", [str(uuid4())])]
    )
    def test_a_form_that_is_wrong_says_where_and_keeps_everything(self, field, value, as_owner, owner):
        for address in (NEW, at(make_draft(Organisation.objects.get(), owner))):
            page = as_owner.post(address, typed(owner, **{field: value})).content.decode()

            assert re.search(rf'id="id_{field}[^"]*-fault"', page), address
            assert 'class="fault"' in page
            kept = {"name": "Safe Shelf", "what_for": "Nobody becomes ill from food that we gave."}
            for name, words_of_it in kept.items():
                assert value_of(page, name) == (value if name == field else words_of_it)

    def test_a_code_that_somebody_takes_at_once_keeps_what_was_typed(self, as_owner, owner, draft, monkeypatch):
        monkeypatch.setattr("laurels.catalogue.services.drafting._taken", lambda organisation: set())

        answer = as_owner.post(NEW, typed(owner))

        assert answer.status_code == 200
        assert "has been changed meanwhile" in words(answer)
        assert value_of(answer.content.decode(), "name") == "Safe Shelf"

    def test_a_published_badge_has_no_form(self, as_owner, owner, draft):
        publish(draft, owner)

        assert as_owner.get(at(draft))["Location"] == f"/badges/{draft.code}"

    @pytest.mark.parametrize("name", ["<script>alert(1)</script>", '" onfocus="alert(1)', "\u202eflehS", "N" * 120])
    def test_a_hostile_name_stays_text_everywhere(self, name, as_owner, owner, pantry, client):
        version = make_draft(pantry, owner, name=name, can_do=("<img src=x onerror=alert(1)>",))

        pages = [at(version), at(version, "publish/"), at(version, "picture/"), "/o/kettle-lane/design/"]
        shown = [as_owner.get(page).content.decode() for page in pages]
        publish(version, owner)
        shown += [client.get(page).content.decode() for page in (f"/badges/{version.code}", "/catalogue/")]

        for page in shown:
            assert "<script>alert" not in page
            assert "<img src=x" not in page
            assert '" onfocus="' not in page

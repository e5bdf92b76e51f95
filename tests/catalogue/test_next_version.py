"""The next version: what it begins with, what happens to the one before, and what five fields cannot write."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from laurels.catalogue import rules, services
from laurels.catalogue.errors import MovedMeanwhile, NotOfFiveFields, PublishedOnce
from laurels.catalogue.models import AchievementVersion, Element, RubricLevel
from laurels.catalogue.rules import State
from laurels.catalogue.selectors import five_of
from laurels.journal.models import FactRow
from laurels.people.errors import NotYours, OrganisationNotFound
from laurels.people.models import Organisation
from laurels.people.rules import Role
from laurels.sealing.published import answer
from tests.catalogue.making import LINES, make_draft, make_fields, publish
from tests.catalogue.pages import at, words
from tests.making import NOON, make_member, make_person
from tests.personas import _signed_in

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def first(pantry, owner):
    return publish(make_draft(pantry, owner, at=NOON, for_job=True, what_for="Nobody becomes ill."), owner, at=NOON)


@pytest.fixture
def second(first, owner):
    return services.begin_next(version=first, author=owner, at=NOON + DAY)


def state_of(version: AchievementVersion) -> str:
    return AchievementVersion.objects.get(pk=version.pk).state


class TestBegin:
    def test_it_begins_with_everything_that_was_said(self, first, second):
        assert (second.achievement_id, second.number, second.state) == (first.achievement_id, "2", State.DRAFT)
        assert five_of(second) == five_of(first)
        assert second.picture_svg == first.picture_svg
        assert FactRow.objects.filter(kind="draft.begun").count() == 2

    def test_the_published_one_stands_meanwhile(self, first, second):
        assert state_of(first) == State.PUBLISHED

    def test_a_second_call_returns_the_first_draft(self, first, second, owner):
        assert services.begin_next(version=first, author=owner, at=NOON + 2 * DAY) == second

    def test_an_own_picture_stays(self, pantry, owner):
        draft = make_draft(pantry, owner, at=NOON)
        AchievementVersion.objects.update(picture_own=True, picture_svg="<svg>hers</svg>", picture_png=b"hers")
        draft.refresh_from_db()

        second = services.begin_next(version=publish(draft, owner, at=NOON), author=owner, at=NOON)

        assert (second.picture_own, second.picture_svg, bytes(second.picture_png)) == (True, "<svg>hers</svg>", b"hers")

    @pytest.mark.parametrize("state", [state for state in State if state is not State.PUBLISHED])
    def test_only_the_published_one_has_a_next(self, first, owner, state):
        AchievementVersion.objects.filter(pk=first.pk).update(state=state)
        first.refresh_from_db()

        with pytest.raises(MovedMeanwhile):
            services.begin_next(version=first, author=owner, at=NOON)

    @pytest.mark.parametrize(
        "change",
        [
            {"kind": "knowledge"},
            {"required": False},
            {"required_level": "not_yet"},
            {"workplace_only": True},
            {"renew_always": True},
            {"evidence_rule": {"min_items": 2, "min_occasions": 1}},
        ],
    )
    def test_what_five_fields_cannot_say_is_refused_and_nothing_is_lost(self, pantry, owner, change):
        draft = make_draft(pantry, owner, at=NOON)
        Element.objects.filter(pk=draft.elements.first().pk).update(**change)
        first = publish(draft, owner, at=NOON)

        with pytest.raises(NotOfFiveFields):
            services.begin_next(version=first, author=owner, at=NOON)
        assert AchievementVersion.objects.count() == 1

    def test_so_is_a_rubric_of_its_own(self, pantry, owner):
        draft = make_draft(pantry, owner, at=NOON)
        RubricLevel.objects.filter(element__version=draft, rank=RubricLevel.objects.first().rank).update(
            description="Now and then."
        )
        first = publish(draft, owner, at=NOON)

        with pytest.raises(NotOfFiveFields):
            services.begin_next(version=first, author=owner, at=NOON)

    def test_a_colleague_may_not(self, first, colleague):
        with pytest.raises(NotYours):
            services.begin_next(version=first, author=colleague, at=NOON)

    def test_for_an_outsider_it_is_not_there(self, first, outsider, trust):
        with pytest.raises(OrganisationNotFound):
            services.begin_next(version=first, author=outsider, at=NOON)


class TestPublishTheNext:
    def test_it_takes_the_place_of_the_one_before_whose_page_stays(self, first, second, owner, client):
        publish(second, owner, at=NOON + DAY)

        assert (state_of(first), state_of(second)) == (State.SUPERSEDED, State.PUBLISHED)
        assert client.get(f"/badges/{first.code}").status_code == 200
        assert answer(f"/badges/{first.code}.json", "") is not None
        assert answer(f"/badges/{second.code}.json", "") is not None

    def test_a_line_that_stays_keeps_its_code_and_a_new_one_gets_a_new_code(self, first, second, owner):
        lines = ("Washes hands.", LINES[1])
        services.update_draft(version=second, fields=make_fields(owner, can_do=lines), author=owner, at=NOON + DAY)

        before = dict(first.elements.values_list("statement", "code"))
        after = dict(second.elements.values_list("statement", "code"))
        assert after[LINES[1]] == before[LINES[1]]
        assert after["Washes hands."] not in before.values()

    def test_taken_back_the_one_before_can_be_earned_again(self, first, second, owner):
        publish(second, owner, at=NOON + DAY)

        services.take_back(version=second, actor=owner, awards=0, at=NOON + DAY)

        second.refresh_from_db()
        assert (state_of(first), state_of(second)) == (State.PUBLISHED, State.DRAFT)
        publish(second, owner, at=NOON + DAY)
        assert (state_of(first), state_of(second)) == (State.SUPERSEDED, State.PUBLISHED)

    def test_beside_one_that_was_retired_meanwhile_it_is_published_all_the_same(self, first, second, owner):
        services.retire(version=first, actor=owner, at=NOON + DAY)
        second.refresh_from_db()

        publish(second, owner, at=NOON + DAY)
        services.take_back(version=second, actor=owner, awards=0, at=NOON + DAY)

        assert (state_of(first), state_of(second)) == (State.RETIRED, State.DRAFT)

    def test_thrown_away_it_leaves_the_one_before_as_it_was(self, first, second, owner):
        services.discard(version=second, actor=owner, at=NOON + DAY)

        assert state_of(first) == State.PUBLISHED
        assert services.begin_next(version=first, author=owner, at=NOON + DAY).number == "2"

    def test_once_seen_it_is_not_thrown_away(self, first, second, owner):
        Organisation.objects.update(waiting_hours=24)
        publish(second, owner, at=NOON + DAY)
        services.take_back(version=second, actor=owner, awards=0, at=NOON + DAY)

        with pytest.raises(PublishedOnce):
            services.discard(version=second, actor=owner, at=NOON + DAY)


class TestItsPages:
    def test_a_press_opens_the_five_fields_as_they_were_and_a_second_goes_on_with_them(self, as_owner, owner, draft):
        publish(draft, owner)
        before = words(as_owner.get(f"/badges/{draft.code}"))

        first = as_owner.post(at(draft, "next/"))
        second = as_owner.post(at(draft, "next/"))

        assert "Write its next version" in before
        assert "Go on with version 2" in words(as_owner.get(f"/badges/{draft.code}"))
        assert first["Location"] == second["Location"]
        assert 'value="Safe Shelf"' in as_owner.get(first["Location"]).content.decode()

    def test_what_it_replaces_is_said_before_it_is_published(self, as_owner, owner, draft):
        publish(draft, owner)
        form = as_owner.post(at(draft, "next/"))["Location"]

        assert "It takes the place of version 1." in words(as_owner.get(f"{form}publish/"))
        assert as_owner.post(f"{form}publish/").status_code == 302
        assert "Version 2 exists." in words(as_owner.get(f"/badges/{draft.code}"))

    def test_a_draft_has_none_and_says_so(self, as_owner, draft):
        answer = as_owner.post(at(draft, "next/"), follow=True)

        assert "has been changed meanwhile" in words(answer)
        assert AchievementVersion.objects.count() == 1

    def test_who_only_judges_is_not_led_there(self, pantry, owner, draft):
        publish(draft, owner)
        client = _signed_in(make_member(pantry, make_person("Idris Vale"), Role.ASSESSOR).person)

        assert "Write its next version" not in words(client.get(f"/badges/{draft.code}"))
        assert client.post(at(draft, "next/")).status_code == 403

    @pytest.mark.parametrize("button", ["next/", "take-back"])
    def test_every_form_in_a_panel_carries_the_token_without_which_it_is_refused(self, owner, pantry, draft, button):
        publish(draft, owner)
        browser = Client(enforce_csrf_checks=True)
        browser.force_login(owner, backend="allauth.account.auth_backends.AuthenticationBackend")
        page = browser.get(f"/badges/{draft.code}").content.decode()

        form = next(form for form in re.findall(r"<form.*?</form>", page, re.S) if button in form)
        action, token = re.search(r'action="([^"]+)"', form), re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)

        assert token, "the form carries no token"
        assert browser.post(action[1], {"csrfmiddlewaretoken": token[1]}).status_code == 302


class TestRules:
    @pytest.mark.parametrize(
        ("taken", "number"),
        [(["1"], "2"), (["1", "9", "10"], "11"), (["1.4"], "2"), (["draft"], "1"), ([], "1"), (["2026"], "2027")],
    )
    def test_the_number_is_one_more_than_the_largest(self, taken, number):
        assert rules.next_number(taken) == number

    @given(
        st.dictionaries(st.text("abc", max_size=3), st.sampled_from([f"B-{number}" for number in range(1, 9)]), max_size=5),
        st.lists(st.text("abcd", max_size=3), max_size=5),
    )
    def test_codes_are_kept_for_lines_that_stay_and_never_used_twice(self, before, lines):
        before = {line: code for line, code in before.items() if list(before.values()).count(code) == 1}

        kept = rules.kept_codes([("", line) for line in lines], before=before, handle="B")

        codes = [code for code, _ in kept]
        assert [line for _, line in kept] == lines
        assert len(set(codes)) == len(codes)
        for line in set(lines) & set(before):
            assert (before[line], line) in kept
        assert not {code for code, line in kept if line not in before} & set(before.values())

"""What the clock does: reminders after 30, 60 and 80 days, an end after 90, lapse, overdue conditions, the yearly word."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from laurels.endorsement import services
from laurels.endorsement.handlers import move_by_the_clock
from laurels.endorsement.models import EndorsementRequest, Link
from laurels.endorsement.rules import State
from laurels.journal.models import FactRow
from laurels.mail.models import Letter
from laurels.worker.schedules import SCHEDULES
from tests.catalogue.pages import words
from tests.endorsement.making import DAY, answer_to, endorsed, make_endorsed_badge, make_request, settled_letters
from tests.issuing.making import make_badge
from tests.making import NOON

pytestmark = pytest.mark.django_db


def kinds(*prefixes: str) -> list[str]:
    return [kind for kind in FactRow.objects.order_by("at", "pk").values_list("kind", flat=True) if kind.startswith(prefixes)]


def test_it_runs_every_hour():
    assert SCHEDULES["endorsement.clock"].every == timedelta(hours=1)


class TestReminders:
    def test_day_by_day_a_request_is_called_to_mind_three_times_and_then_ends(self, draft, link):
        for day in range(95):
            move_by_the_clock(at=NOON + day * DAY)
            settled_letters(at=NOON + day * DAY)

        reminded = list(FactRow.objects.filter(kind="endorsement.reminded").order_by("at").values_list("at", "data"))
        assert [((at - NOON).days, data["number"]) for at, data in reminded] == [(30, 1), (60, 2), (80, 3)]
        assert FactRow.objects.get(kind="endorsement.expired").at == NOON + 90 * DAY
        to_her = Letter.objects.filter(to="chair@isp.example").order_by("pk")
        assert [letter.subject.split(":")[0] for letter in to_her[1:]] == ["Still open"] * 3
        assert Link.objects.count() == 4
        assert (
            Letter.objects.filter(to="mira@kettle.example").get().subject.startswith("Institute of Service Practice did not answer")
        )

    def test_after_a_long_sleep_one_letter_goes_out_and_not_three(self, link):
        services.remind_due(at=NOON + 85 * DAY)
        services.remind_due(at=NOON + 85 * DAY)

        assert FactRow.objects.get(kind="endorsement.reminded").data == {"number": 3}

    @pytest.mark.parametrize("answer", ["decline", "changes", "sign"])
    def test_one_that_was_answered_is_left_alone(self, draft, link, answer):
        draft.refresh_from_db()
        if answer == "decline":
            services.decline(request=draft, words="", at=NOON)
        elif answer == "changes":
            services.ask_changes(request=draft, words="More.", at=NOON)
        else:
            services.sign_hosted(request=draft, answer=answer_to(draft), at=NOON)

        for day in (30, 60, 80, 90):
            move_by_the_clock(at=NOON + day * DAY)

        assert kinds("endorsement.reminded", "endorsement.expired") == []

    def test_a_link_that_is_a_day_from_its_end_still_answers(self, draft, link):
        move_by_the_clock(at=NOON + 89 * DAY)
        draft.refresh_from_db()

        services.sign_hosted(request=draft, answer=answer_to(draft), at=NOON + 89 * DAY)

        assert EndorsementRequest.objects.get().state == State.ENDORSED


class TestConditions:
    @pytest.fixture
    def made(self, owner, pantry):
        request = make_request(pantry, owner, make_badge(pantry, owner))
        return endorsed(request, owner, conditions=[("Train two more judges.", date(2026, 12, 1))])

    def test_on_its_day_nothing_is_said_and_the_day_after_once(self, made, as_stranger):
        for day in (0, 7, 8, 9, 30):
            move_by_the_clock(at=NOON + day * DAY)

        assert [fact.at for fact in FactRow.objects.filter(kind="endorsement.condition-overdue")] == [NOON + 8 * DAY]
        assert EndorsementRequest.objects.get().state == State.CONDITIONAL
        letters = settled_letters(at=NOON + 30 * DAY)
        assert {letter.to for letter in letters if "overdue" in letter.subject} == {"chair@isp.example", "mira@kettle.example"}

    def test_a_later_day_that_passes_is_told_again(self, made):
        move_by_the_clock(at=NOON + 8 * DAY)
        condition = made.conditions.get()
        services.extend(condition=condition, due=date(2027, 1, 1), at=NOON + 9 * DAY)
        move_by_the_clock(at=NOON + 9 * DAY)
        move_by_the_clock(at=NOON + 60 * DAY)

        assert FactRow.objects.filter(kind="endorsement.condition-overdue").count() == 2

    def test_the_day_is_that_of_the_organisations_zone(self, made, pantry):
        from laurels.people.models import Organisation

        Organisation.objects.filter(pk=pantry.pk).update(time_zone="Pacific/Kiritimati")  # 14 hours ahead

        move_by_the_clock(at=NOON + 7 * DAY)

        assert FactRow.objects.filter(kind="endorsement.condition-overdue").count() == 1

    def test_a_settled_one_is_never_overdue(self, made):
        from laurels.endorsement.rules import ConditionState

        services.settle(condition=made.conditions.get(), state=ConditionState.MET, at=NOON)
        move_by_the_clock(at=NOON + 60 * DAY)

        assert kinds("endorsement.condition-overdue") == []


class TestTheYearlyWord:
    def test_it_is_asked_for_after_a_year_and_shown_while_it_is_missing(self, owner, pantry, as_stranger):
        import time_machine

        version = make_badge(pantry, owner)
        made = endorsed(make_request(pantry, owner, version), owner, reconfirm_yearly=True)
        for day in (364, 365, 366, 400):
            move_by_the_clock(at=NOON + day * DAY)
        assert [fact.at for fact in FactRow.objects.filter(kind="endorsement.reconfirm-asked")] == [NOON + 365 * DAY]

        with time_machine.travel(NOON + 400 * DAY, tick=False):
            assert "Not re-confirmed since 24 November 2026." in words(as_stranger.get(f"/badges/{version.code}"))
            services.reconfirm(endorsement=made, at=NOON + 400 * DAY)
            assert "Not re-confirmed" not in words(as_stranger.get(f"/badges/{version.code}"))

        move_by_the_clock(at=NOON + 800 * DAY)
        assert FactRow.objects.filter(kind="endorsement.reconfirm-asked").count() == 1  # it lapsed after two years

    def test_nobody_is_asked_who_did_not_choose_it(self, owner, pantry):
        make_endorsed_badge(pantry, owner)

        move_by_the_clock(at=NOON + 400 * DAY)

        assert kinds("endorsement.reconfirm-asked") == []


def test_it_lapses_after_its_last_day_and_its_owner_is_told(owner, pantry, as_stranger):
    version, _ = make_endorsed_badge(pantry, owner)
    move_by_the_clock(at=NOON + 731 * DAY)
    assert EndorsementRequest.objects.get().state == State.ENDORSED

    move_by_the_clock(at=NOON + 732 * DAY)

    assert EndorsementRequest.objects.get().state == State.LAPSED
    assert "Ended" in words(as_stranger.get(f"/badges/{version.code}"))
    assert settled_letters(at=NOON + 732 * DAY)[-1].subject.startswith("The endorsement of “Safe Shelf”")

"""Badges that should be looked at again: by their date and by what they rest on; and what comes of looking."""

from __future__ import annotations

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from laurels import journal
from laurels.catalogue.errors import NextReviewUnusable, ReviewEnded
from laurels.catalogue.handlers import upkeep as handlers
from laurels.catalogue.models import AchievementVersion, ReviewTask, with_review_day, with_review_state
from laurels.catalogue.rules import State
from laurels.catalogue.rules import upkeep as rules
from laurels.catalogue.selectors import upkeep as selectors
from laurels.catalogue.services import upkeep as services
from laurels.common.clock import now
from laurels.common.dates import add_months
from laurels.journal import Ref
from laurels.journal.models import FactRow
from laurels.mail.models import Letter
from laurels.people.errors import NotYours, OrganisationNotFound
from laurels.people.rules import Role
from tests.catalogue.making import make_draft, publish
from tests.catalogue.pages import words
from tests.catalogue.planning import make_planned, plans, resting_on
from tests.journeys import settle
from tests.making import NOON, make_member, make_person
from tests.personas import _signed_in

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TODAY = NOON.date()
PAGE = "/o/kettle-lane/programme/reviews/"


@pytest.fixture
def shelf(pantry, owner):
    """A published badge whose review was due yesterday."""
    plans(pantry, owner)
    return make_planned(pantry, owner, review_on=TODAY - DAY, at=NOON - 90 * DAY)


@pytest.fixture
def task(shelf):
    services.raise_due(at=NOON)
    return ReviewTask.objects.get()


class TestRules:
    @pytest.mark.parametrize(("due", "past"), [(TODAY - DAY, True), (TODAY, False), (TODAY + DAY, False), (None, False)])
    def test_the_day_itself_is_still_in_time(self, due, past):
        assert rules.is_past(due, TODAY) is past

    @pytest.mark.parametrize(
        ("day", "fault"),
        [
            (None, "Say until when"),
            (TODAY, "after today"),
            (TODAY - DAY, "after today"),
            (add_months(TODAY, 24), ""),
            (add_months(TODAY, 24) + DAY, "within 24 months"),
            (TODAY + DAY, ""),
        ],
    )
    def test_the_next_review_is_after_today_and_within_two_years(self, day, fault):
        found = rules.fault_of_next(day, TODAY)

        assert (fault in found) if fault else found == ""

    @given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.none() | st.dates(), st.none() | st.dates())
    def test_the_day_that_is_offered_can_always_be_taken(self, today, review_on, published_on):
        assert rules.fault_of_next(rules.usual_next(today, review_on, published_on), today) == ""

    def test_a_badge_that_was_reviewed_after_a_year_is_offered_another_year(self):
        assert rules.usual_next(TODAY, date(2026, 3, 1), date(2025, 3, 1)) == add_months(TODAY, 12)


class TestRaising:
    def test_a_date_enters_the_queue_thirty_days_before(self, pantry, owner):
        version = make_planned(pantry, owner, review_on=TODAY + 31 * DAY)
        assert services.raise_due(at=NOON) == 0

        assert services.raise_due(at=NOON + DAY) == 1

        task = ReviewTask.objects.get()
        assert (task.version, task.cause, task.due_on) == (version, "date", TODAY + 31 * DAY)
        assert FactRow.objects.get(kind="review.raised").data == {"cause": "date", "task": str(task.code)}

    def test_twice_is_once(self, task):
        assert services.raise_due(at=NOON + DAY) == 0
        assert ReviewTask.objects.count() == 1

    def test_one_of_which_the_next_version_is_written_waits_for_that(self, pantry, owner):
        version = publish(make_draft(pantry, owner, at=NOON), owner, at=NOON)
        later = NOON + 365 * DAY
        from laurels.catalogue import services as catalogue

        catalogue.begin_next(version=version, author=owner, at=later)

        assert services.raise_due(at=later) == 0

    @pytest.mark.parametrize("state", [State.SUPERSEDED, State.RETIRED, State.SUSPENDED])
    def test_what_is_not_published_is_not_raised(self, shelf, state):
        AchievementVersion.objects.update(state=state)

        assert services.raise_due(at=NOON) == 0

    def test_an_item_that_was_given_up_raises_every_badge_that_rests_on_it(self, pantry, owner):
        item, other = uuid4(), uuid4()
        rests = make_planned(pantry, owner, review_on=TODAY + 365 * DAY, alignments=(resting_on(item),))
        make_planned(pantry, owner, handle="OTHER", title="Other", review_on=TODAY + 365 * DAY, alignments=(resting_on(other),))
        fact = fact_of("item.deprecated", Ref("item", item), pantry)

        handlers.raise_for_items([fact], at=NOON)
        handlers.raise_for_items([fact], at=NOON)

        task = ReviewTask.objects.get()
        assert (task.version, task.cause, task.about, task.due_on) == (rests, "framework", str(item), TODAY + 30 * DAY)
        assert "“Handle food safely”, on which it rests, no longer counts." in selectors.review_line(task, at=NOON).why

    def test_whoever_looks_after_it_gets_one_letter(self, shelf, owner):
        settle(NOON)
        settle(NOON + DAY)

        letter = Letter.objects.get()
        assert (letter.to, letter.subject) == ("mira@kettle.example", "“Safe Shelf” should be looked at again")

    def test_whoever_left_gets_none(self, shelf, owner, pantry):
        pantry.memberships.update(state="left", left_at=NOON)
        settle(NOON)

        assert not Letter.objects.exists()


def fact_of(kind: str, subject: Ref, organisation) -> journal.Fact:
    with transaction.atomic():
        return journal.record(kind, subject=subject, organisation=organisation.ref(), actor=None, at=NOON)


class TestStillRight:
    def test_the_text_stays_and_the_date_is_the_new_one(self, task, owner):
        before = AchievementVersion.objects.values().get()

        services.still_right(task=task, next_on=TODAY + 300 * DAY, words="Read with the team.", actor=owner, at=NOON)

        version = with_review_state(AchievementVersion.objects).get()
        assert (version.review_day, version.strategy.review_on) == (TODAY + 300 * DAY, TODAY - DAY)
        assert selectors.under_review_since(version, TODAY) is None
        assert AchievementVersion.objects.values().get() == before
        done = ReviewTask.objects.get()
        assert (done.result, done.outcome, done.done_by) == ("still-right", "Read with the team.", owner)
        assert FactRow.objects.get(kind="review.ended").data == {"result": "still-right"}

    def test_the_newest_review_counts_and_is_raised_again_in_its_time(self, task, owner):
        services.still_right(task=task, next_on=TODAY + 40 * DAY, words="", actor=owner, at=NOON)
        assert services.raise_due(at=NOON + 9 * DAY) == 0

        assert services.raise_due(at=NOON + 10 * DAY) == 1

        again = ReviewTask.objects.get(done_at=None)
        services.still_right(task=again, next_on=TODAY + 400 * DAY, words="", actor=owner, at=NOON + 11 * DAY)
        assert with_review_day(AchievementVersion.objects).get().review_day == TODAY + 400 * DAY

    def test_looking_because_of_a_framework_moves_the_date_as_well(self, task, shelf, owner):
        other = services.raise_review(version=shelf, cause=ReviewTask.Cause.FRAMEWORK, due_on=TODAY, at=NOON, about=str(uuid4()))

        services.still_right(task=other, next_on=TODAY + 300 * DAY, words="", actor=owner, at=NOON)

        assert not ReviewTask.objects.filter(done_at=None).exists()

    def test_looking_because_of_its_date_leaves_what_a_framework_raised(self, task, shelf, owner):
        other = services.raise_review(version=shelf, cause=ReviewTask.Cause.FRAMEWORK, due_on=TODAY, at=NOON, about=str(uuid4()))

        services.still_right(task=task, next_on=TODAY + 300 * DAY, words="", actor=owner, at=NOON)

        assert ReviewTask.objects.get(done_at=None) == other

    def test_somebody_was_faster(self, task, owner):
        services.still_right(task=task, next_on=TODAY + 300 * DAY, words="", actor=owner, at=NOON)

        with pytest.raises(ReviewEnded):
            services.still_right(task=task, next_on=TODAY + 200 * DAY, words="", actor=owner, at=NOON)

    def test_a_day_that_cannot_be_is_refused_and_nothing_ends(self, task, owner):
        with pytest.raises(NextReviewUnusable, match="after today"):
            services.still_right(task=task, next_on=TODAY, words="", actor=owner, at=NOON)

        assert ReviewTask.objects.get().done_at is None

    def test_nobody_else_ends_it(self, task, colleague, outsider, pantry):
        assessor = make_member(pantry, make_person("Idris Vale"), Role.ASSESSOR).person
        for person, refusal in ((colleague, NotYours), (assessor, NotYours), (outsider, OrganisationNotFound)):
            with pytest.raises(refusal):
                services.still_right(task=task, next_on=TODAY + 300 * DAY, words="", actor=person, at=NOON)

    def test_the_table_keeps_a_result_with_its_day(self, task):
        for columns in ({"done_at": NOON}, {"result": "retired"}, {"done_at": NOON, "result": "still-right"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                ReviewTask.objects.update(**columns)


class TestOtherEnds:
    def test_its_next_version_is_begun_and_it_stays_under_review_until_that_is_published(self, pantry, owner):
        plans(pantry, owner)
        version = publish(make_draft(pantry, owner, at=NOON), owner, at=NOON)
        late = NOON + 400 * DAY
        services.raise_due(at=late)

        draft = services.next_begun(task=ReviewTask.objects.get(), words="", actor=owner, at=late)

        assert (draft.previous, ReviewTask.objects.get().result) == (version, "next-begun")
        state = with_review_state(AchievementVersion.objects.filter(pk=version.pk)).get()
        assert selectors.under_review_since(state, late.date()) == add_months(TODAY, 12)
        assert services.raise_due(at=late) == 0

    def test_it_is_retired(self, task, owner):
        services.retire_it(task=task, words="Nobody keeps a shelf any more.", actor=owner, at=NOON)

        assert AchievementVersion.objects.get().state == State.RETIRED
        assert ReviewTask.objects.get().result == "retired"

    def test_what_is_published_no_more_needs_no_look(self, task, shelf, owner, pantry):
        make_planned(pantry, owner, number="2", review_on=TODAY + 365 * DAY)

        settle(NOON)

        assert ReviewTask.objects.get(version=shelf).result == "next-begun"

    def test_what_was_retired_elsewhere_needs_no_look(self, task, shelf, owner):
        from laurels.catalogue import services as catalogue

        catalogue.retire(version=shelf, actor=owner, at=NOON)
        settle(NOON)

        assert ReviewTask.objects.get().result == "retired"


class TestPages:
    @pytest.fixture
    def overdue(self, pantry, owner):
        plans(pantry, owner)
        make_planned(pantry, owner, handle="SOON", title="Due Soon", review_on=now().date() + 9 * DAY)
        version = make_planned(pantry, owner, review_on=now().date() - DAY, at=now() - 90 * DAY)
        services.raise_due(at=now())
        return version

    def test_an_overdue_one_heads_the_queue(self, as_owner, overdue):
        page = words(as_owner.get(PAGE))

        assert "1 review is overdue." in page
        assert page.index("Safe Shelf") < page.index("Due Soon")

    def test_its_public_page_says_under_review_and_loses_it_with_one_press(self, as_owner, as_stranger, overdue):
        assert "This badge is under review since" in words(as_stranger.get(f"/badges/{overdue.code}"))
        task = ReviewTask.objects.get(version=overdue)
        until = now().date() + 200 * DAY

        answer = as_owner.post(
            f"{PAGE}{task.code}/", {"still": "yes", "next_on": until.isoformat(), "words": "Read it."}, follow=True
        )

        assert "“Safe Shelf” stands as it is." in words(answer)
        assert "Still right until" in words(answer)
        assert "under review" not in words(as_stranger.get(f"/badges/{overdue.code}"))

    def test_a_badge_in_time_says_nothing(self, as_stranger, overdue):
        soon = AchievementVersion.objects.exclude(pk=overdue.pk).get()

        assert "under review" not in words(as_stranger.get(f"/badges/{soon.code}"))

    def test_a_missing_day_is_said_beside_what_was_typed(self, as_owner, overdue):
        task = ReviewTask.objects.get(version=overdue)

        answer = as_owner.post(f"{PAGE}{task.code}/", {"still": "yes", "next_on": "", "words": "Read with Jonas."})

        assert answer.status_code == 422
        assert "Say until when it is right." in words(answer)
        assert "Read with Jonas." in answer.content.decode()

    def test_the_two_other_buttons_lead_on(self, as_owner, overdue):
        task = ReviewTask.objects.get(version=overdue)
        assert "Begin its next version" in words(as_owner.get(f"{PAGE}{task.code}/"))

        answer = as_owner.post(f"{PAGE}{task.code}/", {"retire": "yes", "words": ""}, follow=True)

        assert "“Safe Shelf” is retired." in words(answer)
        assert as_owner.get(f"{PAGE}{task.code}/").status_code == 404

    def test_a_designer_who_may_not_retire_reads_why(self, overdue, pantry):
        pantry.mode = "assured"
        pantry.save()
        designer = _signed_in(make_member(pantry, make_person("Dora Quill"), Role.DESIGNER).person)
        task = ReviewTask.objects.get(version=overdue)

        answer = designer.post(f"{PAGE}{task.code}/", {"retire": "yes", "words": ""})

        assert answer.status_code == 422
        assert "Your roles in this organisation do not include this." in words(answer)

    @pytest.mark.parametrize(("who", "status"), [("as_colleague", 403), ("as_outsider", 404), ("as_stranger", 302)])
    def test_nobody_else_sees_the_queue(self, request, overdue, who, status):
        task = ReviewTask.objects.get(version=overdue)

        assert request.getfixturevalue(who).get(PAGE).status_code == status
        assert request.getfixturevalue(who).get(f"{PAGE}{task.code}/").status_code == status

    def test_it_is_not_there_where_it_is_turned_off(self, as_owner, pantry):
        answer = as_owner.get(PAGE)

        assert answer.status_code == 404
        assert "A programme owner can turn it on in the settings." in words(answer)

    def test_the_queue_costs_the_same_for_one_and_thirty(self, as_owner, overdue, pantry, owner, django_assert_max_num_queries):
        as_owner.get(PAGE)
        with django_assert_max_num_queries(12) as few:
            as_owner.get(PAGE)
        for number in range(29):
            make_planned(pantry, owner, handle=f"B{number}", title=f"Badge {number}", review_on=now().date())
        services.raise_due(at=now())

        with django_assert_max_num_queries(12) as many:
            page = as_owner.get(PAGE)

        assert len(re.findall("Look again<", page.content.decode())) == 31
        assert len(few) == len(many)

"""What of the version before counts, in the browser: a row for each element, what is missing said at once."""

from __future__ import annotations

from datetime import date

import pytest
from laurels.catalogue import services
from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.rules import State
from laurels.catalogue.versions import RuleData
from laurels.people.models import Organisation
from laurels.people.rules import Mode
from tests.catalogue.data import make_whole
from tests.catalogue.pages import words
from tests.catalogue.test_write_pages import page_of, says, typed_in
from tests.making import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def after(pantry, owner) -> AchievementVersion:
    """The draft of version 2.0, whose map says that all stays the same."""
    Organisation.objects.filter(pk=pantry.pk).update(mode=Mode.ASSURED)
    pantry.refresh_from_db()
    first = services.begin_draft(organisation=pantry, data=make_whole(judges=(str(owner.code),)), author=owner, at=NOON)
    AchievementVersion.objects.filter(pk=first.pk).update(state=State.PUBLISHED, published_at=NOON)
    return services.begin_next(version=AchievementVersion.objects.get(), author=owner, at=NOON)


def door(version: AchievementVersion) -> str:
    return f"/o/kettle-lane/design/{version.code}/write/before/"


def test_kept_unchanged_it_changes_nothing(as_owner, after):
    before = says(after)

    assert as_owner.post(door(after), typed_in(page_of(as_owner, door(after)))).status_code == 302
    assert says(after) == before


def test_each_rule_with_its_conditions_is_kept(as_owner, after):
    typed = typed_in(page_of(as_owner, door(after))) | {
        "summary": "Two elements are asked in another way.",
        "effective_on": "2027-01-01",
        "transition_end": "2027-06-30",
        "rule0": "combined", "from0": ["PIR-1", "PIR-2"], "age0": "24", "level0": "confident",
        "rule1": "partial", "from1": ["PIR-2"], "gap1": "One complaint  in writing.", "age1": "12",
    }  # fmt: skip

    as_owner.post(door(after), typed)

    mapped = says(after).equivalence
    assert (mapped.summary, mapped.effective_on, mapped.transition_end) == (
        "Two elements are asked in another way.", date(2027, 1, 1), date(2027, 6, 30),
    )  # fmt: skip
    assert mapped.rules == (
        RuleData("PIR-1", "combined", ("PIR-1", "PIR-2"), 24, "confident"),
        RuleData("PIR-2", "partial", ("PIR-2",), gap="One complaint in writing."),
    )


def test_what_is_missing_is_said_as_soon_as_it_is_kept(as_owner, after):
    typed = typed_in(page_of(as_owner, door(after))) | {"rule0": "new", "from0": []}

    page = words(as_owner.post(f"{door(after)}save/", typed))

    assert "PIR-1 of the version before is neither used nor named as retired." in page
    assert says(after).equivalence.rules[0] == RuleData("PIR-1", "new")


def test_retired_it_is_said_to_whoever_held_it(as_owner, after):
    typed = typed_in(page_of(as_owner, door(after))) | {"rule0": "new", "retired": ["PIR-1"]}

    page = words(as_owner.post(f"{door(after)}save/", typed))

    assert says(after).equivalence.retired == ("PIR-1",)
    assert "neither used nor named" not in page


def test_a_rule_that_is_taken_back_is_asked_again(as_owner, after):
    page = words(as_owner.post(f"{door(after)}save/", typed_in(page_of(as_owner, door(after))) | {"rule0": ""}))

    assert "PIR-1 has no rule." in page
    assert [rule.element for rule in says(after).equivalence.rules] == ["PIR-2"]


def test_days_in_the_wrong_order_are_said_and_nothing_typed_is_lost(as_owner, after):
    typed = typed_in(page_of(as_owner, door(after))) | {
        "effective_on": "2027-06-30",
        "transition_end": "2027-01-01",
        "summary": "Hm.",
    }

    answer = as_owner.post(door(after), typed)

    assert answer.status_code == 422
    assert "This day lies before the one from which the new version counts." in words(answer)
    assert "Hm." in answer.content.decode()
    assert says(after).equivalence.summary == ""


def test_two_who_map_different_elements_do_not_meet(as_owner, after):
    typed = typed_in(page_of(as_owner, door(after)))
    for change in ({"rule0": "equivalent"}, {"rule1": "equivalent"}):
        assert as_owner.post(door(after), typed | change).status_code == 302

    assert [rule.rule for rule in says(after).equivalence.rules] == ["equivalent", "equivalent"]


def test_for_an_outsider_it_is_not_there(as_outsider, after):
    assert as_outsider.get(door(after)).status_code == 404

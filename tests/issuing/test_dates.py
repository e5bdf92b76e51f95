"""When an award begins and ends, in the zone of its organisation."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from laurels.common.dates import day_in
from laurels.issuing import services as issuing
from laurels.people.models import Organisation
from tests.issuing.making import make_badge
from tests.making import NOON


@pytest.mark.django_db
@pytest.mark.parametrize("zone", ["Europe/London", "America/New_York", "Pacific/Kiritimati", "Asia/Kathmandu"])
def test_an_award_ends_with_its_day_where_the_organisation_is(zone, owner, colleague, pantry):
    Organisation.objects.filter(pk=pantry.pk).update(time_zone=zone)
    pantry.refresh_from_db()
    version = make_badge(pantry, owner, lasts="1")

    award = issuing.intend(version=version, learner=colleague, judge=owner, at=NOON)

    assert award.awarded_on == day_in(NOON, zone)
    assert day_in(award.valid_until, zone) == date(award.awarded_on.year + 1, award.awarded_on.month, award.awarded_on.day)
    assert day_in(award.valid_until + timedelta(seconds=1), zone) > award.awarded_on


@pytest.mark.django_db
def test_history_that_is_loaded_begins_on_its_own_day(version, owner, colleague, pantry):
    award = issuing.intend(version=version, learner=colleague, judge=owner, awarded_on=date(2025, 8, 31), at=NOON)

    assert issuing.begins_at(award) == datetime(2025, 8, 31, 11, tzinfo=UTC)
    assert award.valid_until == datetime(2027, 8, 31, 22, 59, 59, tzinfo=UTC)


@pytest.mark.django_db
def test_a_badge_that_does_not_expire_has_no_end(pantry, owner, colleague):
    version = make_badge(pantry, owner, lasts="never")

    assert issuing.intend(version=version, learner=colleague, judge=owner, at=NOON).valid_until is None


@pytest.mark.django_db
def test_a_moment_without_a_zone_is_refused(version, owner, colleague):
    with pytest.raises((RuntimeWarning, ValueError), match=r"naive|zone"):
        issuing.intend(version=version, learner=colleague, judge=owner, at=NOON.replace(tzinfo=None))

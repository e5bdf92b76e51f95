"""Endorsements of the shipped programmes: signed with a hosted key on the organisation's word, of exactly one version."""

from __future__ import annotations

from datetime import UTC, date, datetime

import msgspec
import pytest
from laurels.endorsement.models import Endorsement, EndorsementRequest
from laurels.endorsement.rules import Confirmed, Key, State
from laurels.issuing.models import Award
from laurels.mail.models import Letter
from laurels.programmes import reading
from laurels.programmes.errors import ProgrammeMalformed
from laurels.programmes.loading import load
from laurels.verification import services as verification
from tests.catalogue.pages import words
from tests.endorsement.making import settled_letters

from openbadgekit.reading import read_object
from openbadgekit.verify.report import Verdict

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def accessibility():
    return reading.read_shipped("digital-accessibility")


def of_files() -> dict[str, list[tuple[str, str]]]:
    """Which versions each shipped file says are endorsed."""
    return {
        name: [(given.achievement, given.version) for part in reading.read_shipped(name).endorsers for given in part.endorses]
        for name in reading.shipped()
    }


@pytest.mark.parametrize("name", [name for name, given in of_files().items() if given])
def test_every_endorsement_of_a_file_stands_for_its_version_alone(name):
    loaded = load(reading.read_shipped(name), at=AT)

    standing = Endorsement.objects.filter(request__state=State.ENDORSED).values_list(
        "request__version__achievement__handle", "request__version__number"
    )
    assert sorted(standing) == sorted(of_files()[name])
    assert f"{len(standing)} endorsements" in loaded.sentence()


def test_it_is_signed_on_its_day_with_a_key_that_is_kept_here_and_says_so(accessibility, as_stranger):
    load(accessibility, at=AT)

    for made in Endorsement.objects.select_related("sealed", "request__version"):
        assert (made.key, made.confirmed) == (Key.HOSTED, Confirmed.WORD)
        assert (made.valid_from.date(), made.valid_until.date()) == (date(2025, 3, 1), date(2027, 3, 1))
        assert verification.check(bytes(made.sealed.json), at=AT).verdict is Verdict.VALID
        page = words(as_stranger.get(f"/badges/{made.request.version.code}"))
        assert "is kept by this installation" in page
        assert "Its identity was confirmed by the word of Northwharf Digital Cooperative alone." in page


def test_awards_of_later_days_carry_it_and_earlier_ones_and_other_versions_do_not(accessibility):
    load(accessibility, at=AT)
    endorsed = {row.request.version_id: row for row in Endorsement.objects.select_related("request")}

    seen = set()
    for award in Award.objects.select_related("version", "sealed"):
        carries = "endorsement" in read_object(bytes(award.sealed.json))["credentialSubject"]["achievement"]
        wanted = award.version_id in endorsed and award.awarded_on >= date(2025, 3, 1)
        assert carries is wanted, (award.version, award.awarded_on)
        seen.add(carries)
    assert seen == {True, False}


def test_loaded_twice_it_stands_once_and_nobody_is_written_to(accessibility):
    load(accessibility, at=AT)
    load(accessibility, at=AT)
    settled_letters(at=AT)

    assert Endorsement.objects.count() == EndorsementRequest.objects.count() == 2
    assert Letter.objects.count() == 0


@pytest.mark.parametrize("damage", [{"role": "friend"}, {"version": "9.9"}])
def test_a_role_or_a_version_that_is_not_there_is_named(accessibility, damage):
    part = accessibility.endorsers[0]
    given = msgspec.structs.replace(part.endorses[0], **{key: value for key, value in damage.items() if key == "version"})
    part = msgspec.structs.replace(part, endorses=(given,), **{key: value for key, value in damage.items() if key == "role"})

    with pytest.raises(ProgrammeMalformed, match="x-a11y"):
        load(msgspec.structs.replace(accessibility, endorsers=(part,)), at=AT)

"""Taking an award back: a judge of the badge, within the window, while nobody has accepted it; nothing of it verifies after."""

from __future__ import annotations

from datetime import timedelta

import pytest
from laurels.backpack.models import Offer
from laurels.issuing import services as issuing
from laurels.issuing.errors import NotAJudge, TooLateToTakeBack
from laurels.people.errors import NotYours, OrganisationNotFound
from laurels.people.rules import Role
from laurels.sealing import services as sealing
from laurels.sealing.models import SealedCredential
from laurels.verification import services as verification
from tests.issuing.making import make_award
from tests.journeys import settle
from tests.making import NOON, make_member, make_person

pytestmark = pytest.mark.django_db


def take_back(award, actor, *, accepted=False, at=NOON + timedelta(hours=1)):
    issuing.take_back(award=award, actor=actor, accepted=accepted, at=at)


def test_its_bytes_are_revoked_also_when_nobody_saw_them(award, owner):
    take_back(award, owner)

    award.refresh_from_db()
    assert award.state == "taken-back"
    assert verification.check(bytes(award.sealed.json), at=NOON + timedelta(hours=1)).code == "revoked"


def test_it_can_be_awarded_again_at_once(award, version, owner, colleague):
    take_back(award, owner)

    again = make_award(version, colleague, owner, at=NOON + timedelta(hours=1))

    assert again.state == "issued"
    assert again.basis_key.endswith(":2")


@pytest.mark.parametrize(("accepted", "after"), [(True, timedelta(0)), (False, timedelta(hours=24))])
def test_too_late_is_said(accepted, after, award, owner):
    with pytest.raises(TooLateToTakeBack):
        take_back(award, owner, accepted=accepted, at=NOON + after)

    award.refresh_from_db()
    assert award.state == "issued"
    assert verification.check(bytes(award.sealed.json), at=NOON).verdict == "valid"


def test_twice_is_too_late(award, owner):
    take_back(award, owner)

    with pytest.raises(TooLateToTakeBack):
        take_back(award, owner)


def test_an_assessor_who_does_not_judge_this_badge_leaves_it(award, pantry):
    helper = make_person("Idris Vale")
    make_member(pantry, helper, Role.ASSESSOR)

    with pytest.raises(NotAJudge):
        take_back(award, helper)


def test_the_holder_a_colleague_and_an_outsider_cannot(award, colleague, outsider, trust):
    with pytest.raises(NotYours):
        take_back(award, colleague)
    with pytest.raises(OrganisationNotFound):
        take_back(award, outsider)


def test_taken_back_before_it_was_signed_it_is_never_signed(intended, owner):
    take_back(intended, owner)

    settle(NOON + timedelta(hours=2))

    assert not SealedCredential.objects.exists()
    assert not Offer.objects.exists()


def test_taken_back_while_the_key_was_at_work_it_is_revoked(intended, owner, monkeypatch):
    real = sealing.seal_credential

    def slow(*, terms, at):
        sealed = real(terms=terms, at=at)
        take_back(type(intended).objects.get(pk=intended.pk), owner)
        return sealed

    monkeypatch.setattr("laurels.issuing.services.awarding.sealing.seal_credential", slow)

    award = issuing.seal(award=intended, at=NOON)

    assert award.state == "taken-back"
    assert verification.check(bytes(award.sealed.json), at=NOON + timedelta(hours=1)).code == "revoked"


def test_taken_back_after_a_crash_between_signing_and_the_award_it_is_revoked(intended, owner, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr("laurels.issuing.services.awarding.journal.record", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            issuing.seal(award=intended, at=NOON)
    orphan = SealedCredential.objects.get()

    take_back(intended, owner)

    intended.refresh_from_db()
    assert intended.sealed == orphan
    assert verification.check(bytes(orphan.json), at=NOON + timedelta(hours=1)).code == "revoked"

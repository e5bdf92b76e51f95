"""Revoking: with a reason, after the waiting time unless it is stopped, once and for ever; what moves because of it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from laurels.backpack import services as backpack
from laurels.issuing import services as issuing
from laurels.issuing.errors import NeverForOneself, NotRevocable, RevocationOver
from laurels.issuing.models import Award, Revocation
from laurels.issuing.rules import REASONS
from laurels.journal.models import FactRow
from laurels.people.errors import NotYours, OrganisationNotFound
from laurels.people.models import Membership, Organisation
from laurels.people.rules import Role
from laurels.people.services import grant_role
from laurels.sealing import services as sealing
from laurels.sealing import statuses
from laurels.sealing.models import PublishedDocument
from laurels.verification import services as verification
from tests.issuing.making import make_award, make_badge, make_suspendable_award
from tests.journeys import settle
from tests.making import NOON, make_member, make_person

pytestmark = pytest.mark.django_db
DAY, SECOND = timedelta(hours=24), timedelta(seconds=1)


def ask(award, actor, *, at=NOON, reason="wrong-person", words="Sorry."):
    return issuing.ask_revocation(award=award, actor=actor, reason=reason, words=words, at=at)


def verdict(award, *, at=NOON) -> str | None:
    return verification.check(bytes(award.sealed.json), at=at).code


class TestWaiting:
    def test_it_waits_a_day_and_is_then_carried_out_by_the_clock(self, award, owner):
        ask(award, owner)

        settle(NOON + DAY - SECOND)
        before = verdict(award, at=NOON + DAY - SECOND)
        settle(NOON + DAY + timedelta(minutes=1))

        award.refresh_from_db()
        assert (before, award.state) == (None, "revoked")
        assert verdict(award, at=NOON + DAY + timedelta(minutes=1)) == "revoked"

    def test_it_can_be_stopped_until_then(self, award, owner):
        waiting = ask(award, owner)

        issuing.stop_revocation(revocation=waiting, actor=owner, at=NOON + DAY - SECOND)
        settle(NOON + DAY)

        award.refresh_from_db()
        assert (award.state, verdict(award, at=NOON + DAY)) == ("issued", None)

    def test_a_stopped_one_can_be_asked_for_again(self, award, owner):
        issuing.stop_revocation(revocation=ask(award, owner), actor=owner, at=NOON)

        assert ask(award, owner).pk

    def test_without_a_waiting_time_it_takes_effect_at_once(self, prompt, award, owner):
        award.refresh_from_db()
        ask(Award.objects.get(pk=award.pk), owner)

        award.refresh_from_db()
        assert (award.state, verdict(award)) == ("revoked", "revoked")

    def test_after_it_was_carried_out_nothing_can_be_stopped(self, prompt, award, owner):
        done = ask(Award.objects.get(pk=award.pk), owner)

        with pytest.raises(RevocationOver):
            issuing.stop_revocation(revocation=Revocation.objects.get(pk=done.pk), actor=owner, at=NOON)

    def test_twice_is_carried_out_once(self, award, owner):
        waiting = ask(award, owner)

        for _ in range(3):
            issuing.carry_out(revocation=waiting, at=NOON + DAY)

        assert FactRow.objects.filter(kind="award.revoked").count() == 1

    def test_one_that_cannot_be_signed_holds_up_no_other(self, version, award, owner, pantry, monkeypatch):
        other = make_award(version, make_member(pantry).person, owner)
        ask(award, owner)
        ask(other, owner)
        real = sealing.revoke

        def refuses(*, credential, at):
            if credential == award.sealed:
                raise ConnectionError("the disk is full")
            real(credential=credential, at=at)

        monkeypatch.setattr("laurels.issuing.services.revoking.sealing.revoke", refuses)
        settle(NOON + DAY)

        award.refresh_from_db()
        other.refresh_from_db()
        assert (award.state, other.state) == ("issued", "revoked")


class TestWho:
    def test_an_assessor_alone_may_not(self, award, pantry):
        helper = make_person("Idris Vale")
        make_member(pantry, helper, Role.ASSESSOR)

        with pytest.raises(NotYours):
            ask(award, helper)

    def test_the_holder_may_not_and_an_outsider_finds_nothing(self, award, colleague, outsider, trust):
        with pytest.raises(NotYours):
            ask(award, colleague)
        with pytest.raises(OrganisationNotFound):
            ask(award, outsider)

    def test_nobody_stops_a_revocation_of_her_own_award(self, award, owner, colleague):
        grant_role(membership=Membership.objects.get(person=colleague), role=Role.ADMIN, actor=None, at=NOON)
        waiting = ask(award, owner)

        with pytest.raises(NeverForOneself):
            issuing.stop_revocation(revocation=waiting, actor=colleague, at=NOON)

    def test_but_what_she_asked_for_herself_she_may_stop(self, award, colleague):
        grant_role(membership=Membership.objects.get(person=colleague), role=Role.ADMIN, actor=None, at=NOON)
        waiting = ask(award, colleague, reason="holder-asked")

        issuing.stop_revocation(revocation=waiting, actor=colleague, at=NOON)

        assert Revocation.objects.get().stopped_at == NOON


class TestRefused:
    def test_an_award_that_is_not_sealed(self, intended, owner):
        with pytest.raises(NotRevocable):
            ask(intended, owner)

    def test_a_second_wish_while_one_waits(self, award, owner):
        ask(award, owner)

        with pytest.raises(NotRevocable):
            ask(award, owner)
        assert Revocation.objects.count() == 1

    def test_a_second_wish_in_the_database(self, award, owner):
        ask(award, owner)

        with pytest.raises(IntegrityError), transaction.atomic():
            Revocation.objects.create(award=award, reason="malpractice", asked_at=NOON, effective_at=NOON)

    def test_a_reason_that_is_none(self, award, owner):
        with pytest.raises(NotRevocable):
            ask(award, owner, reason="because")

    def test_one_that_is_revoked(self, prompt, award, owner):
        fresh = Award.objects.get(pk=award.pk)
        ask(fresh, owner)
        fresh.refresh_from_db()

        with pytest.raises(NotRevocable):
            ask(fresh, owner)


class TestWhatMoves:
    def test_the_reason_is_a_code_in_the_fact_and_the_words_stay_on_the_row(self, prompt, award, owner):
        ask(Award.objects.get(pk=award.pk), owner, words="It was meant for Ola.")

        facts = FactRow.objects.filter(kind__in=["revocation.asked", "award.revoked"])
        assert [fact.data for fact in facts] == [{"reason": "wrong-person"}] * 2
        assert "Ola" not in json.dumps([fact.data for fact in FactRow.objects.all()])
        assert Revocation.objects.get().words == "It was meant for Ola."

    def test_the_backpack_sees_it_and_the_holder_is_told(self, award, owner, colleague):
        settle(NOON)
        backpack.accept(offer=colleague.offers.get(), person=colleague, identity="code", open_address=True, at=NOON)
        ask(award, owner, words="Between us.")

        settle(NOON + DAY)

        item = colleague.items.get()
        assert (item.verdict, item.verdict_code) == ("invalid", "revoked")
        from laurels.mail.models import Letter

        letters = [letter for letter in Letter.objects.all() if "taken back" in letter.subject]
        assert [letter.to for letter in letters] == ["jonas@kettle.example"]

    def test_its_list_is_signed_anew_at_once_and_the_other_is_not_touched(self, prompt, version, colleague, owner):
        award = make_suspendable_award(version, colleague, owner)
        before = {row.path: bytes(row.body) for row in PublishedDocument.objects.filter(path__startswith="/status/")}

        ask(Award.objects.get(pk=award.pk), owner, at=NOON + timedelta(minutes=1))

        after = {row.path: bytes(row.body) for row in PublishedDocument.objects.filter(path__startswith="/status/")}
        changed = [path for path in before if before[path] != after[path]]
        assert len(before) == 2
        assert len(changed) == 1
        assert json.loads(after[changed[0]])["credentialSubject"]["statusPurpose"] == "revocation"

    @pytest.mark.parametrize("reason", list(REASONS))
    def test_every_reason_revokes(self, reason, prompt, award, owner):
        ask(Award.objects.get(pk=award.pk), owner, reason=reason)

        assert verdict(award) == "revoked"


class TestPrecedence:
    """Revoked before suspended before expired; an end sets no bit."""

    @pytest.mark.parametrize(
        ("revoked", "suspended", "expired", "code"),
        [
            (True, True, True, "revoked"), (True, True, False, "revoked"), (True, False, True, "revoked"),
            (True, False, False, "revoked"), (False, True, True, "suspended"), (False, True, False, "suspended"),
            (False, False, True, "expired"), (False, False, False, None),
        ],
    )  # fmt: skip
    def test_the_gravest_is_said(self, revoked, suspended, expired, code, version, colleague, owner):
        award = make_suspendable_award(version, colleague, owner)
        at = award.valid_until + SECOND * 120 if expired else NOON
        if suspended:
            sealing.suspend(credential=award.sealed, value=True, at=at)
        if revoked:
            sealing.revoke(credential=award.sealed, at=at)
        statuses.renew_old_lists(at=at)

        assert verdict(award, at=at) == code

    def test_an_end_or_a_newer_award_sets_no_bit(self, award, version, owner, colleague):
        later = award.valid_until + DAY
        make_award(version, colleague, owner, at=later)
        settle(later)

        from laurels.sealing.models import StatusEntry

        assert not StatusEntry.objects.filter(bit=True).exists()

    def test_another_badge_of_the_same_person_stays_valid(self, prompt, award, owner, colleague, pantry):
        other = make_award(make_badge(Organisation.objects.get(pk=pantry.pk), owner, name="Warm Welcome"), colleague, owner)

        ask(Award.objects.get(pk=award.pk), owner)

        assert (verdict(award), verdict(other)) == ("revoked", None)

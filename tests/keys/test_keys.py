"""Who signs: one key for one purpose of one organisation; rotation under did:web; documents that keep every key."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from django.db import IntegrityError, transaction
from laurels.journal.models import FactRow
from laurels.keys import selectors
from laurels.keys import services as keys
from laurels.keys.commands import rotate_key as rotate_command
from laurels.keys.errors import CannotRotate, KeyMixedUp, NoSigningKey
from laurels.keys.models import Purpose, SigningKey
from laurels.people.errors import NotYours, OrganisationNotFound
from laurels.sealing import published
from laurels.verification import services as verification
from tests.issuing.making import make_award, make_badge
from tests.journeys import settle
from tests.making import NOON, make_member

from openbadgekit.keys import multikey

pytestmark = pytest.mark.django_db


@pytest.fixture
def public(settings) -> str:
    settings.ORIGIN = "https://badges.pantry.example"
    return settings.ORIGIN


class TestFirstKey:
    def test_a_new_organisation_gets_one_by_itself(self, pantry):
        settle(NOON)

        key = SigningKey.objects.get(organisation=pantry)
        assert (key.number, key.purpose, key.algorithm, key.state) == (1, "awards", "Ed25519", "active")

    def test_a_second_call_makes_no_second_key(self, pantry):
        assert keys.ensure_key(organisation=pantry, at=NOON) == keys.ensure_key(organisation=pantry, at=NOON)

    def test_of_two_makers_at_once_the_first_ones_key_stays(self, pantry, monkeypatch):
        first = keys.ensure_key(organisation=pantry, at=NOON)
        real, blind = keys._active, iter([True])
        monkeypatch.setattr(keys, "_active", lambda *asked: None if next(blind, False) else real(*asked))

        assert keys.ensure_key(organisation=pantry, at=NOON) == first

    def test_the_database_holds_one_active_key_for_a_purpose(self, pantry):
        key = keys.ensure_key(organisation=pantry, at=NOON)
        key.pk, key.code, key.number, key._state.adding = None, None, 2, True
        from uuid import uuid4

        key.code = uuid4()
        with pytest.raises(IntegrityError), transaction.atomic():
            key.save()


class TestSigner:
    def test_without_a_key_it_says_so(self, pantry):
        with pytest.raises(NoSigningKey):
            keys.signer_for(organisation=pantry)

    def test_a_key_for_another_purpose_signs_no_award(self, pantry):
        keys.ensure_key(organisation=pantry, at=NOON)
        SigningKey.objects.update(purpose="log-in")

        with pytest.raises(NoSigningKey):
            keys.signer_for(organisation=pantry, purpose=Purpose.AWARDS)

    def test_the_bytes_of_another_organisations_row_do_not_open(self, pantry, outsider, trust):
        keys.ensure_key(organisation=pantry, at=NOON)
        theirs = keys.ensure_key(organisation=trust, at=NOON)
        SigningKey.objects.filter(organisation=pantry).update(wrapped=theirs.wrapped, data_key=theirs.data_key)

        with pytest.raises(Exception, match="master key"):
            keys.signer_for(organisation=pantry)

    def test_a_key_that_is_not_the_published_one_is_refused(self, pantry, outsider, trust):
        keys.ensure_key(organisation=pantry, at=NOON)
        theirs = keys.ensure_key(organisation=trust, at=NOON)
        SigningKey.objects.filter(organisation=pantry).update(public_multikey=theirs.public_multikey)

        with pytest.raises(KeyMixedUp):
            keys.signer_for(organisation=pantry)

    def test_its_signature_is_that_of_the_published_key(self, pantry):
        key = keys.ensure_key(organisation=pantry, at=NOON)
        signer = keys.signer_for(organisation=pantry)

        assert multikey.read(key.public_multikey).verify(signer.sign(b"words"), b"words")
        assert "PrivateKey(Ed25519)" in repr(signer)


class TestRotation:
    @pytest.mark.conformance("OB3-P-19")
    def test_after_five_rotations_every_badge_still_verifies(self, public, pantry, owner):
        version = make_badge(pantry, owner)
        awards = []
        for _ in range(6):
            awards.append(make_award(version, make_member(pantry).person, owner))
            keys.rotate_key(organisation=pantry, actor=owner, at=NOON)

        methods = [json.loads(bytes(award.sealed.json))["proof"]["verificationMethod"] for award in awards]
        assert [method.partition("#")[2] for method in methods] == [f"key-{number}" for number in range(1, 7)]
        for award in awards:
            for body in (award.sealed.json, award.sealed.jwt):
                assert verification.check(bytes(body), at=NOON).verdict == "valid"

    def test_the_issuer_stays_the_same_and_every_key_stays_published(self, public, pantry, owner):
        keys.ensure_key(organisation=pantry, at=NOON)
        before = selectors.issuer_id(pantry)
        for _ in range(3):
            keys.rotate_key(organisation=pantry, actor=None, at=NOON)
        settle(NOON)

        document = json.loads(published.answer("/o/kettle-lane/did.json", "").body)
        assert selectors.issuer_id(pantry) == document["id"] == before == "did:web:badges.pantry.example:o:kettle-lane"
        assert len(document["verificationMethod"]) == len(document["assertionMethod"])
        assert {method["id"].partition("#")[2].removesuffix("-jwk") for method in document["verificationMethod"]} == {
            "key-1", "key-2", "key-3", "key-4",
        }  # fmt: skip
        assert "private" not in json.dumps(document).lower()
        assert '"d"' not in json.dumps(document)

    def test_an_old_key_signs_nothing_more(self, public, pantry):
        first = keys.ensure_key(organisation=pantry, at=NOON)
        second = keys.rotate_key(organisation=pantry, actor=None, at=NOON)
        first.refresh_from_db()

        assert (first.state, first.active_until, second.number) == ("retired", NOON, 2)
        assert keys.signer_for(organisation=pantry).verification_method.endswith("#key-2")
        assert FactRow.objects.filter(kind="key.changed").count() == 2

    def test_a_did_key_cannot_rotate(self, pantry):
        key = keys.ensure_key(organisation=pantry, at=NOON)

        with pytest.raises(CannotRotate):
            keys.rotate_key(organisation=pantry, actor=None, at=NOON)
        key.refresh_from_db()
        assert key.state == "active"

    def test_a_colleague_may_not_and_an_outsider_finds_nothing(self, public, pantry, colleague, outsider, trust):
        keys.ensure_key(organisation=pantry, at=NOON)

        with pytest.raises(NotYours):
            keys.rotate_key(organisation=pantry, actor=colleague, at=NOON)
        with pytest.raises(OrganisationNotFound):
            keys.rotate_key(organisation=pantry, actor=outsider, at=NOON)

    def test_without_a_first_key_there_is_none_to_exchange(self, public, pantry):
        with pytest.raises(NoSigningKey):
            keys.rotate_key(organisation=pantry, actor=None, at=NOON)

    def test_the_operator_does_it_at_the_command_line(self, public, pantry):
        keys.ensure_key(organisation=pantry, at=NOON)

        done = CliRunner().invoke(rotate_command, ["kettle-lane"])
        unknown = CliRunner().invoke(rotate_command, ["nobody"])

        assert (done.exit_code, "signs with key 2" in done.output) == (0, True)
        assert (unknown.exit_code, "There is no organisation" in unknown.output) == (1, True)

    def test_where_it_cannot_be_done_the_command_says_why(self, pantry):
        keys.ensure_key(organisation=pantry, at=NOON)

        refused = CliRunner().invoke(rotate_command, ["kettle-lane"])

        assert refused.exit_code == 1
        assert "LAURELS_ORIGIN" in refused.output


class TestWhoWeAre:
    def test_under_a_public_origin_the_issuer_is_a_did_web_at_once(self, public, pantry):
        assert selectors.issuer_id(pantry) == "did:web:badges.pantry.example:o:kettle-lane"

    def test_without_one_it_is_its_first_key(self, pantry):
        key = keys.ensure_key(organisation=pantry, at=NOON)

        assert selectors.issuer_id(pantry) == f"did:key:{key.public_multikey}"

    def test_the_profile_says_name_and_country(self, pantry):
        keys.ensure_key(organisation=pantry, at=NOON)
        profile = selectors.issuer_profile(pantry)

        assert (profile["name"], profile["type"]) == ("Kettle Lane", ["Profile"])
        assert profile["address"] == {"type": ["Address"], "addressCountryCode": "GB"}

    def test_the_key_document_costs_the_same_for_one_key_and_for_five(self, public, pantry, django_assert_num_queries):
        keys.ensure_key(organisation=pantry, at=NOON)
        for _ in range(4):
            keys.rotate_key(organisation=pantry, actor=None, at=NOON)

        with django_assert_num_queries(1):
            selectors.key_document(pantry)

"""Signing with a key that is kept here: what is signed, what stands, what is refused."""

from __future__ import annotations

from datetime import date

import pytest
from laurels.catalogue import services as catalogue
from laurels.endorsement import services
from laurels.endorsement.errors import DocumentDates, MovedMeanwhile, NothingToSay, OwnEndorser, RequestOver, TextMoved
from laurels.endorsement.models import Endorsement, EndorsementRequest, Endorser
from laurels.endorsement.rules import State
from laurels.journal.models import FactRow
from laurels.people.models import Organisation
from laurels.sealing.models import PublishedDocument, SealedEndorsement
from laurels.verification import services as verification
from tests.endorsement.making import DAY, answer_to, endorsed, make_request
from tests.issuing.making import make_badge
from tests.making import NOON

from openbadgekit.reading import read_object
from openbadgekit.verify.report import Verdict

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(draft, owner) -> EndorsementRequest:
    services.send(request=draft, actor=owner, at=NOON)
    return draft


class TestWhatIsSigned:
    def test_it_is_an_endorsement_of_exactly_this_version_and_valid_in_both_forms(self, asked, version):
        made = services.sign_hosted(request=asked, answer=answer_to(asked), at=NOON)

        document = read_object(bytes(made.sealed.json))
        assert document["type"] == ["VerifiableCredential", "EndorsementCredential"]
        assert document["credentialSubject"] == {
            "id": catalogue.address_of(version), "type": ["EndorsementSubject"], "endorsementComment": "We endorse it.",
        }  # fmt: skip
        for body in (made.sealed.json, made.sealed.jwt):
            assert verification.check(bytes(body), at=NOON).verdict is Verdict.VALID

    def test_its_issuer_is_the_endorser_with_a_key_apart_from_ours_and_says_who_keeps_it(self, asked, pantry):
        from laurels.keys import selectors as identities

        made = services.sign_hosted(request=asked, answer=answer_to(asked), at=NOON)

        document = read_object(bytes(made.sealed.json))
        assert document["issuer"]["name"] == "Institute of Service Practice"
        assert document["issuer"]["id"] != identities.issuer_id(pantry)
        for text in (document["description"], document["issuer"]["description"]):
            assert "is kept by this installation, http://localhost:8000" in text
            assert "by an e-mail address at isp.example, to which the link was sent" in text
        assert "chair@" not in str(document)

    def test_at_a_public_address_it_is_a_did_web_of_its_own_and_its_key_document_is_published(self, settings, owner, pantry):
        settings.ORIGIN = "https://badges.example"
        request = make_request(pantry, owner, make_badge(pantry, owner))

        made = endorsed(request, owner)

        hosted = Endorser.objects.get().hosted
        assert made.sealed.issuer == f"did:web:badges.example:o:kettle-lane:endorsers:{hosted.code}"
        assert made.sealed.credential_id == f"https://badges.example/endorsements/{made.code}"
        assert PublishedDocument.objects.filter(path=f"/o/kettle-lane/endorsers/{hosted.code}/did.json").exists()
        assert verification.check(bytes(made.sealed.json), at=NOON).verdict is Verdict.VALID

    def test_the_same_answer_after_a_crash_is_one_document_and_another_answer_another(self, asked, monkeypatch):
        monkeypatch.setattr("laurels.endorsement.services.signing.stand", _crash)
        for _ in range(2):
            with pytest.raises(SystemError):
                services.sign_hosted(request=asked, answer=answer_to(asked), at=NOON)
        with pytest.raises(SystemError):
            services.sign_hosted(request=asked, answer=answer_to(asked, comment="Otherwise."), at=NOON)
        monkeypatch.undo()

        made = services.sign_hosted(request=asked, answer=answer_to(asked), at=NOON)

        assert SealedEndorsement.objects.count() == 2
        assert (made.comment, Endorsement.objects.count()) == ("We endorse it.", 1)

    def test_an_endorser_of_two_badges_has_one_key(self, asked, owner, pantry):
        first = services.sign_hosted(request=asked, answer=answer_to(asked), at=NOON)
        second = endorsed(make_request(pantry, owner, make_badge(pantry, owner, name="Warm Shelf")), owner)

        assert first.sealed.issuer == second.sealed.issuer


def _crash(*_args, **_options):
    raise SystemError


class TestWhatStands:
    def test_the_request_is_endorsed_published_and_a_fact(self, asked, version):
        made = services.sign_hosted(request=asked, answer=answer_to(asked), at=NOON)

        asked.refresh_from_db()
        fact = FactRow.objects.get(kind="version.endorsed")
        assert asked.state == State.ENDORSED
        assert (fact.subject_code, fact.data) == (version.code, {"endorsement": str(made.code)})
        assert PublishedDocument.objects.filter(path__startswith=f"/endorsements/{made.code}").count() == 2

    def test_with_conditions_it_is_conditional(self, asked):
        conditions = [("Train two more judges.", date(2027, 6, 1)), ("Publish the rubric.", date(2027, 1, 1))]

        made = services.sign_hosted(request=asked, answer=answer_to(asked, conditions=conditions), at=NOON)

        asked.refresh_from_db()
        assert asked.state == State.CONDITIONAL
        assert [row.text for row in made.conditions.all()] == ["Publish the rubric.", "Train two more judges."]

    def test_an_issuer_is_endorsed_by_its_own_id(self, owner, pantry):
        from laurels.keys import selectors as identities

        make_badge(pantry, owner)
        made = endorsed(make_request(pantry, owner), owner)

        assert made.sealed.about == identities.issuer_id(pantry)
        assert FactRow.objects.filter(kind="issuer.endorsed").count() == 1

    def test_of_two_colleagues_who_sign_at_once_the_second_is_told(self, asked):
        other = EndorsementRequest.objects.get(pk=asked.pk)
        services.sign_hosted(request=asked, answer=answer_to(asked), at=NOON)

        with pytest.raises(MovedMeanwhile):
            services.sign_hosted(request=other, answer=answer_to(other, comment="I as well."), at=NOON)

        assert Endorsement.objects.count() == 1


class TestWhatIsRefused:
    def test_a_text_that_moved_since_it_was_read(self, asked):
        with pytest.raises(TextMoved):
            services.sign_hosted(request=asked, answer=answer_to(asked, read="0" * 64), at=NOON)

    @pytest.mark.parametrize("changes", [{"comment": " "}, {"signed_by": ""}, {"conditions": [(" ", date(2027, 1, 1))]}])
    def test_an_answer_without_its_words(self, asked, changes):
        with pytest.raises(NothingToSay):
            services.sign_hosted(request=asked, answer=answer_to(asked, **changes), at=NOON)

    def test_an_end_before_the_beginning(self, asked):
        with pytest.raises(DocumentDates):
            services.sign_hosted(request=asked, answer=answer_to(asked, until=date(2026, 11, 23)), at=NOON)

    def test_an_address_that_became_the_organisations_own(self, asked, pantry):
        Organisation.objects.filter(pk=pantry.pk).update(contact="Chair@ISP.example")
        asked.organisation.refresh_from_db()

        with pytest.raises(OwnEndorser):
            services.sign_hosted(request=asked, answer=answer_to(asked), at=NOON)

    def test_an_answer_after_ninety_days(self, asked):
        with pytest.raises(RequestOver):
            services.sign_hosted(request=asked, answer=answer_to(asked), at=NOON + 90 * DAY)

    def test_nothing_is_signed_without_the_master_key(self, asked, settings):
        from laurels.keys.errors import NoMasterKey

        settings.MASTER_KEY_FILE = "/nowhere/master.key"

        with pytest.raises(NoMasterKey):
            services.sign_hosted(request=asked, answer=answer_to(asked), at=NOON)

        asked.refresh_from_db()
        assert (asked.state, SealedEndorsement.objects.count()) == (State.SENT, 0)

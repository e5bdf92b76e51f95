"""A document that the endorser signed elsewhere: taken when it is exactly right, else refused with one clear sentence."""

from __future__ import annotations

import json
import re

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from laurels.endorsement import services
from laurels.endorsement.errors import MovedMeanwhile
from laurels.endorsement.models import Endorsement, EndorsementRequest, Endorser
from laurels.endorsement.rules import Confirmed, Key, State
from laurels.keys import services as keys
from laurels.verification import services as verification
from tests.catalogue.pages import words
from tests.endorsement.making import DAY, Outside, answer_to
from tests.foreign import Answers
from tests.making import NOON

from openbadgekit.issue import Form, lint, plain, seal
from openbadgekit.keys import did_web, documents
from openbadgekit.keys.documents import PublishedKey
from openbadgekit.proofs import eddsa_jcs_2022
from openbadgekit.reading import read_object, write
from openbadgekit.verify.report import Verdict

pytestmark = pytest.mark.django_db
FORMS = [Form.EDDSA_RDFC_2022, Form.EDDSA_JCS_2022, Form.VC_JWT, Form.VC_JOSE]


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def asked(draft, owner, link) -> EndorsementRequest:
    return EndorsementRequest.objects.get(pk=draft.pk)


@pytest.fixture
def outside() -> Outside:
    return Outside()


def hand_in(asked, data: bytes) -> Endorsement:
    return services.sign_own(request=asked, data=data, answer=answer_to(asked), at=NOON)


class TestTaken:
    @pytest.mark.parametrize("form", FORMS)
    def test_it_stands_exactly_as_it_came_in_every_form_that_we_read(self, asked, outside, form):
        data = outside.document(asked.about, form=form)

        made = hand_in(asked, data)

        kept = bytes(made.sealed.json) or bytes(made.sealed.jwt)
        assert kept == data
        assert verification.check(kept, at=NOON).verdict is Verdict.VALID
        assert (made.key, made.comment) == (Key.OWN, "It is what we ask of our own members.")
        assert (made.valid_from, made.valid_until) == (NOON - DAY, NOON + 365 * DAY)
        assert EndorsementRequest.objects.get().state == State.ENDORSED
        assert Endorser.objects.get().hosted is None

    def test_the_exact_document_is_on_the_page_to_be_signed(self, as_stranger, asked, link, outside):
        typed = {"issuer": outside.did, "comment": "Yes.", "until": "2028-01-31"}
        answer = as_stranger.get(f"/endorse/{link}/unsigned.json", typed)
        assert answer["Content-Disposition"] == 'attachment; filename="endorsement-to-sign.json"'
        document = json.loads(answer.content)
        assert "proof" not in document
        assert document["credentialSubject"]["id"] == asked.about
        signed = seal(lint(plain(document)), outside.signer, forms=[Form.EDDSA_JCS_2022], created=NOON)[Form.EDDSA_JCS_2022]

        page = as_stranger.get(f"/endorse/{link}/own-key/").content.decode()
        hidden = dict(re.findall(r'<input type="hidden" name="(read)" value="([^"]*)"', page))
        file = SimpleUploadedFile("signed.json", signed, content_type="application/json")
        answer = as_stranger.post(f"/endorse/{link}/own-key/", {"file": file, "signed_by": "Dora Quist"} | hidden, follow=True)

        assert "Signed and checked. Thank you." in words(answer)
        assert "Institute of Service Practice signed with a key of its own." in words(answer)

    def test_pasted_it_is_taken_as_well(self, as_stranger, asked, link, outside):
        page = as_stranger.get(f"/endorse/{link}/own-key/").content.decode()
        hidden = dict(re.findall(r'<input type="hidden" name="(read)" value="([^"]*)"', page))
        typed = {"document": outside.document(asked.about, form=Form.VC_JWT).decode(), "signed_by": "Dora Quist"} | hidden

        as_stranger.post(f"/endorse/{link}/own-key/", typed)

        assert Endorsement.objects.get().key == Key.OWN

    @pytest.mark.parametrize("did", ["did:web:isp.example", "did:web:keys.isp.example:badges"])
    def test_a_key_on_her_own_web_address_confirms_her_by_it(self, asked, did, monkeypatch):
        outside = Outside(did)
        shown = write(documents.write(did, [PublishedKey(outside.signer.verification_method, outside.private.public())]))
        network = Answers({did_web.document_url(did): shown})
        monkeypatch.setattr("laurels.verification.caching.safe_network", lambda: network)

        made = hand_in(asked, outside.document(asked.about))

        assert (made.confirmed, made.confirmed_at_domain) == (Confirmed.DOMAIN, "isp.example")

    def test_a_bare_key_confirms_nothing_beyond_the_link(self, asked, outside):
        made = hand_in(asked, outside.document(asked.about))

        assert (made.confirmed, made.confirmed_at_domain) == (Confirmed.LINK, "isp.example")

    def test_the_same_document_twice_is_told_and_stands_once(self, asked, outside):
        data = outside.document(asked.about)
        other = EndorsementRequest.objects.get()
        hand_in(asked, data)

        with pytest.raises(MovedMeanwhile):
            hand_in(other, data)

        assert Endorsement.objects.count() == 1


def unsigned(outside, about):
    document = read_object(outside.document(about))
    del document["proof"]
    return write(document)


def forged(outside, about):
    document = read_object(outside.document(about))
    document["credentialSubject"]["endorsementComment"] = "Forged."
    return write(document)


def in_anothers_name(outside, about):
    """Signed by a key that its issuer does not show."""
    stranger = Outside()
    return stranger.document(about, issuer={"id": outside.did, "type": ["Profile"], "name": "ISP"})


def of_a_badge(outside, about):
    from tests.foreign import foreign

    return foreign(signer=outside.signer, did=outside.did, subject={"id": about})


def of_two(outside, about):
    """About what was asked and something else beside it."""
    document = read_object(outside.document(about))
    del document["proof"]
    other = {**document["credentialSubject"], "id": "https://other.example/badges/1"}
    document["credentialSubject"] = [document["credentialSubject"], other]
    return signed_unseen(outside, document)


def with_a_word_of_its_own(outside, about):
    """A term that nothing defines: under JCS every byte is signed, but badges are signed as RDF."""
    document = read_object(outside.document(about))
    del document["proof"]
    document["mood"] = "sunny"
    return signed_unseen(outside, document)


def signed_unseen(outside, document):
    """Signed by a tool that looks at nothing."""
    return write(document | {"proof": eddsa_jcs_2022.make(document, outside.signer, created=NOON)})


REFUSED = [
    (lambda *_: b"", "Choose the signed file, or paste its text."),
    (lambda *_: b"Yes, we endorse it.", "This could not be read as a signed endorsement."),
    (lambda *_: b'{"a": 1, "a": 2}', "This could not be read as a signed endorsement."),
    (lambda *_: b"\x89PNG\r\n\x1a\n", "This could not be read as a signed endorsement."),
    (lambda outside, about: outside.document("https://other.example/badges/1"), "does not endorse what you were asked about"),
    (of_a_badge, "does not endorse what you were asked about"),
    (of_two, "does not endorse what you were asked about"),
    (unsigned, "The signature of this document was not accepted"),
    (forged, "The signature of this document was not accepted"),
    (in_anothers_name, "The signature of this document was not accepted"),
    (lambda outside, about: outside.document(about, valid_until=NOON - DAY / 2), "The dates of this document cannot be used"),
    (lambda outside, about: outside.document(about, valid_from=NOON + DAY), "The dates of this document cannot be used"),
    (lambda outside, about: outside.document(about, valid_until=NOON + 4000 * DAY), "The dates of this document cannot be used"),
    (with_a_word_of_its_own, "Badges could not carry this document"),
]


class TestRefused:
    @pytest.mark.parametrize(("make", "sentence"), REFUSED)
    def test_with_a_sentence_of_its_own_and_nothing_stands(self, as_stranger, asked, link, outside, make, sentence):
        page = as_stranger.get(f"/endorse/{link}/own-key/").content.decode()
        hidden = dict(re.findall(r'<input type="hidden" name="(read)" value="([^"]*)"', page))
        body = make(outside, asked.about)
        file = {"file": SimpleUploadedFile("signed.json", body)} if body else {}

        answer = as_stranger.post(f"/endorse/{link}/own-key/", {"signed_by": "Dora Quist"} | file | hidden)

        assert answer.status_code == 422
        assert sentence in words(answer)
        assert (Endorsement.objects.count(), EndorsementRequest.objects.get().state) == (0, State.SENT)

    @pytest.mark.parametrize("named", [True, False])
    def test_one_that_the_organisation_signed_itself_under_any_name(self, as_stranger, asked, link, pantry, named):
        signer = keys.signer_for(organisation=pantry)
        own = Outside()
        own.signer = signer
        own.did = signer.verification_method.partition("#")[0] if named else own.did
        page = as_stranger.get(f"/endorse/{link}/own-key/").content.decode()
        hidden = dict(re.findall(r'<input type="hidden" name="(read)" value="([^"]*)"', page))
        file = {"file": SimpleUploadedFile("signed.json", own.document(asked.about))}

        answer = as_stranger.post(f"/endorse/{link}/own-key/", {"signed_by": "Mira"} | file | hidden)

        wanted = "nobody endorses itself" if named else "The signature of this document was not accepted"
        assert (answer.status_code, wanted in words(answer)) == (422, True)
        assert Endorsement.objects.count() == 0

    def test_one_whose_web_address_does_not_answer(self, asked, monkeypatch):
        from laurels.endorsement.errors import DocumentInvalid

        monkeypatch.setattr("laurels.verification.caching.safe_network", lambda: Answers({}))

        with pytest.raises(DocumentInvalid):
            hand_in(asked, Outside("did:web:isp.example").document(asked.about))

    @pytest.mark.parametrize("issuer", ["", "isp.example", "mailto:chair@isp.example", "did:web:ísp.example"])
    def test_no_document_is_made_for_an_id_to_which_no_key_can_be_bound(self, as_stranger, asked, link, issuer):
        answer = as_stranger.get(f"/endorse/{link}/unsigned.json", {"issuer": issuer, "comment": "Yes."})

        assert answer.status_code == 422

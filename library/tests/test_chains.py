"""Proof sets and chains: members of a set stand alone, links of a chain hold one another."""

from __future__ import annotations

import copy
import json

import pytest
from library.tests.making import NOON, draft_of

from openbadgekit import contexts, proofs
from openbadgekit.errors import ContextRefused, ProofInvalid, ProofUnsupported, TicketUsed
from openbadgekit.issue import Form, Link, lint, seal_together
from openbadgekit.keys import KeyKind, did_key, generate, multikey
from openbadgekit.keys.documents import PublishedKey
from openbadgekit.keys.documents import write as key_document
from openbadgekit.keys.signer import LocalSigner
from openbadgekit.proofs import chains, eddsa_jcs_2022, eddsa_rdfc_2022
from openbadgekit.reading import listed, parse_datetime, read_object, write
from openbadgekit.verify.judge import judge
from openbadgekit.verify.receive import receive
from openbadgekit.verify.report import Verdict
from openbadgekit.verify.resources import Resource

DID = "did:web:pantry.example"
FIRST, SECOND = "urn:uuid:00000000-0000-4000-8000-000000000001", "urn:uuid:00000000-0000-4000-8000-000000000002"
EMBEDDED = [Form.EDDSA_RDFC_2022, Form.EDDSA_JCS_2022, Form.ECDSA_RDFC_2019, Form.ECDSA_JCS_2019]
KEYS = {Form.EDDSA_RDFC_2022: generate(), Form.ECDSA_RDFC_2019: generate(KeyKind.P256)}
KEYS |= {Form.EDDSA_JCS_2022: KEYS[Form.EDDSA_RDFC_2022], Form.ECDSA_JCS_2019: KEYS[Form.ECDSA_RDFC_2019]}


def method_of(form):
    return f"{DID}#{'ed' if form.value.startswith('eddsa') else 'ec'}"


def signer_of(form):
    return LocalSigner(KEYS[form], method_of(form))


def link(form, name=None, after=()):
    return Link(form, signer_of(form), name, after)


def sealed_with(*links):
    return seal_together(lint(draft_of(links[0].signer)), links, created=NOON)


@pytest.fixture
def resources():
    keys = [PublishedKey(method_of(form), KEYS[form].public()) for form in (Form.EDDSA_RDFC_2022, Form.ECDSA_RDFC_2019)]
    url = "https://pantry.example/.well-known/did.json"
    return {url: Resource(url, write(key_document(DID, keys)))}


def report_on(body, resources):
    return judge(receive(body if isinstance(body, bytes) else write(body)), resources, at=NOON)


@pytest.mark.conformance("DI-04")
@pytest.mark.conformance("OB3-P-11")
class TestSets:
    def test_every_form_stands_on_one_badge(self, resources):
        body = sealed_with(*map(link, EMBEDDED))

        assert [proof["cryptosuite"] for proof in read_object(body)["proof"]] == [form.value for form in EMBEDDED]
        assert report_on(body, resources).verdict is Verdict.VALID

    @pytest.mark.parametrize("place", range(len(EMBEDDED)))
    def test_one_broken_member_spoils_the_set(self, place, resources):
        document = read_object(sealed_with(*map(link, EMBEDDED)))
        document["proof"][place]["created"] = "2020-01-01T00:00:00Z"

        assert report_on(document, resources).code == "proof_invalid"

    @pytest.mark.parametrize("place", range(len(EMBEDDED)))
    def test_members_hold_without_one_another(self, place, resources):
        document = read_object(sealed_with(*map(link, EMBEDDED)))
        del document["proof"][place]

        assert report_on(document, resources).verdict is Verdict.VALID

    def test_a_ticket_seals_once(self):
        ticket = lint(draft_of(signer_of(EMBEDDED[0])))
        seal_together(ticket, [link(EMBEDDED[0])], created=NOON)

        with pytest.raises(TicketUsed):
            seal_together(ticket, [link(EMBEDDED[0])], created=NOON)

    @pytest.mark.parametrize("links", [[], [link(Form.EDDSA_RDFC_2022), Link(Form.VC_JWT, signer_of(Form.EDDSA_RDFC_2022))]])
    def test_nothing_and_tokens_are_refused_and_the_ticket_stays_good(self, links):
        ticket = lint(draft_of(signer_of(EMBEDDED[0])))

        with pytest.raises(ProofUnsupported):
            seal_together(ticket, links, created=NOON)
        assert ticket.take() is not None


@pytest.mark.conformance("DI-04")
@pytest.mark.parametrize("later", EMBEDDED)
@pytest.mark.parametrize("first", EMBEDDED)
class TestChains:
    def test_a_chain_holds(self, first, later, resources):
        body = sealed_with(link(first, FIRST), link(later, None, [FIRST]))

        assert read_object(body)["proof"][1]["previousProof"] == FIRST
        assert report_on(body, resources).verdict is Verdict.VALID

    def test_a_link_does_not_hold_without_the_one_before(self, first, later, resources):
        document = read_object(sealed_with(link(first, FIRST), link(later, None, [FIRST])))
        document["proof"] = document["proof"][1]

        assert report_on(document, resources).code == "proof_invalid"

    def test_a_link_does_not_hold_over_another_one_of_the_same_name(self, first, later, resources):
        document = read_object(sealed_with(link(first, FIRST), link(later, None, [FIRST])))
        other = read_object(seal_together(lint(draft_of(signer_of(first))), [link(first, FIRST)], created=NOON.replace(hour=1)))
        document["proof"][0] = other["proof"][0]

        assert report_on(document, resources).code == "proof_invalid"


def test_a_link_may_continue_several_in_any_order(resources):
    made = [link(Form.EDDSA_JCS_2022, FIRST), link(Form.ECDSA_JCS_2019, SECOND), link(Form.EDDSA_JCS_2022, None, [SECOND, FIRST])]

    assert report_on(sealed_with(*made), resources).verdict is Verdict.VALID


@pytest.mark.parametrize("after", [["urn:uuid:nowhere"], [FIRST, FIRST], [""]])
def test_a_link_to_nowhere_is_not_sealed(after):
    with pytest.raises(ProofInvalid):
        sealed_with(link(Form.EDDSA_RDFC_2022, FIRST), link(Form.EDDSA_RDFC_2022, None, after))


def test_a_circle_is_no_chain(document):
    one, two = {"id": FIRST, "previousProof": SECOND}, {"id": SECOND, "previousProof": [FIRST]}

    for proof in (one, two, {"id": FIRST, "previousProof": FIRST}):
        with pytest.raises(ProofInvalid, match="circle"):
            chains.signed_by({}, proof, [one, two, {"id": "urn:uuid:other"}])


def test_two_of_one_name_say_nothing():
    with pytest.raises(ProofInvalid, match="same name"):
        chains.signed_by({}, {"previousProof": FIRST}, [{"id": FIRST}, {"id": FIRST, "created": "x"}])


@pytest.mark.parametrize("named", [5, [5], {"id": FIRST}, None, [None]])
def test_a_name_that_is_no_text_fails_the_proof(named, resources):
    document = read_object(sealed_with(link(Form.EDDSA_JCS_2022, FIRST)))
    document["proof"][0]["previousProof"] = named

    assert report_on(document, resources).verdict is Verdict.INVALID


def test_a_proof_that_brings_its_own_words_is_not_continued():
    odd = {"id": FIRST, "@context": [contexts.VC2, {"name": "https://evil.example/name"}]}

    with pytest.raises(ContextRefused):
        chains.signed_by({}, {"previousProof": FIRST}, [odd])


@pytest.mark.usefixtures("example_contexts")
class TestVectors:
    """The published set and chain, made again byte for byte."""

    @pytest.fixture
    def folder(self, standards):
        return standards / "vectors/vc-di-eddsa/proof-set-chain"

    def check(self, document):
        bare, all_proofs = proofs.without_proof(document), listed(document["proof"])
        for proof in all_proofs:
            key = multikey.read(proof["verificationMethod"].partition("#")[2])
            eddsa_rdfc_2022.check(chains.signed_by(bare, proof, all_proofs), proof, key)

    @pytest.mark.parametrize("name", ["signedProofSet1", "signedProofSet2", "signedProofChain1", "signedProofChain2"])
    def test_every_published_proof_holds(self, folder, name):
        self.check(json.loads((folder / f"{name}.json").read_text()))

    def test_a_link_breaks_with_what_it_continues(self, folder):
        document = json.loads((folder / "signedProofChain1.json").read_text())
        changed = copy.deepcopy(document)
        changed["proof"][0]["created"] = "2023-02-24T23:36:39Z"

        with pytest.raises(ProofInvalid):
            bare, last = proofs.without_proof(changed), changed["proof"][-1]
            key = multikey.read(last["verificationMethod"].partition("#")[2])
            eddsa_rdfc_2022.check(chains.signed_by(bare, last, changed["proof"]), last, key)

    def test_our_signatures_are_the_published_ones(self, folder):
        from library.tests.test_suites import ed25519_private

        document = json.loads((folder / "signedProofChain2.json").read_text())
        pairs = json.loads((folder / "multiKeyPairs.json").read_text()).values()
        private = {pair["publicKeyMultibase"]: ed25519_private(pair["privateKeyMultibase"]) for pair in pairs}
        bare = proofs.without_proof(document)

        for place, proof in enumerate(document["proof"]):
            more = {name: proof[name] for name in ("id", "previousProof") if name in proof}
            signer = LocalSigner(private[proof["verificationMethod"].partition("#")[2]], proof["verificationMethod"])
            signed = chains.signed_by(bare, more, document["proof"][:place])
            made = eddsa_rdfc_2022.make(signed, signer, created=parse_datetime(proof["created"]), more=more)
            assert made == proof


class TestOlderText:
    """Trap T4 at the judge: signed under the older text of context 3.0.3."""

    @pytest.fixture
    def older(self, signer, document):
        bare = proofs.without_proof(document)
        proof = eddsa_rdfc_2022.make(bare, signer, created=NOON)
        return {**proofs.attach(bare, proof), "endorsementJwt": ["eyJhbGciOiJub25lIn0.e30.x"]}

    def test_it_is_valid_with_a_note_that_names_what_is_not_covered(self, older):
        report = report_on(older, {})

        assert report.verdict is Verdict.VALID
        assert any("older text" in note and "endorsementJwt" in note for note in report.notes)

    def test_anything_else_that_changed_is_invalid(self, older):
        assert report_on({**older, "name": "Safer Shelf"}, {}).code == "proof_invalid"

    def test_a_signature_over_the_text_itself_has_no_older_text(self, signer, document):
        bare = proofs.without_proof(document)
        signed = proofs.attach(bare, eddsa_jcs_2022.make(bare, signer, created=NOON))

        assert report_on({**signed, "endorsementJwt": ["a.b.c"]}, {}).code == "proof_invalid"


@pytest.mark.conformance("OB3-P-02")
def test_the_name_from_before_the_suite_was_final_is_valid_with_a_note(document, signer):
    bare = proofs.without_proof(document)
    options = {**eddsa_rdfc_2022.make(bare, signer, created=NOON), "cryptosuite": "eddsa-2022"}
    from openbadgekit.canonical import rdfc
    from openbadgekit.proofs import data_integrity

    options = data_integrity.without_value(options)
    data = data_integrity.hash_data(bare, data_integrity.in_context(options, bare), rdfc.canonical_document)
    signed = proofs.attach(bare, data_integrity.with_value(options, signer.sign(data)))

    report = report_on(signed, {})

    assert report.verdict is Verdict.VALID
    assert any("eddsa-2022" in note for note in report.notes)
    assert did_key.did_of(signer.private.public()) == report.credential.issuer.id

"""One graph can be written in many ways; whoever holds a sealed badge cannot use that to hide its end or its revocation."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from library.tests.hostile import report_on
from library.tests.making import NOON, draft_of

from openbadgekit import contexts, proofs
from openbadgekit.canonical import expansion, rdfc, spelling
from openbadgekit.errors import ContextRefused
from openbadgekit.issue import Form, lint, seal
from openbadgekit.proofs import eddsa_rdfc_2022
from openbadgekit.reading import read_object, write
from openbadgekit.status import bitstring_list
from openbadgekit.verify.report import Verdict

CRED, DATE = "https://www.w3.org/2018/credentials#", "http://www.w3.org/2001/XMLSchema#dateTime"
ID = "urn:uuid:5d7d1a3c-6d5a-4b5d-9d57-3b7f4a1f6d10"
HIDDEN = ("validUntil", "credentialStatus")
LATE = NOON + timedelta(days=900)


@pytest.fixture
def badge(signer):
    """A badge that has ended, names a status list and holds an endorsement that speaks of it."""
    about = {"id": ID, "type": ["EndorsementSubject"], "endorsementComment": "Well done."}
    draft = draft_of(
        signer, status=[bitstring_list.entry(list_url="https://pantry.example/status/1", index=7, purpose="revocation")]
    )
    draft.document["endorsement"] = [
        {
            "@context": [contexts.VC2, contexts.OB3],
            "id": "urn:uuid:2f9d4b5a-0a52-4a5d-9c50-52ff36b5b1a0",
            "type": ["VerifiableCredential", "EndorsementCredential"],
            "name": "Backed",
            "issuer": {"id": "did:web:council.example", "type": ["Profile"]},
            "validFrom": "2026-01-01T00:00:00Z",
            "credentialSubject": about,
        }
    ]
    return draft


def split(document, names=HIDDEN):
    """(the document without these members, the members)."""
    return {name: value for name, value in document.items() if name not in names}, {name: document[name] for name in names}


def by_address(document):
    rest, taken = split(document)
    ends = {"@type": DATE, "@value": taken["validUntil"]}
    return {**rest, f"{CRED}validUntil": ends, f"{CRED}credentialStatus": taken["credentialStatus"]}


def included(document):
    rest, taken = split(document)
    return {**rest, "@included": [{"id": ID, "type": "VerifiableCredential", **taken}]}


def included_by_keyword(document):
    rest, taken = split(document)
    return {**rest, "@included": {"@id": ID, "@type": "VerifiableCredential", **taken}}


def in_the_endorsement(document):
    rest, taken = split(json.loads(json.dumps(document)))
    about = rest["endorsement"][0]["credentialSubject"]
    about |= {"type": [*about["type"], "VerifiableCredential"], **taken}
    return rest


WAYS = [by_address, included, included_by_keyword, in_the_endorsement]


@pytest.mark.conformance("OB3-P-17")
@pytest.mark.parametrize("way", WAYS)
def test_what_was_moved_away_is_missed(way, badge, signer, monkeypatch):
    """Each way is a true one: the graph is the same, and without the one spelling the badge would be valid for ever."""
    document = read_object(seal(lint(badge), signer, forms=[Form.EDDSA_RDFC_2022], created=NOON)[Form.EDDSA_RDFC_2022])
    moved = way(document)

    report = report_on(write(moved), at=LATE)

    assert report_on(write(document), at=LATE).code == "expired"
    assert (report.verdict, report.code) == (Verdict.INVALID, "context_refused")
    monkeypatch.setattr(spelling, "refuse_other", lambda _: None)
    assert rdfc.canonical_document(proofs.without_proof(moved)) == rdfc.canonical_document(proofs.without_proof(document))
    assert report_on(write(moved), at=LATE).verdict is Verdict.VALID


def test_the_end_of_a_signature_is_not_hidden_either(signer):
    document = draft_of(signer).document
    proof = eddsa_rdfc_2022.make(document, signer, created=NOON, more={"expires": "2026-11-25T00:00:00Z"})
    hidden = {name: value for name, value in proof.items() if name != "expires"}
    hidden["https://w3id.org/security#expiration"] = {"@type": DATE, "@value": proof["expires"]}

    sound, moved = (report_on(write(proofs.attach(document, one)), at=NOON + timedelta(days=9)) for one in (proof, hidden))

    assert (sound.verdict, moved.verdict) == (Verdict.INVALID, Verdict.INVALID)
    assert moved.code == "context_refused"


@pytest.mark.parametrize(
    "changes",
    [
        {"@id": ID}, {"@type": "VerifiableCredential"}, {"@graph": []}, {"@reverse": {}}, {"@nest": {}}, {"@index": "x"},
        {"@odd": 1}, {"schema:name": "A"}, {"https://schema.org/name": "A"}, {"issuer": {"@id": "did:example:a"}},
        {"issuer": {"@set": ["did:example:a"]}}, {"description": {"@value": "A", "@index": "x"}}, {"evidence": {"id": "_:b0"}},
        {"id": "_:b0"}, {"issuer": {"id": ID, "validUntil": "2026-11-25T00:00:00Z"}},
        {"evidence": [[{"id": ID, "issuer": "did:example:b"}]]},
    ],
    ids=str,
)  # fmt: skip
def test_another_spelling_is_refused_wherever_it_stands(changes, signer):
    with pytest.raises(ContextRefused):
        expansion.to_quads({**draft_of(signer).document, **changes})


def test_an_id_that_a_vocabulary_would_make_longer_is_refused(signer):
    document = draft_of(signer).document
    named = [*document["@context"], "https://w3id.org/security/v2"]

    with pytest.raises(ContextRefused, match="shortens"):
        expansion.to_quads({**document, "@context": named, "evidence": [{"id": "dc:creator", "type": ["Evidence"]}]})


@pytest.mark.parametrize(
    "changes",
    [
        {"description": {"@value": "A", "@language": "en", "@direction": "ltr"}},
        {"evidence": [{"id": ID, "type": ["Evidence"], "name": "Itself"}]},
    ],
    ids=str,
)
def test_what_hides_nothing_may_be_said(changes, signer):
    assert expansion.to_quads({**draft_of(signer).document, **changes})

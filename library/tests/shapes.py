"""Thirty shapes of document; what depends on the recipient comes from ``text()`` and ``address()``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from openbadgekit import contexts

Source = Callable[[], str]
Document = dict[str, Any]
Shape = Callable[[Source, Source], Document]
HOME = "https://pantry.example"
SHAPES: dict[str, Shape] = {}
NEVER = {"two equal alignments", "many equal results", "a member without a meaning", "an unknown context", "an empty document"}
"""Shapes that have no template, whatever stands in them."""


def shape(make: Shape) -> Shape:
    """Known by its name."""
    SHAPES[make.__name__.replace("_", " ")] = make
    return make


def alignment(number: int) -> Document:
    return {"type": ["Alignment"], "targetName": f"100 % of %s {number}", "targetUrl": f"{HOME}/skills/{number}"}


def achievement(**members: Any) -> Document:
    return {
        "id": f"{HOME}/badges/1", "type": ["Achievement"], "name": "Safe Shelf 100%", "description": "Nobody: %d \u2028 ü.",
        "criteria": {"narrative": 'Checks "dates"\nand packaging.'}, **members,
    }  # fmt: skip


def badge(
    text: Source, address: Source, subject: Document | None = None, badge_of: Document | None = None, **members: Any
) -> Document:
    """A badge with the usual members; ``subject`` and ``members`` come on top."""
    whole = {"type": ["AchievementSubject"], **(subject or {}), "achievement": achievement(**(badge_of or {}))}
    return {
        "@context": [contexts.VC2, contexts.OB3], "id": address(), "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Safe Shelf", "issuer": {"id": f"{HOME}/issuers/1", "type": ["Profile"], "name": "Kettle Lane"},
        "validFrom": text(), "credentialSubject": whole, **members,
    }  # fmt: skip


def identity(text: Source) -> Document:
    return {
        "type": "IdentityObject", "hashed": True, "identityHash": text(), "identityType": "emailAddress", "salt": text(),
    }  # fmt: skip


def status(text: Source, address: Source, purpose: str = "revocation") -> Document:
    return {
        "id": address(), "type": "BitstringStatusListEntry", "statusPurpose": purpose, "statusListIndex": text(),
        "statusListCredential": f"{HOME}/status/{purpose}",
    }  # fmt: skip


def result(text: Source, number: int) -> Document:
    return {"type": ["Result"], "resultDescription": f"{HOME}/badges/1#{number}", "value": text()}


def evidence(text: Source, address: Source) -> Document:
    return {"id": address(), "type": ["Evidence"], "name": text(), "narrative": text(), "description": text(), "genre": "Photo"}


@shape
def the_least(text: Source, address: Source) -> Document:
    return badge(text, address)


@shape
def without_an_id(text: Source, address: Source) -> Document:
    found = badge(text, address, {"id": address()})
    del found["id"]
    return found


@shape
def a_subject_with_an_id(text: Source, address: Source) -> Document:
    return badge(text, address, {"id": address()})


@shape
def an_end_and_an_award_date(text: Source, address: Source) -> Document:
    return badge(text, address, {"id": address()}, validUntil=text(), awardedDate=text())


@shape
def a_narrative_and_a_licence(text: Source, address: Source) -> Document:
    return badge(
        text, address, {"narrative": text(), "licenseNumber": text(), "activityStartDate": text(), "activityEndDate": text()}
    )


@shape
def one_identifier(text: Source, address: Source) -> Document:
    return badge(text, address, {"identifier": [identity(text)]})


@shape
def two_identifiers(text: Source, address: Source) -> Document:
    return badge(text, address, {"id": address(), "identifier": [identity(text), identity(text)]})


@shape
def a_result(text: Source, address: Source) -> Document:
    return badge(text, address, {"id": address(), "result": [result(text, 1)]})


@shape
def three_results(text: Source, address: Source) -> Document:
    return badge(text, address, {"id": address(), "result": [result(text, number) for number in range(3)]})


@shape
def results_alike_but_for_their_values(text: Source, address: Source) -> Document:
    return badge(text, address, {"result": [result(text, 1), result(text, 1)]})


@shape
def many_equal_results(text: Source, address: Source) -> Document:
    return badge(text, address, {"result": [{"type": ["Result"], "status": "Completed"}] * 3})


@shape
def evidence_as_an_object(text: Source, address: Source) -> Document:
    return badge(text, address, evidence=evidence(text, address))


@shape
def evidence_in_a_list(text: Source, address: Source) -> Document:
    return badge(text, address, {"id": address()}, evidence=[evidence(text, address), evidence(text, address)])


@shape
def evidence_without_ids(text: Source, address: Source) -> Document:
    return badge(text, address, evidence=[{"type": ["Evidence"], "narrative": text()}, {"type": ["Evidence"], "narrative": text()}])


@shape
def evidence_as_addresses(text: Source, address: Source) -> Document:
    return badge(text, address, evidence=[address(), address()])


@shape
def a_status(text: Source, address: Source) -> Document:
    return badge(text, address, {"id": address()}, credentialStatus=status(text, address))


@shape
def two_statuses(text: Source, address: Source) -> Document:
    return badge(text, address, credentialStatus=[status(text, address), status(text, address, "suspension")])


@shape
def two_alignments(text: Source, address: Source) -> Document:
    return badge(text, address, {"id": address()}, {"alignment": [alignment(1), alignment(2)], "tag": ["a", "b%", "%s"]})


@shape
def two_equal_alignments(text: Source, address: Source) -> Document:
    return badge(text, address, {"id": address()}, {"alignment": [alignment(1), alignment(1)]})


@shape
def more_than_ten_unnamed_parts(text: Source, address: Source) -> Document:
    return badge(text, address, {"identifier": [identity(text)]}, {"alignment": [alignment(number) for number in range(13)]})


@shape
def numbers_and_truths(text: Source, address: Source) -> Document:
    return badge(text, address, {"id": address(), "creditsEarned": 1.5}, {"creditsAvailable": 10.0, "version": "1"})


@shape
def a_subject_in_a_list(text: Source, address: Source) -> Document:
    found = badge(text, address, {"id": address(), "narrative": text()})
    return {**found, "credentialSubject": [found["credentialSubject"]]}


@shape
def everything(text: Source, address: Source) -> Document:
    return badge(
        text, address,
        {"id": address(), "identifier": [identity(text)], "narrative": text(), "result": [result(text, 1), result(text, 2)]},
        {"alignment": [alignment(1), alignment(2)]},
        validUntil=text(), awardedDate=text(), evidence=[evidence(text, address)], credentialStatus=status(text, address),
    )  # fmt: skip


@shape
def an_endorsement_inside(text: Source, address: Source) -> Document:
    inner = {
        "@context": [contexts.VC2, contexts.OB3], "id": f"{HOME}/endorsements/1",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": "Yes", "issuer": f"{HOME}/issuers/2", "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {"id": f"{HOME}/badges/1", "type": ["EndorsementSubject"], "endorsementComment": "Good."},
        "proof": {"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022", "proofPurpose": "assertionMethod",
                  "verificationMethod": f"{HOME}/issuers/2#key", "proofValue": "z1"},
    }  # fmt: skip
    return badge(text, address, {"id": address()}, {"endorsement": [inner]})


@shape
def the_older_data_model(text: Source, address: Source) -> Document:
    found = badge(text, address, {"id": address()})
    found["@context"] = [contexts.VC1, "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json"]
    found["issuanceDate"] = found.pop("validFrom")
    return {**found, "expirationDate": text()}


@shape
def a_status_list(text: Source, address: Source) -> Document:
    subject = {"id": address(), "type": "BitstringStatusList", "statusPurpose": "revocation", "encodedList": "uH4sI"}
    return {
        "@context": [contexts.VC2], "id": address(), "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": f"{HOME}/issuers/1", "validFrom": text(), "credentialSubject": subject,
    }  # fmt: skip


@shape
def the_options_of_a_proof(text: Source, address: Source) -> Document:
    return {
        "@context": [contexts.VC2, contexts.OB3], "id": address(), "type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022",
        "created": text(), "verificationMethod": f"{HOME}/issuers/1#key", "proofPurpose": "assertionMethod",
    }  # fmt: skip


@shape
def a_member_without_a_meaning(text: Source, address: Source) -> Document:
    return badge(text, address, {"salary": "1"})


@shape
def an_unknown_context(text: Source, address: Source) -> Document:
    return {**badge(text, address), "@context": [contexts.VC2, contexts.OB3, f"{HOME}/context.json"]}


@shape
def an_empty_document(text: Source, address: Source) -> Document:
    return {"@context": [contexts.VC2], "refreshService": {"type": "none"}, "evidence": None}

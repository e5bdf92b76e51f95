"""What whoever signs truly and says something else has at hand."""

from __future__ import annotations

from library.tests.making import NOON

from openbadgekit import proofs
from openbadgekit.canonical import jcs
from openbadgekit.keys import multikey
from openbadgekit.proofs import data_integrity, eddsa_jcs_2022
from openbadgekit.reading import write
from openbadgekit.verify.judge import judge
from openbadgekit.verify.policy import Policy
from openbadgekit.verify.receive import receive
from openbadgekit.verify.report import Verdict
from openbadgekit.verify.resources import Resource

VALID = Verdict.VALID
DID = "did:web:pantry.example"
DOCUMENT = "https://pantry.example/.well-known/did.json"


def report_on(data, resources=None, *, at=NOON):
    return judge(receive(data), resources or {}, policy=Policy(), at=at)


def signed(document, signer, suite=eddsa_jcs_2022):
    """The document, truly signed by this signer."""
    bare = proofs.without_proof(document)
    return write(proofs.attach(bare, suite.make(bare, signer, created=NOON)))


def signed_with(signer, document, **options):
    """A document under a JCS proof with these options, truly signed."""
    bare = proofs.without_proof(document)
    proof = {
        **data_integrity.options(cryptosuite="eddsa-jcs-2022", signer=signer, created=NOON),
        "@context": bare["@context"],
        **options,
    }
    proof = {name: value for name, value in proof.items() if value is not ...}
    data = data_integrity.hash_data(bare, proof, jcs.canonicalize)
    return write(proofs.attach(bare, data_integrity.with_value(proof, signer.sign(data))))


def method_of(signer, **changes):
    """A method of the pantry's key document."""
    method = {
        "id": f"{DID}#1",
        "type": "Multikey",
        "controller": DID,
        "publicKeyMultibase": multikey.write(signer.private.public()),
    }
    return {name: value for name, value in {**method, **changes}.items() if value is not ...}


def published(*methods, **changes):
    """The pantry's key document as an answer."""
    document = {"id": DID, "verificationMethod": list(methods), "assertionMethod": [method["id"] for method in methods], **changes}
    return {DOCUMENT: Resource(DOCUMENT, write({name: value for name, value in document.items() if value is not ...}))}

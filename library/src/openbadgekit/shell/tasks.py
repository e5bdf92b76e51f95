"""What is measured: linted documents, and the ways from them to signed bytes and back, by form."""

from __future__ import annotations

from collections.abc import Callable

from openbadgekit import proofs
from openbadgekit.canonical import template
from openbadgekit.issue import Form, Ticket, seal
from openbadgekit.issue.lint import approved
from openbadgekit.issue.ticket import Approved
from openbadgekit.keys.signer import LocalSigner
from openbadgekit.proofs import eddsa_jcs_2022, eddsa_rdfc_2022, jose, vc_jwt
from openbadgekit.reading import read_object, read_object_plainly
from openbadgekit.shell import samples

MANY = 200
"""How many recipients the documents are for."""

FORMS = {"VC-JWT": Form.VC_JWT, "eddsa-jcs-2022": Form.EDDSA_JCS_2022, "eddsa-rdfc-2022": Form.EDDSA_RDFC_2022}


def drafts(signer: LocalSigner) -> list[Approved]:
    """Documents of many recipients of one badge, linted."""
    return [approved(samples.sample(number, signer)) for number in range(MANY)]


def issuers(signer: LocalSigner) -> dict[str, Callable[[Approved], bytes]]:
    """From a document that was linted to signed bytes, by form. The canonical form that lint leaves is not used but made anew."""

    def sealing(form: Form) -> Callable[[Approved], bytes]:
        return lambda approved: seal(Ticket(approved), signer, forms=[form], created=samples.AT)[form]

    def afresh(approved: Approved) -> bytes:
        quads = template.for_issuing(approved.document)
        return sealing_rdfc(Approved(approved.document, approved.text, quads, approved.plain))

    sealing_rdfc = sealing(Form.EDDSA_RDFC_2022)
    return {name: afresh if form is Form.EDDSA_RDFC_2022 else sealing(form) for name, form in FORMS.items()}


def verifiers(signer: LocalSigner) -> dict[str, Callable[[bytes], None]]:
    """From signed bytes to a proof that holds, by form."""
    public = signer.private.public()

    def jwt(data: bytes) -> None:
        vc_jwt.check(jose.read(data), public)

    def jcs(data: bytes) -> None:
        document, known_plain = read_object_plainly(data)
        eddsa_jcs_2022.check(proofs.without_proof(document), document["proof"], public, known_plain=known_plain)

    def rdfc(data: bytes) -> None:
        document = read_object(data)
        eddsa_rdfc_2022.check(proofs.without_proof(document), document["proof"], public)

    return {"VC-JWT": jwt, "eddsa-jcs-2022": jcs, "eddsa-rdfc-2022": rdfc}

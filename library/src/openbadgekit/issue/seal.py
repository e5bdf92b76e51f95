"""Sealing: a ticket becomes signed bytes, once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from openbadgekit import proofs
from openbadgekit.errors import TicketUsed
from openbadgekit.issue.lint import Ticket
from openbadgekit.keys.signer import Signer
from openbadgekit.proofs import eddsa_jcs_2022, eddsa_rdfc_2022, vc_jwt
from openbadgekit.reading import JsonObject, write


class Form(StrEnum):
    """How a document is sealed."""

    EDDSA_RDFC_2022 = "eddsa-rdfc-2022"
    EDDSA_JCS_2022 = "eddsa-jcs-2022"
    VC_JWT = "jwt"


def seal(ticket: Ticket, signer: Signer, *, forms: Sequence[Form], created: datetime) -> Mapping[Form, bytes]:
    """Sign what the ticket allows, in every form that is asked for.

    Args:
        created: the moment of sealing, written into Data Integrity proofs.
    Returns:
        Form -> bytes: JSON for Data Integrity, a compact JWS for ``jwt``.
    Raises:
        TicketUsed: the ticket sealed before. ProofUnsupported: the key does not fit a form.
    """
    document = ticket.take()
    if document is None:
        raise TicketUsed("This ticket has sealed already.")
    return {form: _sealed(document, signer, form, created) for form in forms}


def _sealed(document: JsonObject, signer: Signer, form: Form, created: datetime) -> bytes:
    """One form."""
    if form is Form.VC_JWT:
        return vc_jwt.make(document, signer).encode()
    suite = eddsa_rdfc_2022 if form is Form.EDDSA_RDFC_2022 else eddsa_jcs_2022
    return write(proofs.attach(document, suite.make(document, signer, created=created)))

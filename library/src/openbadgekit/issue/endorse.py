"""Drafts of endorsements: somebody speaks for a badge, an achievement or an issuer.

Source: Open Badges 3.0 EndorsementCredential; conformance appendix A.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from openbadgekit import contexts
from openbadgekit.issue.prepare import Draft, moments, statuses
from openbadgekit.reading import JsonObject


def endorsement(
    *,
    credential_id: str,
    issuer: JsonObject,
    about: str,
    name: str,
    comment: str,
    valid_from: datetime,
    description: str | None = None,
    valid_until: datetime | None = None,
    awarded_date: datetime | None = None,
    status: Sequence[JsonObject] = (),
    extra_contexts: Sequence[str] = (),
) -> Draft:
    """A draft of an endorsement.

    Args:
        about: id of the badge, achievement or profile that is endorsed. comment: why, in Markdown.
        valid_from, valid_until, awarded_date, status, extra_contexts: as for ``badge``.
    """
    subject = {"id": about, "type": ["EndorsementSubject"], "endorsementComment": comment}
    document: JsonObject = {
        "@context": [contexts.VC2, contexts.OB3, *extra_contexts],
        "id": credential_id,
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": name,
        **({"description": description} if description else {}),
        "issuer": issuer,
        **moments(valid_from, valid_until, awarded_date),
        "credentialSubject": subject,
        **statuses(status),
    }
    return Draft(document, is_badge=False)

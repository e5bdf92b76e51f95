"""Drafts of endorsements: somebody speaks for a badge, an achievement or an issuer.

Source: Open Badges 3.0 EndorsementCredential; conformance appendix A.
"""

from __future__ import annotations

from typing import Unpack

from openbadgekit import contexts
from openbadgekit.issue.prepare import Common, Draft, other


def endorsement(*, about: str, comment: str, **common: Unpack[Common]) -> Draft:
    """A draft of an endorsement.

    Args:
        about: id of the badge, achievement or profile that is endorsed. comment: why, in Markdown.
        common: as for ``badge``: ``credential_id``, ``issuer``, ``name``, ``valid_from`` and, at will, ``description``,
            ``valid_until``, ``awarded_date``, ``status``, ``extra_contexts``.
    """
    subject = {"id": about, "type": ["EndorsementSubject"], "endorsementComment": comment}
    return other("EndorsementCredential", [contexts.VC2, contexts.OB3], subject, {}, common)

"""Drafts of Comprehensive Learner Records: one person's credentials under one cover.

Source: CLR 2.0 ClrCredential; conformance rows CLR-01, CLR-02, CLR-04.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from openbadgekit import contexts
from openbadgekit.issue.prepare import Draft, moments, statuses
from openbadgekit.reading import JsonObject


def record(
    *,
    credential_id: str,
    issuer: JsonObject,
    subject: JsonObject,
    name: str,
    credentials: Sequence[JsonObject],
    valid_from: datetime,
    achievements: Sequence[JsonObject] = (),
    associations: Sequence[JsonObject] = (),
    partial: bool | None = None,
    description: str | None = None,
    valid_until: datetime | None = None,
    awarded_date: datetime | None = None,
    status: Sequence[JsonObject] = (),
    extra_contexts: Sequence[str] = (),
) -> Draft:
    """A draft of a Comprehensive Learner Record (CLR 2.0) from a set of credentials.

    Args:
        subject: ``id`` or ``identifier`` of the person. credentials: signed already, each by its own issuer; they stay as they are.
        achievements: further ones that associations speak of. associations: as ``association`` makes them.
        partial: whether the person has more than is in here; not said when None.
        valid_from, valid_until, awarded_date, status, extra_contexts: as for ``badge``.
    """
    members: JsonObject = {**({"id": subject["id"]} if "id" in subject else {}), "type": ["ClrSubject"]}
    members |= {key: value for key, value in subject.items() if key != "id"}
    members["verifiableCredential"] = list(credentials)
    members |= {"achievement": list(achievements)} if achievements else {}
    members |= {"association": list(associations)} if associations else {}
    document: JsonObject = {
        "@context": [contexts.VC2, contexts.CLR2, contexts.OB3, *extra_contexts],
        "id": credential_id,
        "type": ["VerifiableCredential", "ClrCredential"],
        "name": name,
        **({"description": description} if description else {}),
        "issuer": issuer,
        **moments(valid_from, valid_until, awarded_date),
        **({"partial": partial} if partial is not None else {}),
        "credentialSubject": members,
        **statuses(status),
    }
    return Draft(document, is_badge=False)


def association(kind: str, *, source: str, target: str) -> JsonObject:
    """How two achievements belong together, for instance ``isChildOf``: the source is a child of the target."""
    return {"type": "Association", "associationType": kind, "sourceId": source, "targetId": target}

"""Drafts of Comprehensive Learner Records: one person's credentials under one cover.

Source: CLR 2.0 ClrCredential; conformance rows CLR-01, CLR-02, CLR-04.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

from openbadgekit import contexts
from openbadgekit.issue.prepare import Common, Draft, other
from openbadgekit.reading import JsonObject


def record(
    *,
    subject: JsonObject,
    credentials: Sequence[JsonObject],
    achievements: Sequence[JsonObject] = (),
    associations: Sequence[JsonObject] = (),
    partial: bool | None = None,
    **common: Unpack[Common],
) -> Draft:
    """A draft of a Comprehensive Learner Record (CLR 2.0) from a set of credentials.

    Args:
        subject: ``id`` or ``identifier`` of the person. credentials: signed already, each by its own issuer; they stay as they are.
        achievements: further ones that associations speak of. associations: as ``association`` makes them.
        partial: whether the person has more than is in here; not said when None.
        common: as for ``endorsement``.
    """
    members: JsonObject = {**({"id": subject["id"]} if "id" in subject else {}), "type": ["ClrSubject"]}
    members |= {key: value for key, value in subject.items() if key != "id"}
    members["verifiableCredential"] = list(credentials)
    members |= {"achievement": list(achievements)} if achievements else {}
    members |= {"association": list(associations)} if associations else {}
    more = {} if partial is None else {"partial": partial}
    return other("ClrCredential", [contexts.VC2, contexts.CLR2, contexts.OB3], members, more, common)


def association(kind: str, *, source: str, target: str) -> JsonObject:
    """How two achievements belong together, for instance ``isChildOf``: the source is a child of the target."""
    return {"type": "Association", "associationType": kind, "sourceId": source, "targetId": target}

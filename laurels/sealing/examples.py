"""What a credential for a badge would be, before anybody is awarded it: looked at by the library's lint, never signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from laurels.keys import selectors as identities
from laurels.people.models import Organisation
from laurels.sealing import rules
from laurels.sealing.terms import CredentialTerms, ResultLine
from openbadgekit.errors import LintRefused
from openbadgekit.issue import badge, lint
from openbadgekit.reading import JsonObject, write

EXAMPLE = UUID("6b1f3d6e-0f0b-5c39-9b0c-6c1c1f8e7a10")
"""Ids of examples are made from this: they name nobody and nothing that was issued."""


@dataclass(frozen=True)
class Example:
    """A credential as it would be before it is signed.

    Attributes:
        size: of the document as it is written [bytes]. findings: what the library's lint refuses, as sentences; empty when sound.
    """

    document: JsonObject
    size: int
    findings: tuple[str, ...]


def example_of(
    *,
    organisation: Organisation,
    version_code: UUID,
    achievement: JsonObject,
    name: str,
    results: tuple[ResultLine, ...],
    valid_until: datetime | None,
    at: datetime,
) -> Example:
    """A credential of this badge for nobody, as it would be awarded now with these results.

    Raises:
        keys.NoSigningKey: the organisation has no key yet, so it has no name among machines.
    """
    terms = CredentialTerms(
        intention=EXAMPLE,
        organisation=organisation,
        achievement_version_code=version_code,
        achievement=achievement,
        name=name,
        subject_id=f"urn:uuid:{uuid5(EXAMPLE, 'subject')}",
        valid_from=at,
        awarded_date=at,
        valid_until=valid_until,
        results=results,
    )
    draft = badge(
        credential_id=f"urn:uuid:{uuid5(EXAMPLE, str(version_code))}",
        issuer=identities.issuer_profile(organisation),
        achievement=achievement,
        subject=rules.subject(terms, salts=[]),
        name=name,
        valid_from=at,
        valid_until=valid_until,
        awarded_date=at,
    )
    try:
        lint(draft)
    except LintRefused as problem:
        return Example(draft.document, _size(draft.document), tuple(finding.sentence for finding in problem.findings))
    return Example(draft.document, _size(draft.document), ())


def _size(document: JsonObject) -> int:
    try:
        return len(write(document))
    except (TypeError, ValueError):
        return 0

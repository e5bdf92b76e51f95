"""Is it built as it must be? Steps ``document``, ``context`` and ``schema`` of an older badge: award, badge class, issuer.

Source: Open Badges 2.0 data model and extensions; conformance rows OB2-01, OB2-12, verdict rules 3 and 9.
"""

from __future__ import annotations

from openbadgekit.documents import extensions, ob2
from openbadgekit.errors import Finding
from openbadgekit.verify.older.chain import Chain
from openbadgekit.verify.older.links import Found
from openbadgekit.verify.report import Check, Outcome

MOST_NOTES = 8


def check(chain: Chain) -> tuple[list[Check], list[str]]:
    """Three checks, and notes on what is odd but harmless."""
    if chain.award.document.get("revoked") is True or chain.award.found is Found.GONE or not chain.award.document:
        return _nothing(), []
    findings = _findings(chain)
    notes = [finding.sentence for finding in findings if finding.code == "schema_failed"]
    added, extra = _schema(chain)
    return [_document(findings), _context(findings), added], [*notes, *extra][:MOST_NOTES]


def _nothing() -> list[Check]:
    """What was revoked need say no more than that; and a mere address says nothing until it answers."""
    said = "There is no award to look at."
    return [Check(step, Outcome.NOT_APPLICABLE, None, said) for step in ("document", "context", "schema")]


def _findings(chain: Chain) -> list[Finding]:
    """What breaks the documents that were seen."""
    found = list(ob2.check(chain.award.document))
    for link, name in ((chain.badge, "BadgeClass"), (chain.issuer, "Profile")):
        if link is not None and link.here and link.address:
            found += [Finding(item.code, f"{name}.{item.path}", item.sentence) for item in ob2.check(link.document, name=name)]
    return found


def _document(findings: list[Finding]) -> Check:
    """The data model."""
    hard = [finding for finding in findings if finding.code in ("malformed", "type_wrong")]
    if hard:
        return Check("document", Outcome.FAILED, hard[0].code, " ".join(finding.sentence for finding in hard[:3]))
    return Check("document", Outcome.PASSED, None, "The documents are built as those of an award must be.")


def _context(findings: list[Finding]) -> Check:
    """Known vocabularies only."""
    refused = [finding.sentence for finding in findings if finding.code == "context_refused"]
    if refused:
        return Check("context", Outcome.FAILED, "context_refused", refused[0])
    return Check("context", Outcome.PASSED, None, "Its words are those of known vocabularies.")


def _schema(chain: Chain) -> tuple[Check, list[str]]:
    """Additions of a known kind keep their schema; those of unknown kinds are not looked at."""
    seen = [link.document for link in (chain.award, chain.badge, chain.issuer) if link is not None and link.here]
    found = [extensions.check(item) for document in seen for item in extensions.extensions_of(document)]
    broken = [finding for findings, _ in found for finding in findings]
    unknown = [known for _, known in found if not known]
    notes = ["It carries an addition of a kind that is not known here; nobody looked at it."] if unknown else []
    if broken:
        return Check("schema", Outcome.FAILED, "schema_failed", broken[0].sentence), notes
    if found and not unknown:
        return Check("schema", Outcome.PASSED, None, "Its additions keep their schemas."), notes
    return Check("schema", Outcome.NOT_APPLICABLE, None, "It carries no additions of a known kind."), notes

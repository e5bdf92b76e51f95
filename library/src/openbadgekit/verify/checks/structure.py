"""Is it a sound document, in words that are known? Steps ``document``, ``context`` and ``schema``."""

from __future__ import annotations

from openbadgekit import contexts, proofs
from openbadgekit.contexts import vocabulary
from openbadgekit.documents import model, ob3, vc
from openbadgekit.errors import ContextRefused, Finding
from openbadgekit.reading import JsonObject, listed
from openbadgekit.verify.checks import refresh, schema
from openbadgekit.verify.report import Check, Outcome

MOST_NOTES = 8


def check(document: JsonObject) -> tuple[list[Check], list[str]]:
    """Three checks, and what a strict schema would refuse although everybody can read it as notes."""
    badge = ob3.is_badge(document)
    findings = vc.check(document) + model.special(document)
    soft = [finding for finding in findings if finding.code == "schema_failed"]
    notes = [finding.sentence for finding in soft][:MOST_NOTES]
    if not badge and "VerifiableCredential" in listed(document.get("type")):
        notes.append("This is a verifiable credential, but no badge (not_a_badge).")
    if (word := vocabulary.undefined(document)) is not None:
        notes.append(f"No vocabulary defines the word {word[:60]!r}: readers may differ about what it means.")
    named, more = schema.check(document, soft=bool(soft))
    return [_document(findings), _context(document, findings), named], [*notes, *more, *refresh.notes(document)]


def _document(findings: tuple[Finding, ...]) -> Check:
    """The data model."""
    hard = [finding for finding in findings if finding.code in ("malformed", "type_wrong")]
    if hard:
        return Check("document", Outcome.FAILED, hard[0].code, " ".join(finding.sentence for finding in hard[:3]))
    return Check("document", Outcome.PASSED, None, "The document is built as a badge must be.")


def _context(document: JsonObject, findings: tuple[Finding, ...]) -> Check:
    """Known vocabularies only, whatever the form of the proof (verdict rule 3)."""
    refused = [finding.sentence for finding in findings if finding.code == "context_refused"]
    try:
        # what a proof of the document itself names is its suite's to judge: one of a stranger's suite is only a note
        contexts.refuse_unknown(proofs.without_proof(document))
    except ContextRefused as problem:
        refused.insert(0, problem.sentence)
    if refused:
        return Check("context", Outcome.FAILED, "context_refused", refused[0])
    return Check("context", Outcome.PASSED, None, "Its words are those of known vocabularies.")

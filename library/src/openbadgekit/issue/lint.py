"""Lint: nothing is signed that our own verifier, our typed rules or the contexts would not accept.

Source: conformance rows OB3-M-01..16, OB3-P-21; THREATS "Signed data differ from approved data".
"""

from __future__ import annotations

from collections.abc import Iterator

from openbadgekit import contexts
from openbadgekit.canonical import template
from openbadgekit.documents import clr, model, ob3, vc, vp
from openbadgekit.errors import ContextRefused, Finding, LintRefused, Malformed, OpenBadgeKitError, TooLarge
from openbadgekit.issue.prepare import Draft
from openbadgekit.issue.ticket import Approved, Ticket
from openbadgekit.reading import JsonObject, listed, plain, read_object_plainly, write


def lint(draft: Draft) -> Ticket:
    """Look at a draft with everything that a verifier would look at, but for keys and the clock.

    What is looked at is a copy, read from the draft as it is written, and this copy is what the ticket lets pass: whatever
    becomes of the draft's document afterwards changes nothing.

    Raises:
        LintRefused: with every finding.
    """
    return Ticket(approved(draft))


def approved(draft: Draft) -> Approved:
    """What the ticket of a draft lets pass.

    Raises:
        LintRefused: with every finding.
    """
    text, document, known_plain = _copied(draft.document)
    findings = list(_findings(document, is_badge=draft.is_badge))
    try:
        quads = template.for_issuing(document)
    except (ContextRefused, Malformed, TooLarge) as problem:
        # every term must mean something under the contexts, or it would be read but not signed
        findings.append(Finding(problem.code, getattr(problem, "term", ""), problem.sentence))
    if findings:
        raise LintRefused(tuple(findings))
    return Approved(document, text, quads, known_plain or plain.is_plain(document))


def _copied(document: JsonObject) -> tuple[bytes, JsonObject, bool]:
    """A document as JSON, what every reader will find there, and whether this is certainly plain.

    Raises:
        LintRefused: it cannot be written, or is not read as it was written.
    """
    try:
        text = write(document)
        found, known_plain = read_object_plainly(text)
    except (OpenBadgeKitError, TypeError) as problem:
        raise LintRefused((Finding("malformed", "", f"The document cannot be written as JSON. {problem}"),)) from None
    if found != document:
        raise LintRefused((Finding("malformed", "", "The document does not survive being written and read."),))
    return text, found, known_plain


def _findings(document: JsonObject, *, is_badge: bool) -> Iterator[Finding]:
    """What is wrong, in the order in which one would mend it."""
    if "proof" in document:
        yield Finding("malformed", "proof", "The draft carries a proof already.")
    yield from vc.check(document)
    yield from _single_values(document)
    if is_badge:
        yield from ob3.check(document)
        yield from _our_policy(document)
    else:
        yield from model.special(document)
        yield from _contents(document)


def _single_values(document: JsonObject) -> Iterator[Finding]:
    """The beginning must be said, and the issuer must be one to whom a key can be bound (OB3-P-21)."""
    if "validFrom" not in document:
        yield Finding("malformed", "validFrom", "The document does not say since when it holds.")
    issuer = document.get("issuer")
    issuer_id = issuer.get("id") if isinstance(issuer, dict) else issuer
    if not str(issuer_id).startswith(("did:", "https://")):
        yield Finding("malformed", "issuer.id", "The issuer must be a DID or an https address, else no key can be bound.")


def _our_policy(document: JsonObject) -> Iterator[Finding]:
    """What the standard leaves open and we do not."""
    if listed(document.get("@context"))[:2] != [contexts.VC2, contexts.OB3]:
        yield Finding("context_refused", "@context", "A new badge names the two current contexts first.")
    if "OpenBadgeCredential" not in listed(document.get("type")):
        yield Finding("type_wrong", "type", "A new badge calls itself OpenBadgeCredential.")
    if not document.get("name"):
        yield Finding("malformed", "name", "The badge has no name, and wallets would show none.")
    subjects = listed(document.get("credentialSubject"))
    achievement = subjects[0].get("achievement") if subjects and isinstance(subjects[0], dict) else None
    criteria = achievement.get("criteria") if isinstance(achievement, dict) else None
    if not isinstance(criteria, dict) or not (criteria.get("id") or criteria.get("narrative")):
        yield Finding("malformed", "credentialSubject.achievement.criteria", "The badge does not say what had to be shown.")


def _contents(document: JsonObject) -> Iterator[Finding]:
    """A record and an endorsement have a name, and what a record holds was signed by its own issuer (CLR-01, CLR-02)."""
    if "name" in document and not document["name"]:
        yield Finding("malformed", "name", "It has no name, and wallets would show none.")
    for item in clr.contained(document) if clr.is_clr(document) else []:
        if not isinstance(item, dict) or not (listed(item.get("proof")) or vp.ENVELOPED in listed(item.get("type"))):
            path = "credentialSubject.verifiableCredential"
            yield Finding("proof_missing", path, "A credential that the record holds is not signed.")

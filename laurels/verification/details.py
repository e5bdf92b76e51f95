"""The raw detail below each answer: over what, with which key, when, and whom we asked (conformance row OB3-P-18). Pure."""

from __future__ import annotations

from typing import Any

from laurels.verification.texts import visible
from openbadgekit.documents.views import CredentialView, plain
from openbadgekit.reading import listed, write_datetime
from openbadgekit.verify.report import Report

Pairs = tuple[tuple[str, str], ...]
MOST = 12
"""Lines of one kind."""


def pairs(*rows: tuple[str, Any]) -> Pairs:
    """The rows that say something, cleaned."""
    cleaned = ((name, visible(value if isinstance(value, str) else "" if value is None else str(value))) for name, value in rows)
    return tuple((name, value) for name, value in cleaned if value)


def checks_in(report: Report, *steps: str) -> Pairs:
    """What each check of these steps came to, with its code."""
    found = [check for check in report.checks if check.step in steps][:MOST]
    return pairs(*((f"{check.step} {check.outcome.value}", f"{check.code or ''} {check.detail}".strip()) for check in found))


def issuer(view: CredentialView) -> Pairs:
    """Who the credential says that it is from."""
    return pairs(
        ("issuer", ascii_of(view.issuer.id)),
        ("name", view.issuer.name),
        ("country", view.issuer.country),
        ("page", ascii_of(view.issuer.url or "")),
    )


def signature(report: Report, view: CredentialView) -> Pairs:
    """How it is signed, and under which contexts."""
    proofs = [
        ("proof", ", ".join(part for part in (plain(proof.get("type")), plain(proof.get("cryptosuite"))) if part))
        for proof in view.proofs[:MOST]
    ] or ([("proof", "signed token (JWT)")] if report.method else [])
    signed = [("signed", plain(proof.get("created"))) for proof in view.proofs[:MOST]]
    contexts = [("context", item) for item in listed(view.raw.get("@context"))[:MOST] if isinstance(item, str)]
    return pairs(("credential", view.id), *proofs, *signed, *contexts) + checks_in(report, "document", "context", "proof", "schema")


def key(report: Report) -> Pairs:
    """Which key signed, and whom we asked about it."""
    asked = [("asked", ascii_of(url)) for url in report.asked[:MOST]]
    return pairs(("key", report.method), ("fingerprint", report.fingerprint), *asked) + checks_in(report, "key")


def standing(report: Report, view: CredentialView) -> Pairs:
    """Its dates and its places in status lists."""
    dates = (("from", view.valid_from), ("until", view.valid_until))
    written = [(name, write_datetime(moment) if moment else None) for name, moment in dates]
    lists: list[tuple[str, Any]] = []
    for entry in view.statuses[:MOST]:
        lists += [("list", ascii_of(plain(entry.get("statusListCredential")))), ("place", plain(entry.get("statusListIndex")))]
        lists += [("purpose", plain(entry.get("statusPurpose")))]
    return pairs(*written, *lists, ("asked", write_datetime(report.at))) + checks_in(report, "dates", "status")


def person(report: Report, view: CredentialView) -> Pairs:
    """By what the credential knows its subject; never what the asker typed."""
    hashed = sum(item.get("hashed") is True for item in view.subject.identifiers)
    known = f"{len(view.subject.identifiers)} of which {hashed} hashed" if view.subject.identifiers else ""
    return pairs(("subject", view.subject.id), ("identifiers", known)) + checks_in(report, "recipient")


def ascii_of(text: str) -> str:
    """A stranger's address in plain letters."""
    return text.encode("ascii", "backslashreplace").decode()

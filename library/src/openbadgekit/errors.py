"""What can go wrong. Every error has a code (a reason word of the conformance list), a sentence and what to do next.

OpenBadgeKitError
├─ Unreadable            the bytes hold no credential
│  ├─ NotStrictJson      no strict JSON (line, column)
│  ├─ NotJws             no compact JWS
│  ├─ BrokenImage        the picture is damaged, or holds two badges
│  └─ NoBadgeInImage     a sound picture without a badge
├─ TooLarge              a limit was reached
│  └─ BudgetSpent        canonicalisation took more steps than it may
├─ Malformed             readable, but it breaks the data model (path)
├─ ContextRefused        an unknown or inline context, an undefined term, a relative address (term)
├─ KeyMalformed          no key of a kind and size that we accept
├─ ProofError
│  ├─ ProofInvalid       the proof does not hold
│  └─ ProofUnsupported   a suite or algorithm that we do not know
├─ StatusError
│  ├─ StatusListMalformed   no usable status list
│  └─ StatusListTooLong     longer than may be opened
├─ LintRefused           a draft that our own verifier would not accept (findings)
├─ TicketUsed            a ticket seals once
└─ FetchRefused          an address that the safety rules forbid
"""

from __future__ import annotations

from dataclasses import dataclass


class OpenBadgeKitError(Exception):
    """Root of everything that this library raises on purpose."""

    code = "malformed"
    hint = "Ask whoever gave you the badge for the original file."

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Unreadable(OpenBadgeKitError):
    """The bytes hold no credential that can be read."""

    hint = "Use the badge's picture or file exactly as its issuer gave it; a screenshot or a chat copy loses the badge."


class NotStrictJson(Unreadable):
    """Not JSON as RFC 8259 and this library's limits have it.

    Attributes:
        line, column: the place, counted from 1; 0 when the place is not known.
    """

    def __init__(self, sentence: str, *, line: int = 0, column: int = 0) -> None:
        super().__init__(f"{sentence} (line {line}, column {column})" if line else sentence)
        self.line, self.column = line, column


class NotJws(Unreadable):
    """Not a compact JWS in its one strict spelling (RFC 7515)."""


class BrokenImage(Unreadable):
    """A damaged picture, or one that holds two badges."""


class NoBadgeInImage(Unreadable):
    """A sound picture in which no badge is baked."""

    code = "image_no_badge"
    hint = "Download the badge's picture from its issuer again: the badge is lost when a picture is edited or converted."


class TooLarge(OpenBadgeKitError):
    """A limit of ``limits.Limits`` was reached."""

    code = "too_large"
    hint = "No real badge is that large. Ask its issuer for the original file."


class BudgetSpent(TooLarge):
    """Canonicalisation would take more steps than a document of honest shape needs."""


class Malformed(OpenBadgeKitError):
    """A readable document that breaks the data model; ``path`` says where, for instance ``issuer.id``."""

    hint = "Ask the issuer for a corrected badge."

    def __init__(self, sentence: str, *, path: str = "") -> None:
        super().__init__(sentence)
        self.path = path


class ContextRefused(OpenBadgeKitError):
    """A context that is not shipped, an inline one, a term that no context defines, or a relative address."""

    code = "context_refused"
    hint = "The badge uses words that no known vocabulary defines, so nobody can say what was signed."

    def __init__(self, sentence: str, *, term: str = "") -> None:
        super().__init__(sentence)
        self.term = term


class KeyMalformed(OpenBadgeKitError):
    """No key of a kind, size and spelling that we accept."""

    code = "key_unresolvable"
    hint = "The issuer must publish an Ed25519, P-256, P-384 or RSA key (2048 bits or more)."


class ProofError(OpenBadgeKitError):
    """Parent of what can be wrong with a proof."""

    code = "proof_invalid"
    hint = "Do not rely on this badge; ask the issuer for the original."


class ProofInvalid(ProofError):
    """The proof does not hold for these bytes and this key."""


class ProofUnsupported(ProofError):
    """A suite, algorithm or key kind that this library does not know."""

    code = "proof_unsupported"
    hint = "This badge is sealed in a way that is not known here; another verifier may know it."


class StatusError(OpenBadgeKitError):
    """Parent of what can be wrong with a status list."""

    code = "status_invalid"
    hint = "Whether the badge was revoked cannot be said; ask the issuer to mend its status list."


class StatusListMalformed(StatusError):
    """Not multibase, not gzip, too short, or not a status list at all."""


class StatusListTooLong(StatusError):
    """Opens to more bits than may be read."""


@dataclass(frozen=True)
class Finding:
    """One thing that a check of structure found.

    Attributes:
        code: a reason word of the conformance list.
        path: where, for instance ``credentialSubject.achievement.criteria``.
        sentence: for people.
    """

    code: str
    path: str
    sentence: str


class LintRefused(OpenBadgeKitError):
    """A draft was refused before any key was used; ``findings`` says every reason."""

    hint = "Mend what the findings name, then seal again."

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(" ".join(finding.sentence for finding in findings))
        self.findings = findings


class TicketUsed(OpenBadgeKitError):
    """A ticket seals once: lint the draft again for another seal."""

    code = "ticket_used"
    hint = "Prepare and lint a new draft."


class FetchRefused(OpenBadgeKitError):
    """An address that the safety rules forbid: not https, not public, too many hops."""

    code = "host_refused"
    hint = "Only public https addresses are opened."

"""From a report to words: which question a check answers, its tone, and the one sentence that opens the page.

Pure: no Django, no clock. The report's checks carry sentences of their own; here they are grouped into the seven questions
that a stranger asks (EXPERIENCE "The verdict page"). The rows are made in ``answers``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, tzinfo

from laurels.verification.texts import Piece, pieces, visible
from openbadgekit.documents.views import CredentialView
from openbadgekit.verify import wording
from openbadgekit.verify.checks import dates
from openbadgekit.verify.judge import decide
from openbadgekit.verify.report import Check, Outcome, Report, Verdict

TONES = {Verdict.VALID: "good", Verdict.INVALID: "bad", Verdict.UNKNOWN: "fog", Verdict.UNREADABLE: "bad"}
OUTCOME_TONES = {
    Outcome.PASSED: "good",
    Outcome.FAILED: "bad",
    Outcome.UNKNOWN: "fog",
    Outcome.NOT_APPLICABLE: "none",
}
OUTCOME_WORDS = {
    Outcome.PASSED: "Passed.",
    Outcome.FAILED: "Failed.",
    Outcome.UNKNOWN: "Could not check.",
    Outcome.NOT_APPLICABLE: "Not asked.",
}
WORST_FIRST = (Outcome.FAILED, Outcome.UNKNOWN, Outcome.PASSED, Outcome.NOT_APPLICABLE)
ELSEWHERE = "Valid, but not about this person. The address that you typed is not the one to which {what} was awarded."
OPEN = {
    "key_unresolvable": "{who} did not show the keys that would prove {what}.",
    "status_unavailable": "{what} is unchanged since it was signed, but its issuer did not say whether it was revoked.",
    "status_invalid": "{what} is unchanged since it was signed, but its issuer’s list of revoked badges cannot be relied on.",
}
"""What is open, in a sentence; which address did not answer stands with the check."""

NAMING = frozenset({"revoked", "suspended", "expired", "not_yet_valid", "proof_invalid", "proof_missing", "key_not_issuers"})
"""Reasons whose sentence names the badge and its issuer; for the others the page adds what the badge says of itself."""


@dataclass(frozen=True)
class Head:
    """What opens the page.

    Attributes:
        tone: good, bad, fog; soon when the badge is valid and only the person is another.
        word: carries the tone ("Valid."); rest: the rest of the sentence, strangers' words isolated.
        genuine: valid, or valid but for the person who was asked about.
    """

    tone: str
    word: str
    rest: tuple[Piece, ...]
    genuine: bool

    @property
    def line(self) -> str:
        """The rest as plain text."""
        return "".join(piece.text for piece in self.rest)


def head(report: Report, *, name: str | None, zone: tzinfo = UTC) -> Head:
    """Tone and sentence of a report.

    Args:
        name: of the person whom the sentence may name; None leaves any name out, also one that the document holds.
        zone: in which days are told.
    """
    view = named(report.credential, name)
    genuine = is_genuine(report)
    if genuine and report.verdict is not Verdict.VALID:
        what = f"“{wording.cleaned(view.name)}”" if view and wording.cleaned(view.name) else "this badge"
        tone, line = "soon", ELSEWHERE.format(what=what)
    else:
        deciding = decide(report.checks)[1] if view else None
        detail = deciding.detail if deciding else report.checks[0].detail if report.checks else ""
        told = _open(report, view) if view and report.verdict is Verdict.UNKNOWN else visible(detail)
        tone, line = (
            TONES[report.verdict],
            wording.sentence(report.verdict.value, report.code, told or visible(detail), view, zone=zone),
        )
    word, rest = split_sentence(line)
    return Head(tone, word, pieces(rest, names_in(view)), genuine)


def _open(report: Report, view: CredentialView) -> str:
    """What could not be asked, with the badge's name; empty for what only the check itself can say."""
    if (report.code or "").startswith("status") and not is_signed(report):
        return ""
    what = f"“{wording.cleaned(view.name)}”" if wording.cleaned(view.name) else "This badge"
    line = OPEN.get(report.code or "", "")
    return line.format(who=wording.quoted(view.issuer.name or view.issuer.id), what=what)


def named(view: CredentialView | None, name: str | None) -> CredentialView | None:
    """The view with this name for its subject, or with none."""
    return replace(view, subject=replace(view.subject, name=name)) if view else None


def names_in(view: CredentialView | None) -> tuple[str, ...]:
    """Strangers' words as they stand in a sentence."""
    if view is None:
        return ()
    return tuple(wording.cleaned(text or "") for text in (view.name, view.issuer.name, view.issuer.id, view.subject.name))


def is_genuine(report: Report) -> bool:
    """Whether everything but the person who was asked about is valid."""
    if report.verdict is Verdict.VALID:
        return True
    others = [check for check in report.checks if check.step != "recipient"]
    return report.code == "recipient_mismatch" and decide(others)[0] is Verdict.VALID


def is_signed(report: Report) -> bool:
    """Whether the words of the document are proven to be its issuer's: signature and key both hold."""
    outcomes = {step: [check.outcome for check in report.checks if check.step == step] for step in ("proof", "key")}
    return all(found and worst(found) is Outcome.PASSED for found in outcomes.values())


def with_days_in(report: Report, zone: tzinfo) -> Report:
    """The same report with the days of its dates told in a zone; no outcome moves."""
    view = report.credential
    if view is None:
        return report
    told = dates.check(view, at=report.at, zone=zone)
    retold = (replace(check, detail=told.detail) if check.step == told.step else check for check in report.checks)
    return replace(report, checks=tuple(retold))


def says_of_itself(view: CredentialView, name: str | None) -> str:
    """What an unproven badge says: who awarded what to whom, in one sentence."""
    shown = replace(view, subject=replace(view.subject, name=name), valid_until=None)
    line = split_sentence(wording.sentence("valid", None, "", shown))[1]
    return line.removesuffix(" It does not expire.")


def worst(outcomes: Sequence[Outcome]) -> Outcome:
    """The outcome that decides a question; nothing asked is "not asked"."""
    return next((outcome for outcome in WORST_FIRST if outcome in outcomes), Outcome.NOT_APPLICABLE)


def outcome_of(checks: Sequence[Check], *steps: str) -> Outcome:
    """What came of some steps together."""
    return worst([check.outcome for check in checks if check.step in steps])


def split_sentence(sentence: str) -> tuple[str, str]:
    """The word that carries the tone and the rest: "Valid. A awarded B." -> ("Valid.", "A awarded B.")."""
    word, dot, rest = sentence.partition(". ")
    return (f"{word}.", rest) if dot else (sentence, "")

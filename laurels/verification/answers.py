"""The seven questions of the verdict page and the row that answers each. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from laurels.verification.details import Pairs, checks_in
from laurels.verification.disclosed import Disclosed
from laurels.verification.ports import OwnWords
from laurels.verification.rules import OUTCOME_TONES, OUTCOME_WORDS, outcome_of
from laurels.verification.texts import Place, mixes_alphabets, visible
from openbadgekit.verify.report import Check, Outcome, Report


@dataclass(frozen=True)
class Row:
    """One line of "What we checked".

    Attributes:
        question: in words; ``name`` is its short name.
        tone: good, bad, fog or none: the mark's shape and colour.
        word: what a screen reader hears beside the mark.
        sentence: the answer; ``raw`` holds (name, value) pairs for whoever unfolds the detail.
    """

    name: str
    question: str
    tone: str
    word: str
    sentence: str
    raw: Pairs


def _row(name: str, question: str, outcome: Outcome, sentence: str, raw: Pairs) -> Row:
    """A row whose tone follows from what came of its checks."""
    return Row(name, question, OUTCOME_TONES[outcome], OUTCOME_WORDS[outcome], visible(sentence, longest=1000), raw)


def _told(checks: Sequence[Check], *outcomes: Outcome, steps: tuple[str, ...]) -> str:
    """The sentences of the checks of these steps that came out so."""
    return " ".join(check.detail for check in checks if check.step in steps and check.outcome in outcomes)


def issuer(report: Report, *, name: str, country: str, place: Place, known: str, own: OwnWords | None, raw: Pairs) -> Row:
    """Who issued it: believed only as far as the key was shown to be the issuer's, and named only as far as a place stands for it.

    Args:
        name, country: as the credential gives them. place: the web address or the bare key, in plain form.
        known: since when we know this issuer and its key, in a sentence; empty when we do not.
        own: not None when this installation signed it.
    """
    outcome = outcome_of(report.checks, "key")
    who = visible(name) or "an issuer without a name"
    where = f"{who}, {country}." if country else f"{who}."
    odd = " Its name mixes letters of different alphabets: look at the address, not at the name." if mixes_alphabets(name) else ""
    if outcome is Outcome.PASSED and own is not None and own.keeper:
        sentence = f"{where} {own.keeper}"
    elif outcome is Outcome.PASSED and place.kind == "web":
        sentence = f"{where} The web address {place.text} is proved to be theirs. {known}"
    elif outcome is Outcome.PASSED and own is not None:
        sentence = f"{where} It was made on this machine. No web address stands for it, only its key, which can never be changed."
    elif outcome is Outcome.PASSED:
        outcome = Outcome.UNKNOWN
        sentence = (
            f"It says {who}. No web address stands behind that name, only a key, and anybody can make one: {place.text}."
            " Ask the issuer whether the key is theirs."
        )
    elif outcome is Outcome.FAILED:
        sentence = f"It says {who}, but the signature is not theirs."
    elif outcome is Outcome.UNKNOWN:
        sentence = f"It says {where.removesuffix('.')}, at {place.text}. We could not ask there."
    else:
        outcome, sentence = Outcome.UNKNOWN, f"It says {who}. Nothing proves it."
    return _row("issuer", "Who issued it?", outcome, sentence.strip() + odd, raw)


def unchanged(report: Report, *, signed_on: str, raw: Pairs) -> Row:
    """Whether a letter was altered since it was signed."""
    steps = ("document", "context", "proof", "schema")
    outcome = outcome_of(report.checks, *steps)
    if outcome is Outcome.PASSED and _is_hosted(report):
        sentence = f"Yes. {_told(report.checks, outcome, steps=('proof',))}"
    elif outcome is Outcome.PASSED:
        sentence = f"Yes. Nothing was altered since it was signed{f' on {signed_on}' if signed_on else ''}."
    else:
        sentence = _told(report.checks, outcome, steps=steps) or "There was nothing to compare."
    return _row("unchanged", "Is it unchanged?", outcome, sentence, raw)


def key(report: Report, *, raw: Pairs) -> Row:
    """Whether the key that signed is the issuer's."""
    outcome = outcome_of(report.checks, "key")
    if outcome is Outcome.PASSED and _is_hosted(report):
        sentence = f"It is not signed: it is believed for where it stands. {_told(report.checks, outcome, steps=('key',))}"
        return _row("key", "Does the key belong to the issuer?", outcome, sentence, raw)
    sentence = {
        Outcome.PASSED: "Yes. The key that signed is one that the issuer publishes.",
        Outcome.NOT_APPLICABLE: "There is no good signature whose key could be looked for.",
    }.get(outcome) or _told(report.checks, outcome, steps=("key",))
    return _row("key", "Does the key belong to the issuer?", outcome, sentence, raw)


def _is_hosted(report: Report) -> bool:
    """Whether it is an older badge that nobody signed: its address is its proof."""
    return report.credential is not None and report.credential.generation in ("ob1", "ob2") and report.method is None


def still_good(report: Report, *, revoked_on: str, reason: str, raw: Pairs) -> Row:
    """Its dates, and whether the issuer took it back."""
    steps = ("dates", "status")
    outcome = outcome_of(report.checks, *steps)
    told = _told(report.checks, outcome, steps=steps)
    if outcome is Outcome.PASSED:
        open_ends = _told(report.checks, Outcome.NOT_APPLICABLE, steps=("status",))
        sentence = f"Yes. {told} {open_ends}".strip()
    elif outcome is Outcome.FAILED:
        since = f" The register says: {reason or 'revoked'}, on {revoked_on}." if revoked_on else ""
        sentence = f"No. {told}{since}"
    else:
        sentence = told or "Nothing was found that could be asked."
    return _row("good", "Is it still good?", outcome, sentence, raw)


def person(report: Report, *, raw: Pairs) -> Row:
    """Whether it is about the person whom the asker means."""
    outcome = outcome_of(report.checks, "recipient")
    sentence = {
        Outcome.PASSED: "Yes. It was awarded to the address that you typed.",
        Outcome.FAILED: "No. The address that you typed is not the one in the badge. People change addresses: ask the person to"
        " share it from her own account.",
    }.get(outcome, "You did not ask. Whoever checks a badge may type an address: it is compared, never stored.")
    return _row("person", "Is it about this person?", outcome, sentence, raw)


def judged(told: Disclosed, *, signed: bool, own: OwnWords | None) -> Row:
    """What was required and how it was judged, as the signed document and, for ours, the register tell it."""
    count = len(told.elements)
    levels = {element.level for element in told.elements if element.level}
    level = levels.pop() if len(levels) == 1 else ""
    met = "all of them met" if level.casefold() == "met" else f"each met at “{level}”" if level else "each judged on its own"
    each = f", {met}" if count > 1 else ""
    what = f"{_number(count)} {'thing' if count == 1 else 'things'} to show{each}." if count else ""
    if own and own.judged:
        how = own.judged
    elif told.one_person:
        how = "Designed and judged by one person and not independently checked; the organisation says so openly."
    else:
        how = ""
    sentence = " ".join(part for part in (what, how) if part) or ("The badge describes what it took." if told.criteria else "")
    raw = tuple((element.statement, element.level or "no level stated") for element in told.elements)
    if not sentence:
        return Row("judged", JUDGED, "none", "Not stated.", "The badge does not say what it took.", raw)
    if not signed:
        return Row("judged", JUDGED, "fog", "Could not check.", f"It says: {sentence} Nobody vouches for that.", raw)
    return Row("judged", JUDGED, "good", "Stated.", visible(sentence, longest=1000), raw)


JUDGED = "What was required, and how was it judged?"
_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def _number(count: int) -> str:
    """Small numbers as words."""
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def backed(report: Report, *, own: OwnWords | None = None) -> Row:
    """Who else puts a name to it; each endorsement carries its own verdict and never changes the badge's.

    Of ours the register adds what must be read beside each: who keeps the key, conditions, since when one is withdrawn.
    """
    outcome = outcome_of(report.checks, "endorsements")
    asked = (Outcome.PASSED, Outcome.FAILED, Outcome.UNKNOWN)
    told = " ".join([_told(report.checks, *asked, steps=("endorsements",)), *(own.backing if own else ())]).strip()
    return _row("backed", "Who backs it?", outcome, told or "Nobody outside the organisation.", checks_in(report, "endorsements"))

"""From a report to words: which question a check answers, its tone, and the one sentence that opens the page.

Pure: no Django, no clock. The report's checks carry sentences of their own; here they are grouped into the seven questions
that a stranger asks (EXPERIENCE "The verdict page").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openbadgekit.verify.report import Check, Outcome, Report, Verdict

ONE_PERSON = "designed and judged by one person; not independently checked"
"""The statement that a credential carries when nobody else looked (DOMAIN 4.4)."""

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


@dataclass(frozen=True)
class Question:
    """One question of the verdict page and the steps of the report that answer it."""

    name: str
    words: str
    steps: tuple[str, ...]
    when_passed: str
    when_not_asked: str


QUESTIONS = (
    Question(
        "unchanged",
        "Is it unchanged?",
        ("document", "context", "proof", "schema"),
        "Yes. Nothing was altered since it was signed.",
        "There was nothing to compare.",
    ),
    Question(
        "key",
        "Does the key belong to the issuer?",
        ("key",),
        "Yes. The key that signed is one that the issuer publishes.",
        "No key was looked for, because the badge could not be read that far.",
    ),
    Question(
        "good",
        "Is it still good?",
        ("dates", "status"),
        "Yes. Its dates hold, and it was not revoked.",
        "Nothing was found that could be asked.",
    ),
    Question(
        "person",
        "Is it about this person?",
        ("recipient",),
        "Yes. It was awarded to the address that you typed.",
        "You did not ask. Type an address below and we compare it without storing it.",
    ),
    Question(
        "backed",
        "Who backs it?",
        ("endorsements",),
        "Everything that stands behind it checks out.",
        "Nobody outside the organisation.",
    ),
)


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
    raw: tuple[tuple[str, str], ...]


def worst(outcomes: Sequence[Outcome]) -> Outcome:
    """The outcome that decides a question; nothing asked is "not asked"."""
    return next((outcome for outcome in WORST_FIRST if outcome in outcomes), Outcome.NOT_APPLICABLE)


def answer(question: Question, checks: Sequence[Check]) -> Row:
    """The line for one question: the sentences of what went wrong, or one of its own when all is well."""
    mine = [check for check in checks if check.step in question.steps]
    outcome = worst([check.outcome for check in mine])
    told = [check.detail for check in mine if check.outcome is outcome]
    if outcome is Outcome.PASSED:
        sentence = question.when_passed if question.name != "good" else " ".join(told) or question.when_passed
    elif outcome is Outcome.NOT_APPLICABLE:
        sentence = question.when_not_asked
    else:
        sentence = " ".join(told)
    raw = tuple((f"{check.step} {check.outcome.value}", f"{check.code or ''} {check.detail}".strip()) for check in mine)
    return Row(question.name, question.words, OUTCOME_TONES[outcome], OUTCOME_WORDS[outcome], sentence, raw)


def issuer_row(report: Report, *, name: str, place: str, since: str | None) -> Row:
    """Who issued it: believed only as far as the key was shown to be the issuer's.

    Args:
        name: the name that the credential gives its issuer.
        place: the web host or DID, in plain form.
        since: a sentence on when we first saw this issuer, or None.
    """
    outcome = worst([check.outcome for check in report.checks if check.step == "key"])
    sentences = {
        Outcome.PASSED: f"{name}, at {place}." + (f" {since}" if since else ""),
        Outcome.FAILED: f"It says {name}, but the signature is not theirs.",
        Outcome.UNKNOWN: f"It says {name}, at {place}. We could not ask there.",
        Outcome.NOT_APPLICABLE: f"It says {name or 'nobody'}. Nothing proves it.",
    }
    tone = OUTCOME_TONES[outcome] if outcome is not Outcome.NOT_APPLICABLE else "fog"
    word = OUTCOME_WORDS[outcome] if outcome is not Outcome.NOT_APPLICABLE else OUTCOME_WORDS[Outcome.UNKNOWN]
    return Row("issuer", "Who issued it?", tone, word, sentences[outcome], (("issuer", place),))


def is_one_person(document: dict[str, Any]) -> bool:
    """Whether the credential says that one person designed and judged it, anywhere in its subject."""
    return any(ONE_PERSON in text.casefold() for text in texts_in(document.get("credentialSubject")))


def texts_in(value: Any) -> list[str]:
    """Every text below a JSON value, in document order."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for inner in value.values() for text in texts_in(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in texts_in(inner)]
    return []


def split_sentence(sentence: str) -> tuple[str, str]:
    """The word that carries the tone and the rest: "Valid. A awarded B." -> ("Valid.", "A awarded B.")."""
    word, dot, rest = sentence.partition(". ")
    return (f"{word}.", rest) if dot else (sentence, "")


def listed(value: Any) -> list[Any]:
    """A JSON-LD value as a list: a single value and an array of one mean the same."""
    return value if isinstance(value, list) else [] if value is None else [value]


def achievement_of(document: dict[str, Any]) -> dict[str, Any]:
    """The achievement of the first subject, or an empty object."""
    subject = next((item for item in listed(document.get("credentialSubject")) if isinstance(item, dict)), {})
    return next((item for item in listed(subject.get("achievement")) if isinstance(item, dict)), {})


def results_of(document: dict[str, Any]) -> list[tuple[str, str]]:
    """(element, level reached) for every result whose description and level the achievement names."""
    achievement = achievement_of(document)
    subject = next((item for item in listed(document.get("credentialSubject")) if isinstance(item, dict)), {})
    described = {item.get("id"): item for item in listed(achievement.get("resultDescription")) if isinstance(item, dict)}
    found = []
    for result in listed(subject.get("result")):
        description = described.get(result.get("resultDescription")) if isinstance(result, dict) else None
        if description:
            levels = {level.get("id"): level.get("name") for level in listed(description.get("rubricCriterionLevel"))}
            reached = levels.get(result.get("achievedLevel")) or result.get("status") or result.get("value") or ""
            found.append((str(description.get("name", "")), str(reached)))
    return found


def judged_row(document: dict[str, Any]) -> Row:
    """What was required and how it was judged, as the signed document tells it."""
    results, achievement = results_of(document), achievement_of(document)
    if is_one_person(document):
        how = "It was designed and judged by one person and not independently checked; the organisation says so openly."
    elif results:
        how = "Each was judged separately."
    else:
        how = ""
    what = f"{len(results)} {'thing' if len(results) == 1 else 'things'} to show, each judged on its own." if results else ""
    sentence = " ".join(part for part in (what, how if is_one_person(document) else "") if part)
    narrative = str(dict_of(achievement.get("criteria")).get("narrative", ""))
    if not sentence and not narrative:
        return Row("judged", JUDGED, "none", "Not stated.", "The badge does not say what it took.", ())
    raw = tuple(results) or (("criteria", narrative),)
    return Row("judged", JUDGED, "good", "Stated.", sentence or "The badge describes what it took.", raw)


JUDGED = "What was required, and how was it judged?"


def dict_of(value: Any) -> dict[str, Any]:
    """The value when it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def facts_of(document: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """The badge facts label, from the signed document alone."""
    achievement, results = achievement_of(document), results_of(document)
    elements = len(listed(achievement.get("resultDescription"))) or len(results)
    rows = [
        ("What it takes", f"{elements} {'thing' if elements == 1 else 'things'} to show" if elements else ""),
        ("Who judges", "One person, who also wrote it" if is_one_person(document) else ""),
        ("Version", str(achievement.get("version", ""))),
        ("Kind", KINDS.get(str(achievement.get("achievementType", "")), "")),
    ]
    return tuple((name, value) for name, value in rows if value)


KINDS = {
    "MicroCredential": "Micro-credential, assessed",
    "Badge": "Badge",
    "Competency": "Competence, assessed",
    "Certificate": "Certificate",
    "Course": "Course",
}

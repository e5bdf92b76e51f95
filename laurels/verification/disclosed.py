"""What a signed document itself tells: elements with the level reached, evidence, words, and the badge facts label.

Pure, and never surprised: the document may be anything that is JSON.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from laurels.verification.texts import visible
from openbadgekit.documents.views import CredentialView, object_of, plain, subject_of, text_of
from openbadgekit.reading import JsonObject, listed

ONE_PERSON = "designed and judged by one person; not independently checked"
"""The statement that a credential carries when nobody else looked (DOMAIN 4.4)."""

MOST = 50
"""Elements, or pieces of evidence, that one page lists."""

PARAGRAPHS = 10_000
"""Of one narrative [characters]."""


@dataclass(frozen=True)
class Element:
    """One thing that had to be shown: ``level`` is the one that was reached, ``words`` say what that level means."""

    statement: str
    level: str
    words: str


@dataclass(frozen=True)
class Evidence:
    """Evidence that was disclosed; ``url`` is http or https, or None. It is never opened by us."""

    name: str
    url: str | None
    narrative: str


@dataclass(frozen=True)
class Disclosed:
    """Everything that the document tells about what was done; narratives are Markdown.

    Attributes:
        regulated: what the issuer calls it, when that is a qualification and no badge; empty otherwise.
    """

    description: str
    criteria: str
    narrative: str
    elements: tuple[Element, ...]
    evidence: tuple[Evidence, ...]
    one_person: bool
    facts: tuple[tuple[str, str], ...]


def disclosed(document: JsonObject) -> Disclosed:
    """What the document tells."""
    subject = subject_of(document)
    achievement = object_of(subject.get("achievement"))
    elements = elements_of(achievement, subject)
    one_person = is_one_person(document)
    return Disclosed(
        description=visible(plain(achievement.get("description")) or plain(document.get("description")), longest=2000),
        criteria=_markdown(object_of(achievement.get("criteria")).get("narrative")),
        narrative=_without_statement(_markdown(subject.get("narrative"))),
        elements=elements,
        evidence=tuple(_evidence(item) for item in listed(document.get("evidence"))[:MOST] if isinstance(item, dict)),
        one_person=one_person,
        facts=_facts(document, achievement, elements, one_person=one_person),
    )


def told_by(view: CredentialView) -> Disclosed:
    """What a badge of any generation tells; an older one links to its badge class, whose words stand in the view."""
    if view.generation not in ("ob1", "ob2"):
        return disclosed(view.raw)
    pieces = [
        {"id": piece.id, "name": piece.name or piece.description or piece.genre, "narrative": piece.narrative}
        for piece in view.evidence[:MOST]
    ]
    return Disclosed(
        description=visible(view.description, longest=2000),
        criteria=_markdown(view.criteria.narrative if view.criteria else None),
        narrative=_markdown(view.raw.get("narrative")),
        elements=(),
        evidence=tuple(_evidence(item) for item in pieces),
        one_person=False,
        facts=(),
    )


def is_one_person(document: JsonObject) -> bool:
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


def elements_of(achievement: JsonObject, subject: JsonObject) -> tuple[Element, ...]:
    """Every result description with the level that a result of the subject reached; results without one stand by value."""
    results = [item for item in listed(subject.get("result")) if isinstance(item, dict)]
    described = [item for item in listed(achievement.get("resultDescription")) if isinstance(item, dict)]
    found = [_element(item, results) for item in described[:MOST]]
    return tuple(element for element in found if element.statement)


def _element(description: JsonObject, results: list[JsonObject]) -> Element:
    """One description and what was reached."""
    name = text_of(description.get("id"))
    result = next((item for item in results if name and item.get("resultDescription") == name), {})
    level = next(
        (
            item
            for item in listed(description.get("rubricCriterionLevel"))
            if isinstance(item, dict) and text_of(item.get("id")) and item.get("id") == result.get("achievedLevel")
        ),
        {},
    )
    reached = plain(level.get("name")) or _short(result.get("value")) or plain(result.get("status"))
    return Element(visible(plain(description.get("name"))), visible(reached, longest=100), visible(plain(level.get("description"))))


def _short(value: Any) -> str:
    """A result's value, which may be a number."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else plain(value)


def _evidence(item: JsonObject) -> Evidence:
    """One piece of evidence, with its address only where a browser may follow it."""
    url = text_of(item.get("id")) or ""
    name = plain(item.get("name")) or plain(item.get("description")) or plain(item.get("genre"))
    web = url.startswith(("https://", "http://")) and url.isascii() and url.isprintable() and len(url) <= 2000
    return Evidence(visible(name) or "A piece of evidence", url if web else None, _markdown(item.get("narrative")))


def _markdown(value: Any) -> str:
    """A narrative without invisible characters."""
    return visible(plain(value), longest=PARAGRAPHS, lines=True)


def _without_statement(narrative: str) -> str:
    """The narrative without the statement that the page makes in its own place."""
    kept = [part for part in narrative.split("\n\n") if part.strip().rstrip(".").casefold() != ONE_PERSON]
    return "\n\n".join(kept)


KINDS = {
    "MicroCredential": "Micro-credential, assessed",
    "Badge": "Badge",
    "Competency": "Competence, assessed",
    "Certificate": "Certificate",
    "Course": "Course",
}


def _facts(
    document: JsonObject, achievement: JsonObject, elements: tuple[Element, ...], *, one_person: bool
) -> tuple[tuple[str, str], ...]:
    """The badge facts label, from the signed document alone."""
    count, proofs = len(elements), len(listed(document.get("evidence")))
    hours = _short(achievement.get("creditsAvailable"))
    rows = [
        ("What it takes", f"{count} {'thing' if count == 1 else 'things'} to show" if count else ""),
        ("Who judges", "One person, who also wrote it" if one_person else ""),
        ("Kinds of evidence", f"{proofs} {'piece' if proofs == 1 else 'pieces'} disclosed" if proofs else ""),
        ("Double-checked", "No" if one_person else ""),
        ("Credits", hours),
        ("Kind", KINDS.get(plain(achievement.get("achievementType")), "")),
        ("Version", plain(achievement.get("version"))),
    ]
    return tuple((name, visible(value, longest=120)) for name, value in rows if value)

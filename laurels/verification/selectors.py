"""The page of a verdict, frozen: what the template shows and nothing that it could ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from laurels.common.dates import in_words
from laurels.verification import rules
from laurels.verification.models import KnownIssuer
from laurels.verification.services import host_of
from openbadgekit.verify.report import Report, Verdict


@dataclass(frozen=True)
class VerdictPage:
    """Everything on the page of a verdict.

    Attributes:
        tone: good, bad, fog. ``word`` carries it ("Valid."), ``sentence`` is the rest of the line.
        checked: when, in words; ``on`` the other moment that was asked about, in words, or None.
        badge: the badge's name, empty when unreadable. ``picture`` is an address on our own origin or None: pictures of
            strangers are never fetched.
        one_person: the credential says that one person designed and judged it.
        rows: the seven questions. ``facts``: the badge facts label as (name, value).
        notes: sentences that decide nothing but should be known.
        again: the badge as text, for a further question without a second upload; empty for large ones.
        open_checks: how many questions could not be answered.
    """

    verdict: str
    tone: str
    word: str
    sentence: str
    code: str
    checked: str
    on: str | None
    badge: str
    picture: str | None
    holder: str | None
    one_person: bool
    rows: tuple[rules.Row, ...]
    facts: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    again: str
    open_checks: int
    standards: str | None


def verdict_page(
    report: Report,
    *,
    at: datetime,
    on: datetime | None = None,
    data: bytes = b"",
    holder: str | None = None,
    picture: str | None = None,
    standards: str | None = None,
) -> VerdictPage:
    """The page for one report.

    Args:
        holder: the name that the holder chose to show, when she did.
        picture, standards: addresses of ours for the badge's picture and its public page, when it is one of ours.
    """
    document = report.credential.raw if report.credential else {}
    rows = _rows(report, document)
    word, sentence = rules.split_sentence(report.sentence)
    return VerdictPage(
        verdict=report.verdict.value,
        tone=rules.TONES[report.verdict],
        word=word,
        sentence=sentence,
        code=report.code or "",
        checked=in_words(at, "UTC"),
        on=in_words(on, "UTC") if on else None,
        badge=(report.credential.name or "") if report.credential else "",
        picture=picture,
        holder=holder,
        one_person=rules.is_one_person(document),
        rows=rows,
        facts=_facts(document),
        notes=tuple(report.notes),
        again=_again(data),
        open_checks=sum(row.tone == "fog" for row in rows),
        standards=standards,
    )


def _rows(report: Report, document: dict[str, Any]) -> tuple[rules.Row, ...]:
    """The seven lines in the order in which a stranger asks; none for what could not be read."""
    if report.verdict is Verdict.UNREADABLE or report.credential is None:
        return ()
    unchanged, key, good, person, backed = (rules.answer(question, report.checks) for question in rules.QUESTIONS)
    issuer = report.credential.issuer
    known = KnownIssuer.objects.filter(issuer_id=issuer.id).first()
    since = f"We first saw this issuer on {in_words(known.first_seen.date(), 'UTC')}." if known else None
    who = rules.issuer_row(report, name=issuer.name or "", place=host_of(issuer.id) or issuer.id, since=since)
    return (who, unchanged, key, good, person, rules.judged_row(document), backed)


def _facts(document: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """The badge facts label as far as the credential itself tells it."""
    return rules.facts_of(document)


def _again(data: bytes) -> str:
    """The badge as text for the forms below the verdict; a picture or a very large text is asked for again."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return ""
    return text if len(text) <= 60_000 else ""

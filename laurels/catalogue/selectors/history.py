"""What happened to a version, from its first letters to its end, and what it says otherwise than another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import CharField, Value
from django.db.models.functions import Coalesce

from laurels.catalogue.models import AchievementVersion, LintOverride, Review, Standing
from laurels.catalogue.rules import State
from laurels.catalogue.rules.differences import Comparison, compare
from laurels.catalogue.rules.linting import BY_NUMBER
from laurels.catalogue.selectors.cards import STATE_WORDS, picture_path
from laurels.catalogue.selectors.sheets import sheets_of
from laurels.common.dates import in_words, moment_in_words
from laurels.common.text import counted
from laurels.journal import Fact
from laurels.journal.selectors import facts_about
from laurels.people.models import Person

WORDS = {
    "draft.begun": "Begun",
    "version.submitted": "Submitted for review",
    "version.returned": "Returned to its author",
    "version.approved": "Approved",
    "version.published": "Published",
    "version.taken-back": "Publishing taken back",
    "version.suspended": "Put on hold",
    "version.resumed": "Brought back",
    "version.retired": "Retired",
    "version.judges-changed": "Given other judges",
}
"""Kind of a fact -> what a history says."""
PRIVATE = frozenset({"Success measures"})
"""Lines of a strategy that a stranger does not read: figures that are the organisation's own."""


@dataclass(frozen=True)
class Step:
    """One thing that happened; ``words`` is what somebody said of it."""

    what: str
    who: str
    when: str
    words: str
    at: datetime


@dataclass(frozen=True)
class Said:
    """Words on a row beside a version: why it was returned, put on hold or retired, or why a finding does not hold.

    Attributes:
        what: the outcome, the state, or the number of the linter's rule. subject: element of the finding, or empty.
    """

    what: str
    subject: str
    words: str
    by: str
    at: datetime


@dataclass(frozen=True)
class HistoryPage:
    """A version's life.

    Attributes:
        waited: from the idea to publishing, in words; empty while it is not published.
        others: (public code, number, state in words) of the badge's other versions, to be compared with.
    """

    code: UUID
    slug: str
    title: str
    number: str
    tone: str
    state: str
    waited: str
    steps: tuple[Step, ...]
    others: tuple[tuple[UUID, str, str], ...]
    public: bool


@dataclass(frozen=True)
class ComparePage:
    """Two versions of one badge side by side; ``public``: both are read by everybody."""

    title: str
    old: str
    new: str
    old_code: UUID
    new_code: UUID
    changes: Comparison


@dataclass(frozen=True)
class ApprovedPage:
    """What is about to be published; ``replaces``: number of the version whose place it takes.

    Attributes:
        approved: somebody approved it; else it is a draft of the small, which its author publishes herself.
    """

    code: UUID
    title: str
    picture: str
    picture_alt: str
    approved: bool
    approved_by: str
    approved_on: str
    replaces: str
    elements: tuple[str, ...]


def begun_at(version: AchievementVersion) -> datetime:
    """When somebody had the idea: the day of a proposal, else the first word of the draft, else the first sign of it here."""
    first = version.previous_id is None and version.edition_of_id is None
    if first and version.achievement.idea_at is not None:
        return version.achievement.idea_at
    begun = facts_about(version.ref(), kinds=("draft.begun",))
    return begun[0].at if begun else version.achievement.made_at if first else version.state_since


def history_page(version: AchievementVersion) -> HistoryPage:
    """States, reviewers, answers to the linter, who published, and how long it took."""
    zone = version.achievement.organisation.time_zone
    tone, state = STATE_WORDS[version.state]
    facts = facts_about(version.ref())
    told = _words(version)
    said = {(SAID[one.what], one.at): one.words for one in told if one.what in SAID}
    answered = [_answer(one, zone) for one in told if one.what.startswith("L")]
    steps = sorted([*_from_facts(facts, said, zone), *answered], key=lambda step: step.at)
    others = version.achievement.versions.exclude(pk=version.pk).order_by("-pk").values_list("code", "number", "state")
    return HistoryPage(
        code=version.code,
        slug=version.achievement.organisation.slug,
        title=version.title or "A badge without a name yet",
        number=version.number,
        tone=tone,
        state=state,
        waited=_waited(facts),
        steps=tuple(steps),
        others=tuple((code, number, STATE_WORDS[state][1]) for code, number, state in others),
        public=version.published_at is not None,
    )


def _waited(facts: tuple[Fact, ...]) -> str:
    """How long it took from the idea to publishing, as the last publishing recorded it."""
    told = [fact.data["minutes"] for fact in facts if fact.kind == "version.published" and "minutes" in fact.data]
    return duration(timedelta(minutes=told[-1])) if told else ""


def duration(took: timedelta) -> str:
    """A stretch of time in words, in its largest sensible unit."""
    minutes = int(took.total_seconds() // 60)
    if minutes < 90:
        return counted(minutes, "minute", "minutes") if minutes else "less than a minute"
    if minutes < 48 * 60:
        return counted(round(minutes / 60), "hour", "hours")
    return counted(round(minutes / 1440), "day", "days")


def _from_facts(facts: tuple[Fact, ...], said: Mapping[tuple[str, datetime], str], zone: str) -> Iterator[Step]:
    """The moves, with the words that stand on their rows: (kind, moment) -> words."""
    known = [fact for fact in facts if fact.kind in WORDS]
    codes = {fact.actor.code for fact in known if fact.actor}
    names = dict(Person.objects.filter(code__in=codes).values_list("code", "name")) if codes else {}
    for fact in known:
        who = names.get(fact.actor.code, "") if fact.actor else ""
        words = said.get((fact.kind, fact.at), "")
        yield Step(WORDS[fact.kind], who, moment_in_words(fact.at, zone), words, fact.at)


SAID = {
    "returned": "version.returned",
    "suspended": "version.suspended",
    "published": "version.resumed",
    "retired": "version.retired",
}
"""What stands in a row of words -> kind of the fact that it belongs to."""


def _words(version: AchievementVersion) -> list[Said]:
    """Every word that stands on a row beside this version, the oldest first; one query."""
    nobody, nothing = Value("", output_field=CharField()), Value("", output_field=CharField())
    reviews = Review.objects.filter(version=version, ended_at__isnull=False)
    standings, answers = Standing.objects.filter(version=version), LintOverride.objects.filter(version=version)
    ended = reviews.order_by().values_list("outcome", nothing, "reason", nobody, "ended_at")
    moved = standings.order_by().values_list("state", nothing, "reason", nobody, "at")
    named = Coalesce("by__name", nobody)
    found = answers.order_by().values_list("rule", "subject", "reason", named, "at").union(ended, moved, all=True)
    return sorted((Said(*row) for row in found), key=lambda said: said.at)


def _answer(said: Said, zone: str) -> Step:
    """What the linter said and somebody answered."""
    rule = BY_NUMBER.get(said.what)
    where = f", at {said.subject}" if said.subject else ""
    title = f": {rule.title}" if rule else ""
    return Step(f"Answered {said.what}{title}{where}", said.by, moment_in_words(said.at, zone), said.words, said.at)


def compare_page(old: AchievementVersion, new: AchievementVersion, *, public: bool, at: datetime) -> ComparePage:
    """What the newer version says otherwise.

    Args:
        public: for everybody; then what is the organisation's own is left out.
    """
    changes = compare(*sheets_of([old, new], at=at))
    if public:
        changes = Comparison(tuple(line for line in changes.lines if line.name not in PRIVATE), changes.elements)
    return ComparePage(new.title, old.number, new.number, old.code, new.code, changes)


def approved_page(version: AchievementVersion, *, at: datetime) -> ApprovedPage:
    """What somebody approved, and since when."""
    zone = version.achievement.organisation.time_zone
    return ApprovedPage(
        code=version.code,
        title=version.title,
        picture=picture_path(version, small_cut=False),
        picture_alt=version.picture_alt,
        approved=version.state == State.APPROVED,
        approved_by=version.approved_by.name if version.approved_by else "",
        approved_on=in_words(version.approved_at or at, zone),
        replaces=version.previous.number if version.previous else "",
        elements=tuple(version.elements.values_list("statement", flat=True)),
    )

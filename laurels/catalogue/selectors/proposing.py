"""Proposals: what waits for an owner, what somebody proposed herself, and who is named on a badge's page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from laurels.catalogue.models import AchievementVersion, Proposal
from laurels.catalogue.rules import proposing
from laurels.common.dates import day_in, in_words
from laurels.people.models import Membership, Organisation, Person
from laurels.people.rules import Role

Answer = Proposal.Answer
ANSWER_WORDS = {
    Answer.OPEN: ("soon", "Waits for an answer"),
    Answer.YES: ("good", "Yes"),
    Answer.LATER: ("fog", "Later"),
    Answer.NO: ("", "No"),
}
"""Answer -> (tone, word)."""
ANSWERED = 20
"""Answered proposals below those that wait [count]."""


@dataclass(frozen=True)
class ProposalLine:
    """One proposal in a list; ``when`` says until when it is answered, or when it was."""

    code: UUID
    slug: str
    title: str
    need: str
    who: str
    tone: str
    state: str
    when: str
    late: bool


@dataclass(frozen=True)
class ProposalsPage:
    """What waits, late ones first, and what was answered; ``owner``: whether she answers them."""

    slug: str
    organisation: str
    waiting: tuple[ProposalLine, ...]
    answered: tuple[ProposalLine, ...]
    late: int
    owner: bool
    days: int


@dataclass(frozen=True)
class ProposalPage:
    """One proposal.

    Attributes:
        who: all who proposed it. hers: whether the viewer is one of them; credited: whether her name may stand on the page.
        draft: (code of the version, its title) that a yes began, while it is there; public: whether it was published.
    """

    line: ProposalLine
    organisation: str
    lines: tuple[str, ...]
    who: tuple[str, ...]
    sent: str
    reason: str
    answered_by: str
    may_answer: bool
    hers: bool
    credited: bool
    draft: tuple[UUID, str] | None
    public: bool
    may_design: bool


def proposals_page(organisation: Organisation, person: Person, *, owner: bool, all_of_them: bool, at: datetime) -> ProposalsPage:
    """An owner's and a designer's page has everybody's proposals, everybody else's her own."""
    found = _with_people(Proposal.objects.filter(organisation=organisation))
    if not all_of_them:
        found = found.filter(proposers__person=person)
    waiting = found.filter(answer__in=proposing.ANSWERABLE).order_by("due_on", "pk")
    answered = found.exclude(answer__in=proposing.ANSWERABLE).order_by("-answered_at", "-pk")[:ANSWERED]
    lines = sorted((line_of(one, at=at) for one in waiting), key=lambda line: line.tone == "fog")  # "later" stands last
    return ProposalsPage(
        slug=organisation.slug,
        organisation=organisation.display_name,
        waiting=tuple(lines),
        answered=tuple(line_of(one, at=at) for one in answered),
        late=sum(line.late for line in lines),
        owner=owner,
        days=organisation.answer_days,
    )


def proposal_page(proposal: Proposal, person: Person, *, may_answer: bool, may_design: bool, at: datetime) -> ProposalPage:
    """One proposal, for one of its proposers or for whoever answers."""
    proposers = list(proposal.proposers.all())
    hers = next((one for one in proposers if one.person_id == person.pk), None)
    draft = _draft_of(proposal)
    return ProposalPage(
        line=line_of(proposal, at=at),
        organisation=proposal.organisation.display_name,
        lines=tuple(proposal.lines),
        who=tuple(one.person.name for one in proposers),
        sent=in_words(proposal.sent_at, proposal.organisation.time_zone),
        reason=proposal.reason,
        answered_by=proposal.answered_by.name if proposal.answered_by else "",
        may_answer=may_answer and proposal.answer in proposing.ANSWERABLE,
        hers=hers is not None,
        credited=hers is not None and hers.credited,
        draft=(draft.code, draft.title) if draft else None,
        public=draft is not None and draft.published_at is not None,
        may_design=may_design,
    )


def _draft_of(proposal: Proposal) -> AchievementVersion | None:
    """The newest version of the badge that a yes began."""
    if proposal.achievement is None:
        return None
    versions = proposal.achievement.versions.defer("picture_png", "picture_svg", "picture_small")
    return versions.order_by("-published_at", "-pk").first()


@dataclass(frozen=True)
class OwnProposal:
    """A proposal of hers that has no answer yet, or "later"; ``late``: the promise is broken."""

    code: UUID
    slug: str
    title: str
    when: str
    late: bool


def hers(person: Person, *, at: datetime, limit: int) -> tuple[OwnProposal, ...]:
    """What somebody proposed and waits for, the earliest promise first, for her start page: one query."""
    mine = Proposal.objects.filter(proposers__person=person, answer__in=proposing.ANSWERABLE).select_related("organisation")
    found = []
    for one in mine.order_by("due_on", "pk")[:limit]:
        late, zone = _is_late(one, at), one.organisation.time_zone
        found.append(OwnProposal(one.code, one.organisation.slug, one.title, _when(one, zone, late=late), late))
    return tuple(found)


def late_ones(*, at: datetime, limit: int) -> list[Proposal]:
    """Proposals of all organisations whose answer is overdue, for the clock."""
    horizon = date(at.year, at.month, at.day)
    waiting = _with_people(Proposal.objects.filter(answer=Answer.OPEN, due_on__lte=horizon)).order_by("-due_on", "-pk")
    return [one for one in waiting[:limit] if _is_late(one, at)]


def _with_people(found: QuerySet[Proposal]) -> QuerySet[Proposal]:
    return found.select_related("organisation", "answered_by").prefetch_related("proposers__person")


def _is_late(proposal: Proposal, at: datetime) -> bool:
    return proposing.is_late(proposal.answer, proposal.due_on, day_in(at, proposal.organisation.time_zone))


def line_of(proposal: Proposal, *, at: datetime) -> ProposalLine:
    """One proposal as a line; its organisation and proposers are loaded."""
    late = _is_late(proposal, at)
    tone, state = ANSWER_WORDS[Answer(proposal.answer)]
    zone = proposal.organisation.time_zone
    first, *others = [one.person.name for one in proposal.proposers.all()] or ["Somebody who is gone"]
    return ProposalLine(
        code=proposal.code,
        slug=proposal.organisation.slug,
        title=proposal.title,
        need=proposal.need,
        who=first + (f" and {len(others)} more" if others else ""),
        tone="bad" if late else tone,
        state="Late" if late else state,
        when=_when(proposal, zone, late=late),
        late=late,
    )


def _when(proposal: Proposal, zone: str, *, late: bool) -> str:
    """Until when it is answered, or when it was."""
    if proposal.answered_at is not None:
        return f"answered on {in_words(proposal.answered_at, zone)}"
    return f"an answer was promised by {in_words(proposal.due_on)}" if late else f"answer promised by {in_words(proposal.due_on)}"


def colleagues(organisation: Organisation) -> list[tuple[str, str, str]]:
    """(code, name, address as the organisation wrote it) of everybody who works there: whom a proposal may name."""
    there = Membership.objects.filter(organisation=organisation, state=Membership.State.ACTIVE)
    rows = there.order_by("person__name", "pk").values_list("person__code", "person__name", "given_address")
    return [(str(code), name, address) for code, name, address in rows]


def writer_choices(organisation: Organisation) -> list[tuple[str, str]]:
    """Who may write a badge there, by name."""
    able = Membership.objects.filter(
        Q(grants__role=Role.DESIGNER) | Q(grants__role=Role.OWNER), organisation=organisation, state=Membership.State.ACTIVE
    )
    rows = able.order_by("person__name", "pk").values_list("person__code", "person__name").distinct()
    return [(str(code), name) for code, name in rows]

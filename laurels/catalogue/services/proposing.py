"""Verbs of proposals: sent by anybody who works there, answered by an owner within a promised time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from laurels import journal
from laurels.catalogue.errors import AnsweredAlready, AnswerUnusable, ProposalIncomplete, ProposalNotFound, WriterUnknown
from laurels.catalogue.models import Achievement, AchievementVersion, Proposal, Proposer
from laurels.catalogue.rules import FiveFields, proposing
from laurels.catalogue.rules.pasting import PastedLine, element_of
from laurels.catalogue.rules.proposing import Proposed
from laurels.catalogue.services.beginning import begin_draft
from laurels.catalogue.services.drafting import draft_from_five
from laurels.catalogue.services.writing import add_elements
from laurels.catalogue.versions import StrategyData, VersionData
from laurels.common.dates import day_in
from laurels.people import access
from laurels.people.models import Membership, Organisation, Person
from laurels.people.rules import Act, Mode, Switch, may


@transaction.atomic
def propose(
    *,
    organisation: Organisation,
    proposed: Proposed,
    proposer: Person,
    together_with: Sequence[UUID | str] = (),
    credited: bool,
    at: datetime,
) -> Proposal:
    """Propose a badge; the promise of an answer begins today. Fact ``proposal.sent``.

    Args:
        together_with: public codes of colleagues; each says for herself whether her name may stand on the badge's page.
        credited: whether the proposer's name may.
    Raises:
        ProposalIncomplete: it says too little or too much, or names somebody who does not work there.
    """
    access.check(proposer, organisation, to=Act.PROPOSE)
    if reasons := proposing.faults(proposed):
        raise ProposalIncomplete(reasons="; ".join(reasons) + ".")
    colleagues = _colleagues(organisation, together_with, proposer)
    today = day_in(at, organisation.time_zone)
    proposal = Proposal.objects.create(
        organisation=organisation,
        title=proposed.title.strip(),
        need=proposed.need.strip(),
        lines=list(proposed.lines),
        sent_at=at,
        due_on=proposing.due_on(today, organisation.answer_days),
    )
    Proposer.objects.create(proposal=proposal, person=proposer, place=1, credited=credited)
    Proposer.objects.bulk_create(
        [Proposer(proposal=proposal, person=person, place=place) for place, person in enumerate(colleagues, 2)]
    )
    journal.record("proposal.sent", subject=proposal.ref(), organisation=organisation.ref(), actor=proposer.ref(), at=at)
    return proposal


def _colleagues(organisation: Organisation, codes: Sequence[UUID | str], proposer: Person) -> list[Person]:
    """Who proposes it together with her."""
    wanted = {str(code) for code in codes} - {str(proposer.code)}
    there = Membership.objects.filter(organisation=organisation, state=Membership.State.ACTIVE, person__code__in=wanted)
    found = {str(member.person.code): member.person for member in there.select_related("person")}
    if len(found) != len(wanted):
        raise ProposalIncomplete(reasons="somebody who proposes it with you does not work there.")
    return [found[str(code)] for code in codes if str(code) in found]


@transaction.atomic
def answer(
    *, proposal: Proposal, answer: str, reason: str, actor: Person, writer: Person | None = None, at: datetime
) -> AchievementVersion | None:
    """Say yes, later or no; a yes begins a draft with the lines as elements, and gives it back. Fact ``proposal.answered``.

    Args:
        writer: of a yes, who writes the badge: the author of the draft. None: whoever answers.
    Raises:
        AnswerUnusable: no reason, or no answer that there is. AnsweredAlready: somebody was faster.
        WriterUnknown: the writer is no designer there.
    """
    organisation = proposal.organisation
    access.check(actor, organisation, to=Act.ANSWER_PROPOSAL)
    if fault := proposing.fault_of_answer(answer, reason):
        raise AnswerUnusable(reason=fault)
    waiting = Proposal.objects.filter(pk=proposal.pk, answer__in=proposing.ANSWERABLE)
    if not waiting.update(answer=answer, reason=reason.strip(), answered_by=actor, answered_at=at):
        raise AnsweredAlready
    draft = _begun(proposal, writer or actor, at=at) if answer == proposing.YES else None
    data = {"answer": answer}
    journal.record(
        "proposal.answered", subject=proposal.ref(), organisation=organisation.ref(), actor=actor.ref(), at=at, data=data
    )
    proposal.refresh_from_db()
    return draft


def _begun(proposal: Proposal, writer: Person, *, at: datetime) -> AchievementVersion:
    """The draft of what was proposed; the badge remembers who proposed it first."""
    organisation = proposal.organisation
    if not may(access.roles_of(writer, organisation), Act.DESIGN, mode=Mode(organisation.mode)):
        raise WriterUnknown
    if access.uses(organisation, Switch.WRITING):
        said = StrategyData(business_need=proposal.need)
        data = VersionData(handle="", title=proposal.title, strategy=said)
        draft = begin_draft(organisation=organisation, data=data, author=writer, idea_at=proposal.sent_at, at=at)
        lines = [element_of(PastedLine(line), code="") for line in proposal.lines]
        draft, _ = add_elements(version=draft, elements=lines, author=writer, at=at)
    else:
        fields = FiveFields(proposal.title, tuple(proposal.lines), (), "2", what_for=proposal.need)
        draft = draft_from_five(organisation=organisation, fields=fields, author=writer, at=at)
        Achievement.objects.filter(pk=draft.achievement_id).update(idea_at=proposal.sent_at)
    Proposal.objects.filter(pk=proposal.pk).update(achievement=draft.achievement)
    return draft


@transaction.atomic
def set_credit(*, proposal: Proposal, person: Person, credited: bool) -> None:
    """Let her own name stand on the badge's page, or take it away again; it is hers to say, also after she left.

    Raises:
        ProposalNotFound: she is none of the proposers.
    """
    if not Proposer.objects.filter(proposal=proposal, person=person).update(credited=credited):
        raise ProposalNotFound

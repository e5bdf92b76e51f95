"""Answering the linter: somebody decides that a finding does not hold here, and says why. Rows are only ever added."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from laurels import journal
from laurels.catalogue.errors import CannotBeAnswered, MovedMeanwhile, ReasonNeeded
from laurels.catalogue.models import AchievementVersion, LintOverride
from laurels.catalogue.rules import State
from laurels.catalogue.rules.linting import can_be_answered
from laurels.catalogue.selectors.sheets import answered, report_of
from laurels.catalogue.services import guarding
from laurels.people.models import Person
from laurels.people.rules import Act


@transaction.atomic
def override(
    *, version: AchievementVersion, rule: str, subject: str, reason: str, actor: Person | None, at: datetime
) -> LintOverride:
    """Answer one finding with a reason; the reviewer and the history show it. Fact ``version.hint-answered``.

    Args:
        rule: its number. subject: code of the element, empty for the badge as a whole.
    Raises:
        CannotBeAnswered: the rule stops publishing, or finds nothing there now. ReasonNeeded: without words.
        MovedMeanwhile: it is no draft any more.
    """
    organisation = version.achievement.organisation
    guarding.allow(actor, organisation, to=Act.DESIGN)
    if version.state != State.DRAFT:
        raise MovedMeanwhile
    if not reason.strip():
        raise ReasonNeeded
    found = {(finding.rule, finding.subject) for finding in report_of(version, at=at).findings}
    if not can_be_answered(rule) or (rule, subject) not in found:
        raise CannotBeAnswered
    row = _answer(version, rule, subject, reason, actor, at)
    actor_ref = actor.ref() if actor else None
    where = {"rule": rule}
    journal.record(
        "version.hint-answered", subject=version.ref(), organisation=organisation.ref(), actor=actor_ref, at=at, data=where
    )
    return row


@transaction.atomic
def answer_all(*, version: AchievementVersion, reason: str, actor: Person | None, at: datetime) -> int:
    """Answer everything that asks for an answer with one reason, as a programme's file does; how many that were [count]."""
    guarding.allow(actor, version.achievement.organisation, to=Act.DESIGN)
    waiting = report_of(version, at=at).unanswered(answered(version))
    places = dict.fromkeys((finding.rule, finding.subject) for finding in waiting)
    for rule, subject in places:
        override(version=version, rule=rule, subject=subject, reason=reason, actor=actor, at=at)
    return len(places)


def _answer(version: AchievementVersion, rule: str, subject: str, reason: str, actor: Person | None, at: datetime) -> LintOverride:
    return LintOverride.objects.create(
        version=version, rule=rule, subject=subject, reason=" ".join(reason.split())[:300], by=actor, at=at
    )

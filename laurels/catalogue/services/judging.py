"""Who judges a badge that is published: people come and go, its text stays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from laurels import journal
from laurels.catalogue import rules
from laurels.catalogue.errors import JudgeUnknown, MovedMeanwhile, NobodyJudges, NotYourself
from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.rules import State
from laurels.catalogue.selectors import judge_choices
from laurels.catalogue.services.rows import write_judges
from laurels.people import access
from laurels.people.models import Person
from laurels.people.rules import Act, Mode


@transaction.atomic
def change_judges(*, version: AchievementVersion, judges: Sequence[str], actor: Person, at: datetime) -> None:
    """Let these people judge a published version from now on; the same ones again change nothing.

    Awards that were made keep their judge and their statement.

    Args:
        judges: public codes of persons.
    Raises:
        NobodyJudges: none is named. JudgeUnknown: somebody is no assessor here. MovedMeanwhile: it is a draft, or retired.
        NotYourself: with the rules of the large, the writer adds herself. people.NotYours.
    """
    organisation = version.achievement.organisation
    access.check(actor, organisation, to=Act.PUBLISH)
    state = State(AchievementVersion.objects.values_list("state", flat=True).get(pk=version.pk))
    if state not in rules.JUDGES_MAY_CHANGE:
        raise MovedMeanwhile
    if not judges:
        raise NobodyJudges
    if not set(judges) <= {code for code, _ in judge_choices(organisation)}:
        raise JudgeUnknown
    old = {str(code) for code in version.judges.values_list("person__code", flat=True)}
    author = str(version.author.code) if version.author else None
    small = organisation.mode == Mode.SMALL
    if not rules.may_name_judges(state, author=author, actor=str(actor.code), old=old, new=set(judges), small=small):
        raise NotYourself
    if old != set(judges):
        write_judges(version, judges)
        journal.record("version.judges-changed", subject=version.ref(), organisation=organisation.ref(), actor=actor.ref(), at=at)

"""Who backs something: each endorsement as it is shown, with what a reader must know beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from laurels.catalogue.models import AchievementVersion
from laurels.common.dates import day_in, in_words
from laurels.endorsement import rules, targets
from laurels.endorsement.models import Condition, Endorsement
from laurels.endorsement.rules import BACKING, ConditionState, Confirmed, DueCondition, Key, Role, State
from laurels.endorsement.rules.whose import ROLE_WORDS, confirmed_in_words, keeper_in_words
from laurels.people.models import Organisation
from laurels.sealing.models import SealedCredential

WORDS = {
    State.ENDORSED: ("good", "Endorsed"),
    State.CONDITIONAL: ("soon", "Endorsed with conditions"),
    State.WITHDRAWN: ("bad", "Withdrawn"),
    State.LAPSED: ("", "Ended"),
}
"""How an endorsement stands -> (tone, word)."""


@dataclass(frozen=True)
class ConditionLine:
    """One condition beside an endorsement; ``state`` in words."""

    code: UUID
    text: str
    state: str
    due: str
    open: bool
    overdue: bool


@dataclass(frozen=True)
class Backer:
    """One endorsement as it is shown.

    Attributes:
        stands: whether it holds now. keeper: who keeps the key. confirmed: how it is known who the endorser is.
        note: that she is late with her yearly word, or empty. reason: why she withdrew it.
    """

    code: UUID
    name: str
    url: str
    role: str
    tone: str
    word: str
    stands: bool
    comment: str
    since: str
    until: str
    keeper: str
    confirmed: str
    hosted: bool
    note: str
    ended: str
    reason: str
    conditions: tuple[ConditionLine, ...]


def _rows() -> QuerySet[Endorsement]:
    """Endorsements with what is shown of them; their bytes stay where they are."""
    related = ("request__organisation", "request__endorser")
    return Endorsement.objects.select_related(*related).prefetch_related("conditions").order_by("-signed_at", "-pk")


def backers_of(version: AchievementVersion, *, at: datetime) -> tuple[Backer, ...]:
    """Everybody who backs this very version, those whose word holds first; a next version has none of them."""
    found = [row for row in _rows().filter(request__version=version) if targets.stands_for(row, version)]
    return _shown(found, at=at)


def backers_of_issuer(organisation: Organisation, *, at: datetime) -> tuple[Backer, ...]:
    """Everybody who backs an organisation itself."""
    return _shown(_rows().filter(request__organisation=organisation, request__kind=rules.Kind.ISSUER), at=at)


def of_credential(credential: SealedCredential, *, at: datetime) -> tuple[Backer, ...]:
    """Everybody who backs one awarded credential."""
    return _shown(_rows().filter(request__credential=credential), at=at)


def by_codes(codes: Iterable[UUID], *, at: datetime) -> tuple[Backer, ...]:
    """Endorsements by their codes, for a verdict that found them inside a badge."""
    return _shown(_rows().filter(code__in=list(codes)), at=at)


def _shown(rows: Iterable[Endorsement], *, at: datetime) -> tuple[Backer, ...]:
    """The ones that hold first; their order stays otherwise."""
    return tuple(sorted((backer(row, at=at) for row in rows), key=lambda shown: not shown.stands))


def state_of(endorsement: Endorsement, *, at: datetime) -> State:
    """How it stands: one whose last day is over has lapsed, whether or not the clock has been by."""
    state = State(endorsement.request.state)
    return State.LAPSED if state in BACKING and rules.has_lapsed(endorsement.valid_until, at=at) else state


def backer(endorsement: Endorsement, *, at: datetime) -> Backer:
    """One endorsement as it is shown at a moment."""
    request, state = endorsement.request, state_of(endorsement, at=at)
    organisation, zone = request.organisation, request.organisation.time_zone
    conditions = tuple(_condition(row, day_in(at, zone)) for row in endorsement.conditions.all())
    tone, word = WORDS[state]
    if state is State.CONDITIONAL and any(line.overdue for line in conditions):
        tone, word = "bad", "Endorsed, a condition is overdue"
    how = Confirmed(endorsement.confirmed)
    domain = endorsement.confirmed_at_domain
    return Backer(
        code=endorsement.code,
        name=request.endorser.name,
        url=request.endorser.url,
        role=ROLE_WORDS[Role(request.endorser.role)],
        tone=tone,
        word=word,
        stands=state in BACKING,
        comment=endorsement.comment,
        since=in_words(endorsement.valid_from, zone),
        until=in_words(endorsement.valid_until, zone) if endorsement.valid_until else "",
        keeper=keeper_in_words(Key(endorsement.key), endorser=request.endorser.name, place=settings.ORIGIN),
        confirmed=f"Its identity was confirmed {confirmed_in_words(how, organisation=organisation.display_name, domain=domain)}.",
        hosted=endorsement.key == Key.HOSTED,
        note=_note(endorsement, state, at=at),
        ended=in_words(endorsement.withdrawn_at, zone) if endorsement.withdrawn_at else "",
        reason=endorsement.withdrawn_reason,
        conditions=conditions,
    )


def _condition(row: Condition, today: date) -> ConditionLine:
    """One condition on a day."""
    due = DueCondition(ConditionState(row.state), row.due)
    words = rules.state_in_words(due, today=today)
    still = row.state == ConditionState.OPEN
    return ConditionLine(row.code, row.text, words, in_words(row.due), still, rules.overdue(due, today=today))


def _note(endorsement: Endorsement, state: State, *, at: datetime) -> str:
    """That the yearly word is late."""
    zone = endorsement.request.organisation.time_zone
    since = rules.not_reconfirmed_since(
        yearly=endorsement.reconfirm_yearly and state in BACKING,
        confirmed_on=day_in(endorsement.reconfirmed_at, zone),
        today=day_in(at, zone),
    )
    return f"Not re-confirmed since {in_words(since)}." if since else ""

"""The award register: the organisation's own list of what it awarded, newest first, in pages and filtered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from laurels.catalogue import selectors as catalogue
from laurels.common.dates import in_words
from laurels.issuing import rules
from laurels.issuing.models import Award, Revocation
from laurels.issuing.rules import State
from laurels.people.models import Organisation

PAGE = 50
STATE_WORDS = {
    "awarded": ("soon", "Being signed"),
    "issued": ("good", "Awarded"),
    "expired": ("", "Ended"),
    "revoked": ("bad", "Revoked"),
    "taken-back": ("", "Taken back"),
}
FILTERS = {
    "issued": "Awarded and good",
    "waiting": "Will be revoked",
    "awarded": "Being signed",
    "expired": "Ended",
    "revoked": "Revoked",
}


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for: part of a holder's name, a badge's handle, a key of ``FILTERS``; empty for all."""

    name: str = ""
    badge: str = ""
    state: str = ""

    def query(self, **more: str) -> str:
        """The same as the query of an address."""
        given = {"name": self.name, "badge": self.badge, "state": self.state, **more}
        return urlencode({name: value for name, value in given.items() if value})


@dataclass(frozen=True)
class AwardRow:
    """One line of the register."""

    code: UUID
    badge: str
    holder: str
    picture: str
    day: str
    until: str
    tone: str
    state: str
    will_be_revoked: bool


@dataclass(frozen=True)
class Register:
    """A page of the register, newest first.

    Attributes:
        more: the query of the page of older awards, or None. filtered: something is looked for.
    """

    slug: str
    organisation: str
    rows: tuple[AwardRow, ...]
    more: str | None
    filtered: bool


def register(organisation: Organisation, *, at: datetime, after: UUID | None = None, wanted: Wanted = Wanted()) -> Register:
    """The award register; ``after`` is the last award's code of the page before."""
    found = _wanted(Award.objects.filter(organisation=organisation), wanted, at=at)
    if after and (last := Award.objects.filter(organisation=organisation, code=after).first()):
        found = found.filter(Q(awarded_at__lt=last.awarded_at) | Q(awarded_at=last.awarded_at, pk__lt=last.pk))
    rows, more = rows_of(found.order_by("-awarded_at", "-pk"), PAGE, organisation.time_zone, at=at)
    return Register(
        slug=organisation.slug,
        organisation=organisation.display_name,
        rows=tuple(rows),
        more=wanted.query(after=str(rows[-1].code)) if more else None,
        filtered=wanted != Wanted(),
    )


def rows_of(found: QuerySet[Award], limit: int, zone: str, *, at: datetime) -> tuple[list[AwardRow], bool]:
    """The first lines of what was found, and whether there are more; one query."""
    wide = ("version__picture_png", "version__picture_svg", "version__picture_small", "version__criteria")
    rows = list(found.select_related("person", "version").defer(*wide).annotate(will_be_revoked=Exists(_WAITING))[: limit + 1])
    return [_row(award, zone, at=at) for award in rows[:limit]], len(rows) > limit


_WAITING = Revocation.objects.filter(award=OuterRef("pk"), stopped_at__isnull=True, done_at__isnull=True)


def _wanted(found: QuerySet[Award], wanted: Wanted, *, at: datetime) -> QuerySet[Award]:
    """Only what is looked for; the states are those that people see."""
    if wanted.name:
        found = found.filter(person__name__icontains=wanted.name)
    if wanted.badge:
        found = found.filter(version__achievement__handle=wanted.badge)
    ended = Q(valid_until__isnull=False, valid_until__lt=at)
    if wanted.state == "expired":
        return found.filter(ended, state=State.ISSUED)
    if wanted.state == "issued":
        return found.filter(state=State.ISSUED).exclude(ended)
    if wanted.state == "waiting":
        return found.filter(Exists(_WAITING))
    return found.filter(state=wanted.state) if wanted.state in FILTERS else found


def _row(award: Award, zone: str, *, at: datetime) -> AwardRow:
    """One line; days are the organisation's."""
    tone, state = state_of(award, at=at)
    return AwardRow(
        code=award.code,
        badge=award.version.title,
        holder=award.person.name,
        picture=catalogue.picture_path(award.version, small_cut=True),
        day=in_words(award.awarded_on),
        until=f"Good until {in_words(award.valid_until, zone)}" if award.valid_until else "Does not expire",
        tone=tone,
        state=state,
        will_be_revoked=award.will_be_revoked,  # type: ignore[attr-defined]
    )


def state_of(award: Award, *, at: datetime) -> tuple[str, str]:
    """Tone and words of an award's state."""
    return STATE_WORDS[rules.shown_state(state=State(award.state), valid_until=award.valid_until, at=at)]


def badges_awarded(organisation: Organisation) -> list[tuple[str, str]]:
    """(handle, title) of every badge that the register holds, by title; the newest title of each."""
    rows = Award.objects.filter(organisation=organisation).order_by("version__published_at")
    named = dict(rows.values_list("version__achievement__handle", "version__title"))
    return sorted(named.items(), key=lambda pair: pair[1].casefold())

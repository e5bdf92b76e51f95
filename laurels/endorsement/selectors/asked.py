"""What an owner sees: whom she asked, what became of it, and what she can do next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from laurels.catalogue import selectors as catalogue
from laurels.common.dates import in_words, moment_in_words
from laurels.endorsement import targets
from laurels.endorsement.models import EndorsementRequest, Endorser
from laurels.endorsement.rules import ANSWERABLE, Event, Role, State, next_state
from laurels.endorsement.rules.whose import ROLE_WORDS
from laurels.endorsement.selectors.backing import WORDS, Backer, backer
from laurels.people.models import Organisation

PAGE = 50
STATE_WORDS = {
    State.DRAFT: ("", "Draft"),
    State.SENT: ("soon", "Sent, not answered yet"),
    State.IN_REVIEW: ("soon", "Being looked at"),
    State.CHANGES_ASKED: ("soon", "Asks for changes"),
    State.DECLINED: ("", "Declined"),
    State.EXPIRED: ("", "Not answered in time"),
    **WORDS,
}
"""State -> (tone, word)."""


@dataclass(frozen=True)
class RequestRow:
    """One line of the list."""

    code: UUID
    endorser: str
    about: str
    tone: str
    state: str
    day: str
    until: str
    comments: int


@dataclass(frozen=True)
class ListPage:
    """The requests of an organisation, the newest first."""

    slug: str
    organisation: str
    rows: tuple[RequestRow, ...]


@dataclass(frozen=True)
class Said:
    """One comment on a link."""

    name: str
    text: str
    when: str


@dataclass(frozen=True)
class RequestPage:
    """One request: what was asked, what was said, and the moves that are the owner's.

    Attributes:
        badge: its page's code, where it is about a version. words: of the endorser, when she asked for changes or declined.
        can: the owner's moves: send, again, resend, discard.
    """

    code: UUID
    slug: str
    organisation: str
    endorser: str
    role: str
    contact: str
    about: str
    badge: UUID | None
    message: str
    due: str
    tone: str
    state: str
    since: str
    until: str
    words: str
    said: tuple[Said, ...]
    backer: Backer | None
    signed_by: str
    can: frozenset[str]


@dataclass(frozen=True)
class AskPage:
    """The form that asks: about what, and which endorsers are known already."""

    slug: str
    organisation: str
    about: str
    picture: str
    back: str
    known: tuple[tuple[str, str], ...]


def list_page(organisation: Organisation) -> ListPage:
    """The list: three questions however long it is."""
    found = EndorsementRequest.objects.filter(organisation=organisation).annotate(said=Count("comments"))
    related = ("organisation", "endorser", "version", "credential")
    rows = found.select_related(*related).defer("version__picture_png", "version__picture_svg", "version__picture_small")
    shown = tuple(_row(request, request.said) for request in rows.order_by("-made_at", "-pk")[:PAGE])
    return ListPage(organisation.slug, organisation.display_name, shown)


def _row(request: EndorsementRequest, comments: int) -> RequestRow:
    zone = request.organisation.time_zone
    tone, state = STATE_WORDS[State(request.state)]
    until = in_words(request.expires_at, zone) if request.expires_at and request.state in ANSWERABLE else ""
    day = in_words(request.sent_at or request.made_at, zone)
    return RequestRow(request.code, request.endorser.name, targets.title_of(request), tone, state, day, until, comments)


def request_page(request: EndorsementRequest, *, at: datetime) -> RequestPage:
    """One request with everything that was said on it."""
    zone = request.organisation.time_zone
    tone, state = STATE_WORDS[State(request.state)]
    endorsement = getattr(request, "endorsement", None)
    shown = backer(endorsement, at=at) if endorsement else None
    return RequestPage(
        code=request.code,
        slug=request.organisation.slug,
        organisation=request.organisation.display_name,
        endorser=request.endorser.name,
        role=ROLE_WORDS[Role(request.endorser.role)],
        contact=request.endorser.contact,
        about=targets.title_of(request),
        badge=request.version.code if request.version and request.version.published_at else None,
        message=request.message,
        due=in_words(request.due) if request.due else "",
        tone=shown.tone if shown else tone,
        state=shown.word if shown else state,
        since=in_words(request.state_since, zone),
        until=in_words(request.expires_at, zone) if request.expires_at and request.state in ANSWERABLE else "",
        words=request.words,
        said=said_on(request),
        backer=shown,
        signed_by=endorsement.signed_by if endorsement else "",
        can=frozenset(_moves(request)),
    )


def said_on(request: EndorsementRequest) -> tuple[Said, ...]:
    """What colleagues wrote on the link, the first first."""
    zone = request.organisation.time_zone
    return tuple(Said(row.name, row.text, moment_in_words(row.said_at, zone)) for row in request.comments.all())


def _moves(request: EndorsementRequest) -> list[str]:
    """The owner's moves from where it stands."""
    state = State(request.state)
    found = [name for name, event in (("send", Event.SEND), ("resend", Event.RESEND)) if next_state(state, event)]
    return found + (["discard"] if state is State.DRAFT else []) + (["again"] if state in ANSWERABLE else [])


def ask_page(organisation: Organisation, request: EndorsementRequest, *, back: str) -> AskPage:
    """The form for a request that is not written yet; ``request`` holds what it would be about."""
    version = request.version
    known = Endorser.objects.filter(organisation=organisation).exclude(contact="").order_by("name", "pk")[:PAGE]
    return AskPage(
        slug=organisation.slug,
        organisation=organisation.display_name,
        about=targets.title_of(request),
        picture=catalogue.picture_path(version, small_cut=True) if version else "",
        back=back,
        known=tuple((str(row.code), f"{row.name}, {row.contact}") for row in known),
    )


def open_changes(organisation: Organisation) -> tuple[RequestRow, ...]:
    """Requests whose endorsers ask for changes: work for whoever designs."""
    waiting = EndorsementRequest.objects.filter(organisation=organisation, state=State.CHANGES_ASKED)
    rows = waiting.select_related("organisation", "endorser", "version", "credential").order_by("state_since", "pk")
    return tuple(_row(request, 0) for request in rows[:PAGE])


def waiting_for(version_code: UUID) -> int:
    """How many requests about a version wait for an answer."""
    return EndorsementRequest.objects.filter(Q(version__code=version_code), state__in=ANSWERABLE).count()

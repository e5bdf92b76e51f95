"""The owner's verbs: draft, send, send again, ask anew after changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from laurels import journal
from laurels.catalogue.models import AchievementVersion
from laurels.common import limits
from laurels.common.lines import one_line
from laurels.endorsement import access, rules, targets
from laurels.endorsement.errors import AlreadyAsked, MovedMeanwhile, NotAskable, OwnEndorser, TooManyLetters, TooManyRequests
from laurels.endorsement.models import EndorsementRequest, Endorser, Link
from laurels.endorsement.rules import ANSWERABLE, BACKING, Event, Kind, Role, State
from laurels.endorsement.services.moving import move
from laurels.keys import services as keys
from laurels.people.models import Organisation, Person
from laurels.sealing.models import SealedCredential

DAY = timedelta(days=1)


@dataclass(frozen=True)
class EndorserData:
    """Who is asked, as the owner knows her."""

    name: str
    role: Role
    contact: str
    url: str = ""


@dataclass(frozen=True)
class Wanted:
    """What she is asked about: a version, a credential, or with neither the organisation itself."""

    version: AchievementVersion | None = None
    credential: SealedCredential | None = None
    message: str = ""
    due: date | None = None

    def kind(self) -> Kind:
        """What it is about."""
        if self.version is not None:
            return Kind.VERSION
        return Kind.CREDENTIAL if self.credential is not None else Kind.ISSUER


@transaction.atomic
def draft_request(
    *, organisation: Organisation, actor: Person, endorser: EndorserData, wanted: Wanted, at: datetime
) -> EndorsementRequest:
    """Write a request that nobody outside sees yet; an endorser of the same name and address is the same one.

    Raises:
        OwnEndorser: the address is one of the organisation's own. people.NotYours, people.TurnedOff.
    """
    access.check_asks(actor, organisation)
    if access.is_own_contact(organisation, endorser.contact, actor):
        raise OwnEndorser
    known, made = Endorser.objects.get_or_create(
        organisation=organisation,
        name=one_line(endorser.name),
        contact=endorser.contact.strip(),
        defaults={"url": endorser.url, "role": endorser.role, "made_at": at},
    )
    if not made and (known.url, known.role) != (endorser.url, endorser.role):
        known.url, known.role = endorser.url, endorser.role
        known.save(update_fields=["url", "role"])
    request = EndorsementRequest.objects.create(
        organisation=organisation,
        endorser=known,
        kind=wanted.kind(),
        version=wanted.version,
        credential=wanted.credential,
        message=wanted.message.strip(),
        due=wanted.due,
        state_since=at,
        made_at=at,
        asked_by=actor,
    )
    _record("endorsement.drafted", request, actor, at=at)
    return request


def send(*, request: EndorsementRequest, actor: Person, at: datetime) -> None:
    """Send a draft; the letter with its link answers the fact.

    Raises:
        NotAskable: the version is neither published nor approved, or its like. AlreadyAsked, TooManyRequests. MovedMeanwhile.
    """
    access.check_asks(actor, request.organisation)
    keys.ensure_key(organisation=request.organisation, at=at)  # what is asked about has an id only with a key
    _check_sendable(request, at=at)
    with transaction.atomic():
        move(request, Event.SEND, at=at, **_sent(request, at))
        _record("endorsement.asked", request, actor, at=at)


@transaction.atomic
def enter_request(
    *, organisation: Organisation, endorser: EndorserData, version: AchievementVersion, at: datetime
) -> EndorsementRequest:
    """Enter a request whose answer is known already, from a programme file: nobody is asked and no letter is written."""
    known, _ = Endorser.objects.get_or_create(
        organisation=organisation,
        name=one_line(endorser.name),
        contact=endorser.contact,
        defaults={"url": endorser.url, "role": endorser.role, "made_at": at},
    )
    request = EndorsementRequest(
        organisation=organisation, endorser=known, kind=Kind.VERSION, version=version, state=State.SENT, state_since=at, made_at=at
    )
    for name, value in _sent(request, at).items():
        setattr(request, name, value)
    request.save()
    _record("endorsement.entered", request, None, at=at)
    return request


def _check_sendable(request: EndorsementRequest, *, at: datetime) -> None:
    if not targets.is_askable(request):
        raise NotAskable
    same = {name: getattr(request, name) for name in ("endorser", "kind", "version", "credential")}
    if EndorsementRequest.objects.filter(**same, state__in=ANSWERABLE).exclude(pk=request.pk).exists():
        raise AlreadyAsked
    today = EndorsementRequest.objects.filter(organisation=request.organisation, sent_at__gt=at - DAY).count()
    if today >= limits.REQUESTS_A_DAY:
        raise TooManyRequests


def _sent(request: EndorsementRequest, at: datetime) -> dict[str, object]:
    """The columns of a request that goes out now."""
    until = rules.link_until(at)
    return {"about": targets.id_of(request), "sent_at": at, "expires_at": until, "reminded": 0, "opened_at": None}


def resend(*, request: EndorsementRequest, actor: Person, at: datetime) -> None:
    """Ask once more after changes were asked for: about the next version where the text was final, with a link of its own.

    Raises:
        NotAskable: what was changed is neither published nor approved yet. MovedMeanwhile: nobody asked for changes.
    """
    access.check_asks(actor, request.organisation)
    if rules.next_state(State(request.state), Event.RESEND) is None:
        raise MovedMeanwhile
    request.version = _as_changed(request.version)
    _check_sendable(request, at=at)
    with transaction.atomic():
        move(request, Event.RESEND, at=at, version=request.version, words="", **_sent(request, at))
        Link.objects.filter(request=request, replaced_at__isnull=True).update(replaced_at=at)
        _record("endorsement.asked", request, actor, at=at)


def _as_changed(version: AchievementVersion | None) -> AchievementVersion | None:
    """The version that holds the changes: the one after a final one, as soon as it can be asked about."""
    after: AchievementVersion | None = getattr(version, "successor", None)
    return after if after is not None and rules.may_be_asked_about(after.state) else version


@transaction.atomic
def send_again(*, request: EndorsementRequest, actor: Person, at: datetime) -> None:
    """Send the letter once more, with a link of its own; how long it may be answered stays.

    Raises:
        MovedMeanwhile: it does not wait for an answer. TooManyLetters.
    """
    access.check_asks(actor, request.organisation)
    if request.state not in ANSWERABLE:
        raise MovedMeanwhile
    if Link.objects.filter(request=request, made_at__gt=at - DAY).count() >= limits.LETTERS_A_DAY:
        raise TooManyLetters
    _record("endorsement.letter-asked", request, actor, at=at)


@transaction.atomic
def ask_for_link(*, request: EndorsementRequest, at: datetime) -> None:
    """Send the endorser a fresh link to what she signed, to her own address, once a day: anybody may ask for it."""
    lately = Link.objects.filter(request=request, made_at__gt=at - DAY).exists()
    if request.state in BACKING and not lately:
        _record("endorsement.letter-asked", request, None, at=at)


@transaction.atomic
def discard(*, request: EndorsementRequest, actor: Person, at: datetime) -> None:
    """Throw a draft away.

    Raises:
        MovedMeanwhile: it was sent.
    """
    access.check_asks(actor, request.organisation)
    ref = request.ref()
    if not EndorsementRequest.objects.filter(pk=request.pk, state=State.DRAFT).delete()[0]:
        raise MovedMeanwhile
    organisation = request.organisation.ref()
    journal.record("endorsement.discarded", subject=ref, organisation=organisation, actor=actor.ref(), at=at)


def _record(kind: str, request: EndorsementRequest, actor: Person | None, *, at: datetime) -> None:
    by = actor.ref() if actor else None
    journal.record(kind, subject=request.ref(), organisation=request.organisation.ref(), actor=by, at=at)

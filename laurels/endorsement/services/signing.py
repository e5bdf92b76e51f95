"""An endorser signs with a key that this installation keeps for her.

1. what she read is what would be signed                 3. lint, sign both forms, judge them as a stranger would
2. her issuer and its key exist, apart from ours         4. the request moves, the endorsement stands and is published, in one step
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction

from laurels import journal
from laurels.common import limits
from laurels.common.dates import end_of_day
from laurels.common.lines import one_line
from laurels.endorsement import access, targets
from laurels.endorsement.errors import DocumentDates, NothingToSay, OwnEndorser, TextMoved
from laurels.endorsement.models import Condition, Endorsement, EndorsementRequest, Endorser
from laurels.endorsement.rules import Confirmed, Event, Key, Kind, days_are_sane
from laurels.endorsement.rules.whose import confirmed_in_words, keeper_in_words
from laurels.endorsement.services import listed
from laurels.endorsement.services.answering import open_request
from laurels.endorsement.services.moving import check_answerable, move
from laurels.keys import services as keys
from laurels.keys.models import HostedIdentity
from laurels.sealing import endorsements as sealing
from laurels.sealing.models import SealedEndorsement
from laurels.sealing.terms import EndorsementTerms
from openbadgekit.reading import JsonObject

CONDITIONS = " It was given with conditions."


@dataclass(frozen=True)
class Answer:
    """What an endorser says when she signs.

    Attributes:
        signed_by: the name of the person who answers. until: the last day, in the organisation's zone; None for no end.
        conditions: (text, last day) each; none for an endorsement without.
        read: the mark of the text that stood before her (``targets.mark_of``).
    """

    comment: str
    signed_by: str
    read: str
    until: date | None = None
    reconfirm_yearly: bool = False
    conditions: Sequence[tuple[str, date]] = ()


@dataclass(frozen=True)
class Identity:
    """How it is known who she is: the way, and the registered name that stands for it."""

    how: Confirmed
    domain: str = ""


def sign_hosted(
    *,
    request: EndorsementRequest,
    answer: Answer,
    at: datetime,
    identity: Identity | None = None,
    signed_at: datetime | None = None,
) -> Endorsement:
    """Endorse with a key that is kept here and labelled so wherever it is shown.

    Args:
        identity: how the endorser is known; by the address to which the link went when left out.
        signed_at: since when it holds, for history that is loaded; now when left out.
    Raises:
        TextMoved: the version was changed since she read it. OwnEndorser. NothingToSay. DocumentDates. RequestOver.
        sealing.SealRefused, sealing.SelfCheckFailed, keys.NoMasterKey: nothing was signed.
    """
    check_answerable(request, at=at)
    check_answer(request, answer)
    begin = signed_at or at
    until = end_of_day(answer.until, request.organisation.time_zone) if answer.until else None
    if not days_are_sane(valid_from=begin, valid_until=until, at=begin):
        raise DocumentDates
    known = identity or by_link(request.endorser)
    terms = _terms(request, answer, known, begin, until, hosted=_hosted(request.endorser, at=at))
    sealed = sealing.seal(terms=terms, at=at)
    facts = Signed(terms.comment, Key.HOSTED, known, begin, until)
    return stand(request, answer, facts, sealed, at=at)


def check_answer(request: EndorsementRequest, answer: Answer) -> None:
    """What holds whichever key signs.

    Raises:
        TextMoved, OwnEndorser, NothingToSay.
    """
    if not targets.was_read(request.version, answer.read):
        raise TextMoved
    if access.is_own_contact(request.organisation, request.endorser.contact, request.asked_by):
        raise OwnEndorser
    missing = [
        what for what, words in (("why you endorse it", answer.comment), ("your name", answer.signed_by)) if not words.strip()
    ]
    if missing or any(not text.strip() for text, _ in answer.conditions) or len(answer.conditions) > limits.CONDITIONS:
        raise NothingToSay(what=" and ".join(missing) or "what a condition asks for")


def by_link(endorser: Endorser) -> Identity:
    """She came by the link that went to her address."""
    domain = endorser.contact.rpartition("@")[2].lower()
    return Identity(Confirmed.LINK, domain) if domain else Identity(Confirmed.WORD)


def _hosted(endorser: Endorser, *, at: datetime) -> HostedIdentity:
    """The issuer that is kept here for her; of two who make it at once the first one's stays."""
    if endorser.hosted is None:
        made = keys.host_identity(organisation=endorser.organisation, at=at)
        Endorser.objects.filter(pk=endorser.pk, hosted__isnull=True).update(hosted=made)
        endorser.refresh_from_db()
    assert endorser.hosted is not None  # set above, by us or by whoever was faster
    return endorser.hosted


def _terms(
    request: EndorsementRequest, answer: Answer, known: Identity, begin: datetime, until: datetime | None, *, hosted: HostedIdentity
) -> EndorsementTerms:
    """What is signed. The same answer given twice, for instance after a crash, is one document."""
    endorser, organisation = request.endorser, request.organisation
    how = confirmed_in_words(known.how, organisation=organisation.display_name, domain=known.domain)
    keeper = f"{keeper_in_words(Key.HOSTED, endorser=endorser.name, place=settings.ORIGIN)} Its identity was confirmed {how}."
    profile: JsonObject = {"name": endorser.name, **({"url": endorser.url} if endorser.url else {}), "description": keeper}
    content = "\0".join([answer.comment.strip(), answer.signed_by, str(until), answer.read, str(answer.conditions)])
    return EndorsementTerms(
        intention=uuid5(request.code, hashlib.sha256(content.encode()).hexdigest()),
        organisation=organisation,
        hosted=hosted,
        about=request.about,
        name=targets.name_of(request),
        comment=answer.comment.strip(),
        description=f"{keeper}{CONDITIONS if answer.conditions else ''} How it stands today is told there.",
        profile=profile,
        valid_from=begin,
        valid_until=until,
    )


@dataclass(frozen=True)
class Signed:
    """What is known of a signed endorsement, whoever's key signed it."""

    comment: str
    key: Key
    identity: Identity
    valid_from: datetime
    valid_until: datetime | None


@transaction.atomic
def stand(request: EndorsementRequest, answer: Answer, signed: Signed, sealed: SealedEndorsement, *, at: datetime) -> Endorsement:
    """Let a signed endorsement stand: the request moves, its rows and its public address exist, the fact is recorded.

    Raises:
        MovedMeanwhile: a colleague answered first.
    """
    open_request(request=request, at=at)
    move(request, Event.SIGN_WITH_CONDITIONS if answer.conditions else Event.SIGN, at=at)
    endorsement = Endorsement.objects.create(
        code=sealed.intention,
        request=request,
        sealed=sealed,
        key=signed.key,
        confirmed=signed.identity.how,
        confirmed_at_domain=signed.identity.domain,
        signed_by=one_line(answer.signed_by),
        comment=signed.comment,
        text_digest=targets.digest_of(request.version),
        valid_from=signed.valid_from,
        valid_until=signed.valid_until,
        reconfirm_yearly=answer.reconfirm_yearly,
        reconfirmed_at=signed.valid_from,
        signed_at=at,
    )
    Condition.objects.bulk_create(
        [Condition(endorsement=endorsement, text=one_line(text), due=due) for text, due in answer.conditions]
    )
    sealing.publish(sealed, at=at)
    listed.follow(request.version)
    _record(request, endorsement.code, at=at)
    return endorsement


def _record(request: EndorsementRequest, code: UUID, *, at: datetime) -> None:
    """The fact, on what is endorsed."""
    organisation, data = request.organisation.ref(), {"endorsement": str(code)}
    if request.kind == Kind.VERSION and request.version is not None:
        subject = request.version.ref()
        journal.record("version.endorsed", subject=subject, organisation=organisation, actor=None, at=at, data=data)
    elif request.credential is not None:
        subject = request.credential.ref()
        journal.record("credential.endorsed", subject=subject, organisation=organisation, actor=None, at=at, data=data)
    else:
        journal.record("issuer.endorsed", subject=organisation, organisation=organisation, actor=None, at=at, data=data)

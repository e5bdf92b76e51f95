"""Letters answer facts; the clock moves what waits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from laurels.catalogue.models import AchievementVersion
from laurels.common.dates import day_in
from laurels.endorsement import letters, links, services, targets
from laurels.endorsement.letters import Matter, Words
from laurels.endorsement.models import EndorsementRequest
from laurels.endorsement.rules import ANSWERABLE, BACKING
from laurels.journal import Fact, answers
from laurels.mail import services as mail
from laurels.people import selectors as people
from laurels.worker import every

_TO_ENDORSERS: dict[str, Callable[[Matter], Words]] = {
    "endorsement.asked": letters.asked,
    "endorsement.reminded": letters.reminded,
    "endorsement.condition-overdue": letters.overdue,
    "endorsement.reconfirm-asked": letters.reconfirm,
    "version.endorsed": letters.managing,
    "issuer.endorsed": letters.managing,
    "credential.endorsed": letters.managing,
}


@answers("endorsement.letter-asked", *_TO_ENDORSERS)
def write_to_endorsers(facts: Sequence[Fact], *, at: datetime) -> None:
    """A letter with a link of its own to the endorser's address; whoever has none is told by nobody."""
    for fact in facts:
        request = _request_of(fact)
        if request is not None and request.endorser.contact and request.state in (*ANSWERABLE, *BACKING):
            words = _TO_ENDORSERS.get(fact.kind) or (letters.managing if request.state in BACKING else letters.asked)
            _write(request, words(_matter(request)), occasion=str(fact.id), at=at)


@transaction.atomic
def _write(request: EndorsementRequest, words: Words, *, occasion: str, at: datetime) -> None:
    """The letter and its link, in one step; the same occasion again writes nothing."""
    token = links.make(request, occasion=occasion, at=at)
    if token is not None:
        _send(request.endorser.contact, words, links.address_of(token), key=f"endorsement:{occasion}", at=at)


@answers(
    "version.endorsed", "issuer.endorsed", "credential.endorsed",
    "endorsement.changes-asked", "endorsement.declined", "endorsement.expired",
    "endorsement.withdrawn", "endorsement.lapsed", "endorsement.condition-overdue",
)  # fmt: skip
def tell_who_asked(facts: Sequence[Fact], *, at: datetime) -> None:
    """A letter to the owner who asked: what became of it."""
    for fact in facts:
        request = _request_of(fact)
        addresses = people.addresses(request.asked_by) if request is not None and request.asked_by else []
        if request is not None and addresses:
            words = letters.answered(_matter(request), fact.kind.rpartition(".")[2])
            path = reverse("endorsement:request", args=[request.organisation.slug, request.code])
            _send(addresses[0], words, settings.ORIGIN + path, key=f"endorsement-told:{fact.id}", at=at)


def _send(to: str, words: Words, address: str, *, key: str, at: datetime) -> None:
    context = {"subject": words.subject, "lines": words.lines, "action": words.action, "address": address}
    mail.send(to=to, subject=words.subject, template="endorsement/letter", context=context, key=key, at=at)


def _request_of(fact: Fact) -> EndorsementRequest | None:
    """The request that a fact is about: its subject, its endorsement, or the endorsement that its data name."""
    found = EndorsementRequest.objects.select_related("organisation", "endorser", "version", "credential", "asked_by")
    if fact.subject.kind == "endorsement-request":
        return found.filter(code=fact.subject.code).first()
    code = UUID(str(fact.data["endorsement"])) if "endorsement" in fact.data else fact.subject.code
    return found.filter(endorsement__code=code).first()


def _matter(request: EndorsementRequest) -> Matter:
    """Names and days alone."""
    zone = request.organisation.time_zone
    last = day_in(request.expires_at - timedelta(seconds=1), zone) if request.expires_at else None
    return Matter(request.organisation.display_name, request.endorser.name, targets.title_of(request), last)


@answers("version.published")
def list_as_endorsed(facts: Sequence[Fact], *, at: datetime) -> None:
    """A version that was endorsed while it was only approved shows so as soon as it is in the catalogue."""
    del at
    for version in AchievementVersion.objects.filter(code__in=[fact.subject.code for fact in facts]):
        services.follow(version)


@every(minutes=60, name="endorsement.clock")
def move_by_the_clock(*, at: datetime) -> None:
    """What is due: requests end before they are called to mind, endorsements lapse before anything is asked about them."""
    services.expire_due(at=at)
    services.remind_due(at=at)
    services.lapse_due(at=at)
    services.remind_overdue(at=at)
    services.ask_to_reconfirm(at=at)

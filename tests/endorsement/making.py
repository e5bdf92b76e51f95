"""Requests, endorsers and documents of theirs, for tests."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

from laurels.catalogue.models import AchievementVersion
from laurels.endorsement import services, targets
from laurels.endorsement.models import Endorsement, EndorsementRequest
from laurels.endorsement.rules import Role
from laurels.endorsement.services import Answer, EndorserData, Wanted
from laurels.mail.models import Letter
from laurels.people.models import Organisation, Person
from tests.issuing.making import make_badge
from tests.making import NOON

from openbadgekit.issue import Form, endorsement, lint, seal
from openbadgekit.keys import did_key, generate
from openbadgekit.keys.signer import LocalSigner

DAY = timedelta(days=1)
INSTITUTE = EndorserData("Institute of Service Practice", Role.INSTITUTE, "chair@isp.example", "https://isp.example")


def make_request(
    organisation: Organisation, owner: Person, version: AchievementVersion | None = None, *, at: datetime = NOON, **more: Any
) -> EndorsementRequest:
    """A draft to the institute."""
    wanted = Wanted(version=version, **more)
    return services.draft_request(organisation=organisation, actor=owner, endorser=INSTITUTE, wanted=wanted, at=at)


def sent(request: EndorsementRequest, owner: Person, *, at: datetime = NOON) -> str:
    """Send it and let the letter be written; the token that stands in it."""
    services.send(request=request, actor=owner, at=at)
    return newest_link(at=at)


def newest_link(*, at: datetime) -> str:
    """The token in the newest letter that holds one."""
    settled_letters(at=at)
    texts = [letter.text for letter in Letter.objects.order_by("-pk") if "/endorse/" in letter.text]
    return re.findall(r"/endorse/([\w-]+)/", texts[0])[0]


def settled_letters(*, at: datetime) -> list[Letter]:
    """Every letter so far; handlers answered, nothing was carried out of the house."""
    from laurels.endorsement import handlers
    from laurels.journal.models import Delivery

    names = {handlers.write_to_endorsers.name, handlers.tell_who_asked.name, handlers.list_as_endorsed.name}
    for delivery in Delivery.objects.filter(handler__in=names, state="waiting").order_by("pk"):
        handler = next(one for one in vars(handlers).values() if getattr(one, "name", "") == delivery.handler)
        handler([delivery.fact.as_fact()], at=at)
        Delivery.objects.filter(pk=delivery.pk).update(state="done")
    return list(Letter.objects.order_by("pk"))


def answer_to(request: EndorsementRequest, **changes: Any) -> Answer:
    """A sound answer, for two years."""
    values: dict[str, Any] = {
        "comment": "We endorse it.",
        "signed_by": "Dora Quist",
        "read": targets.mark_of(request.version),
        "until": date(2028, 11, 24),
    }
    return Answer(**values | changes)


def endorsed(request: EndorsementRequest, owner: Person, *, at: datetime = NOON, **changes: Any) -> Endorsement:
    """The same, sent and signed with the key that is kept here."""
    if request.state == "draft":
        services.send(request=request, actor=owner, at=at)
    return services.sign_hosted(request=request, answer=answer_to(request, **changes), at=at)


def make_endorsed_badge(
    organisation: Organisation, owner: Person, *, at: datetime = NOON
) -> tuple[AchievementVersion, Endorsement]:
    """A published badge that the institute endorses."""
    version = make_badge(organisation, owner, at=at)
    return version, endorsed(make_request(organisation, owner, version, at=at), owner, at=at)


class Outside:
    """An endorser with a key of its own: a bare key unless it has a web address."""

    def __init__(self, did: str = "") -> None:
        self.private = generate()
        self.did = did or did_key.did_of(self.private.public())
        method = did_key.method_of(self.private.public()) if not did else f"{did}#key-1"
        self.signer = LocalSigner(self.private, method)

    def document(self, about: str, *, form: Form = Form.EDDSA_RDFC_2022, **changes: Any) -> bytes:
        """An endorsement that it signed."""
        values: dict[str, Any] = {
            "credential_id": "urn:uuid:3f1f1c1e-6d5a-4b5d-9d57-3b7f4a1f6d10",
            "issuer": {"id": self.did, "type": ["Profile"], "name": "Institute of Service Practice"},
            "about": about,
            "name": "Endorsement",
            "comment": "It is what we ask of our own members.",
            "valid_from": NOON - DAY,
            "valid_until": NOON + 365 * DAY,
        }
        return seal(lint(endorsement(**values | changes)), self.signer, forms=[form], created=NOON)[form]

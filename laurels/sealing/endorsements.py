"""Endorsements: signed with a key that is hosted here, or taken as they came; carried in badges, withdrawn by their list.

Source: Open Badges 3.0 "EndorsementCredential"; conformance rows OB3-M-19, OB3-P-16; DOMAIN 5.2.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from laurels.keys import hosting
from laurels.keys import selectors as identities
from laurels.people.models import Organisation
from laurels.sealing import identity, published, statuses
from laurels.sealing.models import SealedEndorsement, StatusList
from laurels.sealing.services import refuse_old_clock, self_check, signed
from laurels.sealing.terms import EndorsementTerms
from openbadgekit.errors import LintRefused
from openbadgekit.issue import Draft, Form, badge, endorsement, lint
from openbadgekit.reading import JsonObject, read_object
from openbadgekit.verify.receive import receive

TRIAL = "urn:uuid:00000000-0000-4000-8000-000000000000"
"""Whom the badge would be about in which we try whether an endorsement can be carried."""


def path_of(intention: UUID) -> str:
    """Where an endorsement stands, for people and machines."""
    return f"{published.ENDORSEMENTS}{intention}"


def seal(*, terms: EndorsementTerms, at: datetime) -> SealedEndorsement:
    """Sign an endorsement in the name of whoever gives it; the same intention gives the same one for ever.

    It names a revocation list of its own issuer, so that everybody who checks it reads when it is withdrawn.

    Raises:
        SealRefused: lint found something; no key was used. SelfCheckFailed: what was signed does not verify.
        ClockWentBack; keys.NoSigningKey; keys.NoMasterKey.
    """
    known = SealedEndorsement.objects.filter(intention=terms.intention).first()
    if known is not None:
        return known
    refuse_old_clock(terms.organisation, at=at)
    signer = identity.hosted_signer(terms.hosted, at=at)
    issuer = hosting.issuer_id(terms.hosted)
    with transaction.atomic():
        entries = statuses.reserve(organisation=terms.organisation, intention=terms.intention, issuer=issuer, at=at)
    draft = _draft(terms, issuer, entries)
    forms = signed(draft, signer, at=at)
    self_check(forms, at=at)
    sealed, _ = SealedEndorsement.objects.get_or_create(
        intention=terms.intention,
        defaults={
            "organisation": terms.organisation,
            "credential_id": draft.document["id"],
            "issuer": issuer,
            "about": terms.about,
            "json": forms[Form.EDDSA_RDFC_2022],
            "jwt": forms[Form.VC_JWT],
            "hosted": True,
            "sealed_at": at,
        },
    )
    return sealed


def _draft(terms: EndorsementTerms, issuer: str, entries: list[JsonObject]) -> Draft:
    """The draft; its id is its public https address, a UUID while there is no such origin."""
    public = settings.ORIGIN.startswith("https://")
    return endorsement(
        credential_id=f"{settings.ORIGIN}{path_of(terms.intention)}" if public else f"urn:uuid:{terms.intention}",
        issuer={"id": issuer, "type": ["Profile"], **terms.profile},
        about=terms.about,
        name=terms.name,
        comment=terms.comment,
        description=terms.description,
        valid_from=terms.valid_from,
        valid_until=terms.valid_until,
        awarded_date=terms.valid_from,
        status=entries,
    )


def keep(*, organisation: Organisation, intention: UUID, data: bytes, at: datetime) -> SealedEndorsement:
    """Keep an endorsement that its signer handed in, exactly as it came; the caller has judged it."""
    received = receive(data)
    view = received.view()
    column = "jwt" if received.form == "jwt" else "json"
    sealed, _ = SealedEndorsement.objects.get_or_create(
        intention=intention,
        defaults={
            "organisation": organisation,
            "credential_id": view.id or "",
            "issuer": view.issuer.id,
            "about": view.subject.id or "",
            column: received.payload.strip(),
            "hosted": False,
            "sealed_at": at,
        },
    )
    return sealed


def publish(sealed: SealedEndorsement, *, at: datetime) -> None:
    """Put an endorsement at its address, in each form that there is; it stays there, whatever becomes of it."""
    path = path_of(sealed.intention)
    if sealed.json:
        published.publish(path=path, form=published.CREDENTIAL, body=bytes(sealed.json), at=at)
    if sealed.jwt:
        published.publish(path=f"{path}.jwt", form=published.TOKEN, body=bytes(sealed.jwt), at=at)


def withdraw(sealed: SealedEndorsement, *, at: datetime) -> None:
    """Set the revocation bit, for ever, and publish the list; of one that was handed in only its signer can say so."""
    if sealed.hosted:
        statuses.set_bit(intention=sealed.intention, purpose=StatusList.Purpose.REVOCATION, value=True, at=at)


def members(found: list[SealedEndorsement]) -> JsonObject:
    """Endorsements as members of what they endorse: ``endorsement`` where a proof stands inside, else ``endorsementJwt``."""
    whole = [read_object(bytes(sealed.json)) for sealed in found if sealed.json]
    tokens = [bytes(sealed.jwt).decode() for sealed in found if not sealed.json]
    return ({"endorsement": whole} if whole else {}) | ({"endorsementJwt": tokens} if tokens else {})


def can_be_carried(data: bytes, *, organisation: Organisation, achievement: JsonObject, at: datetime) -> bool:
    """Whether badges with this endorsement inside would be signed: one that our lint refuses would hold up every award."""
    received = receive(data)
    inside: JsonObject = (
        {"endorsementJwt": [received.payload.strip().decode()]} if received.form == "jwt" else {"endorsement": [received.document]}
    )
    draft = badge(
        credential_id=TRIAL,
        issuer=identities.issuer_profile(organisation),
        achievement={**achievement, **inside},
        subject={"id": TRIAL},
        name="A trial",
        valid_from=at,
    )
    try:
        lint(draft)
    except LintRefused:
        return False
    return True

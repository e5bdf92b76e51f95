"""Sealing: prepare, lint, seal, and believe it only after our own judge has looked.

1. a second call for one intention returns the first credential     4. seal both forms with the organisation's signer
2. places in the status lists                                       5. the judge verifies both, as a stranger would
3. prepare and lint: no key is used for what would not verify       6. only then the row exists
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping
from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.db import transaction

from laurels.keys import selectors as identities
from laurels.keys import services as keys
from laurels.people.models import Organisation
from laurels.sealing import identity, published, rules, statuses
from laurels.sealing.errors import ClockWentBack, SealRefused, SelfCheckFailed
from laurels.sealing.models import PublishedDocument, SealedCredential, StatusList, new_token
from laurels.sealing.terms import CredentialTerms
from laurels.verification import services as verification
from openbadgekit.errors import LintRefused
from openbadgekit.issue import Draft, Form, badge, lint, seal
from openbadgekit.keys.signer import Signer
from openbadgekit.reading import JsonObject, write

log = logging.getLogger(__name__)
FORMS = (Form.EDDSA_RDFC_2022, Form.VC_JWT)
SALT_BYTES = 16


def publish_achievement(
    *, version_code: object, document: JsonObject, picture_svg: bytes, picture_png: bytes, at: datetime
) -> None:
    """Put an immutable badge version and its pictures at their addresses, for machines."""
    path = f"/badges/{version_code}"
    for where, form, body in (
        (path, published.ACHIEVEMENT, write({"@context": list(_CONTEXTS), **document})),
        (f"{path}/picture.svg", published.SVG, picture_svg),
        (f"{path}/picture.png", published.PNG, picture_png),
    ):
        published.publish(path=where, form=form, body=body, cache_policy="public, max-age=3600", at=at)


_CONTEXTS = ("https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json")


def withdraw_achievement(*, version_code: object) -> None:
    """Take a version's documents away again: only for one that was taken back before anybody held it."""
    PublishedDocument.objects.filter(path__startswith=f"/badges/{version_code}").delete()


def seal_credential(*, terms: CredentialTerms, at: datetime) -> SealedCredential:
    """Sign one credential; the same intention gives the same one for ever.

    Raises:
        SealRefused: lint found something; no key was used. SelfCheckFailed: what was signed does not verify.
        ClockWentBack; keys.NoSigningKey; keys.NoMasterKey.
    """
    known = SealedCredential.objects.filter(intention=terms.intention).first()
    if known is not None:
        return known
    refuse_old_clock(terms.organisation, at=at)
    keys.ensure_key(organisation=terms.organisation, at=at)
    signer = identity.signer_for(terms.organisation, at=at)
    with transaction.atomic():
        entries = statuses.reserve(
            organisation=terms.organisation, intention=terms.intention, may_be_suspended=terms.may_be_suspended, at=at
        )
    token = new_token()
    draft = _prepared(terms, credential_id=_credential_id(token), entries=entries)
    sealed = signed(draft, signer, at=at)
    self_check(sealed, at=at)
    return _kept(terms, token, draft, sealed, at=at)


def _credential_id(token: str) -> str:
    """Its own public https address; a UUID while there is no such origin (an address that nobody could open)."""
    if settings.ORIGIN.startswith("https://"):
        return f"{settings.ORIGIN}/c/{token}"
    return f"urn:uuid:{uuid4()}"


def _prepared(terms: CredentialTerms, *, credential_id: str, entries: list[JsonObject]) -> Draft:
    """The draft of the document."""
    salts = [secrets.token_urlsafe(SALT_BYTES) for _ in terms.identifiers]
    return badge(
        credential_id=credential_id,
        issuer={**identities.issuer_profile(terms.organisation), **terms.backing_of_issuer},
        achievement=terms.achievement,
        subject=rules.subject(terms, salts=salts),
        name=terms.name,
        valid_from=terms.valid_from,
        valid_until=terms.valid_until,
        awarded_date=terms.awarded_date,
        evidence=[rules.evidence(link) for link in terms.evidence],
        status=entries,
    )


def signed(draft: Draft, signer: Signer, *, at: datetime) -> Mapping[Form, bytes]:
    """Lint, then sign both forms in one step."""
    try:
        ticket = lint(draft)
    except LintRefused as problem:
        raise SealRefused(reasons=" ".join(finding.sentence for finding in problem.findings[:3])) from problem
    return seal(ticket, signer, forms=FORMS, created=at)


def self_check(sealed: Mapping[Form, bytes], *, at: datetime) -> None:
    """Both forms as a stranger would check them; an expired one is what was asked for, anything else is not."""
    for form, body in sealed.items():
        report = verification.check(body, at=at)
        if not rules.is_sound(report):
            log.critical("a document signed as %s did not pass our own check (%s) and was thrown away", form, report.code)
            raise SelfCheckFailed


def check_ready(*, organisation: Organisation, at: datetime) -> None:
    """Ask before anything is promised whether this organisation can sign now.

    Raises:
        ClockWentBack; keys.NoSigningKey; keys.NoMasterKey; keys.KeyMixedUp.
    """
    refuse_old_clock(organisation, at=at)
    keys.ensure_key(organisation=organisation, at=at)
    keys.signer_for(organisation=organisation)


def _kept(terms: CredentialTerms, token: str, draft: Draft, sealed: Mapping[Form, bytes], *, at: datetime) -> SealedCredential:
    """The row; somebody who was faster with the same intention wins."""
    credential, _ = SealedCredential.objects.get_or_create(
        intention=terms.intention,
        defaults={
            "organisation": terms.organisation,
            "token": token,
            "credential_id": draft.document["id"],
            "achievement_version_code": terms.achievement_version_code,
            "subject_id": terms.subject_id,
            "json": sealed[Form.EDDSA_RDFC_2022],
            "jwt": sealed[Form.VC_JWT],
            "valid_from": terms.valid_from,
            "valid_until": terms.valid_until,
            "sealed_at": at,
        },
    )
    return credential


def refuse_old_clock(organisation: Organisation, *, at: datetime) -> None:
    """A clock that jumped back would sign before its own past."""
    last = SealedCredential.objects.filter(organisation=organisation).order_by("-sealed_at").first()
    if rules.clock_went_back(last=last.sealed_at if last else None, at=at):
        raise ClockWentBack


@transaction.atomic
def revoke(*, credential: SealedCredential, at: datetime) -> None:
    """Set the revocation bit, for ever, and publish the list."""
    statuses.set_bit(intention=credential.intention, purpose=StatusList.Purpose.REVOCATION, value=True, at=at)


@transaction.atomic
def suspend(*, credential: SealedCredential, value: bool, at: datetime) -> None:
    """Set or clear the suspension bit, and publish the list; only for one that was sealed with ``may_be_suspended``."""
    statuses.set_bit(intention=credential.intention, purpose=StatusList.Purpose.SUSPENSION, value=value, at=at)


def open_credential(credential: SealedCredential) -> None:
    """Let whoever has the unlisted address see it."""
    SealedCredential.objects.filter(pk=credential.pk).update(open=True)
    credential.open = True


def close_credential(credential: SealedCredential) -> None:
    """Close the address, at once; its bytes stay as they are."""
    SealedCredential.objects.filter(pk=credential.pk).update(open=False)
    credential.open = False

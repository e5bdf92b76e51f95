"""An endorser signs elsewhere, with a key of her own, and hands in what she signed.

The document names exactly the id that was asked about, its issuer is not the organisation, its dates hold, its proof is valid and
the key is one that its issuer shows; badges can carry it. Whatever is wrong is said in one sentence, the first thing first.
"""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from uuid import UUID, uuid5

from laurels.catalogue import services as catalogue
from laurels.common.dates import end_of_day
from laurels.endorsement import access, targets
from laurels.endorsement.errors import (
    DocumentDates,
    DocumentInvalid,
    DocumentNotCarried,
    DocumentOfIssuer,
    DocumentOther,
    DocumentUnreadable,
)
from laurels.endorsement.models import Endorsement, EndorsementRequest, Endorser
from laurels.endorsement.rules import Confirmed, Key, days_are_sane, signed_with
from laurels.endorsement.services.moving import check_answerable
from laurels.endorsement.services.signing import Answer, Identity, Signed, check_answer, stand
from laurels.sealing import endorsements as sealing
from laurels.verification import services as verification
from laurels.verification.texts import host_of, visible
from openbadgekit.documents.views import CredentialView, listed, object_of, plain
from openbadgekit.errors import OpenBadgeKitError
from openbadgekit.issue import endorsement as draft_of
from openbadgekit.reading import write
from openbadgekit.verify.judge import decide
from openbadgekit.verify.receive import Received, receive
from openbadgekit.verify.report import Report, Verdict


def unsigned(*, request: EndorsementRequest, issuer_id: str, comment: str, until: date | None, at: datetime) -> bytes:
    """The exact document that an endorser would sign with a key of her own: everything but the proof."""
    draft = draft_of(
        credential_id=f"urn:uuid:{uuid5(request.code, issuer_id)}",
        issuer={"id": issuer_id, "type": ["Profile"], "name": request.endorser.name},
        about=request.about,
        name=targets.name_of(request),
        comment=comment,
        valid_from=at,
        valid_until=end_of_day(until, request.organisation.time_zone) if until else None,
    )
    return write(draft.document)


def sign_own(*, request: EndorsementRequest, data: bytes, answer: Answer, at: datetime) -> Endorsement:
    """Take a document that the endorser signed herself; why she endorses it, and until when, are read from it alone.

    Args:
        answer: her name, the conditions beside it, whether she confirms it yearly; its comment and end are not used.
    Raises:
        DocumentUnreadable, DocumentOther, DocumentOfIssuer, DocumentDates, DocumentInvalid, DocumentNotCarried.
        TextMoved, OwnEndorser, NothingToSay, RequestOver.
    """
    check_answerable(request, at=at)
    received, view = _read(data)
    said = Answer(_comment(view), answer.signed_by, answer.read, None, answer.reconfirm_yearly, answer.conditions)
    _check_subject(request, view)
    check_answer(request, said)
    report = verification.check(data, at=at)
    _check_signed(request, view, report, at=at)
    _check_carried(request, data, at=at)
    sealed = sealing.keep(organisation=request.organisation, intention=_intention(request, received), data=data, at=at)
    assert view.valid_from is not None  # its dates were looked at
    signed = Signed(said.comment, Key.OWN, _identity(request.endorser, view.issuer.id), view.valid_from, view.valid_until)
    return stand(request, said, signed, sealed, at=at)


def _read(data: bytes) -> tuple[Received, CredentialView]:
    """The document and what it says; a picture is none."""
    try:
        received = receive(data)
        view = received.view()
    except OpenBadgeKitError:
        raise DocumentUnreadable from None
    if received.form not in ("json", "jwt"):
        raise DocumentUnreadable
    return received, view


def _comment(view: CredentialView) -> str:
    """Why it is endorsed, in the signer's own words."""
    return plain(object_of(view.raw.get("credentialSubject")).get("endorsementComment")) or "Endorsed, without a comment."


def _check_subject(request: EndorsementRequest, view: CredentialView) -> None:
    """It is an endorsement, of this alone, with an id by which it can be found again."""
    one = len(listed(view.raw.get("credentialSubject"))) == 1
    if "EndorsementCredential" not in view.types or not one or view.subject.id != request.about or not view.id:
        raise DocumentOther


def _check_signed(request: EndorsementRequest, view: CredentialView, report: Report, *, at: datetime) -> None:
    """Signed by somebody else than the organisation, in its dates, validly."""
    if access.is_own_key(request.organisation, issuer_id=view.issuer.id, fingerprint=report.fingerprint or ""):
        raise DocumentOfIssuer
    if not days_are_sane(valid_from=view.valid_from, valid_until=view.valid_until, at=at):
        raise DocumentDates
    if report.verdict is not Verdict.VALID:
        deciding = decide(report.checks)[1]
        raise DocumentInvalid(reason=visible(deciding.detail if deciding else report.sentence))


def _check_carried(request: EndorsementRequest, data: bytes, *, at: datetime) -> None:
    """Badges that carry it can still be signed."""
    if request.version is None:
        return
    document = catalogue.document_of(request.version)
    if not sealing.can_be_carried(data, organisation=request.organisation, achievement=document, at=at):
        raise DocumentNotCarried


def _intention(request: EndorsementRequest, received: Received) -> UUID:
    """One document is one endorsement, however often it is handed in."""
    return uuid5(request.code, hashlib.sha256(received.payload).hexdigest())


def _identity(endorser: Endorser, issuer_id: str) -> Identity:
    """By her own web address where the key stands on it; else by the link."""
    site, mail = host_of(endorser.url) if endorser.url else "", endorser.contact.rpartition("@")[2].lower()
    place = host_of(issuer_id)
    how = signed_with(issuer_id=issuer_id, domains=[name for name in (site, host_of(f"https://{mail}")) if name], place=place)
    return Identity(how, place if how is Confirmed.DOMAIN else mail)

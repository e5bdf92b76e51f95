"""What a stranger sees at an address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from laurels.backpack.models import Item
from laurels.common.dates import day_in, in_words
from laurels.people import proofs
from laurels.sealing import selectors as sealing
from laurels.sealing.models import SealedCredential
from laurels.sharing.errors import PageNotFound
from laurels.sharing.models import Share
from laurels.verification import services as verification
from laurels.verification.selectors import Holder, VerdictPage, verdict_page
from openbadgekit.verify.report import Report


@dataclass(frozen=True)
class Question:
    """What a visitor asks beyond "is it valid"; it is answered and kept nowhere.

    Attributes:
        at: now. recipient: an address that she compares. on: another moment.
    """

    at: datetime
    recipient: str | None = None
    on: datetime | None = None


@dataclass(frozen=True)
class CredentialPage:
    """The page at a credential's or a share's address: its verdict now, and the forms in which it can be taken.

    Attributes:
        address: its own absolute address. ``forms`` is (words, address) of each machine form; empty for foreign badges.
        title, summary: what a preview shows; never a name that the holder did not choose to show.
        preview: absolute address of the picture for previews, or None.
        linked: the page as linked data (schema.org EducationalOccupationalCredential).
    """

    verdict: VerdictPage
    address: str
    forms: tuple[tuple[str, str], ...]
    title: str
    summary: str
    preview: str | None
    linked: dict[str, Any]


FORMS = (("json", "Signed document"), ("jwt", "Signed token"), ("png", "Picture"), ("svg", "Drawing"))


def credential_page(token: str, question: Question) -> CredentialPage:
    """The page of an own credential at its unlisted address; a closed one is not found, like one that never was."""
    sealed = SealedCredential.objects.filter(token=token, open=True).select_related("organisation").first()
    if sealed is None:
        raise PageNotFound
    return _own(sealed, holder=Holder(), path=reverse("sharing:credential", args=[token]), question=question)


def open_share(token: str) -> Share:
    """The share at this address while it is open; a withdrawn one is not found, like one that never was."""
    share = (
        Share.objects.filter(token=token, withdrawn_at__isnull=True).select_related("person", "item__sealed__organisation").first()
    )
    if share is None:
        raise PageNotFound
    return share


def picture_of_share(token: str) -> bytes:
    """The picture that we drew of a shared foreign badge."""
    picture = open_share(token).item.picture
    if picture is None:
        raise PageNotFound
    return bytes(picture)


def share_page(token: str, question: Question) -> CredentialPage:
    """The public page that a person opened; a withdrawn one is not found."""
    share = open_share(token)
    path = reverse("sharing:share", args=[token])
    proven = proofs.last(share.person, share.item.address_digest) if share.item.address_digest else None
    zone = share.item.sealed.organisation.time_zone if share.item.sealed else None
    holder = Holder(name=share.name_shown or None, proved_on=in_words(proven, zone) if proven else None)
    if share.item.sealed is not None:
        return _own(share.item.sealed, holder=holder, path=path, question=question)
    return _foreign(share.item, token, holder=holder, path=path, question=question)


def _own(sealed: SealedCredential, *, holder: Holder, path: str, question: Question) -> CredentialPage:
    """An own credential with its verdict of this moment."""
    base = sealing.credential_address(sealed)
    forms = tuple((words, f"{base}.{form}") for form, words in FORMS) if sealed.open else ()
    preview = f"{settings.ORIGIN}{sealing.picture_address(sealed, form='png')}"
    return _page(bytes(sealed.json), holder=holder, path=path, question=question, forms=forms, preview=preview)


def _foreign(item: Item, token: str, *, holder: Holder, path: str, question: Question) -> CredentialPage:
    """A badge of another issuer with its verdict of this moment; its evidence is never fetched."""
    picture = reverse("sharing:picture", args=[token]) if item.picture else None
    preview = f"{settings.ORIGIN}{picture}" if picture else None
    return _page(bytes(item.raw), holder=holder, path=path, question=question, preview=preview, picture=picture)


def _page(
    data: bytes,
    *,
    holder: Holder,
    path: str,
    question: Question,
    forms: tuple[tuple[str, str], ...] = (),
    preview: str | None = None,
    picture: str | None = None,
) -> CredentialPage:
    """The page for one badge."""
    report = verification.check(data, at=question.at, recipient=question.recipient, on=question.on)
    verdict = verdict_page(report, at=question.at, on=question.on, holder=holder, picture=picture, ask_at=path)
    address = f"{settings.ORIGIN}{path}"
    return CredentialPage(
        verdict=verdict,
        address=address,
        forms=forms,
        title=f"{verdict.word} {verdict.badge}",
        summary=verdict.sentence,
        preview=preview,
        linked=linked_data(report, verdict, address=address, picture=preview),
    )


def linked_data(report: Report, verdict: VerdictPage, *, address: str, picture: str | None) -> dict[str, Any]:
    """The badge for search and preview machines; only what is valid now is told as a credential, the rest as a page."""
    if report.credential is None or report.verdict != "valid":
        return {"@context": "https://schema.org", "@type": "WebPage", "url": address, "name": f"{verdict.word} {verdict.badge}"}
    view = report.credential
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "EducationalOccupationalCredential",
        "url": address,
        "name": verdict.badge,
        "description": verdict.told.description,
        "credentialCategory": "badge",
        "recognizedBy": {"@type": "Organization", "name": verdict.issuer},
        "dateCreated": day_in(view.awarded_date or view.valid_from or report.at, verdict.time_zone).isoformat(),
    }
    if view.valid_until:
        found["expires"] = day_in(view.valid_until, verdict.time_zone).isoformat()
    if verdict.holder.name:
        found["about"] = {"@type": "Person", "name": verdict.holder.name}
    return found | ({"image": picture} if picture else {})

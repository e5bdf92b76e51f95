"""What a stranger sees at an address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from laurels.backpack.models import Item
from laurels.sealing import selectors as sealing
from laurels.sealing.models import SealedCredential
from laurels.sharing.errors import PageNotFound
from laurels.sharing.models import Share
from laurels.verification import services as verification
from laurels.verification.selectors import VerdictPage, verdict_page


@dataclass(frozen=True)
class CredentialPage:
    """The page at a credential's or a share's address: its verdict now, and the forms in which it can be taken.

    Attributes:
        address: its own absolute address. ``forms`` is (words, address) of each machine form; empty for foreign badges.
        holder: the name that she chose to show, or None.
    """

    verdict: VerdictPage
    address: str
    forms: tuple[tuple[str, str], ...]
    holder: str | None
    badge: str
    issuer: str
    picture: str | None


FORMS = (("json", "Signed document"), ("jwt", "Signed token"), ("png", "Picture"), ("svg", "Drawing"))


def credential_page(token: str, *, at: datetime) -> CredentialPage:
    """The page of an own credential at its unlisted address; a closed one is not found, like one that never was."""
    sealed = SealedCredential.objects.filter(token=token, open=True).select_related("organisation").first()
    if sealed is None:
        raise PageNotFound
    return _page(sealed, holder=None, address=sealing.credential_address(sealed), at=at)


def share_page(token: str, *, at: datetime) -> CredentialPage:
    """The public page that a person opened; a withdrawn one is not found."""
    share = Share.objects.filter(token=token, withdrawn_at__isnull=True).select_related("item__sealed__organisation").first()
    if share is None:
        raise PageNotFound
    address = settings.ORIGIN + reverse("sharing:share", args=[token])
    if share.item.sealed is not None:
        return _page(share.item.sealed, holder=share.name_shown or None, address=address, at=at)
    return _foreign(share.item, holder=share.name_shown or None, address=address, at=at)


def _page(sealed: SealedCredential, *, holder: str | None, address: str, at: datetime) -> CredentialPage:
    """An own credential with its verdict of this moment."""
    data = bytes(sealed.json)
    picture = sealing.picture_address(sealed)
    base = sealing.credential_address(sealed)
    report = verification.check(data, at=at)
    verdict = verdict_page(report, at=at, data=data, holder=holder, picture=picture, standards=sealing.achievement_address(sealed))
    return CredentialPage(
        verdict=verdict,
        address=address,
        forms=tuple((words, f"{base}.{form}") for form, words in FORMS) if sealed.open else (),
        holder=holder,
        badge=verdict.badge,
        issuer=sealed.organisation.display_name,
        picture=picture,
    )


def _foreign(item: Item, *, holder: str | None, address: str, at: datetime) -> CredentialPage:
    """A badge of another issuer with its verdict of this moment; its picture and evidence are never fetched."""
    data = bytes(item.raw)
    verdict = verdict_page(verification.check(data, at=at), at=at, data=data, holder=holder)
    return CredentialPage(verdict, address, (), holder, item.badge, item.issuer, None)

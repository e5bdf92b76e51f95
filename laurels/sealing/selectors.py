"""Addresses and bytes of what was sealed."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings

from laurels.sealing import published
from laurels.sealing.errors import CredentialNotFound
from laurels.sealing.models import SealedCredential


def credential_address(sealed: SealedCredential) -> str:
    """The one unguessable address of a credential."""
    return f"{settings.ORIGIN}/c/{sealed.token}"


def achievement_address(sealed: SealedCredential) -> str:
    """The public page of the badge version that it was awarded for."""
    return f"/badges/{sealed.achievement_version_code}"


def picture_address(sealed: SealedCredential, *, form: str = "svg") -> str:
    """The badge's plain picture, on our own origin; ``png`` for readers that take no drawings."""
    return published.picture_path(sealed.achievement_version_code, form)


def credential_bytes(token: str, form: str) -> bytes:
    """A credential's bytes in one form, open or not: the caller has authorised.

    Raises:
        CredentialNotFound: no such credential, or no such form.
    """
    sealed = SealedCredential.objects.filter(token=token).first()
    if sealed is None or form not in published.FORMS:
        raise CredentialNotFound
    return published.credential_bytes(sealed, form)


def of_intention(intention: UUID) -> SealedCredential | None:
    """The credential that was sealed for an intention, if it was."""
    return SealedCredential.objects.filter(intention=intention).first()

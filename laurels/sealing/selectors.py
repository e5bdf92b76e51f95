"""Addresses and bytes of what was sealed."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings

from laurels.sealing import published
from laurels.sealing.errors import CredentialNotFound
from laurels.sealing.models import SealedCredential, SealedEndorsement, StatusEntry, StatusList
from openbadgekit.documents.views import listed, object_of, text_of
from openbadgekit.errors import OpenBadgeKitError
from openbadgekit.reading import JsonObject, read_object
from openbadgekit.verify.receive import receive


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


def name_of(sealed: SealedCredential) -> str:
    """The name that a credential gives itself."""
    return str(read_object(bytes(sealed.json)).get("name", ""))


def signed_for(version_code: UUID) -> tuple[int, int]:
    """How many credentials were signed for a badge version, and how many of them are revoked."""
    intentions = SealedCredential.objects.filter(achievement_version_code=version_code).values("intention")
    revoked = StatusEntry.objects.filter(intention__in=intentions, purpose=StatusList.Purpose.REVOCATION, bit=True).count()
    return intentions.count(), revoked


def endorsements_in(document: JsonObject) -> list[SealedEndorsement]:
    """Those endorsements inside a credential of ours that were taken through this installation; no question for a badge without."""
    subject = object_of(document.get("credentialSubject"))
    places = [object_of(subject.get("achievement")), object_of(document.get("issuer"))]
    whole = [item for place in places for item in listed(place.get("endorsement")) if isinstance(item, dict)]
    tokens = [str(token) for place in places for token in listed(place.get("endorsementJwt"))]
    ids = [name for name in (*(text_of(item.get("id")) for item in whole), *map(_id_of, tokens)) if name]
    found = SealedEndorsement.objects.filter(credential_id__in=ids).order_by("pk") if ids else []
    return [sealed for sealed in found if _is_among(sealed, whole, tokens)]


def _is_among(sealed: SealedEndorsement, whole: list[JsonObject], tokens: list[str]) -> bool:
    """Whether it is the very document, for whoever signs elsewhere may use one id twice."""
    if sealed.json and read_object(bytes(sealed.json)) in whole:
        return True
    return bool(sealed.jwt) and bytes(sealed.jwt).decode() in tokens


def _id_of(token: str) -> str | None:
    """The id of an endorsement that stands as a token."""
    try:
        return receive(token.encode()).view().id
    except OpenBadgeKitError:
        return None

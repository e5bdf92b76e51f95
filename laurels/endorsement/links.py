"""The link in a letter: unguessable, kept as a digest alone, one for each letter that goes out."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from laurels.endorsement.errors import BeingChanged, LinkExpired, LinkReplaced, LinkUnknown
from laurels.endorsement.models import EndorsementRequest, Link
from laurels.endorsement.rules import ANSWERABLE, State, is_request_over

UNFINISHED = frozenset({"draft", "in_review"})
"""States of a version in which its text may change: publishing was taken back, or an approval."""
BYTES = 32
"""Of a link: nobody guesses 256 bits."""


def digest_of(token: str) -> str:
    """What is kept of a link; 256 random bits need no salt and no stretching."""
    return hashlib.sha256(token.encode()).hexdigest()


def make(request: EndorsementRequest, *, occasion: str, at: datetime) -> str | None:
    """A new link for one letter; None when this occasion made one before.

    Links that went out earlier stay good: colleagues share them.
    """
    token = secrets.token_urlsafe(BYTES)
    _, made = Link.objects.get_or_create(
        occasion=occasion, defaults={"request": request, "digest": digest_of(token), "made_at": at}
    )
    return token if made else None


def address_of(token: str) -> str:
    """The whole address that stands in a letter."""
    return settings.ORIGIN + reverse("endorsement:review", args=[token])


def opened(token: str, *, at: datetime) -> EndorsementRequest:
    """The request that a link opens. Once it is answered the same link manages what was signed.

    Raises:
        LinkUnknown: forged or cut. LinkReplaced: a newer one was sent. LinkExpired: nobody answered in time.
        BeingChanged: what was asked about is a draft again.
    """
    related = ("request__organisation", "request__endorser__hosted__organisation", "request__version__achievement__organisation")
    more = ("request__version__strategy", "request__credential", "request__asked_by", "request__version__author")
    link = Link.objects.select_related(*related, *more).filter(digest=digest_of(token)).first()
    if link is None:
        raise LinkUnknown
    if link.replaced_at is not None:
        raise LinkReplaced
    request = link.request
    waiting = request.state in ANSWERABLE
    if request.state == State.EXPIRED or (waiting and is_request_over(request.expires_at, at=at)):
        raise LinkExpired
    if waiting and request.version is not None and request.version.state in UNFINISHED:
        raise BeingChanged
    return request

"""Published documents: what stands at which address, in which forms, for whom.

One lookup serves the layer before Django, our own verification and the tests.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from laurels.sealing.models import PublishedDocument, SealedCredential, StatusList
from laurels.verification.ports import OwnDocument
from openbadgekit.baking import png, svg

CREDENTIAL = "application/vc+ld+json"
ACHIEVEMENT = "application/ld+json"
KEY_DOCUMENT = "application/did+json"
TOKEN = "text/plain"  # noqa: S105 - a media type (OB3-B-02)
PNG, SVG, HTML = "image/png", "image/svg+xml", "text/html"
JSON_TYPES = (CREDENTIAL, "application/vc", ACHIEVEMENT, "application/json")
FORMS = {"json": CREDENTIAL, "jwt": TOKEN, "png": PNG, "svg": SVG}
ASK_EACH_TIME = "no-cache"
"""May be kept, and is asked for anew at each use: what is closed is closed at once."""

ENDORSEMENTS = "/endorsements/"
"""Where the signed statements of those who back something stand."""

WITH_PAGES = ("/badges/", ENDORSEMENTS)
"""Below these a page stands at the same address; a machine asks for its form, or adds its ending."""

LISTS = "/status/"
"""Where status lists stand."""

MOST_AT_ONCE = 200
"""Documents that one run of a schedule looks at [count]."""


@dataclass(frozen=True)
class PublishedAnswer:
    """What is sent: bytes, their media type, an ETag and how long they may be kept."""

    body: bytes
    content_type: str
    etag: str
    cache_policy: str


def publish(*, path: str, form: str, body: bytes, at: datetime, cache_policy: str = "public, max-age=300") -> PublishedDocument:
    """Put bytes at an address, in place of what stood there in this form; the same bytes again change nothing."""
    same = PublishedDocument.objects.filter(path=path, form=form, etag=etag_of(body), open=True, cache_policy=cache_policy).first()
    if same is not None:
        return same
    document, _ = PublishedDocument.objects.update_or_create(
        path=path,
        form=form,
        defaults={"body": body, "etag": etag_of(body), "open": True, "cache_policy": cache_policy, "published_at": at},
    )
    return document


def older_than(prefix: str, *, at: datetime) -> list[str]:
    """Paths below a prefix whose bytes were put there before a moment."""
    found = PublishedDocument.objects.filter(path__startswith=prefix, published_at__lt=at).order_by("published_at")
    return list(found.values_list("path", flat=True)[:MOST_AT_ONCE])


def etag_of(body: bytes) -> str:
    """A strong ETag."""
    return hashlib.sha256(body).hexdigest()[:32]


def answer(path: str, accept: str) -> PublishedAnswer | None:
    """What a machine gets at this path, or None when Django answers (a page, or nothing at all).

    Args:
        accept: the Accept header; where a page stands at the same path, a machine must ask for its form.
    """
    if path.startswith("/c/"):
        return _credential(path.removeprefix("/c/"), accept)
    base, _, ending = path.rpartition(".") if path.endswith(".json") and not path.endswith("/did.json") else (path, "", "")
    row = _newest(base)
    if row is None or not row.open:
        return None
    has_page = base.startswith(WITH_PAGES) and not base.endswith((".png", ".svg", ".jwt"))
    if has_page and not ending and not _wants(accept):
        return None
    return PublishedAnswer(bytes(row.body), row.form, row.etag, row.cache_policy)


def _newest(path: str) -> PublishedDocument | None:
    """What stands at a path now."""
    return PublishedDocument.objects.filter(path=path).order_by("-published_at", "-pk").first()


def _credential(name: str, accept: str) -> PublishedAnswer | None:
    """A credential's form by its ending or by what is asked for; closed ones are not there."""
    token, _, ending = name.partition(".")
    form = (ending if ending in FORMS else "") if ending else _wants(accept)
    if not form:
        return None
    sealed = SealedCredential.objects.filter(token=token, open=True).first()
    if sealed is None:
        return None
    body = credential_bytes(sealed, form)
    return PublishedAnswer(body, media_type(form), etag_of(body), ASK_EACH_TIME)


def media_type(form: str) -> str:
    """What a form of a credential is sent as."""
    return f"{TOKEN}; charset=us-ascii" if form == "jwt" else FORMS[form]


def _wants(accept: str) -> str:
    """The name of the form that a machine asked for before any page; empty when a page is as welcome."""
    names = {media: name for name, media in FORMS.items()} | dict.fromkeys(JSON_TYPES, "json")
    for part in sorted(accept.split(","), key=_weight, reverse=True):
        media = part.partition(";")[0].strip().lower()
        if media in (HTML, "application/xhtml+xml", "*/*"):
            return ""
        if media in names:
            return names[media]
    return ""


def _weight(part: str) -> float:
    """The q of one part of an Accept header."""
    _, _, rest = part.partition(";")
    name, _, value = rest.strip().partition("=")
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0


def credential_bytes(sealed: SealedCredential, form: str) -> bytes:
    """A credential in one form; pictures are baked on request and not stored."""
    if form == "json":
        return bytes(sealed.json)
    if form == "jwt":
        return bytes(sealed.jwt)
    picture = PublishedDocument.objects.get(path=picture_path(sealed.achievement_version_code, form))
    bake = png.bake if form == "png" else svg.bake
    return bake(bytes(picture.body), bytes(sealed.json))


def picture_path(version_code: object, form: str) -> str:
    """Where a badge's plain picture stands."""
    return f"/badges/{version_code}/picture.{form}"


def own_document(url: str) -> OwnDocument | None:
    """One of our own documents by its exact address; also closed ones, marked so."""
    if not url.startswith(f"{settings.ORIGIN}/"):
        return _of_an_earlier_origin(url)
    path = url.removeprefix(settings.ORIGIN)
    if path.startswith("/c/"):
        return _own_credential(url, path.removeprefix("/c/"))
    base = path.removesuffix(".json") if not path.endswith("/did.json") else path
    row = _newest(base)
    return OwnDocument(url, bytes(row.body), row.form, row.open) if row else None


def _of_an_earlier_origin(url: str) -> OwnDocument | None:
    """A status list that badges of an earlier origin name: they do so for ever, wherever we stand now."""
    known = StatusList.objects.filter(address=url).first() if LISTS in url else None
    row = _newest(f"{LISTS}{known.code}") if known else None
    return OwnDocument(url, bytes(row.body), row.form, row.open) if row else None


def _own_credential(url: str, name: str) -> OwnDocument | None:
    """An own credential by its address, in the form that the address names."""
    token, _, ending = name.partition(".")
    form = ending or "json"
    sealed = SealedCredential.objects.filter(token=token).first()
    if sealed is None or form not in FORMS:
        return None
    return OwnDocument(url, credential_bytes(sealed, form), FORMS[form], sealed.open)

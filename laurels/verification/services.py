"""Checking: bytes or an address in, a report out; and remembering whose keys we have seen."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from laurels.common import limits
from laurels.verification import caching
from laurels.verification.errors import AddressRefused, AddressUnreachable
from laurels.verification.models import KnownIssuer, KnownKey
from laurels.verification.ports import own_documents
from laurels.verification.rules import is_signed
from laurels.verification.texts import host_of, visible
from openbadgekit.documents.views import CredentialView
from openbadgekit.errors import OpenBadgeKitError
from openbadgekit.reading import JsonObject, parse_datetime
from openbadgekit.shell.checking import check as check_with
from openbadgekit.verify.policy import Policy
from openbadgekit.verify.receive import receive
from openbadgekit.verify.report import Check, Outcome, Report, Verdict
from openbadgekit.verify.resources import FetchFailure, Resource

SEEN_AGAIN_AFTER = timedelta(days=1)
"""A known issuer's last day is written at most this often: looking is no reason to write."""


def check(data: bytes, *, at: datetime, recipient: str | None = None, on: datetime | None = None) -> Report:
    """Judge one badge.

    Args:
        data: JSON, JWT, PNG or SVG, as received.
        at: now; also the moment that is judged unless ``on`` is given.
        recipient: an address that the asker compares; it is neither stored nor logged.
        on: another moment for which the question is asked.
    """
    policy = Policy(recipient=recipient or None, allow_local=settings.FETCH_ALLOW_LOCAL, status_at=at)
    report = check_with(data, network=caching.network(), policy=policy, at=on or at, own=_own)
    if on is None:
        remember_issuer(report, at=at)
    return report


def fetch(url: str) -> bytes:
    """The bytes at an address: our own by exact address, without a network and only while open; else by the safe fetcher.

    Raises:
        AddressRefused: not https, not public.
        AddressUnreachable: no answer, too large, too slow, not there, or our own and closed to strangers.
    """
    if is_own(url):
        own = own_documents.at(url)
        if own is None or not own.open:
            raise AddressUnreachable
        return own.body
    answer = caching.network().fetch(url, redirects=True)
    if isinstance(answer, FetchFailure):
        raise AddressRefused if answer.reason == "refused" else AddressUnreachable
    return answer.body


def stored(report: Report) -> JsonObject:
    """A report as it is kept beside a badge; ``report_from`` reads it again."""
    return {**report.as_json(), "method": report.method, "fingerprint": report.fingerprint}


def report_from(kept: JsonObject, *, data: bytes) -> Report:
    """The report that was kept with a badge, as it was when last looked at; nobody is asked.

    Args:
        data: the badge's bytes, exactly as they were checked.
    """
    try:
        view = receive(data).view()
    except OpenBadgeKitError:
        view = None
    return Report(
        verdict=Verdict(kept["verdict"]),
        code=kept["code"],
        sentence=kept["sentence"],
        checks=tuple(Check(item["step"], Outcome(item["outcome"]), item["code"], item["detail"]) for item in kept["checks"]),
        credential=view,
        at=parse_datetime(kept["at"]),
        notes=tuple(kept["notes"]),
        asked=tuple(kept["asked"]),
        method=kept.get("method"),
        fingerprint=kept.get("fingerprint"),
    )


def as_text(data: bytes) -> str:
    """The badge as text, also out of a picture, for a further question without a second upload; empty for very large ones."""
    try:
        text = receive(data).payload.decode()
    except (OpenBadgeKitError, UnicodeDecodeError):
        return ""
    return text if len(text) <= limits.ASKED_AGAIN else ""


def is_own(url: str) -> bool:
    """Whether an address lies on this installation: it is never asked over a network, where we would wait for ourselves.

    However it is spelt: ``HTTPS://Host:443/``, a dot after the host and a user before it are the same house.
    """
    ours = _place(settings.ORIGIN)
    return ours is not None and _place(url) == ours


def _place(url: str) -> tuple[str, int] | None:
    """Host and port that a connection would go to; None where there are none."""
    try:
        parts = urlsplit(url)
        port = parts.port or {"https": 443, "http": 80}[parts.scheme]
    except (KeyError, ValueError):
        return None
    host = (parts.hostname or "").rstrip(".")
    return (host, port) if host else None


def _own(url: str) -> Resource | FetchFailure | None:
    """One of our own published documents as the judge expects it; None for everybody else's."""
    found = own_documents.at(url)
    if found is None and not is_own(url):
        return None
    if found is None or not found.open:
        return FetchFailure(url, "status", 404)
    return Resource(url=url, body=found.body, content_type=found.content_type, status=200, final_url=url)


def remember_issuer(report: Report, *, at: datetime) -> KnownIssuer | None:
    """Note when an issuer was first seen and under which keys; nothing unless it signed these very words.

    A key that is the issuer's does not make words the issuer's: without a proof that holds nothing is kept, or a stranger
    could write what an issuer is called. A did:key issuer is its own key and can be made by anybody in any number: it is
    not kept.
    """
    view = report.credential
    if view is None or not is_signed(report) or report.fingerprint is None:
        return None
    if view.issuer.id.startswith("did:key:") or len(view.issuer.id) > limits.ISSUER_ID:
        return None
    return _remembered(report, view, at=at)


@transaction.atomic
def _remembered(report: Report, view: CredentialView, *, at: datetime) -> KnownIssuer | None:
    """The row of an issuer whose key was proven, and that of the key; none where one host would fill the table.

    Whoever owns one host can answer for any number of issuers and keys beneath it, and any visitor may ask about each.
    """
    seen = {"name": visible(view.issuer.name, longest=limits.ISSUER_NAME), "last_seen": at}
    known = KnownIssuer.objects.filter(issuer_id=view.issuer.id).first()
    if known is None:
        host = host_of(view.issuer.id)
        if KnownIssuer.objects.filter(host=host).count() >= limits.ISSUERS_OF_A_HOST:
            return None
        known, _ = KnownIssuer.objects.get_or_create(issuer_id=view.issuer.id, defaults={**seen, "host": host, "first_seen": at})
    elif at - known.last_seen >= SEEN_AGAIN_AFTER:
        KnownIssuer.objects.filter(pk=known.pk).update(**seen)
    if not known.keys.filter(fingerprint=report.fingerprint).exists() and known.keys.count() < limits.KEYS_OF_AN_ISSUER:
        method = (report.method or "")[: limits.ISSUER_ID]
        KnownKey.objects.get_or_create(issuer=known, fingerprint=report.fingerprint, defaults={"method": method, "first_seen": at})
    return known

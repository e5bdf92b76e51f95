"""Checking: bytes or an address in, a report out; and remembering whose keys we have seen."""

from __future__ import annotations

import hashlib
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from laurels.common.network import network
from laurels.verification.errors import AddressRefused, AddressUnreachable
from laurels.verification.models import KnownIssuer
from laurels.verification.ports import own_documents
from openbadgekit.shell.checking import check as check_with
from openbadgekit.verify.policy import Policy
from openbadgekit.verify.report import Outcome, Report
from openbadgekit.verify.resources import FetchFailure, Resource


def check(data: bytes, *, at: datetime, recipient: str | None = None, on: datetime | None = None) -> Report:
    """Judge one badge.

    Args:
        data: JSON, JWT, PNG or SVG, as received.
        at: now; also the moment that is judged unless ``on`` is given.
        recipient: an address that the asker compares; it is neither stored nor logged.
        on: another moment for which the question is asked.
    """
    policy = Policy(recipient=recipient or None, allow_local=settings.FETCH_ALLOW_LOCAL, status_at=at)
    report = check_with(data, network=network(), policy=policy, at=on or at, own=_own)
    if on is None:
        remember_issuer(report, at=at)
    return report


def fetch(url: str) -> bytes:
    """The bytes at an address: our own by exact address, without a network and only while open; else by the safe fetcher.

    Raises:
        AddressRefused: not https, not public, or our own and closed to strangers.
        AddressUnreachable: no answer, too large, too slow, or not there.
    """
    own = own_documents.at(url)
    if own is not None:
        if not own.open:
            raise AddressUnreachable
        return own.body
    answer = network().fetch(url, redirects=True)
    if isinstance(answer, FetchFailure):
        raise AddressRefused if answer.reason == "refused" else AddressUnreachable
    return answer.body


def _own(url: str) -> Resource | None:
    """One of our own published documents as the judge expects it."""
    found = own_documents.at(url)
    if found is None or not found.open:
        return None
    return Resource(url=url, body=found.body, content_type=found.content_type, status=200, final_url=url)


@transaction.atomic
def remember_issuer(report: Report, *, at: datetime) -> KnownIssuer | None:
    """Note when an issuer was first seen and under which key; nothing unless the key was proven to be the issuer's.

    A did:key issuer is its own key and can be made by anybody in any number: it is not kept.
    """
    credential = report.credential
    bound = any(check.step == "key" and check.outcome is Outcome.PASSED for check in report.checks)
    if credential is None or not bound or credential.issuer.id.startswith("did:key:"):
        return None
    key = hashlib.sha256((report.method or "").encode()).hexdigest()
    known, made = KnownIssuer.objects.get_or_create(
        issuer_id=credential.issuer.id,
        defaults={
            "name": credential.issuer.name or "",
            "key": key,
            "first_seen": at,
            "key_since": at,
            "last_seen": at,
        },
    )
    if not made:
        changed = {"key": key, "key_since": at} if known.key != key else {}
        KnownIssuer.objects.filter(pk=known.pk).update(last_seen=at, name=credential.issuer.name or "", **changed)
    return known


def host_of(issuer_id: str) -> str | None:
    """The web host that an issuer id names, for people: did:web:example.org:o:a -> example.org."""
    if issuer_id.startswith("did:web:"):
        return issuer_id.split(":")[2].replace("%3A", ":")
    return urlsplit(issuer_id).hostname if issuer_id.startswith("https://") else None

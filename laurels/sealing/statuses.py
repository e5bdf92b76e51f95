"""Status lists: places are random and never shared, lists are built from rows, signed and published."""

from __future__ import annotations

import logging
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from laurels.common.errors import HouseError
from laurels.keys import selectors as identities
from laurels.people.models import Organisation
from laurels.sealing import identity, published
from laurels.sealing.models import StatusEntry, StatusList
from openbadgekit.issue import Form, lint, plain, seal
from openbadgekit.reading import JsonObject
from openbadgekit.status import bitstring_list

log = logging.getLogger(__name__)
TRIES = 64
FILL = 4
"""A list takes new entries until a quarter of its places is used: a random free place is then found in a few tries."""

TTL_MS = 300_000
"""How long readers may keep a list [ms]."""

GOOD_FOR, RENEW_AFTER = timedelta(days=31), timedelta(days=1)
"""How long a list may be believed at most, so that an old copy cannot hide a revocation for ever; signed anew each day."""


def reserve(
    *, organisation: Organisation, intention: UUID, at: datetime, may_be_suspended: bool = False, issuer: str | None = None
) -> list[JsonObject]:
    """A place in the organisation's revocation list, and in its suspension list when asked for; an intention keeps its places.

    Args:
        issuer: whose lists; the organisation's own when left out, else an identity that is hosted here for somebody it asked.

    Source: conformance rows BSL-01, BSL-03; trap T8: the model of Open Badges 3.0 has at most one ``credentialStatus``.
    """
    purposes = StatusList.Purpose.values if may_be_suspended else [StatusList.Purpose.REVOCATION]
    named = issuer or identities.issuer_id(organisation)
    return [_reserved(organisation, named, purpose, intention, at=at) for purpose in purposes]


def _reserved(organisation: Organisation, issuer: str, purpose: str, intention: UUID, *, at: datetime) -> JsonObject:
    """One ``credentialStatus`` entry."""
    entry = _entry_of(intention, purpose)
    if entry is not None and not _is_current(
        entry.list, issuer
    ):  # reserved, and then the installation moved before anything was signed
        entry.delete()
        entry = None
    entry = entry or _new_entry(_open_list(organisation, issuer, purpose, at=at), intention)
    if published.older_than(path_of(entry.list), at=at - RENEW_AFTER):  # the worker was away: our own check needs it in date
        _publish_alone(entry.list, at=at)
    return bitstring_list.entry(list_url=entry.list.address, index=entry.index, purpose=purpose)


def _entry_of(intention: UUID, purpose: str) -> StatusEntry | None:
    """The place that an intention has already."""
    return StatusEntry.objects.filter(intention=intention, purpose=purpose).select_related("list__organisation").first()


def _new_entry(status_list: StatusList, intention: UUID) -> StatusEntry:
    """A random free place: the insert decides who has it, and whether somebody sealing the same intention was faster."""
    for _ in range(TRIES):
        try:
            with transaction.atomic():
                return StatusEntry.objects.create(
                    list=status_list,
                    purpose=status_list.purpose,
                    index=secrets.randbelow(status_list.length),
                    intention=intention,
                )
        except IntegrityError:
            if (kept := _entry_of(intention, status_list.purpose)) is not None:
                return kept
    raise RuntimeError("no free place was found in a list that is three quarters empty")


def _open_list(organisation: Organisation, issuer: str, purpose: str, *, at: datetime) -> StatusList:
    """The list that takes new entries; a new one when the last is full enough, published at once."""
    found = StatusList.objects.filter(organisation=organisation, purpose=purpose, issuer=issuer, full=False)
    current = found.filter(address__startswith=f"{settings.ORIGIN}{published.LISTS}").order_by("pk").first()
    if current is not None and current.entries.count() < current.length // FILL:
        return current
    if current is not None:
        StatusList.objects.filter(pk=current.pk).update(full=True)
    made = StatusList(organisation=organisation, purpose=purpose, issuer=issuer, made_at=at)
    made.address = f"{settings.ORIGIN}{path_of(made)}"
    made.save()
    publish_list(made, at=at)
    return made


def _is_current(status_list: StatusList, issuer: str) -> bool:
    """Whether new badges may name this list: their issuer is its issuer, and it stands where we are."""
    here = status_list.address == f"{settings.ORIGIN}{path_of(status_list)}"
    return here and status_list.issuer == issuer


def set_bit(*, intention: UUID, purpose: str, value: bool, at: datetime) -> None:
    """Set or clear one credential's bit and publish the list anew; a revocation is never cleared."""
    if purpose == StatusList.Purpose.REVOCATION and not value:
        raise ValueError("a revocation is for ever")
    entry = _entry_of(intention, purpose)
    if entry is None:
        raise StatusEntry.DoesNotExist
    with transaction.atomic():
        _hold(entry.list)
        StatusEntry.objects.filter(pk=entry.pk).update(bit=value)
        publish_list(entry.list, at=at)


def _hold(status_list: StatusList) -> None:
    """One at a time builds a list: of two bits that are set at once, the later list must hold both (SQLite is serial anyway)."""
    StatusList.objects.select_for_update().get(pk=status_list.pk)


def _publish_alone(status_list: StatusList, *, at: datetime) -> None:
    """Sign a list anew, while nobody else does."""
    with transaction.atomic():
        _hold(status_list)
        publish_list(status_list, at=at)


def renew_old_lists(*, at: datetime) -> int:
    """Sign anew every list that was signed more than a day ago, long before readers would call it out of date."""
    old = published.older_than(published.LISTS, at=at - RENEW_AFTER)
    lists = StatusList.objects.filter(code__in=[path.removeprefix(published.LISTS) for path in old]).select_related("organisation")
    renewed = 0
    for status_list in lists.order_by("pk"):
        try:
            _publish_alone(status_list, at=at)
        except HouseError:
            log.exception("the status list %s cannot be signed anew yet", status_list.code)
        else:
            renewed += 1
    return renewed


def publish_list(status_list: StatusList, *, at: datetime) -> None:
    """Build a list from its rows, sign it as the issuer of the badges in it, and put it at its address."""
    set_bits = status_list.entries.filter(bit=True).values_list("index", flat=True)
    document = bitstring_list.list_credential(
        list_url=status_list.address,
        issuer=status_list.issuer,
        purpose=status_list.purpose,
        encoded=bitstring_list.build(set_bits, length=status_list.length),
        valid_from=at,
        valid_until=at + GOOD_FOR,
        ttl_ms=TTL_MS,
    )
    signer = identity.signer_as(status_list.organisation, status_list.issuer, at=at)
    body = seal(lint(plain(document)), signer, forms=[Form.EDDSA_RDFC_2022], created=at)[Form.EDDSA_RDFC_2022]
    published.publish(path=path_of(status_list), form=published.CREDENTIAL, body=body, cache_policy="public, max-age=300", at=at)


def path_of(status_list: StatusList) -> str:
    """Where a list stands on this installation."""
    return f"{published.LISTS}{status_list.code}"

"""Writing and carrying letters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.template import Context, Engine
from django.template.loader import render_to_string

from laurels import journal
from laurels.mail.errors import AddressUnusable
from laurels.mail.models import Letter
from laurels.mail.posting import NobodyKnows, NotHandedOver, RefusedForGood, post

MOST_TRIES = 2
"""Tries of which nobody knows whether they arrived; after them a person decides."""
State = Letter.State


@transaction.atomic
def send(*, to: str, subject: str, template: str, context: Mapping[str, Any], key: str, at: datetime) -> Letter:
    """Queue a letter; the same key queues it once. Fact ``letter.queued``.

    Args:
        template: the name without ending; ``.txt`` and ``.html`` are rendered.
        key: the occasion, for instance ``offer:<code>``.
    Raises:
        AddressUnusable: not one plain address.
    """
    checked = _checked(to)
    values = {**context, "origin": settings.ORIGIN}
    letter, made = Letter.objects.get_or_create(
        key=key,
        defaults={
            "to": checked,
            "subject": " ".join(subject.split())[:300],
            "text": _plain_text(f"{template}.txt", values),
            "html": render_to_string(f"{template}.html", values),
            "queued_at": at,
        },
    )
    if made:
        journal.record("letter.queued", subject=letter.ref(), organisation=None, actor=None, at=at)
    return letter


def _plain_text(template: str, values: Mapping[str, Any]) -> str:
    """Plain text escapes nothing: an apostrophe in a name is an apostrophe."""
    return str(Engine.get_default().get_template(template).render(Context(dict(values), autoescape=False)))


def _checked(address: str) -> str:
    """One plain address without anything that could begin a header; its domain as mail servers write it."""
    if any(character in address for character in '\r\n\0,;<>()"\\') or not address.isprintable():
        raise AddressUnusable
    try:
        validate_email(address)
        name, _, domain = address.rpartition("@")
        return f"{name}@{domain.encode('idna').decode()}"
    except (ValidationError, UnicodeError):
        raise AddressUnusable from None


def carry(*, letter: Letter, at: datetime) -> None:
    """Hand a letter over, once; after a crash or silence in the middle it is tried once more, then shown to a person.

    Raises:
        NotHandedOver, NobodyKnows: it is to be tried again; the delivery's backoff says when.
    """
    if letter.state == State.SENDING and letter.tries >= MOST_TRIES:
        _note(letter, state=State.UNSURE)
        return
    claimed = Letter.objects.filter(pk=letter.pk, tries=letter.tries, state__in=[State.WAITING, State.SENDING])
    if not claimed.update(state=State.SENDING, tries=letter.tries + 1):
        return
    try:
        name = f"{letter.queued_at:%Y%m%dT%H%M%S}-{letter.code}.eml"
        post(message_of(letter), url=settings.EMAIL_URL, folder=Path(settings.DATA) / "mail", name=name)
    except NotHandedOver as problem:  # for certain: the try does not count
        _note(letter, state=State.WAITING, tries=letter.tries, trouble=str(problem))
        raise
    except RefusedForGood as problem:
        _note(letter, state=State.REFUSED, trouble=str(problem))
        return
    except NobodyKnows as problem:
        _note(letter, trouble=str(problem))
        raise
    # what it said is kept only as long as it is needed: codes stand in letters, and a copy of the database opens no door
    _note(letter, state=State.SENT, sent_at=at, text="", html="", trouble="")


def _note(letter: Letter, **columns: Any) -> None:
    Letter.objects.filter(pk=letter.pk).update(**columns)


@transaction.atomic
def send_again(*, letter: Letter, at: datetime) -> None:
    """Give a letter that is unsure or was refused a new set of tries. Fact ``letter.queued``."""
    if Letter.objects.filter(pk=letter.pk, state__in=[State.UNSURE, State.REFUSED]).update(state=State.WAITING, tries=0):
        journal.record("letter.queued", subject=letter.ref(), organisation=None, actor=None, at=at)


def message_of(letter: Letter) -> EmailMessage:
    """The letter as a message; its Message-ID is the same however often it is sent."""
    message = EmailMessage()
    name, address = parseaddr(settings.MAIL_FROM)
    message["From"] = Address(display_name=name, addr_spec=address)
    message["To"] = Address(addr_spec=letter.to)
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(letter.queued_at)
    message["Message-ID"] = f"<{letter.code}@{address.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    return message

"""Writing and carrying letters."""

from __future__ import annotations

import smtplib
from collections.abc import Mapping
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.template.loader import render_to_string

from laurels import journal
from laurels.mail.errors import AddressUnusable
from laurels.mail.models import Letter

MOST_TRIES = 2


@transaction.atomic
def send(*, to: str, subject: str, template: str, context: Mapping[str, Any], key: str, at: datetime) -> Letter:
    """Queue a letter; the same key queues it once.

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
            "text": render_to_string(f"{template}.txt", values),
            "html": render_to_string(f"{template}.html", values),
            "queued_at": at,
        },
    )
    if made:
        journal.record("letter.queued", subject=letter.ref(), organisation=None, actor=None, at=at)
    return letter


def _checked(address: str) -> str:
    """One plain address without anything that could begin a header."""
    if any(character in address for character in "\r\n\0,;<>"):
        raise AddressUnusable
    try:
        validate_email(address)
    except ValidationError:
        raise AddressUnusable from None
    return address


def carry(*, letter: Letter, at: datetime) -> None:
    """Hand a letter over, once; after a crash in the middle it is tried once more, then shown to a person."""
    if letter.state == Letter.State.SENDING and letter.tries >= MOST_TRIES:
        Letter.objects.filter(pk=letter.pk).update(state=Letter.State.UNSURE)
        return
    claimed = Letter.objects.filter(
        pk=letter.pk, tries=letter.tries, state__in=[Letter.State.WAITING, Letter.State.SENDING]
    ).update(state=Letter.State.SENDING, tries=letter.tries + 1)
    if not claimed:
        return
    message = message_of(letter)
    try:
        _hand_over(message, letter)
    except (OSError, smtplib.SMTPException):
        # not handed over for certain: the try does not count, the delivery's backoff decides when the next one is
        Letter.objects.filter(pk=letter.pk).update(state=Letter.State.WAITING, tries=letter.tries)
        raise
    Letter.objects.filter(pk=letter.pk).update(state=Letter.State.SENT, sent_at=at)


def message_of(letter: Letter) -> EmailMessage:
    """The letter as a message; its Message-ID is the same however often it is sent."""
    message = EmailMessage()
    name, address = parseaddr(settings.MAIL_FROM)
    message["From"] = Address(display_name=name, addr_spec=address)
    message["To"] = letter.to
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(letter.queued_at)
    message["Message-ID"] = f"<{letter.code}@{address.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    return message


def _hand_over(message: EmailMessage, letter: Letter) -> None:
    """To the mail server, or into a file while none is set."""
    if not settings.EMAIL_URL:
        folder = Path(settings.DATA) / "mail"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        (folder / f"{letter.queued_at:%Y%m%dT%H%M%S}-{letter.code}.eml").write_bytes(message.as_bytes())
        return
    parts = urlsplit(settings.EMAIL_URL)
    kind = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
    with kind(parts.hostname or "localhost", parts.port or (465 if parts.scheme == "smtps" else 25), timeout=20) as server:
        if parts.scheme == "smtp" and server.has_extn("starttls"):
            server.starttls()
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        server.send_message(message)

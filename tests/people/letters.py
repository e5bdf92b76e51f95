"""Letters that were written in a test, oldest first, as the outbox keeps them."""

from __future__ import annotations

from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings
from laurels.mail.models import Letter


def all_letters() -> list[Letter]:
    return list(Letter.objects.order_by("pk"))


def last_letter() -> Letter:
    return all_letters()[-1]


def letters_to(address: str) -> list[Letter]:
    return list(Letter.objects.filter(to=address).order_by("pk"))


def words_of(letter: Letter) -> str:
    """The plain part of a letter that the worker has carried: the outbox has forgotten it, the file has it."""
    (file,) = (Path(settings.DATA) / "mail").glob(f"*-{letter.code}.eml")
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    return str(message.get_body(("plain",)).get_content())

"""Letters that were written in a test, oldest first, as the outbox keeps them."""

from __future__ import annotations

from laurels.mail.models import Letter


def all_letters() -> list[Letter]:
    return list(Letter.objects.order_by("pk"))


def last_letter() -> Letter:
    return all_letters()[-1]


def letters_to(address: str) -> list[Letter]:
    return list(Letter.objects.filter(to=address).order_by("pk"))

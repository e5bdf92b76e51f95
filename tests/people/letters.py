"""Letters that were sent in a test, oldest first, as the outbox keeps them."""

from __future__ import annotations

from typing import Any

from laurels.mail import services


def all_letters() -> list[dict[str, Any]]:
    return list(services.SENT)


def last_letter() -> dict[str, Any]:
    return all_letters()[-1]


def letters_to(address: str) -> list[dict[str, Any]]:
    return [letter for letter in all_letters() if letter["to"] == address]

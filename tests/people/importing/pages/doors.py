"""Addresses and uploads of the import."""

from __future__ import annotations

import re
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from laurels.people.models import PeopleImport
from tests.making import NOON

HOUSE = "/o/kettle-lane/people/"
BRING = HOUSE + "import/"
LATER = NOON + timedelta(days=4000)
"""After whatever a page did by its own clock."""


def text_of(page) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def at(taken: PeopleImport, tail: str = "") -> str:
    return f"{BRING}{taken.code}/{tail}"


def upload(client, data: bytes, name: str = "people.csv"):
    return client.post(BRING, {"file": SimpleUploadedFile(name, data)})

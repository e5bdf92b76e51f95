"""What the tests of these pages share: uploads, words, codes."""

from __future__ import annotations

import re
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from laurels.frameworks.models import Item
from tests.frameworks.documents import uid
from tests.making import NOON

HOME = "/o/kettle-lane/frameworks/"
LATER = NOON + timedelta(days=4000)
"""Pages ask the real clock; work that they began is due by then."""


def upload(data: bytes, name: str = "things.json") -> dict:
    return {"file": SimpleUploadedFile(name, data)}


def text_of(answer: HttpResponse) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def code_of(number: int) -> str:
    return str(Item.objects.get(key=uid(number), framework__state="current").code)

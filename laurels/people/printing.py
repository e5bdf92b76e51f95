"""A code made ready for paper: its text, its address, and the QR that opens it."""

from __future__ import annotations

from dataclasses import dataclass

import segno
from django.conf import settings
from django.urls import reverse


@dataclass(frozen=True)
class PrintedCode:
    """What stands on the paper."""

    text: str
    address: str  # the whole address that the QR holds
    door: str  # the short address to type
    qr: str  # data: address of an SVG


@dataclass(frozen=True)
class Paper:
    """One sheet: whose it is, and the code."""

    name: str
    code: PrintedCode


def printed_code(text: str) -> PrintedCode:
    """The paper for a one-use code; error correction M survives a fold and a coffee ring."""
    address = settings.ORIGIN + reverse("people:code-at-hand", args=[text])
    picture = segno.make(address, error="m", micro=False)
    return PrintedCode(
        text=text,
        address=address,
        door=settings.ORIGIN + reverse("people:code"),
        qr=picture.svg_data_uri(border=4, light="#ffffff", dark="#000000"),
    )

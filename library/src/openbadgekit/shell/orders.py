"""What is the same for every badge of a run of ``openbadgekit issue``, read from the files that name it."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import click

from openbadgekit.errors import OpenBadgeKitError
from openbadgekit.issue import Form
from openbadgekit.keys import jwk, sodium
from openbadgekit.keys.signer import LocalSigner, Signer
from openbadgekit.reading import JsonObject, read_object


@dataclass(frozen=True)
class Order:
    """What is the same for every row."""

    achievement: JsonObject
    issuer: JsonObject
    key: JsonObject = field(repr=False)
    form: Form
    picture: bytes | None
    bake: str
    at: datetime


def order_of(achievement: Path, issuer: Path, key: Path, *, form: Form, bake: str, picture: Path | None, at: datetime) -> Order:
    """The order that these files make.

    Raises:
        click.UsageError: a file that cannot be read, or is not what it should be.
    """
    document = _object(achievement, "achievement")
    return Order(
        achievement=document,
        issuer=_object(issuer, "issuer"),
        key=_key(key),
        form=form,
        picture=_picture(document, picture) if bake != "none" else None,
        bake=bake,
        at=at,
    )


def _object(path: Path, what: str) -> JsonObject:
    """A JSON file that must hold an object."""
    try:
        return read_object(path.read_bytes())
    except OpenBadgeKitError as problem:
        raise click.UsageError(f"The {what} in {path.name} cannot be read. {problem.sentence}") from None


def _key(path: Path) -> JsonObject:
    """The private JWK, with the verification method that its badges will name."""
    private = _object(path, "key")
    if not isinstance(private.get("kid"), str):
        raise click.UsageError(f"The key in {path.name} has no kid: it must name the verification method.")
    try:
        jwk.read_private(private)
    except OpenBadgeKitError as problem:
        raise click.UsageError(f"The key in {path.name} cannot be used. {problem.sentence}") from None
    return private


def signer_of(key: JsonObject) -> Signer:
    """What signs with this key the quickest here."""
    return sodium.quickest(LocalSigner(jwk.read_private(key), key["kid"]))


def _picture(achievement: JsonObject, path: Path | None) -> bytes:
    """The picture to bake into: a file, or the data address of ``achievement.image``."""
    if path is not None:
        return path.read_bytes()
    image: Any = achievement.get("image")
    address = image.get("id") if isinstance(image, dict) else image
    if not isinstance(address, str) or not address.startswith("data:image/"):
        raise click.UsageError("There is no picture to bake into: the achievement has no data image; name one with --picture.")
    head, _, body = address.partition(",")
    if not head.endswith(";base64"):
        return unquote_to_bytes(body)
    try:
        return base64.b64decode(body, validate=True)
    except binascii.Error:
        raise click.UsageError("The achievement's image is no sound data address.") from None

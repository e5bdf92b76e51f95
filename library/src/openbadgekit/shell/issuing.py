"""``openbadgekit issue``: one signed badge per row of a CSV file.

Refused rows are named by line with the reason; the others are signed all the same.
"""

from __future__ import annotations

import csv
import io
import secrets
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes
from uuid import uuid4

import click

from openbadgekit.baking import png, svg
from openbadgekit.errors import LintRefused, OpenBadgeKitError
from openbadgekit.issue import Form, badge, hashed_identifier, lint, seal
from openbadgekit.keys import jwk
from openbadgekit.keys.signer import LocalSigner
from openbadgekit.reading import JsonObject, parse_datetime, read_object
from openbadgekit.shell.sources import now

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
COLUMNS = frozenset({"email", "id", "name", "narrative", "evidence", "valid_from", "valid_until"})
ENDINGS = {"eddsa-rdfc-2022": "json", "eddsa-jcs-2022": "json", "jwt": "jwt"}


@dataclass(frozen=True)
class Order:
    """What is the same for every row."""

    achievement: JsonObject
    issuer: JsonObject
    signer: LocalSigner
    form: Form
    picture: bytes | None
    bake: str
    at: datetime


@click.command("issue")
@click.option("--achievement", type=FILE, required=True, help="The achievement, as JSON.")
@click.option("--issuer", type=FILE, required=True, help="The issuer's Profile, as JSON.")
@click.option("--key", type=FILE, required=True, help="A private JWK; its kid is the verification method.")
@click.option("--recipients", type=FILE, required=True, help="CSV with a header: email or id, and optional columns.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="The folder to write to.")
@click.option("--proof", type=click.Choice(list(ENDINGS)), default="eddsa-rdfc-2022", show_default=True)
@click.option("--bake", type=click.Choice(["png", "svg", "none"]), default="none", show_default=True)
@click.option("--picture", type=FILE, help="The picture to bake into; the achievement's own when left out. Never converted.")
def issue_command(
    achievement: Path, issuer: Path, key: Path, recipients: Path, out: Path, proof: str, bake: str, picture: Path | None
) -> int:
    """Sign one badge per row. Exit 0 when every row was signed, 1 when some were refused."""
    rows = list(_rows(recipients))
    document = _object(achievement, "achievement")
    order = Order(
        achievement=document,
        issuer=_object(issuer, "issuer"),
        signer=_signer(key),
        form=Form(proof),
        picture=_picture(document, picture) if bake != "none" else None,
        bake=bake,
        at=now(),
    )
    out.mkdir(parents=True, exist_ok=True)
    refused = 0
    with click.progressbar(rows, label="Signing", file=sys.stderr) as bar:
        for line, row in bar:
            try:
                _write(out, line, _signed(order, row), order)
            except OpenBadgeKitError as problem:
                refused += 1
                click.echo(f"\nLine {line} was refused: {_reason(problem)}", err=True)
    click.echo(f"{len(rows) - refused} signed, {refused} refused, in {out}.")
    return 1 if refused else 0


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """(line, row) of a CSV file.

    Raises:
        click.UsageError: no UTF-8, no header, or a header without email and id.
    """
    try:
        reader = csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig")), restkey="", restval="")
        header = {name.strip().lower() for name in reader.fieldnames or [] if name}
        if not header & {"email", "id"} or header - COLUMNS:
            odd = ", ".join(sorted(header - COLUMNS)) or "neither email nor id"
            raise click.UsageError(f"The header of {path.name} cannot be used ({odd}). Columns: {', '.join(sorted(COLUMNS))}.")
        for row in reader:
            yield reader.line_num, {(name or "").strip().lower(): str(value or "").strip() for name, value in row.items()}
    except UnicodeDecodeError:
        raise click.UsageError(f"{path.name} is not UTF-8. Save it as CSV UTF-8.") from None
    except csv.Error as problem:
        raise click.UsageError(f"{path.name} is no CSV file: {problem}.") from None


def _object(path: Path, what: str) -> JsonObject:
    """A JSON file that must hold an object."""
    try:
        return read_object(path.read_bytes())
    except OpenBadgeKitError as problem:
        raise click.UsageError(f"The {what} in {path.name} cannot be read. {problem.sentence}") from None


def _signer(path: Path) -> LocalSigner:
    """The key, with the verification method that its badges will name."""
    private = _object(path, "key")
    if not isinstance(private.get("kid"), str):
        raise click.UsageError(f"The key in {path.name} has no kid: it must name the verification method.")
    try:
        return LocalSigner(jwk.read_private(private), private["kid"])
    except OpenBadgeKitError as problem:
        raise click.UsageError(f"The key in {path.name} cannot be used. {problem.sentence}") from None


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
    import base64
    import binascii

    try:
        return base64.b64decode(body, validate=True)
    except binascii.Error:
        raise click.UsageError("The achievement's image is no sound data address.") from None


def _signed(order: Order, row: Mapping[str, str]) -> bytes:
    """One badge."""
    draft = badge(
        credential_id=f"urn:uuid:{uuid4()}",
        issuer=order.issuer,
        achievement=order.achievement,
        subject=_subject(row),
        name=str(order.achievement.get("name", "")),
        valid_from=parse_datetime(row["valid_from"], path="valid_from") if row.get("valid_from") else order.at,
        valid_until=parse_datetime(row["valid_until"], path="valid_until") if row.get("valid_until") else None,
        awarded_date=order.at,
        evidence=[{"id": row["evidence"], "type": ["Evidence"]}] if row.get("evidence") else (),
    )
    return seal(lint(draft), order.signer, forms=[order.form], created=order.at)[order.form]


def _subject(row: Mapping[str, str]) -> JsonObject:
    """Whom it is about; an address becomes a salted hash, and a name column only names the row."""
    members: JsonObject = {"id": row["id"]} if row.get("id") else {}
    if row.get("email"):
        members["identifier"] = [hashed_identifier(row["email"], salt=secrets.token_urlsafe(16))]
    if row.get("narrative"):
        members["narrative"] = row["narrative"]
    return members


def _write(out: Path, line: int, body: bytes, order: Order) -> None:
    """The signed file, and the picture with it inside."""
    name = f"badge-{line:06d}"
    (out / f"{name}.{ENDINGS[order.form.value]}").write_bytes(body)
    if order.picture is not None:
        bake = png.bake if order.bake == "png" else svg.bake
        (out / f"{name}.{order.bake}").write_bytes(bake(order.picture, body))


def _reason(problem: OpenBadgeKitError) -> str:
    """Why, in words."""
    if isinstance(problem, LintRefused):
        return " ".join(finding.sentence for finding in problem.findings[:3])
    return problem.sentence

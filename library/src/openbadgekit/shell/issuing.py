"""``openbadgekit issue``: one signed badge per row of a CSV file.

Refused rows are named by line with the reason; the others are signed all the same.
"""

from __future__ import annotations

import secrets
import sys
from collections.abc import Mapping
from pathlib import Path
from uuid import uuid4

import click

from openbadgekit.baking import png, svg
from openbadgekit.errors import LintRefused, Malformed, OpenBadgeKitError
from openbadgekit.issue import Form, badge, hashed_identifier, lint, seal
from openbadgekit.keys.signer import Signer
from openbadgekit.reading import JsonObject, parse_datetime
from openbadgekit.shell import recipients
from openbadgekit.shell.orders import Order, order_of, signer_of
from openbadgekit.shell.parallel import spread
from openbadgekit.shell.recipients import Row
from openbadgekit.shell.sources import now
from openbadgekit.verify.judge import judge
from openbadgekit.verify.policy import Policy
from openbadgekit.verify.receive import receive
from openbadgekit.verify.report import Verdict
from openbadgekit.verify.wording import printable

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
ENDINGS = {form.value: "jwt" if form in (Form.VC_JWT, Form.VC_JOSE) else "json" for form in Form}


@click.command("issue")
@click.option("--achievement", type=FILE, required=True, help="The achievement, as JSON.")
@click.option("--issuer", type=FILE, required=True, help="The issuer's Profile, as JSON.")
@click.option("--key", type=FILE, required=True, help="A private JWK; its kid is the verification method.")
@click.option("--recipients", "people", type=FILE, required=True, help="CSV with a header: email or id, and optional columns.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="The folder to write to.")
@click.option("--proof", type=click.Choice(list(ENDINGS)), default="eddsa-rdfc-2022", show_default=True)
@click.option("--bake", type=click.Choice(["png", "svg", "none"]), default="none", show_default=True)
@click.option("--picture", type=FILE, help="The picture to bake into; the achievement's own when left out. Never converted.")
def issue_command(
    achievement: Path, issuer: Path, key: Path, people: Path, out: Path, proof: str, bake: str, picture: Path | None
) -> int:
    """Sign one badge per row. Exit 0 when every row was signed, 1 when some were refused, 64 when none could be right."""
    rows = _recipients(people)
    order = order_of(achievement, issuer, key, form=Form(proof), bake=bake, picture=picture, at=now())
    _rehearse(order)
    out.mkdir(parents=True, exist_ok=True)
    refused = 0
    with click.progressbar(length=len(rows), label="Signing", file=sys.stderr) as bar:
        for refusal in spread(_made, rows, begin=_begin, given=(order, out)):
            if refusal is not None:
                refused += 1
                click.echo(printable(refusal), err=True)
            bar.update(1)
    click.echo(f"{len(rows) - refused} signed, {refused} refused, in {out}.")
    return 1 if refused else 0


_begun: list[tuple[Order, Signer, Path]] = []
"""Order, signer and folder of this process: worker processes are told once."""


def _begin(order: Order, out: Path) -> None:
    _begun[:] = [(order, signer_of(order.key), out)]


def _made(row: Row) -> str | None:
    """Sign and write one badge; why not, when it was refused."""
    order, signer, out = _begun[0]
    try:
        _write(out, row.line, _signed(order, signer, row), order)
    except OpenBadgeKitError as problem:
        return f"{row.who} was refused: {_reason(problem)}"
    return None


def _recipients(path: Path) -> list[Row]:
    """The rows of the CSV file, or wrong use."""
    try:
        return recipients.read(path.read_bytes())
    except OpenBadgeKitError as problem:
        raise click.UsageError(f"{path.name}: {problem.sentence}") from None


def _rehearse(order: Order) -> None:
    """Sign a badge that is thrown away and judge it: what would spoil every badge stops before the first one.

    Raises:
        click.UsageError: the achievement, issuer, key, proof or picture cannot make a badge that is valid.
    """
    try:
        body = _signed(order, signer_of(order.key), Row(0, {"id": f"urn:uuid:{uuid4()}"}))
        if order.picture is not None:
            _baked(order, body)
        report = judge(receive(body), {}, policy=Policy(), at=order.at)
    except OpenBadgeKitError as problem:
        raise click.UsageError(f"No badge can be made of these files. {_reason(problem)}") from None
    if report.verdict is Verdict.INVALID:
        raise click.UsageError(f"Every badge would be invalid. {report.sentence}")


def _signed(order: Order, signer: Signer, recipient: Row) -> bytes:
    """One badge.

    Raises:
        Malformed: the row cannot become one. LintRefused, ProofUnsupported: our own verifier would not accept it.
    """
    if recipient.problem:
        raise Malformed(recipient.problem)
    row = recipient.cells
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
    return seal(lint(draft), signer, forms=[order.form], created=order.at)[order.form]


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
        (out / f"{name}.{order.bake}").write_bytes(_baked(order, body))


def _baked(order: Order, body: bytes) -> bytes:
    """The picture with a badge inside; a picture is never converted into another kind."""
    picture = order.picture or b""
    if (order.bake == "png") is not png.is_png(picture):
        raise Malformed(f"The picture is no {order.bake.upper()}, and it is never converted: name another one with --picture.")
    return (png.bake if order.bake == "png" else svg.bake)(picture, body)


def _reason(problem: OpenBadgeKitError) -> str:
    """Why, in words."""
    if isinstance(problem, LintRefused):
        return " ".join(finding.sentence for finding in problem.findings[:3])
    return problem.sentence

"""``openbadgekit inspect``: the data model alone, no signature (verdict rule 11)."""

from __future__ import annotations

import json

import click

from openbadgekit.documents import model
from openbadgekit.errors import Finding, OpenBadgeKitError
from openbadgekit.reading import JsonObject, listed
from openbadgekit.shell.fetcher import SafeFetcher
from openbadgekit.shell.sources import read_source
from openbadgekit.verify.receive import receive
from openbadgekit.verify.wording import printable


@click.command("inspect")
@click.argument("source")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def inspect_command(source: str, as_json: bool) -> int:
    """Say what a document is and what breaks its data model; exit 0 when it is sound, 2 when not."""
    try:
        received = receive(read_source(source, SafeFetcher()))
        findings = [(item.code, item.path, item.sentence) for item in _findings(received.document)]
        shown: JsonObject = {"form": received.form, "type": listed(received.document.get("type"))}
    except OpenBadgeKitError as problem:
        findings, shown = [(problem.code, "", problem.sentence)], {"form": None, "type": []}
    hard = [finding for finding in findings if finding[0] != "schema_failed"]
    if as_json:
        rows = [{"code": code, "path": path, "sentence": sentence} for code, path, sentence in findings]
        click.echo(json.dumps({**shown, "sound": not hard, "findings": rows}))
    else:
        click.echo("It is not what it says it is." if hard else "A sound document, by the data model alone. Nothing was verified.")
        for code, path, sentence in findings:
            click.echo(printable(f"  {code}{f' at {path}' if path else ''}: {sentence}"))
    return 2 if hard else 0


def _findings(document: JsonObject) -> tuple[Finding, ...]:
    """What breaks the model of what the document calls itself."""
    return model.check(document)

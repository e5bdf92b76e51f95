"""``openbadgekit verify``."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from openbadgekit.errors import OpenBadgeKitError
from openbadgekit.shell.checking import check
from openbadgekit.shell.fetcher import Network
from openbadgekit.shell.networks import network_of
from openbadgekit.shell.sources import Moment, now, open_source
from openbadgekit.verify.policy import Policy
from openbadgekit.verify.report import Outcome, Report, Verdict, unreadable
from openbadgekit.verify.wording import cleaned, printable

EXITS = {Verdict.VALID: 0, Verdict.INVALID: 1, Verdict.UNREADABLE: 2, Verdict.UNKNOWN: 3}
WORST_FIRST = (Verdict.INVALID, Verdict.UNREADABLE, Verdict.UNKNOWN, Verdict.VALID)
MARKS = {Outcome.PASSED: "+", Outcome.FAILED: "x", Outcome.UNKNOWN: "?", Outcome.NOT_APPLICABLE: "-"}


@click.command("verify")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@click.option("--at", type=Moment(), help="Judge for this moment instead of now.")
@click.option("--recipient", help="Ask whether the badge is about this address or identifier.")
@click.option("--offline", is_flag=True, help="Ask nobody; what would have to be asked stays unknown.")
@click.option(
    "--network",
    "recording",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Answer from a recording.",
)
@click.option("--allow-local", is_flag=True, help="Allow http and loopback addresses: for demonstrations and tests only.")
@click.option("--as-common", is_flag=True, help="Tell in notes what the common validator would have said; no verdict changes.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def verify_command(
    sources: tuple[str, ...],
    at: datetime | None,
    recipient: str | None,
    offline: bool,
    recording: Path | None,
    allow_local: bool,
    as_common: bool,
    as_json: bool,
) -> int:
    """Check badges: files, addresses or - for standard input. JSON, JWT, PNG and SVG are told apart by content."""
    if offline and recording:
        raise click.UsageError("--offline and --network exclude each other.")
    if allow_local:
        click.echo("Warning: --allow-local opens http and loopback addresses. Never rely on such a verdict.", err=True)
    policy = Policy(recipient=recipient, allow_local=allow_local, as_common=as_common)
    verdicts = []
    for source in sources:
        network = network_of(offline=offline, recording=recording, allow_local=allow_local)
        report = _one(source, network, policy, at or now())
        verdicts.append(report.verdict)
        _print(source, report, as_json=as_json, several=len(sources) > 1)
    return EXITS[next(verdict for verdict in WORST_FIRST if verdict in verdicts)]


def _one(source: str, network: Network, policy: Policy, at: datetime) -> Report:
    """The report on one source."""
    opened = open_source(source, network)
    if isinstance(opened.data, OpenBadgeKitError):
        return replace(unreadable(opened.data, at=at), asked=opened.asked)
    report = check(opened.data, network=network, policy=policy, at=at)
    return replace(report, asked=opened.asked + report.asked)


def _print(source: str, report: Report, *, as_json: bool, several: bool) -> None:
    """The report as a line of JSON, or as words."""
    if as_json:
        click.echo(json.dumps(report.as_json()))  # plain ASCII: one line whatever a stranger's text holds
        return
    if several:
        click.echo(f"{click.format_filename(source)}:")
    click.echo(printable(report.sentence))
    for check_ in report.checks:
        code = f" ({check_.code})" if check_.code else ""
        click.echo(printable(f"  {MARKS[check_.outcome]} {check_.step}: {check_.detail}{code}"))
    for note in report.notes:
        click.echo(printable(f"  note: {note}"))
    for place, inner in enumerate(report.contained, start=1):
        click.echo(printable(f"  {place}. {inner.sentence}{f' ({inner.code})' if inner.code else ''}"))
    for link in report.associations:
        click.echo(f"  {cleaned(link.source_name or link.source)} {cleaned(link.kind)} {cleaned(link.target_name or link.target)}")

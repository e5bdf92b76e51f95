"""``openbadgekit verify``."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import click

from openbadgekit.errors import OpenBadgeKitError
from openbadgekit.shell.archives import check_archive
from openbadgekit.shell.checking import check
from openbadgekit.shell.fetcher import Network
from openbadgekit.shell.networks import asking, network_of
from openbadgekit.shell.parallel import spread
from openbadgekit.shell.sources import Moment, now, open_source
from openbadgekit.verify.bundle import is_bundle
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
@asking
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
    """Check badges: files, folders, addresses or - for standard input. JSON, JWT, PNG and SVG are told apart by content."""
    if allow_local:
        click.echo("Warning: --allow-local opens http and loopback addresses. Never rely on such a verdict.", err=True)
    network_of(offline=offline, recording=recording, allow_local=allow_local)
    found, folders = _opened(sources)
    policy = Policy(recipient=recipient, allow_local=allow_local, as_common=as_common)
    order = Order(offline, recording, policy, at or now(), as_json=as_json, several=len(found) > 1, brief=folders)
    counts = _answer(found, order)
    if folders and not as_json:
        click.echo(", ".join(f"{counts[verdict]} {verdict.value}" for verdict in Verdict))
    return EXITS[next(verdict for verdict in WORST_FIRST if counts[verdict])]


def _answer(sources: Sequence[str], order: Order) -> Counter[Verdict]:
    """Judge and print every source; how often each verdict was given.

    Whoever looks on sees a bar for folders; where lines would run through it, those that are not valid come after it.
    """
    counts: Counter[Verdict] = Counter()
    watched = order.brief and sys.stderr.isatty() and not (order.as_json and sys.stdout.isatty())
    held: list[str] = []
    with click.progressbar(length=len(sources), label="Checking", file=sys.stderr, hidden=not watched) as bar:
        for verdict, shown in spread(_judged, sources, begin=_begin, given=(order,)):
            counts[verdict] += 1
            if not watched or not sys.stdout.isatty():
                click.echo(shown)
            elif verdict is not Verdict.VALID:
                held.append(shown)
            bar.update(1)
    for shown in held:
        click.echo(shown)
    return counts


@dataclass(frozen=True)
class Order:
    """What is the same for every source; ``brief`` shows one line for each."""

    offline: bool
    recording: Path | None
    policy: Policy
    at: datetime
    as_json: bool
    several: bool
    brief: bool


_order: list[Order] = []
"""The order of this process: worker processes are told once."""


def _begin(order: Order) -> None:
    _order[:] = [order]


def _opened(sources: tuple[str, ...]) -> tuple[list[str], bool]:
    """The sources with folders replaced by the files within, by name; whether there was a folder."""
    found: list[str] = []
    for source in sources:
        if not _is_folder(source):
            found.append(source)
            continue
        inside = [str(Path(folder) / name) for folder, _, names in os.walk(source) for name in names if not name.startswith(".")]
        if not inside:
            raise click.UsageError(f"The folder {click.format_filename(source)} holds no files.")
        found += sorted(inside)
    return found, any(map(_is_folder, sources))


def _is_folder(source: str) -> bool:
    """Whether a source is a folder; what cannot be a name at all is none."""
    try:
        return source != "-" and Path(source).is_dir()
    except (OSError, ValueError):
        return False


def _judged(source: str) -> tuple[Verdict, str]:
    """Verdict and lines of one source."""
    order = _order[0]
    network = network_of(offline=order.offline, recording=order.recording, allow_local=order.policy.allow_local)
    report = _one(source, network, order.policy, order.at)
    return report.verdict, _shown(source, report, order)


def _one(source: str, network: Network, policy: Policy, at: datetime) -> Report:
    """The report on one source."""
    opened = open_source(source, network)
    if isinstance(opened.data, OpenBadgeKitError):
        return replace(unreadable(opened.data, at=at), asked=opened.asked)
    look = check_archive if is_bundle(opened.data) else check
    report = look(opened.data, network=network, policy=policy, at=at)
    return replace(report, asked=opened.asked + report.asked)


def _shown(source: str, report: Report, order: Order) -> str:
    """The report as a line of JSON, as words, or as one line of words."""
    name = click.format_filename(source)
    if order.as_json:
        named = {"source": name} if order.brief else {}
        return json.dumps({**named, **report.as_json()})  # plain ASCII: one line whatever a stranger's text holds
    if order.brief:
        return f"{printable(name)}: {printable(report.sentence)}"
    return "\n".join([f"{name}:"] * order.several + [*_lines(report)])


def _lines(report: Report) -> Iterator[str]:
    """The report as words."""
    yield printable(report.sentence)
    for check_ in report.checks:
        code = f" ({check_.code})" if check_.code else ""
        yield printable(f"  {MARKS[check_.outcome]} {check_.step}: {check_.detail}{code}")
    for note in report.notes:
        yield printable(f"  note: {note}")
    for place, inner in enumerate(report.contained, start=1):
        yield printable(f"  {place}. {inner.sentence}{f' ({inner.code})' if inner.code else ''}")
    for link in report.associations:
        yield f"  {cleaned(link.source_name or link.source)} {cleaned(link.kind)} {cleaned(link.target_name or link.target)}"

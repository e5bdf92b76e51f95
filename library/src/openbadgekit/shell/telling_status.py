"""``openbadgekit status``: what the issuer says of a badge today, in one line."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from openbadgekit.errors import OpenBadgeKitError
from openbadgekit.reading import JsonObject, write_datetime
from openbadgekit.shell.checking import check
from openbadgekit.shell.networks import asking, network_of
from openbadgekit.shell.sources import Moment, now, open_source
from openbadgekit.shell.verifying import EXITS, MARKS
from openbadgekit.verify.policy import Policy
from openbadgekit.verify.report import Check, Outcome, Report, Verdict, unreadable
from openbadgekit.verify.wording import printable

SENTENCES = {
    "revoked": "Its issuer has taken it back.",
    "suspended": "Its issuer has put it on hold.",
    "in_force": "Its issuer has neither taken it back nor put it on hold.",
    "no_list": "It names no place where its issuer would say that it was taken back.",
    "unknown": "Whether its issuer has taken it back could not be found out.",
    "not_proven": "What its list says counts for nothing: the badge itself is not proven to be its issuer's.",
    "unreadable": "This is no badge that can be read.",
}


@click.command("status")
@click.argument("source")
@click.option("--at", type=Moment(), help="Ask for this moment instead of now; a list tells only what holds today.")
@asking
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def status_command(
    source: str, at: datetime | None, offline: bool, recording: Path | None, allow_local: bool, as_json: bool
) -> int:
    """Say whether a badge was taken back or put on hold; exit 0 when not, 1 when so, 2 unreadable, 3 unknown.

    Dates, form and recipients are not looked at. Of a badge that is not proven to be its issuer's nothing is said.
    """
    moment = at or now()
    network = network_of(offline=offline, recording=recording, allow_local=allow_local)
    opened = open_source(source, network)
    if isinstance(opened.data, OpenBadgeKitError):
        report = unreadable(opened.data, at=moment)
    else:
        report = check(opened.data, network=network, policy=Policy(allow_local=allow_local), at=moment)
    report = replace(report, asked=opened.asked + report.asked)
    answer, verdict = answer_of(report)
    _print(report, answer, as_json=as_json)
    return EXITS[verdict]


def answer_of(report: Report) -> tuple[str, Verdict]:
    """The word for what the issuer says, and the verdict whose exit code it has."""
    if report.verdict is Verdict.UNREADABLE:
        return "unreadable", Verdict.UNREADABLE
    found = _status(report)
    codes = [check.code for check in found if check.outcome is Outcome.FAILED]
    steps = {"proof", "key"} - ({"proof"} if "revoked" in codes and _is_hosted(report) else set())
    parts = [check for check in report.checks if check.step in steps]
    if any(check.outcome is not Outcome.PASSED for check in parts):
        failed = any(check.outcome is Outcome.FAILED for check in parts)
        return "not_proven", Verdict.INVALID if failed else Verdict.UNKNOWN
    for code in ("revoked", "suspended"):
        if code in codes:
            return code, Verdict.INVALID
    if codes or any(check.outcome is Outcome.UNKNOWN for check in found):
        return "unknown", Verdict.INVALID if codes else Verdict.UNKNOWN
    return ("in_force" if any(check.outcome is Outcome.PASSED for check in found) else "no_list"), Verdict.VALID


def _is_hosted(report: Report) -> bool:
    """Whether it is a badge that is gone from its address once it was taken back: then nothing stands there to prove."""
    return report.credential is not None and report.credential.generation in ("ob1", "ob2") and report.method is None


def _status(report: Report) -> list[Check]:
    """What was seen of lists."""
    return [check for check in report.checks if check.step == "status"]


def _print(report: Report, answer: str, *, as_json: bool) -> None:
    """One object, or a sentence and what was seen."""
    found = _status(report)
    if as_json:
        rows = [{"outcome": item.outcome.value, "code": item.code, "detail": item.detail} for item in found]
        shown: JsonObject = {"status": answer, "sentence": SENTENCES[answer], "checks": rows, "asked": list(report.asked)}
        click.echo(json.dumps({**shown, "at": write_datetime(report.at)}, ensure_ascii=False))
        return
    click.echo(SENTENCES[answer])
    for item in found:
        click.echo(f"  {MARKS[item.outcome]} {printable(item.detail)}{f' ({item.code})' if item.code else ''}")

"""``openbadgekit bundle``."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from openbadgekit.errors import OpenBadgeKitError
from openbadgekit.keys import documents
from openbadgekit.reading import read_object
from openbadgekit.shell.archives import PROVEN, Watched
from openbadgekit.shell.checking import check
from openbadgekit.shell.networks import FILE, asking, network_of
from openbadgekit.shell.sources import Moment, now, open_source
from openbadgekit.shell.verifying import EXITS
from openbadgekit.verify import binding, bundle
from openbadgekit.verify.policy import Policy
from openbadgekit.verify.report import Report, Verdict
from openbadgekit.verify.resources import Resource
from openbadgekit.verify.wording import printable


@click.command("bundle")
@click.argument("source")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The archive to write.")
@click.option(
    "--key-document", "earlier", type=FILE, multiple=True, help="An earlier key document of the issuer; the newest first."
)
@click.option("--at", type=Moment(), help="Check for this moment instead of now.")
@asking
def bundle_command(
    source: str, out: Path, earlier: tuple[Path, ...], at: datetime | None, offline: bool, recording: Path | None, allow_local: bool
) -> int:
    """Check a badge and keep it with everything that was seen: keys, status lists, vocabularies. Then `verify` needs no network.

    Exit 0 when the archive was written; else the exit code of the verdict, and nothing is written.
    """
    moment = at or now()
    watched = Watched(network_of(offline=offline, recording=recording, allow_local=allow_local))
    opened = open_source(source, watched.behind)
    if isinstance(opened.data, OpenBadgeKitError):
        raise NotKept(opened.data.sentence, 2)
    report = check(opened.data, network=watched, policy=Policy(allow_local=allow_local), at=moment)
    older = tuple(_earlier(path) for path in earlier)
    if not _worth_keeping(report, older):
        raise NotKept(
            f"No archive was made: what cannot be proven now cannot be proven later. {report.sentence}", EXITS[report.verdict] or 1
        )
    out.write_bytes(bundle.pack(opened.data, watched.answers, made=moment, earlier=older))
    click.echo(f"Kept in {click.format_filename(out)}. {printable(report.sentence)}")
    return 0


def _worth_keeping(report: Report, older: tuple[Resource, ...]) -> bool:
    """Whether the badge is proven to be its issuer's, or can be with the earlier keys."""
    if report.verdict in (Verdict.UNREADABLE, Verdict.UNKNOWN):
        return False
    return report.code in PROVEN or (report.code == "key_not_issuers" and bool(older))


def _earlier(path: Path) -> Resource:
    """A key document from a file, at the address where its issuer's keys stand."""
    try:
        body = path.read_bytes()
        owner = documents.read(read_object(body), url="").id
        need = binding.need(owner)
    except OpenBadgeKitError as problem:
        raise click.UsageError(f"{path.name} is no key document. {problem.sentence}") from None
    if need is None:
        raise click.UsageError(f"{path.name} is the key document of nobody who could be asked.")
    return Resource(need.url, body)


class NotKept(click.ClickException):
    """No archive was made, with the exit code of the verdict."""

    def __init__(self, sentence: str, code: int) -> None:
        super().__init__(printable(sentence))
        self.code = code

    @property
    def exit_code(self) -> int:  # type: ignore[override]  # click has a plain attribute there
        """That of the verdict."""
        return self.code

"""The Node peer, `@digitalbazaar/vc`, measured in the same run: once it, once we, in turn."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle
from pathlib import Path
from typing import Any

from openbadgekit import contexts
from openbadgekit.keys import jwk
from openbadgekit.keys.signer import LocalSigner
from openbadgekit.reading import write
from openbadgekit.shell import tasks
from openbadgekit.shell.measuring import Figure, over, seconds

TURNS, MANY = 5, 200
AIMS = {"issue": 60.0, "verify": 25.0}


def figures(folder: Path, signer: LocalSigner) -> Iterator[Figure]:
    """How many times the peer's speed we reach with eddsa-rdfc-2022, issuing and verifying.

    Args:
        folder: holds ``bench.mjs`` and the peer's packages. Nothing is yielded without Node.
    """
    node = shutil.which("node")
    if node is None or not (folder / "node_modules").is_dir():
        return
    issue, verify = tasks.issuers(signer)["eddsa-rdfc-2022"], tasks.verifiers(signer)["eddsa-rdfc-2022"]
    linted = tasks.drafts(signer)
    documents, signed = [item.document for item in linted[:20]], [issue(item) for item in linted]
    with tempfile.TemporaryDirectory() as work:
        task = Path(work) / "task.json"
        key = jwk.write_private(signer.private)
        known = {url: contexts.load(url) for url in contexts.KNOWN}
        task.write_bytes(
            write({"contexts": known, "key": key, "method": signer.verification_method, "documents": documents,
                   "signed": [json.loads(item) for item in signed[:20]]})
        )  # fmt: skip
        rounds: dict[str, list[float]] = {"issue": [], "verify": []}
        for _ in range(TURNS):
            theirs = _theirs(node, folder, task)
            ours = {"issue": _each(linted, issue), "verify": _each(signed, verify)}
            for what, times in rounds.items():
                times.append(theirs[what] / ours[what])
    for what, times in rounds.items():
        yield over(f"eddsa-rdfc-2022 {what}, times the speed of @digitalbazaar/vc", times, aim=AIMS[what], at_least=True)


def _each(things: Sequence[Any], work: Callable[[Any], object]) -> float:
    """Our time for one of many [s]."""
    following = cycle(things)
    return seconds(lambda: work(next(following)), MANY)


def _theirs(node: str, folder: Path, task: Path) -> dict[str, float]:
    """The peer's time for one of many, warmed up, in its own process [s]."""
    command = [node, str(folder / "bench.mjs"), str(task)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)  # noqa: S603 - our own script
    found: dict[str, float] = json.loads(done.stdout)
    return found

"""A framework of 20,000 items: how long its import takes, what memory it needs, how fast its items are found.

Made by us, in the database that `house` has prepared; the worker's own loop does the import, pauses included.
"""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from openbadgekit.reading import read, write
from openbadgekit.shell.measuring import Figure

ITEMS, SECONDS, MEGABYTES, MILLISECONDS = 20_000, 20, 100, 200
COMMAND = """
import atexit
from pathlib import Path
atexit.register(lambda: print(Path("/proc/self/status").read_text()))
from laurels.site.cli import main
main()
"""
MOMENT = "2026-03-03T09:00:00+00:00"
SOUGHT = ("statement 777", "t.19999", "people words work", "nothing of this", "e")
ROUNDS = 5


def figures() -> Iterator[Figure]:
    """Import, memory, search."""
    from django.db import connection
    from laurels.frameworks import selectors
    from laurels.frameworks.exporting import package
    from laurels.frameworks.models import Framework
    from laurels.frameworks.readers import json_files

    connection.force_debug_cursor = False
    seconds, looked, megabytes = _imported()
    framework = Framework.objects.select_related("organisation").get(title="Twenty thousand")
    if framework.items.count() != ITEMS or framework.state != "current":
        raise SystemExit("Not every item came in: the figures would say nothing.")
    if read(b"".join(package(framework)), limits=json_files.REST) != _document():
        raise SystemExit("What came in did not come out equal.")
    yield Figure(
        f"import of a CASE file of {ITEMS} items and {ITEMS} associations", seconds, (seconds, seconds), SECONDS, False, " s"
    )
    yield Figure("reading that file before it comes in", looked, (looked, looked), SECONDS, False, " s")
    yield Figure("memory that its import adds at most", megabytes, (megabytes, megabytes), MEGABYTES, False, " MB")
    took: list[float] = []
    for text in SOUGHT * ROUNDS:
        begun = time.perf_counter()
        selectors.search_items(framework.organisation, text, 50)
        took.append((time.perf_counter() - begun) * 1000)
    spread = (min(took), statistics.median(took))
    yield Figure(f"search among {ITEMS} framework items, the slowest", max(took), spread, MILLISECONDS, False, " ms")


def _imported() -> tuple[float, float, float]:
    """Seconds of the worker with the import, seconds of the look before it, and what memory the worker had more than an idle one [MB]."""
    from django.utils.timezone import now
    from laurels.frameworks.services import bring, confirm
    from laurels.people.models import Membership
    from laurels.people.rules import Role

    owner = Membership.objects.filter(grants__role=Role.OWNER).select_related("organisation", "person").order_by("pk")[0]
    data = write(_document())
    begun = time.perf_counter()
    row = bring(organisation=owner.organisation, person=owner.person, data=data, name="many.json", at=now())
    looked = time.perf_counter() - begun
    idle = _worker()
    confirm(row=row, person=owner.person, at=now())
    busy = _worker()
    return busy.seconds, looked, busy.megabytes - idle.megabytes


@dataclass(frozen=True)
class Run:
    """One run of the worker until nothing is left: how long, and the most memory that it held [MB]."""

    seconds: float
    megabytes: float


def _worker() -> Run:
    """The command as an operator starts it; at its end it says how much memory it held at most."""
    begun = time.perf_counter()
    run = subprocess.run([sys.executable, "-c", COMMAND, "worker", "--once"], capture_output=True, text=True, check=True)
    held = re.search(r"VmHWM:\s+(\d+) kB", run.stdout)
    if held is None:
        raise SystemExit("The worker did not say how much memory it held.")
    return Run(time.perf_counter() - begun, int(held[1]) / 1000)


def _document() -> dict[str, object]:
    """A tree in which each item has ten under it."""
    names = [str(UUID(int=number + 1)) for number in range(ITEMS)]
    document = {"identifier": str(UUID(int=2**64)), "title": "Twenty thousand", "uri": "https://skills.example/d"}
    root = {**document}
    return {
        "CFDocument": {**document, "creator": "The benchmark", "lastChangeDateTime": MOMENT},
        "CFItems": [
            {
                "identifier": name,
                "uri": f"https://skills.example/items/{number}",
                "fullStatement": f"Statement {number} about something that people do at work, in the usual number of words",
                "humanCodingScheme": f"T.{number}",
                "CFItemType": "Skill",
                "lastChangeDateTime": MOMENT,
            }
            for number, name in enumerate(names)
        ],
        "CFAssociations": [
            {
                "identifier": str(UUID(int=2**65 + number)),
                "uri": f"https://skills.example/links/{number}",
                "associationType": "isChildOf",
                "sequenceNumber": number,
                "originNodeURI": {"title": "i", "identifier": name, "uri": f"https://skills.example/items/{number}"},
                "destinationNodeURI": root
                if number < 10
                else {"title": "i", "identifier": names[number // 10], "uri": "https://skills.example/i"},
                "lastChangeDateTime": MOMENT,
            }
            for number, name in enumerate(names)
        ],
    }

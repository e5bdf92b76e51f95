"""Run by test_crash: an installation in a file whose process is killed in the middle of awarding, again and again.

    python -m tests.issuing.crashing FOLDER POINTS SEED

Each time a child process awards one badge and is killed (SIGKILL) at a random statement; the parent then makes the repair
run and counts. Prints one line of JSON for each.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
from pathlib import Path
from typing import Any


def main(folder: Path, points: int, seed: int) -> None:
    """Prepare once, then kill and repair from a copy each time."""
    os.environ |= {"LAURELS_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "laurels.site.settings"}
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    prepared = _prepared()
    connection.close()
    original, database = folder / "original.sqlite3", folder / "laurels.sqlite3"
    shutil.copy(database, original)
    total = _in_child(prepared, None)
    chosen = random.Random(seed)
    for _ in range(points):
        connection.close()
        for left in folder.glob("laurels.sqlite3*"):
            left.unlink()
        shutil.copy(original, database)
        point = chosen.randint(1, total)
        killed = _in_child(prepared, point)
        print(json.dumps({"point": point, "of": total, "killed": killed, **_repaired()}), flush=True)


def _prepared() -> tuple[int, int, int]:
    """A small organisation with a badge; keys of version, learner and judge."""
    from tests.issuing.making import make_badge
    from tests.making import make_member, make_organisation, make_person

    owner = make_person("Mira Lund", email="mira@kettle.example")
    pantry = make_organisation("Kettle Lane", founder=owner)
    learner = make_member(pantry).person
    return make_badge(pantry, owner).pk, learner.pk, owner.pk


def _in_child(prepared: tuple[int, int, int], point: int | None) -> int:
    """Award in a child process that dies before its n-th statement; without a point, how many statements there are."""
    from django.db import connection

    connection.close()
    reader, writer = os.pipe()
    child = os.fork()
    if child:
        os.close(writer)
        _, status = os.waitpid(child, 0)
        with os.fdopen(reader, "rb") as answer:
            said = answer.read()
        return int(said) if point is None else os.WTERMSIG(status)
    os.close(reader)
    count = 0

    def step(execute: Any, *arguments: Any) -> Any:
        nonlocal count
        count += 1
        if count == point:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*arguments)

    with connection.execute_wrapper(step):
        _award(prepared)
    os.write(writer, str(count).encode())
    os._exit(0)


def _award(prepared: tuple[int, int, int]) -> None:
    """What the request does, and what the worker does after it."""
    from laurels.catalogue.models import AchievementVersion
    from laurels.issuing import services as issuing
    from laurels.people.models import Person
    from tests.journeys import settle
    from tests.making import NOON

    version, learner, judge = prepared
    award = issuing.intend(
        version=AchievementVersion.objects.get(pk=version),
        learner=Person.objects.get(pk=learner),
        judge=Person.objects.get(pk=judge),
        narrative="She did it.",
        at=NOON,
    )
    issuing.seal(award=award, at=NOON)
    settle(NOON)


def _repaired() -> dict[str, Any]:
    """The worker starts again and runs for an hour; then everything is counted."""
    from datetime import timedelta

    from django.db import connection
    from laurels.backpack.models import Offer
    from laurels.issuing.models import Award
    from laurels.journal.models import FactRow
    from laurels.sealing.models import SealedCredential
    from laurels.verification import services as verification
    from tests.journeys import settle
    from tests.making import NOON

    for minutes in range(0, 60, 4):
        settle(NOON + timedelta(minutes=minutes + 1))
    found = {
        "awards": Award.objects.count(),
        "issued": Award.objects.filter(state="issued", sealed__isnull=False).count(),
        "credentials": SealedCredential.objects.count(),
        "offers": Offer.objects.count(),
        "sealed_facts": FactRow.objects.filter(kind="award.sealed").count(),
        "valid": sum(
            verification.check(bytes(body), at=NOON + timedelta(hours=1)).verdict == "valid"
            for row in SealedCredential.objects.values_list("json", "jwt")
            for body in row
        ),
    }
    connection.close()
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))

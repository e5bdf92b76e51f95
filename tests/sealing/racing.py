"""Run by test_status_lists: many threads reserve places and set bits in one database file.

    python -m tests.sealing.racing FOLDER THREADS ROUNDS

Prints one line of JSON: entries and distinct places, lists, bits that are set and bits that the published list shows.
"""

from __future__ import annotations

import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID, uuid4


def main(folder: Path, threads: int, rounds: int) -> None:
    """Prepare, race, count."""
    os.environ |= {
        "LAURELS_DATA": str(folder),
        "LAURELS_MASTER_KEY_FILE": str(folder / "master.key"),
        "DJANGO_SETTINGS_MODULE": "laurels.site.settings",
    }
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from laurels.keys import services as keys
    from tests.making import NOON, make_organisation

    organisation = make_organisation()
    keys.ensure_key(organisation=organisation, at=NOON)
    _reserve(organisation, uuid4())
    chosen = [uuid4() for _ in range(threads)]
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(lambda intention: _work(organisation, intention, rounds), chosen))
    print(json.dumps(_counted()))


def _work(organisation: object, intention: UUID, rounds: int) -> None:
    """One thread: some places, and the bit of the first."""
    from django.db import connection
    from laurels.sealing import statuses
    from tests.making import NOON

    for place in range(rounds):
        _reserve(organisation, intention if place == 0 else uuid4())
    statuses.set_bit(intention=intention, purpose="revocation", value=True, at=NOON)
    connection.close()


def _reserve(organisation: object, intention: UUID) -> None:
    """As sealing does it."""
    from django.db import transaction
    from laurels.sealing import statuses
    from tests.making import NOON

    with transaction.atomic():
        statuses.reserve(organisation=organisation, intention=intention, at=NOON)  # type: ignore[arg-type]


def _counted() -> dict[str, int]:
    """What stands in the rows and in the signed bytes."""
    from laurels.sealing import statuses
    from laurels.sealing.models import PublishedDocument, StatusEntry, StatusList

    from openbadgekit.status import bitstring_list

    shown = 0
    for status_list in StatusList.objects.all():
        body = json.loads(bytes(PublishedDocument.objects.get(path=statuses.path_of(status_list)).body))
        bits = bitstring_list.expand(body["credentialSubject"]["encodedList"])
        shown += sum(bits[place] for place in range(len(bits)))
    places = StatusEntry.objects.values_list("list_id", "index")
    return {
        "entries": len(places),
        "places": len(set(places)),
        "lists": StatusList.objects.count(),
        "set": StatusEntry.objects.filter(bit=True).count(),
        "published": shown,
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))

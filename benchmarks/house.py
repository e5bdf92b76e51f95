"""The house's figures, over the pages of the demonstration: queries per page, and what the first page weighs.

Needs no server and no network: the demonstration is made in a temporary folder, and its pages are asked through Django's client.
"""

from __future__ import annotations

import gzip
import logging
import os
import re
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks import frameworks, many, people
from benchmarks.walking import kind_of, links, walked
from openbadgekit.shell.measuring import Figure

MOST_PAGES = 120
"""Pages that one actor visits."""

FEWEST, QUERIES, KILOBYTES = 10, 12, 60


def figures() -> Iterator[Figure]:
    """Queries and weight, page by page."""
    with tempfile.TemporaryDirectory() as folder:
        logging.disable(logging.WARNING)  # a page that an actor may not open is no news here
        os.environ.update(LAURELS_DATA=folder, LAURELS_ORIGIN="http://localhost:8000")
        _make_demonstration()
        from django.test import Client

        costs: dict[str, int] = {}
        public: set[str] = set()
        for number, client in enumerate(_actors(Client)):
            for page, queries in walked(client, most=MOST_PAGES):
                kind = kind_of(page)
                costs[kind] = max(costs.get(kind, 0), queries)
                if number == 0:
                    public.add(page)
        if len(costs) < FEWEST:
            raise SystemExit(f"Only {len(costs)} pages were found: the figure would say nothing.")
        dearest = max(costs, key=costs.__getitem__)
        spread = (min(costs.values()), statistics.median(costs.values()))
        yield Figure(f"queries of the dearest of {len(costs)} pages, {dearest}", costs[dearest], spread, QUERIES, False)
        weights = {path: _weight(Client(headers={"accept-encoding": "gzip"}), path) / 1000 for path in public}
        heaviest = max(weights, key=weights.__getitem__)
        name = f"weight of the heaviest of {len(weights)} public pages, {heaviest}, with all that it loads, as transferred"
        yield Figure(name, weights[heaviest], (min(weights.values()), max(weights.values())), KILOBYTES, False, " kB")
        yield from many.figures()
        yield from frameworks.figures()
        yield from people.figures()


def _make_demonstration() -> None:
    """The demonstration's database, its facts answered."""
    from laurels.site import cli

    cli.prepare(demo=True)
    cli.bring_up()
    from django.conf import settings
    from django.db import connection
    from laurels.programmes.demo.loading import load_demo
    from laurels.worker.services import run_due

    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    load_demo(say=lambda _: None)
    from django.utils.timezone import now

    while run_due(at=now()):
        pass
    connection.force_debug_cursor = True


def _actors(client_of: type) -> Iterator:
    """A stranger, then everybody who has a part in the demonstration."""
    from laurels.people.models import Person

    yield client_of()
    for person in Person.objects.filter(is_active=True).order_by("pk"):
        client = client_of()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        yield client


def _weight(client, path: str) -> int:  # type: ignore[no-untyped-def]
    """Bytes of a page and of everything that it loads, as a browser gets them: compressed, where the server does that."""
    from django.contrib.staticfiles import finders

    answer = client.get(path, follow=True)
    packed = answer.headers.get("Content-Encoding") == "gzip"
    total, page = len(answer.content), (gzip.decompress(answer.content) if packed else answer.content).decode()
    for tag, attribute in (("link", "href"), ("script", "src"), ("img", "src")):
        for link in set(links(page, tag, attribute)):
            where = urlsplit(link).path
            if where.startswith("/static/"):
                plain = re.sub(r"\.[0-9a-f]{12}(?=\.[a-z]+$)", "", where.removeprefix("/static/"))
                found = finders.find(plain)
                if found is None:
                    raise SystemExit(f"{path} loads {where}, which is nowhere.")
                total += len(gzip.compress(Path(found).read_bytes()))  # the middleware packs these too
            elif where.startswith("/") and tag == "img":
                total += len(client.get(link).getvalue())
    return total

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
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

from benchmarks import frameworks, many, people
from openbadgekit.shell.measuring import Figure

MOST_PAGES = 120
"""Pages that one actor visits."""

FEWEST, QUERIES, KILOBYTES = 10, 12, 60
_STAYS = re.compile(r"/(sign-out|static|media)/|/download/|\.(png|svg|json|jwt|csv|pdf|zip|ics)$")


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
            for path, page, queries in _visited(client):
                costs[path] = max(costs.get(path, 0), queries)
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


def _visited(client) -> Iterator[tuple[str, str, int]]:  # type: ignore[no-untyped-def]
    """(kind of page, page, queries) of every page that this actor can reach by links; a kind's address has no numbers."""
    from django.db import connection, reset_queries

    seen, todo = set(), ["/", "/check/", "/catalogue/"]
    while todo and len(seen) < MOST_PAGES:
        path = todo.pop(0)
        if path in seen:
            continue
        seen.add(path)
        reset_queries()
        answer = client.get(path)
        queries = len(connection.queries)
        if answer.status_code in (301, 302) and (where := _own(path, answer["Location"])):
            todo.append(where)
        elif answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            yield re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "…", path), path, queries
            todo += [where for link in _links(answer.content.decode(), "a", "href") if (where := _own(path, link))]


def _own(page: str, link: str) -> str | None:
    """A link's path when it is one of our own pages that reading does no harm to."""
    parts = urlsplit(urldefrag(urljoin(f"http://localhost:8000{page}", link))[0])
    if parts.netloc not in ("localhost:8000", "testserver") or _STAYS.search(parts.path):
        return None
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _weight(client, path: str) -> int:  # type: ignore[no-untyped-def]
    """Bytes of a page and of everything that it loads, as a browser gets them: compressed, where the server does that."""
    from django.contrib.staticfiles import finders

    answer = client.get(path, follow=True)
    packed = answer.headers.get("Content-Encoding") == "gzip"
    total, page = len(answer.content), (gzip.decompress(answer.content) if packed else answer.content).decode()
    for tag, attribute in (("link", "href"), ("script", "src"), ("img", "src")):
        for link in set(_links(page, tag, attribute)):
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


def _links(text: str, tag: str, attribute: str) -> list[str]:
    """One attribute of every element of a kind; of links in the head only what a browser loads."""
    found: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, name, attributes) -> None:  # type: ignore[no-untyped-def]
            given = dict(attributes)
            loads = tag != "link" or given.get("rel") in ("stylesheet", "icon", "modulepreload", "preload")
            if name == tag and loads and given.get(attribute):
                found.append(given[attribute])

    Reader().feed(text)
    return found

"""Walks the house's pages as somebody does who follows every link; the benchmarks and the tests walk alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

STARTS = ("/", "/check/", "/catalogue/")
_STAYS = re.compile(r"/(sign-out|static|media)/|/download/|/demo/be/|\.(png|svg|json|jwt|csv|xlsx|pdf|zip|ics|atom|xml|txt)$")
_NAMED = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/o/)[\w-]+|(?<=/c/)[\w-]+|(?<=/s/)[\w-]+|(?<=/)[A-Z0-9]+(-[A-Z0-9]+)+(?=/)")


def kind_of(path: str) -> str:
    """A page's address without what it is about: all badges' pages are of one kind."""
    parts = urlsplit(path)
    asked = "&".join(sorted({name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}))
    return _NAMED.sub("…", parts.path) + (f"?{asked}" if asked else "")


def walked(client: Any, *, most: int, of_a_kind: int | None = None) -> Iterator[tuple[str, int]]:
    """(page, queries) of every page that this visitor reaches by links, nearest first.

    Args:
        most: pages that are asked for. of_a_kind: how many pages of one kind are; None: all.

    The connection must keep its queries (``force_debug_cursor``).
    """
    from django.db import connection, reset_queries

    seen: set[str] = set()
    kinds: dict[str, int] = {}
    todo = list(STARTS)
    while todo and len(seen) < most:
        path = todo.pop(0)
        kind = kind_of(path)
        if path in seen or (of_a_kind is not None and kinds.get(kind, 0) >= of_a_kind):
            continue
        seen.add(path)
        kinds[kind] = kinds.get(kind, 0) + 1
        reset_queries()
        answer = client.get(path)
        queries = len(connection.queries)
        if answer.status_code in (301, 302) and (where := own(path, answer["Location"])):
            todo.append(where)
        elif answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            yield path, queries
            todo += [where for link in links(answer.content.decode(), "a", "href") if (where := own(path, link))]


def own(page: str, link: str) -> str | None:
    """A link's path when it is one of our own pages that reading does no harm to."""
    parts = urlsplit(urldefrag(urljoin(f"http://localhost:8000{page}", link))[0])
    if parts.netloc not in ("localhost:8000", "testserver") or _STAYS.search(parts.path):
        return None
    return parts.path + (f"?{parts.query}" if parts.query else "")


def links(text: str, tag: str, attribute: str) -> list[str]:
    """One attribute of every element of a kind; of links in the head only what a browser loads."""
    found: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
            given = dict(attributes)
            loads = tag != "link" or given.get("rel") in ("stylesheet", "icon", "modulepreload", "preload")
            if name == tag and loads and (value := given.get(attribute)):
                found.append(value)

    Reader().feed(text)
    return found

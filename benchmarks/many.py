"""The house with much in it: a catalogue of 5,000 badges. Runs within the demonstration that `house` has made."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Iterator
from datetime import timedelta

from openbadgekit.shell.measuring import Figure

BADGES, SEARCH_MS, QUERIES = 5_000, 150.0, 10
SEARCHES = (
    {"q": "welcome"},
    {"q": "shelf careful", "kind": "skill"},
    {"q": "e"},
    {"function": "comply", "level": "Competent"},
    {"q": "nothing holds this word"},
    {"page": "200"},
)
WORDS = "welcome shelf careful listens records repairs safe night counter cold warm report visit ladder garden letter".split()


def figures() -> Iterator[Figure]:
    """How long a search of the whole catalogue takes, page and all."""
    from django.db import connection, reset_queries
    from django.test import Client

    _fill()
    client, times, queries = Client(), [], 0
    for query in SEARCHES * 5:
        reset_queries()
        begun = time.perf_counter()
        answer = client.get("/catalogue/", query)
        times.append((time.perf_counter() - begun) * 1000)
        queries = max(queries, len(connection.queries))
        if answer.status_code != 200:
            raise SystemExit(f"{query} was answered with {answer.status_code}.")
    spread = (min(times), max(times))
    yield Figure(f"catalogue search over {BADGES} badges, whole page", statistics.median(times), spread, SEARCH_MS, False, " ms")
    yield Figure("queries of that search", queries, (queries, queries), QUERIES, False)


def _fill() -> None:
    """Copies of a published badge under other words, each with its search row."""
    from django.db.models import QuerySet
    from laurels.catalogue.models import Achievement, AchievementVersion, Listing
    from laurels.catalogue.rules.searching import folded

    chance = random.Random(5)
    model = Listing.objects.select_related("version__achievement").first()
    if model is None:
        raise SystemExit("The demonstration has no published badge.")
    version, organisation = model.version, model.organisation
    texts = [" ".join(chance.choices(WORDS, k=4)).capitalize() for _ in range(BADGES)]
    achievements = QuerySet(Achievement).bulk_create(
        [
            Achievement(organisation=organisation, handle=f"MANY-{number}", kind="skill", made_at=version.changed_at)
            for number in range(BADGES)
        ],
        batch_size=500,
    )
    columns = {"state": "published", "state_since": version.state_since, "changed_at": version.changed_at}
    versions = QuerySet(AchievementVersion).bulk_create(
        [
            AchievementVersion(
                achievement=achievement, title=text, description=" ".join(chance.choices(WORDS, k=30)),
                published_at=version.published_at - timedelta(hours=number), picture_svg=version.picture_svg, **columns,
            )
            for number, (achievement, text) in enumerate(zip(achievements, texts, strict=True))
        ],
        batch_size=200,
    )  # fmt: skip
    Listing.objects.bulk_create(
        [
            Listing(
                version=row, organisation=organisation, published_at=row.published_at, title_words=folded(row.title),
                words=folded(f"{row.title} {row.description} {' '.join(chance.choices(WORDS, k=60))}"),
                function=chance.choice(["comply", "perform", "develop"]), kinds=chance.choice([" skill ", " competence "]),
                level=chance.choice(["", "Competent", "EQF 3"]),
            )
            for row in versions
        ],
        batch_size=500,
    )  # fmt: skip

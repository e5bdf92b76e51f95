"""`laurels check`: what is wrong with a deployment, and what to do."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from laurels.common.clock import now
from laurels.issuing import selectors as issuing
from laurels.keys import custody
from laurels.keys import selectors as keys
from laurels.people.selectors import is_set_up
from laurels.worker.models import Pulse

SILENT_AFTER = timedelta(minutes=2)
LEAST_FREE = 500 * 1024**2
"""Free space below which the check warns [bytes]."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; ``wrong`` ones make the command fail, the others are notes."""

    sentence: str
    hint: str = ""
    wrong: bool = False


def findings() -> list[Finding]:
    """Everything that can be said from this machine."""
    if _unmigrated():
        return [Finding("The database is not up to date.", "Run `laurels migrate`.", wrong=True)]
    return [*_origin(), *_master_key(), *_mail(), *_worker(), *_awards(), *_database(), *_disk()]


def _unmigrated() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _origin() -> Iterator[Finding]:
    """Without https issuers are did:key."""
    if not settings.HTTPS:
        yield Finding(
            f"The public origin is {settings.ORIGIN}: badges are signed by did:key, which cannot rotate.",
            "Set LAURELS_ORIGIN to the public https address before you award real badges.",
        )
    if not is_set_up():
        yield Finding("The first questions have not been answered.", "Run `laurels serve` and open the address that it prints.")


def _master_key() -> Iterator[Finding]:
    """The key that wraps the others."""
    path = custody.master_key_path()
    if not path.exists():
        words = "Put it back from its copy; no badge can be signed without it." if keys.any_keys() else "Run `laurels migrate`."
        yield Finding(f"The master key is missing at {path}.", words, wrong=True)
    elif path.stat().st_mode & 0o077:
        yield Finding("Others on this machine may read the master key.", f"Run: chmod 600 {path}", wrong=True)
    else:
        yield Finding("The master key is there.", "Keep a copy apart from the database's backup.")
    if path.exists() and (closed := keys.unopened()):
        yield Finding(
            f"The master key does not open {closed} signing key{'' if closed == 1 else 's'}.",
            f"It is another one than the key that closed them: put the right one at {path}.",
            wrong=True,
        )


def _mail() -> Iterator[Finding]:
    if not settings.EMAIL_URL:
        folder = Path(settings.DATA) / "mail"
        yield Finding("No mail server is set.", f"Letters are files in {folder}; set EMAIL_URL to send them.")


def _worker() -> Iterator[Finding]:
    """The claim loop must have been seen lately."""
    pulse = Pulse.objects.filter(pk=1).first()
    if pulse is None or now() - pulse.seen_at > SILENT_AFTER:
        yield Finding("The worker has not been seen for two minutes.", "`laurels serve` starts it; else run `laurels worker`.")


def _awards() -> Iterator[Finding]:
    """An award that is not signed, or a revocation that is late, is an alarm."""
    for hindrance in issuing.hindrances(at=now()):
        yield Finding(hindrance.sentence, hindrance.hint, wrong=True)


def _database() -> Iterator[Finding]:
    """SQLite must not lose an acknowledged award in a power cut."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            journal = cursor.execute("PRAGMA journal_mode").fetchone()[0]
            synchronous = cursor.execute("PRAGMA synchronous").fetchone()[0]
        if journal != "wal" or synchronous < 2:
            yield Finding(
                "SQLite is not set to keep what it acknowledged.", "Use a local disk; network folders cannot.", wrong=True
            )


def _disk() -> Iterator[Finding]:
    if shutil.disk_usage(settings.DATA).free < LEAST_FREE:
        yield Finding("The disk is nearly full.", "Free some space; awards stop when it is full.", wrong=True)

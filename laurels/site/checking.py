"""`laurels check`: what is wrong with a deployment, and what to do."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from laurels.common.clock import now
from laurels.issuing import selectors as issuing
from laurels.keys import custody
from laurels.keys import selectors as keys
from laurels.mail import selectors as mail
from laurels.people.selectors import is_set_up
from laurels.worker import selectors as worker

LEAST_FREE = 500 * 1024**2
"""Free space below which the check warns [bytes]."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; ``wrong`` ones make the command fail, the others are notes."""

    sentence: str
    hint: str = ""
    wrong: bool = False


def findings() -> list[Finding]:
    """Everything that can be said from this machine; without a database that answers, only that."""
    try:
        if _unmigrated():
            return [Finding("The database is not up to date.", "Run `laurels migrate`.", wrong=True)]
        return [finding for look in LOOKS for finding in look()]
    except (OperationalError, InterfaceError):
        hint = "Check DATABASE_URL and that its server runs; for SQLite, that this user may read and write the folder."
        return [Finding("The database cannot be asked.", hint, wrong=True)]


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
    if settings.DEBUG:
        yield Finding("DEBUG is on: faults show the inside of the machine to everybody.", "Unset DEBUG.", wrong=True)


def _set_up() -> Iterator[Finding]:
    """A fresh installation waits for its first person."""
    if not is_set_up():
        yield Finding("The first questions have not been answered.", "Run `laurels serve` and open the address that it prints.")


def _folder() -> Iterator[Finding]:
    """What the installation keeps is for its own user only."""
    folder = Path(settings.DATA)
    if folder.stat().st_mode & 0o077:
        yield Finding("Others on this machine may look into the data folder.", f"Run: chmod 700 {folder}", wrong=True)


def _master_key() -> Iterator[Finding]:
    """The key that wraps the others."""
    path = custody.master_key_path()
    if not path.exists():
        words = "Put it back from its copy; no badge can be signed without it." if keys.any_keys() else "Run `laurels migrate`."
        yield Finding(f"The master key is missing at {path}.", words, wrong=True)
        return
    if path.stat().st_mode & 0o077:
        yield Finding("Others on this machine may read the master key.", f"Run: chmod 600 {path}", wrong=True)
    if closed := keys.unopened():
        sentence = f"The master key does not open {_count(closed, 'signing key')}."
        yield Finding(sentence, f"It is another one than the key that closed them: put the right one at {path}.", wrong=True)
    else:
        yield Finding("The master key is there and opens the signing keys.", "Keep a copy apart from the database's backup.")


def _mail() -> Iterator[Finding]:
    """Where letters go, and those of which nobody knows whether they arrived."""
    if not settings.EMAIL_URL:
        folder = Path(settings.DATA) / "mail"
        yield Finding("No mail server is set.", f"Letters are files in {folder}; set EMAIL_URL to send them.")
    if shown := len(mail.letters_for_a_person()):
        sentence = f"{_count(shown, 'letter')} may not have arrived or cannot be sent."
        yield Finding(sentence, "`laurels letters` lists them and says what to do.", wrong=True)


def _worker() -> Iterator[Finding]:
    """The claim loop must have been seen lately, and nothing given up."""
    if not worker.is_working(at=now()):
        hint = "`laurels serve` starts it; else run `laurels worker`. Until then letters and offers wait."
        yield Finding("The worker has not been seen for two minutes.", hint, wrong=is_set_up())
    for name in worker.broken_schedules():
        hint = "The log names the fault; the schedule runs again at its next time."
        yield Finding(f"The schedule {name} failed when it last ran.", hint, wrong=True)
    if dead := len(worker.dead_letters()):
        sentence = f"{_count(dead, 'delivery', 'deliveries')} failed at every try."
        yield Finding(sentence, "`laurels dead-letters` lists them; with --again each is tried anew.", wrong=True)


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _awards() -> Iterator[Finding]:
    """An award that is not signed, or a revocation that is late, is an alarm."""
    for hindrance in issuing.hindrances(at=now()):
        yield Finding(hindrance.sentence, hindrance.hint, wrong=True)


def _database() -> Iterator[Finding]:
    """An acknowledged award must outlive a power cut."""
    if connection.vendor == "sqlite":
        kept = _asked("PRAGMA journal_mode") == "wal" and _asked("PRAGMA synchronous") in {"2", "3"}
        hint = "Use a local disk; network folders cannot."
    else:
        kept = _asked("SHOW synchronous_commit") != "off"
        hint = "Set synchronous_commit to on in postgresql.conf."
    if not kept:
        yield Finding("The database is not set to keep what it acknowledged.", hint, wrong=True)


def _asked(question: str) -> str:
    """One value that the database says about itself."""
    with connection.cursor() as cursor:
        cursor.execute(question)
        return str(cursor.fetchone()[0])


def _disk() -> Iterator[Finding]:
    if shutil.disk_usage(settings.DATA).free < LEAST_FREE:
        yield Finding("The disk is nearly full.", "Free some space; awards stop when it is full.", wrong=True)


LOOKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    _origin,
    _set_up,
    _folder,
    _master_key,
    _mail,
    _worker,
    _awards,
    _database,
    _disk,
)

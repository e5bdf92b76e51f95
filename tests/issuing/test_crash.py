"""The power goes at any statement: after the repair run every award has its one credential, and every one verifies."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from laurels.backpack.models import Offer
from laurels.issuing import services as issuing
from laurels.issuing.models import Award
from laurels.journal.models import FactRow
from laurels.sealing.models import SealedCredential, StatusEntry
from laurels.verification import services as verification
from tests.examples import SOAK
from tests.issuing.making import make_badge
from tests.journeys import settle
from tests.making import NOON

ROOT = Path(__file__).resolve().parents[2]


class PowerCut(BaseException):
    """Nobody catches it, as nobody catches a power cut."""


def until(point, work):
    """Run until the n-th statement; returns how many there were."""
    count = 0

    def step(execute, *arguments):
        nonlocal count
        count += 1
        if count == point:
            raise PowerCut
        return execute(*arguments)

    with connection.execute_wrapper(step):
        try:
            work()
        except PowerCut:
            connection.close_if_unusable_or_obsolete()
    return count


@pytest.mark.django_db(transaction=True)
def test_sixty_power_cuts_lose_nothing_and_double_nothing(owner, pantry, colleague):
    version = make_badge(pantry, owner)

    def award_it():
        award = issuing.intend(version=version, learner=colleague, judge=owner, narrative="She did it.", at=NOON)
        issuing.seal(award=award, at=NOON)
        settle(NOON)

    def forget():
        Offer.objects.all().delete()
        Award.objects.all().delete()
        StatusEntry.objects.all().delete()
        with connection.cursor() as cursor:
            for table in ("journal_delivery", "sealing_sealedcredential", "worker_tick"):
                cursor.execute(f"DELETE FROM {table}")

    total = until(None, award_it)
    chosen, kept = random.Random(2026), 0
    for _ in range(600 if SOAK else 60):
        forget()
        before = FactRow.objects.filter(kind="award.sealed").count()  # facts are only ever added
        point = chosen.randint(1, total)

        until(point, award_it)
        for minutes in (2, 8, 14):
            settle(NOON + timedelta(minutes=minutes))

        awards = list(Award.objects.select_related("sealed"))
        kept += len(awards)
        assert len(awards) == SealedCredential.objects.count() == Offer.objects.count() <= 1, point
        assert all(award.state == "issued" for award in awards), point
        assert FactRow.objects.filter(kind="award.sealed").count() - before == len(awards), point
        for award in awards:
            assert verification.check(bytes(award.sealed.json), at=NOON + timedelta(hours=1)).verdict == "valid", point
            assert verification.check(bytes(award.sealed.jwt), at=NOON + timedelta(hours=1)).verdict == "valid", point
    assert kept > 40  # most points lie after the promise


def test_killed_processes_leave_nothing_that_the_repair_run_does_not_mend(tmp_path):
    points = 60 if SOAK else 8
    environment = {name: value for name, value in os.environ.items() if name not in ("LAURELS_DATA", "DJANGO_SETTINGS_MODULE")}

    run = subprocess.run(
        [sys.executable, "-m", "tests.issuing.crashing", str(tmp_path), str(points), "11"],
        cwd=ROOT,
        env=environment | {"LAURELS_MASTER_KEY_FILE": str(tmp_path / "master.key")},
        capture_output=True,
        text=True,
        timeout=600,
    )

    assert run.returncode == 0, run.stderr
    found = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(found) == points
    for one in found:
        assert one["killed"] == signal.SIGKILL, one
        assert one["awards"] == one["issued"] == one["credentials"] == one["offers"] == one["sealed_facts"] <= 1, one
        assert one["valid"] == 2 * one["credentials"], one
    assert sum(one["awards"] for one in found) > points // 2

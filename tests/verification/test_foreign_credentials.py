"""The 200 foreign credentials with known verdicts, through the house's own door: never a false "valid", never a fault.

They are read where they lie and never copied; without them the test is left out.
"""

from __future__ import annotations

import io
import re
from datetime import datetime
from pathlib import Path

import pytest
import time_machine

from openbadgekit.shell.recorded import RecordedNetwork

pytestmark = pytest.mark.django_db
PLACES = [parent / "shared" / "standards" / "data" / "credentials" for parent in Path(__file__).resolve().parents]
DATA = next((place for place in PLACES if place.exists()), PLACES[0])


def table() -> list[tuple[str, str]]:
    """(file, what is right) of every row of the manifest."""
    manifest = DATA / "MANIFEST.md"
    if not manifest.exists():
        return []
    return re.findall(r"^\| ([\w./-]+\.(?:json|jwt|jws|png|svg)) \| ([A-Z/]+) \|", manifest.read_text(), flags=re.M)


ROWS = table()
WORDS = {
    "VALID": {"valid"},
    "INVALID": {"invalid"},
    "INDETERMINATE": {"unknown"},
    "REFUSE": {"invalid", "unreadable", "unknown"},
    "WARN": {"invalid", "unknown"},
    "ACCEPT": {"invalid", "unknown", "valid"},  # the data model alone is right: unsigned templates
}
TONES = {"valid": "good", "invalid": "bad", "unknown": "fog", "unreadable": "bad"}


def seen(page: str) -> str:
    """The verdict that a page shows, by tone and word."""
    tone, word = re.search(r'class="says is-(\w+)" id="says"><em class="tone-word">([^<]*)</em>', page).groups()
    verdict = {"good": "valid", "fog": "unknown"}.get(tone) or ("unreadable" if word == "Unreadable." else "invalid")
    assert TONES[verdict] == tone
    assert (word == "Valid.") is (verdict == "valid")
    return verdict


@pytest.fixture
def recorded(monkeypatch):
    recording = DATA / "support" / "recording.json"
    monkeypatch.setattr("laurels.verification.caching.safe_network", lambda: RecordedNetwork(recording))


@pytest.mark.skipif(not ROWS, reason="the foreign credentials are not beside the project")
def test_the_manifest_was_understood():
    assert len(ROWS) > 150
    assert {word for _, right in ROWS for word in right.split("/")} <= set(WORDS)


@pytest.mark.parametrize(("name", "right"), ROWS, ids=[name for name, _ in ROWS])
def test_a_foreign_credential_gets_its_known_verdict(name, right, as_stranger, recorded):
    file = io.BytesIO((DATA / name).read_bytes())
    file.name = Path(name).name

    with time_machine.travel(datetime.fromisoformat("2026-11-23T00:00:00+00:00"), tick=False):
        answer = as_stranger.post("/check/", {"file": file})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Traceback" not in page
    verdict = seen(page)
    allowed = set().union(*(WORDS[word] for word in right.split("/")))
    if "VALID" not in right.split("/") and "ACCEPT" not in right:
        assert verdict != "valid", "a false valid"
    if not name.startswith(("ob2-", "bakery-")):  # the older generation is judged by rules of its own
        assert verdict in allowed

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
from openbadgekit.verify.resources import FetchFailure, Resource

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


class Beside:
    """The recorded network; an assertion of Open Badges 2.0 stands where it says that it is, as its test suite has it."""

    def __init__(self, name: str) -> None:
        self.recorded = RecordedNetwork(DATA / "support" / "recording.json")
        data = (DATA / name).read_bytes()
        found = re.search(rb'^ {0,4}"id": ?"(https://[^"]+)"', data, flags=re.M)
        self.hosted = {found[1].decode(): data} if found and name.startswith("ob2-") and name.endswith(".json") else {}

    def fetch(self, url: str, *, redirects: bool = True) -> Resource | FetchFailure:
        if url in self.hosted:
            return Resource(url, self.hosted[url], "application/json", 200, url)
        return self.recorded.fetch(url, redirects=redirects)


@pytest.mark.skipif(not ROWS, reason="the foreign credentials are not beside the project")
def test_the_manifest_was_understood():
    assert len(ROWS) > 150
    assert {word for _, right in ROWS for word in right.split("/")} <= set(WORDS)


@pytest.mark.parametrize(("name", "right"), ROWS, ids=[name for name, _ in ROWS])
def test_a_foreign_credential_gets_its_known_verdict(name, right, as_stranger, monkeypatch):
    monkeypatch.setattr("laurels.verification.caching.safe_network", lambda: Beside(name))
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
    if name.startswith("ob2-") and "invalid" in allowed:
        allowed |= {"unreadable"}  # a class, a profile or a key alone is no credential (verdict rules 1 and 9)
    assert verdict in allowed

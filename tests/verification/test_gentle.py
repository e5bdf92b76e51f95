"""Asking others gently, and telling nobody who looked: cache, limits per visitor and per host, whole lists."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from laurels.common import limits
from laurels.verification import caching, services
from laurels.verification.errors import AddressUnreachable
from laurels.verification.limiting import count
from tests.foreign import LIST, Answers, entry, foreign
from tests.making import NOON

from openbadgekit.reading import read_object, write
from openbadgekit.verify.resources import FetchFailure, Resource

pytestmark = pytest.mark.django_db


def test_an_answer_is_asked_for_once(network, harbour):
    data = harbour.badge(status=[entry()])

    for _ in range(5):
        assert services.check(data, at=NOON).verdict == "valid"

    assert sorted(network.asked) == sorted([harbour.document_url, LIST])


def test_a_kept_answer_of_one_badge_serves_another(network, harbour):
    services.check(harbour.badge(status=[entry(7)]), at=NOON)
    services.check(harbour.badge(status=[entry(8)], credential_id="urn:uuid:0d7d1a3c-6d5a-4b5d-9d57-3b7f4a1f6d11"), at=NOON)

    assert network.asked.count(LIST) == 1


def test_a_failure_is_soon_asked_again(network, harbour, monkeypatch):
    kept = {}
    monkeypatch.setattr(caching.cache, "set", lambda key, value, seconds: kept.update({value.url: seconds}))
    del network.answers[LIST]

    services.check(harbour.badge(status=[entry()]), at=NOON)

    assert kept == {harbour.document_url: caching.KEPT_SECONDS, LIST: caching.FAILURE_SECONDS}
    assert caching.FAILURE_SECONDS < 60 < caching.KEPT_SECONDS


def test_a_large_answer_is_not_kept(monkeypatch):
    answers = Answers({"https://harbour.example/large": b"x" * (caching.LARGEST_KEPT + 1)})
    monkeypatch.setattr("laurels.verification.caching.safe_network", lambda: answers)

    for _ in range(2):
        assert isinstance(caching.network().fetch("https://harbour.example/large"), Resource)

    assert len(answers.asked) == 2


def test_a_redirect_that_was_allowed_once_is_not_believed_where_none_may_be(monkeypatch):
    answers = Answers({"https://harbour.example/did.json": b"{}"})
    monkeypatch.setattr("laurels.verification.caching.safe_network", lambda: answers)

    caching.network().fetch("https://harbour.example/did.json", redirects=True)
    caching.network().fetch("https://harbour.example/did.json", redirects=False)

    assert len(answers.asked) == 2


def test_one_host_is_spared_and_the_question_stays_open(network, harbour, monkeypatch):
    monkeypatch.setattr(limits, "ASKS_A_MINUTE", 3)
    for number in range(3):
        caching.network().fetch(f"https://harbour.example/{number}")

    report = services.check(harbour.badge(), at=NOON)

    assert report.verdict == "unknown"
    assert "asked too often" in report.sentence
    assert len(network.asked) == 3
    assert isinstance(caching.network().fetch("https://other.example/"), FetchFailure)
    assert network.asked[-1] == "https://other.example/"


def test_a_credential_of_sixty_hosts_makes_ten_requests(network, harbour):
    others = [f"did:web:host-{number}.example" for number in range(60)]
    document = read_object(harbour.badge())
    document["endorsement"] = [
        {"@context": document["@context"], "type": ["VerifiableCredential", "EndorsementCredential"], "issuer": other}
        for other in others
    ]
    document["credentialStatus"] = [entry(7) | {"statusListCredential": f"https://list-{n}.example/"} for n in range(60)]

    services.check(write(document), at=NOON)

    assert 0 < len(network.asked) <= 10


def test_a_visitor_who_asks_too_often_reads_when_to_come_back(as_stranger, network, monkeypatch):
    monkeypatch.setattr(limits, "CHECKS_A_MINUTE", 2)
    data = foreign().decode()
    for _ in range(2):
        assert as_stranger.post("/check/", {"text": data}).status_code == 200

    answer = as_stranger.post("/check/", {"text": data, "recipient": "her@kettle.example"})

    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert "Wait a minute" in answer.content.decode()
    assert "urn:uuid:0d7d1a3c" in answer.content.decode()
    assert as_stranger.post("/check/", {"text": data}, REMOTE_ADDR="203.0.113.9").status_code == 200


def test_a_look_at_the_form_is_not_counted(as_stranger, monkeypatch):
    monkeypatch.setattr(limits, "CHECKS_A_MINUTE", 0)

    assert as_stranger.get("/check/").status_code == 200


def test_the_visitor_is_known_by_a_digest_only(rf, monkeypatch):
    keys = []
    monkeypatch.setattr(caching, "count", lambda key: keys.append(key) or 1)

    count(rf.post("/check/", REMOTE_ADDR="203.0.113.9"))

    assert keys
    assert "203.0.113.9" not in keys[0]


@pytest.fixture
def trap():
    """A server of ours that notes what it is asked."""
    seen = []

    class Trap(BaseHTTPRequestHandler):
        def do_GET(self):
            seen.append((self.path, dict(self.headers)))
            self.send_response(404)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Trap)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", seen
    server.shutdown()
    server.server_close()


def test_the_issuer_learns_neither_the_badge_nor_who_looked(trap, harbour, settings, as_stranger):
    settings.FETCH_ALLOW_LOCAL = True
    origin, seen = trap
    listed = entry(7) | {"statusListCredential": f"{origin}/status/1"}
    data = foreign(status=[listed], credential_id="urn:uuid:0d7d1a3c-6d5a-4b5d-9d57-3b7f4a1f6d12")

    as_stranger.post("/check/", {"text": data.decode(), "recipient": "jonas@kettle.example"})

    assert [path for path, _ in seen] == ["/status/1"]
    told = str(seen).lower()
    for secret in ("0d7d1a3c", "jonas", "referer", "cookie", "authorization", "statuslistindex", "127.0.0.1:8000"):
        assert secret not in told


def test_a_private_address_is_never_asked_when_that_is_not_allowed(trap, as_stranger):
    origin, seen = trap

    answer = as_stranger.post("/check/", {"address": f"{origin}/badge.json"})

    assert answer.status_code == 422
    assert "We do not open that address." in answer.content.decode()
    assert seen == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:203.0.113.9", "::ffff:203.0.113.10", False),
        ("203.0.113.9", "203.0.113.10", False),
    ],
)
def test_a_visitor_with_a_network_of_addresses_is_one_visitor(as_stranger, network, monkeypatch, one, other, same):
    monkeypatch.setattr(limits, "CHECKS_A_MINUTE", 1)
    data = foreign().decode()
    as_stranger.post("/check/", {"text": data}, REMOTE_ADDR=one)

    answer = as_stranger.post("/check/", {"text": data}, REMOTE_ADDR=other)

    assert answer.status_code == (429 if same else 200)


def test_filling_the_memory_of_answers_pushes_no_counter_out(settings):
    from django.core.cache import cache as counters

    counters.set("wrong-passwords", 5, 300)
    for number in range(2 * settings.CACHES["answers"]["OPTIONS"]["MAX_ENTRIES"]):
        caching.cache.set(f"answer-{number}", "x", 300)

    assert counters.get("wrong-passwords") == 5


class Slow(Answers):
    """A host that answers when it is let."""

    def __init__(self) -> None:
        super().__init__({})
        self.begun, self.let = threading.Semaphore(0), threading.Event()

    def fetch(self, url: str, *, redirects: bool = True) -> Resource | FetchFailure:
        self.begun.release()
        self.let.wait(10)
        return super().fetch(url, redirects=redirects)


def test_slow_hosts_hold_no_more_than_half_of_the_house(monkeypatch):
    """Two visitors wait for slow hosts; the third is told at once, and does not queue for each further question."""
    slow = Slow()
    monkeypatch.setattr("laurels.verification.caching.safe_network", lambda: slow)
    monkeypatch.setattr(caching, "PATIENCE_SECONDS", 0.01)
    waiting = [
        threading.Thread(target=caching.network().fetch, args=(f"https://slow-{n}.example/",)) for n in range(caching.AT_ONCE)
    ]
    for thread in waiting:
        thread.start()
        assert slow.begun.acquire(timeout=10)

    third = caching.network()
    told = third.fetch("https://slow-3.example/")
    slow.let.set()
    for thread in waiting:
        thread.join(10)

    assert isinstance(told, FetchFailure)
    assert told.reason == "crowded"
    assert third.fetch("https://slow-4.example/").reason == "crowded"
    assert "https://slow-3.example/" not in slow.asked
    assert caching.network().fetch("https://slow-3.example/").reason == "unreachable"  # not remembered as a failure


def test_every_turn_is_given_back_also_after_a_fault(monkeypatch):
    class Broken(Answers):
        def fetch(self, url: str, *, redirects: bool = True) -> Resource | FetchFailure:
            raise RuntimeError

    broken = Broken({})
    monkeypatch.setattr("laurels.verification.caching.safe_network", lambda: broken)
    for number in range(caching.AT_ONCE + 1):
        with pytest.raises(RuntimeError):
            caching.network().fetch(f"https://broken-{number}.example/")


@pytest.mark.parametrize(
    "spelling",
    [
        "https://badges.example/c/x",
        "https://BADGES.example/c/x",
        "HTTPS://badges.example/c/x",
        "https://badges.example:443/c/x",
        "https://badges.example./c/x",
        "https://user@badges.example/c/x",
        "https://badges.example?x",
        "https://badges.example#x",
    ],
)
def test_our_own_house_is_never_asked_over_a_network_however_it_is_spelt(network, settings, spelling):
    settings.ORIGIN = "https://badges.example"

    with pytest.raises(AddressUnreachable):
        services.fetch(spelling)

    assert network.asked == []


@pytest.mark.parametrize("other", ["https://badges.example.evil.example/", "https://badges.example:8443/", "https://evil.example/"])
def test_a_neighbour_with_a_name_like_ours_is_asked_like_anybody(network, settings, other):
    settings.ORIGIN = "https://badges.example"

    assert not services.is_own(other)

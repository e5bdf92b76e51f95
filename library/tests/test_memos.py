"""Whatever the library remembers changes no report: cold or warm, after strangers have filled it, in every thread."""

from __future__ import annotations

import importlib
import json
import pkgutil
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from library.tests import attacks
from library.tests.making import NOON

import openbadgekit
from openbadgekit.canonical import processor
from openbadgekit.canonical.memo import Memo
from openbadgekit.contexts import vocabulary
from openbadgekit.issue import Form
from openbadgekit.keys.multibase import base64url_decode
from openbadgekit.limits import LIMITS
from openbadgekit.proofs import jose
from openbadgekit.reading import write, write_datetime
from openbadgekit.shell.checking import check
from openbadgekit.shell.fetcher import NoNetwork
from openbadgekit.verify.policy import Policy

FILLERS = ("many vocabularies on many parts", "many different types", "ten thousand contexts", "a clique of nine in evidence",
           "very many proofs", "a token with a megabyte of header")  # fmt: skip

AWARD = {"@context": "https://w3id.org/openbadges/v2", "type": "Assertion", "id": "https://pantry.example/awards/1",
         "badge": "https://pantry.example/badges/1", "issuedOn": "2026-11-01T00:00:00Z", "verification": {"type": "hosted"},
         "recipient": {"type": "email", "hashed": False, "identity": "ada@pantry.example"}}  # fmt: skip


def modules() -> Iterator[Any]:
    """Every pure module of the library."""
    for found in pkgutil.walk_packages(openbadgekit.__path__, "openbadgekit."):
        if not found.name.startswith(("openbadgekit.shell", "openbadgekit.bench")):
            yield importlib.import_module(found.name)


def memory() -> dict[str, Any]:
    """Everything that outlives a judgement: memos, remembered functions, and containers that are no constant."""
    found: dict[int, tuple[str, Any]] = {}
    for module in modules():
        for name, value in vars(module).items():
            if hasattr(value, "cache_clear") and value.__module__.startswith("openbadgekit"):
                found[id(value)] = (f"{value.__module__}.{value.__name__}", value)
            elif isinstance(value, Memo) or (isinstance(value, dict | list | set) and name.islower() and name[:2] != "__"):
                found.setdefault(id(value), (f"{module.__name__}.{name}", value))
    return dict(found.values())


def forget() -> None:
    """A library that has seen nothing yet."""
    for kept in memory().values():
        if isinstance(kept, Memo):
            kept.__init__(entries=kept.entries, size=kept.size)
        else:
            getattr(kept, "cache_clear", getattr(kept, "clear", None))()


def told(data: bytes) -> str:
    """The whole report on these bytes."""
    return json.dumps(check(data, network=NoNetwork(), policy=Policy(), at=NOON).as_json())


def fill() -> None:
    """What strangers may send: more shapes than are kept, and documents made to cost."""
    for number in range(LIMITS.memo_entries + 20):
        told(attacks.with_proof(name=f"Shape {number}", description="x" * number))
    for name in FILLERS:
        told(attacks.ATTACKS[name]())


@pytest.fixture
def bodies(sealed: Any, document: dict[str, Any]) -> list[bytes]:
    """Sound badges of every form, false ones, and what cannot be judged in full."""
    changed = {**document, "name": "Another name"}
    strange = {**document, "salary": "1"}
    costly = [attacks.ATTACKS[name]() for name in FILLERS[:4]]
    return [*(sealed(form) for form in Form), write(changed), write(strange), write(AWARD), b"{}", *costly]


def test_every_memory_of_the_library_is_known_here():
    names = sorted(name.removeprefix("openbadgekit.") for name in memory())

    assert names == [
        "canonical.filling._PLANS", "canonical.holes._names", "canonical.processor._outcomes", "canonical.processor._shared_cache",
        "canonical.template.ISSUING", "canonical.template.VERIFYING", "canonical.template._OPTIONS", "contexts.load",
        "contexts.vocabulary._defined", "contexts.vocabulary._words", "proofs.jose._head", "proofs.jose._read_head",
        "reading.dates._remembered", "reading.dates._written",
    ]  # fmt: skip


def test_a_report_is_the_same_cold_and_warm_and_after_strangers_have_filled_every_memory(bodies):
    cold = []
    for body in bodies:
        forget()
        cold.append(told(body))

    warm = [[told(body) for body in bodies] for _ in range(2)]
    fill()
    after = [told(body) for body in bodies]

    assert warm == [cold, cold]
    assert after == cold
    assert {json.loads(report)["verdict"] for report in cold} == {"valid", "invalid", "unknown", "unreadable"}


def test_a_report_is_the_same_in_every_thread(bodies):
    forget()
    wanted, wrong = [told(body) for body in bodies], []
    forget()

    def work(begin: int) -> None:
        for place in [*range(begin, len(bodies)), *range(begin)] * 2:
            if (said := told(bodies[place])) != wanted[place]:
                wrong.append(said)

    threads = [threading.Thread(target=work, args=(3 * number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []


def test_one_thread_at_a_time_processes_a_shipped_context(monkeypatch, sealed):
    free = []

    def attempt() -> None:
        free.append(processor._LOCK.acquire(blocking=False))

    real = processor.JsonLdProcessor._process_context

    def process(self: Any, *arguments: Any) -> Any:
        other = threading.Thread(target=attempt)
        other.start()
        other.join()
        return real(self, *arguments)

    forget()
    monkeypatch.setattr(processor.JsonLdProcessor, "_process_context", process)
    told(sealed())

    assert free
    assert not any(free)


def test_the_words_of_a_strangers_vocabulary_are_remembered_nowhere():
    vocabulary._defined.cache_clear()
    vocabulary._words.cache_clear()

    for number in range(300):
        assert vocabulary.undefined({"@context": [f"https://example.com/{number}/{'x' * 10_000}"], "salary": "1"}) == "salary"

    assert vocabulary._words.cache_info().currsize == 0
    assert vocabulary._defined.cache_info().currsize == 1


@pytest.mark.parametrize("value", [True, 1, 1.0])
def test_a_header_is_written_as_it_is_although_one_and_true_are_equal(value, signer):
    for other in (True, 1, 1.0):
        jose.make({}, {"alg": "EdDSA", "n": other}, signer)

    token = jose.make({}, {"alg": "EdDSA", "n": value}, signer)

    assert base64url_decode(token.partition(".")[0]).decode() == f'{{"alg":"EdDSA","n":{json.dumps(value)}}}'


def test_the_hour_that_comes_twice_in_autumn_is_two_hours():
    berlin = ZoneInfo("Europe/Berlin")
    first, second = (datetime(2026, 10, 25, 2, 30, tzinfo=berlin, fold=fold) for fold in (0, 1))

    assert [write_datetime(first), write_datetime(second)] == ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"]
    assert write_datetime(datetime(2026, 10, 25, 0, 30, tzinfo=UTC)) == "2026-10-25T00:30:00Z"

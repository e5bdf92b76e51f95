"""Every reader under inputs that nobody would write: five seconds each here, ten minutes each in the long run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from random import Random

import pytest
from library.tests import fuzzing
from library.tests.making import NOON, draft_of

from openbadgekit.canonical import rdfc
from openbadgekit.reading import read, read_object, write
from openbadgekit.shell.checking import check
from openbadgekit.shell.fetcher import NoNetwork
from openbadgekit.verify.policy import Policy

SOAK = os.environ.get("HYPOTHESIS_PROFILE") == "soak"
SECONDS = 600 if SOAK else 5
SEED = int(os.environ.get("FUZZ_SEED", "20261124"))
SLOWEST, MEGABYTES = 2, 256


@pytest.mark.conformance("OB3-M-20")
@pytest.mark.parametrize("target", list(fuzzing.TARGETS))
def test_no_input_is_more_than_an_answer_or_a_refusal(target, record_property):
    run = subprocess.run(
        [sys.executable, "-m", "library.tests.fuzzing", target, str(SECONDS), str(SEED), str(3 * MEGABYTES)],
        capture_output=True,
        text=True,
        timeout=SECONDS * 3 + 120,
    )

    assert run.returncode == 0, run.stderr[-4000:]
    found = json.loads(run.stdout)
    record_property("fuzz", found)
    if SOAK:
        print(target, found)
    assert found["inputs"] > 0
    assert found["slowest"] < SLOWEST
    assert found["megabytes"] < MEGABYTES


@pytest.mark.parametrize("target", list(fuzzing.TARGETS))
def test_the_same_seed_gives_the_same_inputs(target):
    one, other = ([fuzzing.TARGETS[target](random)[0] for _ in range(20)] for random in (Random(7), Random(7)))

    assert [len(data) for data in one] == [len(data) for data in other]
    assert len(set(one)) > 5


FOUND = {
    "a token whose kind is a list": lambda: b".".join((*_token({"typ": ["JWT"]}),)),
    "a hash with letters that are no hex": lambda: write(
        {**draft_of(fuzzing.LOCAL).document, "credentialSubject": {"identifier": [{"hashed": True, "identityHash": "sha256$é"}]}}
    ),
    "an older award whose kind of hosting is an object": lambda: write({**fuzzing.OLDER, "verification": {"type": {"a": 1}}}),
    "a level whose id is a list": lambda: write({**draft_of(fuzzing.LOCAL).document, "credentialSubject": _levels()}),
}


def _token(header):
    from openbadgekit.keys.multibase import base64url_encode

    parts = [base64url_encode(write(header)).encode(), base64url_encode(write(draft_of(fuzzing.LOCAL).document)).encode()]
    return [*parts, base64url_encode(fuzzing.LOCAL.sign(b".".join(parts))).encode()]


def _levels():
    described = {"id": "urn:x:1", "rubricCriterionLevel": [{"id": ["x"]}], "requiredLevel": {}, "allowedValue": [[]]}
    result = {"resultDescription": "urn:x:1", "achievedLevel": ["x"], "value": [1]}
    return {"achievement": {"resultDescription": [described]}, "result": [result]}


@pytest.mark.parametrize("name", list(FOUND))
def test_what_was_found_once_stays_mended(name):
    report = check(FOUND[name](), network=NoNetwork(), policy=Policy(recipient="ana@pantry.example"), at=NOON)

    assert report.verdict in ("invalid", "unknown")


@pytest.mark.parametrize(
    "part",
    [
        {"@graph": ["x"]},
        {"@included": "x"},
        {"@reverse": {"name": ["x"]}},
        {"@reverse": "x"},
        {"@list": ["x"], "name": "y"},
        {"@value": {"a": 1}},
        {"@value": "x", "@language": 5},
        {"@id": 5},
        {"@type": [5]},
        {"@index": 5},
        {"@nest": "x"},
        {"@direction": "up", "@value": "x"},
    ],
    ids=str,
)
@pytest.mark.parametrize("place", ["name", "evidence", "credentialSubject", "issuer"])
def test_keywords_in_odd_places_have_a_form_or_are_refused(part, place):
    document = {**draft_of(fuzzing.LOCAL).document, place: part}

    assert fuzzing.or_refused(lambda: rdfc.canonical_document(document)) in ("done", "malformed", "context_refused")


def test_the_mutator_reaches_what_lies_behind_the_signature():
    random = Random(1)
    answers = {fuzzing.fuzz_json(random)[1]() for _ in range(400)}

    assert {"invalid", "unreadable", "unknown"} <= answers


def test_the_mutator_leaves_its_seeds_as_they_were():
    before = write(fuzzing.SEEDS["badges"][0])
    for seed in range(50):
        fuzzing.mutated(fuzzing.SEEDS["badges"][0], Random(seed))

    assert write(fuzzing.SEEDS["badges"][0]) == before
    assert read_object(before) == read(before)

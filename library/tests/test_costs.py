"""Every attack costs less than two seconds and 256 MB, and none of them is ever valid."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from library.tests import attacks
from library.tests.making import NOON, draft_of

from openbadgekit.canonical import budget, rdfc
from openbadgekit.errors import BudgetSpent
from openbadgekit.issue import Form, lint, seal
from openbadgekit.limits import LIMITS
from openbadgekit.reading import write
from openbadgekit.verify.judge import judge
from openbadgekit.verify.policy import Policy
from openbadgekit.verify.receive import receive
from openbadgekit.verify.report import Verdict

SECONDS, MEGABYTES = 2, 256


@pytest.fixture(scope="module")
def costs():
    """What each attack was answered and what it cost, in a process of its own."""
    run = subprocess.run(
        [sys.executable, "-m", "library.tests.attacks", str(3 * MEGABYTES)], capture_output=True, text=True, timeout=300
    )
    assert run.returncode == 0, run.stderr[-2000:]
    return json.loads(run.stdout)


@pytest.mark.conformance("DI-07")
@pytest.mark.parametrize("name", sorted(attacks.ATTACKS))
def test_an_attack_is_answered_soon_and_never_valid(name, costs):
    answer = costs["attacks"][name]

    assert answer["verdict"] in ("invalid", "unreadable", "unknown")
    assert answer["seconds"] < SECONDS


@pytest.mark.conformance("DI-07")
@pytest.mark.parametrize("name", sorted(attacks.GRAPHS))
def test_a_poison_graph_is_refused_or_done_soon(name, costs):
    answer = costs["attacks"][name]

    assert (answer["verdict"], answer["code"]) == (("done", None) if name == "a star of two hundred" else ("refused", "too_large"))
    assert answer["seconds"] < SECONDS


@pytest.mark.conformance("BSL-04")
@pytest.mark.parametrize("name", sorted(attacks.LISTS))
def test_a_status_list_made_to_cost_is_refused_soon(name, costs):
    assert costs["attacks"][name]["verdict"] == "refused"
    assert costs["attacks"][name]["seconds"] < SECONDS


def test_all_of_them_together_stay_within_the_memory(costs):
    assert costs["megabytes"] < MEGABYTES


def test_what_one_verification_spends_is_counted_as_a_whole():
    document = draft_of(attacks.SIGNER).document

    with budget.shared() as purse:
        rdfc.canonical_document(document)
        once = LIMITS.expansion_steps - purse.expansion
        with budget.shared():
            rdfc.canonical_document(document)

    assert once > 0
    assert LIMITS.expansion_steps - purse.expansion == 2 * once


def test_outside_a_verification_each_document_has_a_purse_of_its_own():
    document = draft_of(attacks.SIGNER).document
    times = LIMITS.expansion_steps // budget.weigh(document) + 2

    assert len({rdfc.canonical_document(document) for _ in range(min(times, 5))}) == 1


def test_an_empty_purse_opens_nothing():
    with budget.shared() as purse:
        purse.expansion = 5
        with pytest.raises(BudgetSpent):
            rdfc.canonical_document(draft_of(attacks.SIGNER).document)


def test_a_large_but_honest_badge_is_still_valid():
    evidence = [
        {"id": f"https://pantry.example/evidence/{number}", "type": ["Evidence"], "name": f"Week {number}", "genre": "Photograph"}
        for number in range(1_500)
    ]
    draft = draft_of(attacks.SIGNER, evidence=evidence)
    sealed = seal(lint(draft), attacks.SIGNER, forms=[Form.EDDSA_RDFC_2022], created=NOON)[Form.EDDSA_RDFC_2022]

    assert judge(receive(sealed), {}, policy=Policy(), at=NOON).verdict is Verdict.VALID


def test_the_same_attack_gives_the_same_report():
    data = attacks.ATTACKS["a clique under ten proofs"]()

    first, second = (judge(receive(data), {}, policy=Policy(), at=NOON).as_json() for _ in range(2))

    assert write(first) == write(second)

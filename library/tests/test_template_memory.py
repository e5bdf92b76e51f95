"""What the template remembers: bounded, its own for every thread, and it costs a verification what the full algorithm costs."""

from __future__ import annotations

import threading

import pytest
from library.tests import attacks
from library.tests.making import NOON
from library.tests.shapes import NEVER, SHAPES, badge
from library.tests.templates import memo, plain, taken

from openbadgekit.canonical import budget, expansion, rdfc, template
from openbadgekit.canonical.memo import Memo
from openbadgekit.errors import BudgetSpent
from openbadgekit.limits import LIMITS
from openbadgekit.shell.checking import check
from openbadgekit.shell.fetcher import NoNetwork
from openbadgekit.verify.policy import Policy

# outsiders can fill the memo, and nothing else


def test_the_memo_keeps_its_bounds_in_entries():
    known = Memo(entries=3, size=10**6)

    for number in range(10):
        template.canonical_document(badge(lambda: "a", lambda: "https://a.example/", name=str(number)), known)

    assert len(known) == 3


def test_the_memo_keeps_its_bounds_in_bytes_and_forgets_what_was_used_least():
    known: Memo[int] = Memo(entries=100, size=1_000)

    for number in range(20):
        known.put(b"%d" % number, number, weight=90)
        known.get(b"0")

    assert known.used <= 1_000
    assert known.get(b"0") == (0,)
    assert known.get(b"1") is None
    assert known.get(b"19") == (19,)


def test_what_is_too_heavy_for_the_memo_is_not_kept():
    known: Memo[int] = Memo(entries=100, size=1_000)

    known.put(b"a", 1, weight=101)

    assert len(known) == known.used == 0


def test_putting_again_counts_once():
    known: Memo[int] = Memo(entries=100, size=1_000)

    for _ in range(3):
        known.put(b"a", 1, weight=50)

    assert (len(known), known.used) == (1, 51)


def test_a_shape_without_a_template_is_remembered_as_such(monkeypatch):
    known = memo()
    template.canonical_document(plain(SHAPES["two equal alignments"]), known)

    monkeypatch.setattr(expansion, "to_quads", lambda _: pytest.fail("it was compiled again"))

    assert template._filled(plain(SHAPES["two equal alignments"], 1), known) is None


def test_what_others_send_does_not_push_out_what_is_issued(sealed, monkeypatch):
    issuing, verifying = memo(), memo()
    monkeypatch.setattr(template, "ISSUING", issuing)
    monkeypatch.setattr(template, "VERIFYING", verifying)

    data = sealed(name="A name that no other badge has")
    issued = len(issuing)
    assert (issued > 0, len(verifying)) == (True, 0)
    check(data, network=NoNetwork(), policy=Policy(), at=NOON)

    assert len(issuing) == issued
    assert len(verifying) > 0


def test_threads_that_share_a_memo_get_their_own_bytes():
    known = Memo(entries=4, size=10**6)
    documents = [plain(SHAPES[name], number) for name in sorted(set(SHAPES) - NEVER)[:8] for number in range(5)]
    wanted = [rdfc.canonical_document(document) for document in documents]
    wrong = []

    def work():
        for document, bytes_ in zip(documents, wanted, strict=True):
            if template.canonical_document(document, known) != bytes_:
                wrong.append(document["id"])

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


# budgets


@pytest.mark.parametrize("name", sorted(set(SHAPES) - NEVER))
def test_the_template_costs_a_verification_what_the_full_algorithm_costs(name):
    known, spent = memo(), []

    for work in (rdfc.canonical_document, *[lambda document: template.canonical_document(document, known)] * 2):
        with budget.shared() as purse:
            work(plain(SHAPES[name]))
        spent.append((purse.expansion, purse.canonical))

    assert spent[0] == spent[1] == spent[2]


@pytest.mark.parametrize("left", ["expansion", "canonical"])
def test_an_empty_purse_opens_nothing_by_the_template_either(left):
    known = memo()
    template.canonical_document(plain(SHAPES["everything"]), known)

    with budget.shared() as purse:
        setattr(purse, left, 1)
        with pytest.raises(BudgetSpent):
            template.canonical_document(plain(SHAPES["everything"], 1), known)


def test_an_expensive_shape_is_not_compiled():
    document = badge(lambda: "a", lambda: "https://a.example/", evidence=[{"type": ["Evidence"]}] * 1_000)

    assert budget.weigh(document) > LIMITS.shape_steps
    assert not taken(document, memo())


@pytest.mark.parametrize("name", sorted(attacks.ATTACKS))
def test_an_attack_is_answered_alike_by_an_empty_and_a_full_memo(name, monkeypatch):
    data, reports = attacks.ATTACKS[name](), []
    monkeypatch.setattr(template, "VERIFYING", memo())

    for _ in range(2):
        reports.append(check(data, network=NoNetwork(), policy=Policy(), at=NOON).as_json())
    monkeypatch.setattr(template, "for_verifying", rdfc.canonical_document)
    reports.append(check(data, network=NoNetwork(), policy=Policy(), at=NOON).as_json())

    assert reports[0] == reports[1] == reports[2]

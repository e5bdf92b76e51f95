"""The table of speed can be trusted: what it measures works, and an aim is met or missed as the figure says."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from openbadgekit.canonical import rdfc, template
from openbadgekit.issue.lint import approved
from openbadgekit.keys import KeyKind, generate, sodium
from openbadgekit.keys.signer import LocalSigner
from openbadgekit.reading import read_object
from openbadgekit.shell import benching, measuring, peer, samples, tasks
from openbadgekit.shell.measuring import Figure, over, ratio, seconds
from openbadgekit.verify.judge import judge
from openbadgekit.verify.receive import receive
from openbadgekit.verify.report import Outcome


@pytest.fixture
def quickly(monkeypatch):
    """Everything once."""
    monkeypatch.setattr(measuring, "ROUNDS", 1)
    monkeypatch.setattr(measuring, "PROCESSES", 1)
    monkeypatch.setattr(tasks, "MANY", 2)


@pytest.mark.parametrize(
    ("figure", "aim", "at_least", "met"),
    [(1.0, 0.5, True, True), (0.4, 0.5, True, False), (0.4, 0.5, False, True), (0.6, 0.5, False, False), (9.0, None, False, True)],
)
def test_an_aim_is_met_or_missed(figure, aim, at_least, met):
    found = over("x", [figure], aim=aim, at_least=at_least)

    assert found.met is met
    assert found.as_json()["met"] is met
    assert found.row().startswith("      " if aim is None else "met   " if met else "MISSED")


def test_a_figure_is_the_median_with_its_extremes():
    assert over("x", [3.0, 1.0, 2.0], aim=None, at_least=True) == Figure("x", 2.0, (1.0, 3.0), None, True)


def test_a_ratio_compares_what_it_says(quickly):
    def work(times):
        return lambda: [hash(str(number)) for number in range(times)]

    share = ratio("share", of=work(40_000), to=work(4_000), aim=None, times=3, at_least=True)
    multiple = ratio("multiple", of=work(40_000), to=work(4_000), aim=None, times=3, at_least=False)

    assert share.figure < 1 < multiple.figure
    assert seconds(work(1), 1) >= 0


@pytest.mark.parametrize("form", sorted(benching.AIMS))
def test_what_is_measured_is_a_badge_that_holds(form):
    signer = samples.signer()

    data = tasks.issuers(signer)[form](approved(samples.sample(7, signer)))
    tasks.verifiers(signer)[form](data)

    report = judge(receive(data), {}, at=samples.AT)
    assert {check.step: check.outcome for check in report.checks}["proof"] is Outcome.PASSED


def test_the_sample_has_the_size_and_the_parts_of_the_designs():
    signer = samples.signer()
    linted = approved(samples.sample(7, signer))
    data = tasks.issuers(signer)["eddsa-rdfc-2022"](linted)
    quads = rdfc.canonical_document(linted.document).decode().splitlines()

    assert 2_400 < len(data) < 3_200
    assert 60 < len(quads) < 75
    assert len({line.split()[0] for line in quads if line.startswith("_:")}) == 5
    assert read_object(data)["id"].endswith("7")


def test_samples_of_one_badge_have_one_shape_and_of_others_others():
    signer, known = samples.signer(), template.Templates()

    for number in range(5):
        template.canonical_document(samples.sample(number, signer).document, known)
    assert len(known) == 1
    template.canonical_document(samples.sample(1, signer, badge_number=2).document, known)
    assert len(known) == 2


def test_the_table_is_printed_whole(quickly):
    result = CliRunner().invoke(benching.bench_command, ["--json"], standalone_mode=False)

    rows = [json.loads(line) for line in result.output.splitlines()]
    assert result.return_value == (0 if all(row["met"] for row in rows) else 1)
    assert {"name", "figure", "spread", "aim", "met"} <= set(rows[0])
    named = " ".join(row["name"] for row in rows)
    for word in ("VC-JWT issue", "eddsa-jcs-2022 verify", "eddsa-rdfc-2022 issue", "first of a shape", "bake", "status list",
                 "openbadgekit verify", "import"):  # fmt: skip
        assert word in named


def test_without_node_the_peer_is_left_out(tmp_path):
    assert list(peer.figures(tmp_path, samples.signer())) == []


def test_the_module_is_a_program():
    run = subprocess.run([sys.executable, "-m", "openbadgekit.bench", "--help"], capture_output=True, text=True, check=True)

    assert "--json" in run.stdout


def test_libsodium_signs_the_same_bytes():
    pytest.importorskip("nacl.signing", reason="PyNaCl is not installed: libsodium cannot be compared")
    for _ in range(20):
        signer = samples.signer()
        quick = sodium.accelerated(signer)
        for data in (b"", b"x", bytes(64), bytes(5_000)):
            assert quick.sign(data) == signer.sign(data)
        assert (quick.kind, quick.verification_method) == (signer.kind, signer.verification_method)
        assert signer.private.key.private_bytes_raw().hex() not in repr(quick)


def test_without_libsodium_openssl_signs(monkeypatch):
    monkeypatch.setitem(sys.modules, "nacl.signing", None)
    signer = samples.signer()

    assert sodium.accelerated(signer) is None
    assert sodium.quickest(signer) is signer


def test_other_kinds_of_key_stay_with_openssl():
    signer = LocalSigner(generate(KeyKind.P256), "did:example:1#1")

    assert sodium.quickest(signer) is signer

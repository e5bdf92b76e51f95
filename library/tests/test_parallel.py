"""Work by all cores: in order, told once, little in memory, and never silently lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner
from library.tests.desk import run
from library.tests.making import ACHIEVEMENT, issuer_of

from openbadgekit.issue import Form
from openbadgekit.keys import jwk
from openbadgekit.reading import read_object, write
from openbadgekit.shell import parallel
from openbadgekit.shell.cli import cli
from openbadgekit.shell.parallel import WorkerLost, spread

told: list[object] = []


def begin(*given):
    told[:] = given


def tripled(thing):
    return os.getpid(), told[0], thing * 3


def fatal(thing):
    if thing == 40:
        os.kill(os.getpid(), signal.SIGKILL)
    return thing


def refusing(thing):
    if thing == 40:
        raise ValueError("forty")
    return thing


@pytest.fixture
def by_processes(monkeypatch):
    """Even a little work is done by two processes, on whatever machine."""
    monkeypatch.setattr(parallel, "FEW", 0)
    monkeypatch.setattr(parallel, "CHUNK", 3)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    monkeypatch.setattr(threading, "active_count", lambda: 1)  # the test runner has threads of its own


def test_a_little_is_done_here():
    answers = list(spread(tripled, range(parallel.FEW), begin=begin, given=("told",)))

    assert answers == [(os.getpid(), "told", thing * 3) for thing in range(parallel.FEW)]


@pytest.mark.parametrize("count", [1, 3, 4, 100])
def test_much_is_done_by_processes_and_answered_in_order(count, by_processes):
    answers = list(spread(tripled, range(count), begin=begin, given=("told",)))

    assert [thing for _, _, thing in answers] == [thing * 3 for thing in range(count)]
    assert {word for _, word, _ in answers} == {"told"}
    assert os.getpid() not in {process for process, _, _ in answers}


def test_only_a_few_chunks_are_under_way(by_processes):
    taken = 0

    class Counted(list):
        def __iter__(self):
            nonlocal taken
            for thing in super().__iter__():
                taken += 1
                yield thing

    answers = spread(tripled, Counted(range(1_000)), begin=begin, given=("told",))
    next(answers)

    assert taken <= 3 * (2 * 2 + 1)
    answers.close()


def test_a_process_that_is_ended_from_outside_is_said(by_processes):
    with pytest.raises(WorkerLost, match="ended from outside"):
        list(spread(fatal, range(100), begin=begin, given=()))


def test_a_fault_of_the_work_is_the_callers(by_processes):
    with pytest.raises(ValueError, match="forty"):
        list(spread(refusing, range(100), begin=begin, given=()))


def test_beside_other_threads_processes_begin_anew(by_processes, monkeypatch):
    monkeypatch.setattr(threading, "active_count", lambda: 2)

    assert list(spread(abs, range(-10, 0), begin=dict, given=())) == list(range(10, 0, -1))


def test_with_one_core_nothing_is_started(monkeypatch):
    monkeypatch.setattr(parallel, "FEW", 0)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)

    answers = list(spread(tripled, range(10), begin=begin, given=("told",)))

    assert {process for process, _, _ in answers} == {os.getpid()}


@pytest.fixture
def folder(tmp_path, sealed):
    """Five badges, one of them changed, one text that is none, one hidden file, in two levels."""
    inside = tmp_path / "badges"
    (inside / "below").mkdir(parents=True)
    for number in range(3):
        (inside / f"{number}.json").write_bytes(sealed(credential_id=f"urn:uuid:5d7d1a3c-6d5a-4b5d-9d57-{number:012d}"))
    (inside / "below" / "token").write_bytes(sealed(Form.VC_JWT))
    (inside / "changed").write_bytes(sealed().replace(b"every tin", b"each tin"))
    (inside / "noise\n.txt").write_bytes(b"no badge")
    (inside / ".hidden").write_bytes(b"no badge either")
    return inside


class TestVerifyFolder:
    def test_gives_one_line_of_json_for_each_file_by_name(self, folder, by_processes):
        code, out, _ = run("verify", "--offline", "--json", folder)

        rows = [json.loads(line) for line in out.splitlines()]
        assert code == 1
        assert [Path(row["source"]).name for row in rows] == ["0.json", "1.json", "2.json", "token", "changed", "noise\n.txt"]
        assert [row["verdict"] for row in rows] == ["valid"] * 4 + ["invalid", "unreadable"]

    def test_gives_one_line_of_words_for_each_file_and_a_sum(self, folder, by_processes):
        code, out, _ = run("verify", "--offline", folder)

        lines = out.splitlines()
        assert code == 1
        assert len(lines) == 7
        assert lines[0].startswith(f"{folder}/0.json: Valid. ")
        assert lines[-1] == "4 valid, 1 invalid, 0 unknown, 1 unreadable"

    def test_says_the_same_by_processes_and_without(self, folder, monkeypatch):
        alone = run("verify", "--offline", "--json", "--at", "2026-11-24T12:00:00Z", folder)
        monkeypatch.setattr(parallel, "FEW", 0)

        assert run("verify", "--offline", "--json", "--at", "2026-11-24T12:00:00Z", folder) == alone

    def test_takes_files_beside_folders_in_their_order(self, folder, by_processes):
        _, out, _ = run("verify", "--offline", "--json", folder / "changed", folder / "below")

        assert [json.loads(line)["verdict"] for line in out.splitlines()] == ["invalid", "valid"]

    def test_asks_about_the_recipient_of_each(self, folder, by_processes):
        code, out, _ = run("verify", "--offline", "--json", "--recipient", "ana@pantry.example", folder / "below")

        steps = {check["step"]: check["outcome"] for check in json.loads(out)["checks"]}
        assert code in (1, 3)
        assert steps["recipient"] != "passed"

    def test_a_folder_without_files_is_wrong_use(self, tmp_path):
        code, _, err = run("verify", "--offline", tmp_path)

        assert code == 64
        assert "holds no files" in err

    def test_shows_no_bar_where_nobody_looks(self, folder):
        _, _, err = run("verify", "--offline", folder)

        assert err == ""


def watched(folder, *more, stdout):
    """What a terminal shows of a run whose messages go there."""
    here, there = os.openpty()
    command = [sys.executable, "-c", "from openbadgekit.shell.cli import main; main()", "verify", "--offline", *more, str(folder)]
    done = subprocess.run(command, stdout=there if stdout is None else stdout, stderr=there, timeout=60)
    os.close(there)
    shown = b""
    while piece := read_on(here):
        shown += piece
    os.close(here)
    return done, shown.decode()


def read_on(here):
    """The next piece, nothing at the end."""
    try:
        return os.read(here, 65_536)
    except OSError:
        return b""


def test_whoever_looks_on_sees_a_bar(folder):
    done, shown = watched(folder, "--json", stdout=subprocess.PIPE)

    assert "Checking" in shown
    assert "100%" in shown
    assert len(done.stdout.splitlines()) == 6


def test_on_one_terminal_only_what_is_not_valid_comes_after_the_bar(folder):
    _, shown = watched(folder, stdout=None)

    lines = shown[shown.rindex("100%") :].splitlines()
    assert [".json" in line for line in lines] == [False] * len(lines)
    assert "changed: Not valid." in lines[1]
    assert lines[-1] == "4 valid, 1 invalid, 0 unknown, 1 unreadable"


class TestIssueMany:
    @pytest.fixture
    def desk(self, tmp_path, signer):
        (tmp_path / "achievement.json").write_bytes(write(ACHIEVEMENT))
        (tmp_path / "issuer.json").write_bytes(write(issuer_of(signer)))
        (tmp_path / "key.json").write_bytes(write(jwk.write_private(signer.private, kid=signer.verification_method)))
        rows = [f"p{number}@pantry.example,She did {number}.," for number in range(12)]
        rows[5] = "p5@pantry.example,,soon"
        rows[9] = ",nobody,"
        (tmp_path / "people.csv").write_text("\n".join(["email,narrative,valid_until", *rows]) + "\n")
        return tmp_path

    def issue(self, desk, *more):
        named = {
            "achievement": "achievement.json",
            "issuer": "issuer.json",
            "key": "key.json",
            "recipients": "people.csv",
            "out": "out",
        }
        return run("issue", *(word for name, file in named.items() for word in (f"--{name}", desk / file)), *more)

    def test_processes_sign_every_good_row_and_name_the_others_in_order(self, desk, by_processes):
        code, out, err = self.issue(desk)

        assert code == 1
        assert out.startswith("10 signed, 2 refused")
        assert err.index("Line 7 was refused") < err.index("Line 11 was refused")
        assert len(list((desk / "out").iterdir())) == 10
        assert run("verify", "--offline", desk / "out")[0] == 0

    def test_each_badge_is_its_own_rows(self, desk, by_processes):
        self.issue(desk)

        for number in (0, 4, 11):
            path = desk / "out" / f"badge-{number + 2:06d}.json"
            document = read_object(path.read_bytes())
            assert document["credentialSubject"]["narrative"] == f"She did {number}."
            assert run("verify", "--offline", "--recipient", f"p{number}@pantry.example", path)[0] == 0

    def test_ids_and_salts_are_never_given_twice(self, desk, by_processes):
        self.issue(desk)

        documents = [read_object(path.read_bytes()) for path in (desk / "out").iterdir()]
        assert len({document["id"] for document in documents}) == 10
        assert len({document["credentialSubject"]["identifier"][0]["salt"] for document in documents}) == 10

    def test_the_key_shows_in_no_message(self, desk, by_processes):
        secret = read_object((desk / "key.json").read_bytes())["d"]

        assert secret not in "".join(map(str, self.issue(desk)))


def test_the_help_names_folders():
    assert "folders" in CliRunner().invoke(cli, ["verify", "--help"]).output

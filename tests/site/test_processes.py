"""The commands as an operator runs them: real processes in a folder of their own, few and quick."""

from __future__ import annotations

import http.cookiejar
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import pytest
from laurels.site import processes

pytestmark = pytest.mark.processes
PATIENCE = 60.0
"""Far more than it takes [s]; a machine with other work may be slow, and these tests must not fail of that."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(folder: Path, **more: str) -> dict[str, str]:
    """A clean environment: what the tests set for themselves stays out."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LAURELS", "DJANGO", "PORT", "DATABASE"))}
    return kept | {"LAURELS_DATA": str(folder)} | more


def run(*words: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """One command until it ends."""
    command = [sys.executable, "-m", "laurels.site", *words]
    return subprocess.run(command, env=environment(folder, **more), capture_output=True, text=True, timeout=PATIENCE, check=False)


class Serving:
    """A `laurels serve` that is under way; what it writes goes into two files."""

    def __init__(self, folder: Path, port: int, child: subprocess.Popen[bytes]) -> None:
        self.folder, self.port, self.child = folder, port, child

    def said(self) -> str:
        return (self.folder / "out").read_text()

    def log(self) -> str:
        return (self.folder / "err").read_text()

    def wait_for(self, words: str) -> str:
        """What it said, once these words stand in it."""
        until = time.monotonic() + PATIENCE
        while words not in self.said():
            assert self.child.poll() is None, self.log()
            assert time.monotonic() < until, self.said() + self.log()
            time.sleep(0.05)
        return self.said()

    def processes(self) -> list[int]:
        """It and its children, and theirs: everything that was started with this folder."""
        mark = f"LAURELS_DATA={self.folder / 'data'}".encode()
        found = []
        for entry in Path("/proc").iterdir():
            try:
                if entry.name.isdigit() and mark in (entry / "environ").read_bytes().split(b"\0"):
                    found.append(int(entry.name))
            except OSError:
                continue
        return found


@contextmanager
def serving(folder: Path, *, port: int | None = None, **more: str) -> Iterator[Serving]:
    """Start, hand over, and leave nothing behind."""
    port = port or free_port()
    with (folder / "out").open("wb") as out, (folder / "err").open("wb") as err:
        child = subprocess.Popen(
            [sys.executable, "-m", "laurels.site", "serve", "--port", str(port)],
            env=environment(folder / "data", PYTHONUNBUFFERED="1", **more),
            stdout=out,
            stderr=err,
        )
        try:
            yield Serving(folder, port, child)
        finally:
            if child.poll() is None:
                child.terminate()
            child.wait(timeout=PATIENCE)


class Visitor:
    """Somebody with a browser that keeps cookies."""

    def __init__(self, port: int) -> None:
        self.origin = f"http://localhost:{port}"
        self._open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def get(self, path: str) -> tuple[int, str]:
        return self._ask(urllib.request.Request(self.origin + path))

    def post(self, path: str, page: str, **typed: str) -> tuple[int, str]:
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)[1]
        data = urllib.parse.urlencode(typed | {"csrfmiddlewaretoken": token}).encode()
        return self._ask(urllib.request.Request(self.origin + path, data=data))

    def _ask(self, request: urllib.request.Request) -> tuple[int, str]:
        try:
            with self._open.open(request, timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as problem:
            return problem.code, problem.read().decode()


class TestServe:
    def test_from_an_empty_folder_to_the_first_badge_with_one_code_and_an_end_of_everything(self, tmp_path):
        """One start for all of it: starting is what takes the time."""
        with serving(tmp_path) as house:
            address = re.search(r"http://localhost:\d+(/start/\S+)", house.wait_for("The code works once."))[1]
            visitor, thief = Visitor(house.port), Visitor(house.port)
            assert visitor.get("/")[0] == 503  # not set up yet: every other page says so
            status, page = visitor.get(address)
            assert status == 200
            assert "How many of you are there" in page
            assert thief.get("/start/NV13K-P5NKM-F0PY8-GMPWG-P1C1B-T2F1P/")[0] == 404

            typed = {"organisation": "Kettle Lane", "country": "GB", "people_count": "30", "mode": "small"}
            person = {"name": "Mira Lund", "email": "mira@kettle.example", "password": "three words apart"}
            status, page = visitor.post(address, page, **typed, **person)

            assert status == 200, page
            assert thief.get(address)[0] == 404  # the code is used up
            running = house.processes()
            assert len(running) >= 3  # the command, the web server, the worker
            self.ends_all(house, running, signal.SIGTERM)
        code = address.split("/")[2]
        assert code not in house.log()
        assert house.said().count(code) == 1
        assert "mira@kettle.example" not in house.log()
        assert (tmp_path / "data").stat().st_mode & 0o077 == 0
        self.again_it_is_set_up_and_ctrl_c_ends_it(tmp_path)

    def again_it_is_set_up_and_ctrl_c_ends_it(self, folder):
        with serving(folder) as house:
            said = house.wait_for("Laurels serves")

            assert "/start/" not in said
            taken = run("serve", "--port", str(house.port), folder=folder / "other")
            assert taken.returncode == 1
            assert f"Port {house.port} cannot be used: something else listens there." in taken.stderr
            assert not (folder / "other" / "laurels.sqlite3").exists()  # said before anything is made
            self.the_worker_carries_the_letters(house)
            self.ends_all(house, house.processes(), signal.SIGINT)

    @staticmethod
    def the_worker_carries_the_letters(house):
        visitor = Visitor(house.port)
        page = visitor.get("/sign-in/code/")[1]
        visitor.post("/sign-in/code/", page, email="mira@kettle.example")
        until = time.monotonic() + PATIENCE
        while not list((house.folder / "data" / "mail").glob("*.eml")):
            assert time.monotonic() < until, house.log()
            time.sleep(0.05)

    @staticmethod
    def ends_all(house, running, number):
        house.child.send_signal(number)

        assert house.child.wait(timeout=PATIENCE) == 0
        assert [pid for pid in running if Path(f"/proc/{pid}").exists()] == []
        assert house.processes() == []

    def test_when_the_worker_dies_all_of_it_ends_and_says_so(self, tmp_path):
        with serving(tmp_path) as house:
            house.wait_for("The code works once.")
            worker = next(pid for pid in house.processes() if b"\0worker" in Path(f"/proc/{pid}/cmdline").read_bytes())

            os.kill(worker, signal.SIGKILL)

            assert house.child.wait(timeout=PATIENCE) == 1
            assert "The worker ended by itself" in house.log()
            assert house.processes() == []

    def test_a_setting_that_cannot_be_used_is_a_sentence(self, tmp_path):
        refused = run("serve", folder=tmp_path / "data", LAURELS_ORIGIN="badges.example.org")

        assert refused.returncode == 1
        assert "LAURELS_ORIGIN is 'badges.example.org'. Write the public address only" in refused.stderr
        assert "Traceback" not in refused.stderr


class TestDemoAndServe:
    def test_refuse_each_others_folder(self, tmp_path):
        shown, real = tmp_path / "shown", tmp_path / "real"
        shown.mkdir()
        (shown / "demonstration").write_text("x")
        real.mkdir()
        (real / "laurels.sqlite3").write_text("kept")

        served = run("serve", "--port", str(free_port()), folder=shown)
        demonstrated = [run("demo", "--port", str(free_port()), *more, folder=real) for more in ((), ("--fresh",))]

        assert "This is a demonstration's data, where anybody may be anybody." in served.stderr
        assert all("holds something else than a demonstration" in said.stderr for said in demonstrated)
        assert {served.returncode, *(said.returncode for said in demonstrated)} == {1}
        assert (real / "laurels.sqlite3").read_text() == "kept"


class TestCommands:
    def test_migrate_twice_then_check_worker_and_dead_letters(self, tmp_path):
        folder = tmp_path / "data"
        before = run("check", folder=folder)
        assert (before.returncode, "! The database is not up to date." in before.stdout) == (1, True)

        assert [run("migrate", folder=folder).stdout for _ in range(2)] == ["The database is up to date.\n"] * 2
        key = (folder / "master.key").read_bytes()
        assert run("worker", "--once", folder=folder).returncode == 0
        healthy = run("check", folder=folder)
        assert (healthy.returncode, healthy.stdout.splitlines()[-1]) == (0, "Nothing is wrong.")
        assert "SQLite" not in healthy.stdout
        assert (folder / "master.key").read_bytes() == key

        self.a_dead_letter_is_listed_and_tried_again(folder)
        (folder / "master.key").chmod(0o644)
        worse = run("check", folder=folder)
        assert (worse.returncode, "! Others on this machine may read the master key." in worse.stdout) == (1, True)

    @staticmethod
    def a_dead_letter_is_listed_and_tried_again(folder):
        with sqlite3.connect(folder / "laurels.sqlite3") as rows:
            rows.execute(
                "INSERT INTO journal_factrow (id, kind, subject_kind, subject_code, at, data)"
                " VALUES ('7f1b0f6e6f0e4f4e9f0a3d8f3e8e2a11', 'letter.queued', 'letter',"
                " '7f1b0f6e6f0e4f4e9f0a3d8f3e8e2a12', '2026-11-24 12:00:00', '{}')"
            )
            rows.execute(
                "INSERT INTO journal_delivery (fact_id, handler, state, due_at, attempts, last_error) VALUES"
                " ('7f1b0f6e6f0e4f4e9f0a3d8f3e8e2a11', 'mail.handlers.carry_letters', 'dead', '2026-11-24 12:00:00', 6,"
                " 'NotHandedOver')"
            )
        rows.close()

        assert "! 1 delivery failed at every try." in run("check", folder=folder).stdout
        listed = run("dead-letters", "--again", folder=folder).stdout
        assert "letter.queued  mail.handlers.carry_letters  NotHandedOver" in listed
        assert "1 will be tried again." in listed
        assert run("worker", "--once", folder=folder).returncode == 0
        assert run("dead-letters", folder=folder).stdout == ""

    def test_two_workers_on_one_sqlite_file_carry_each_letter_once(self, tmp_path):
        folder, number = tmp_path / "data", 40
        run("migrate", folder=folder)
        write = (
            "from laurels.site.cli import prepare; prepare(); from laurels.mail.services import send;"
            "from laurels.common.clock import now; "
            "[send(to='ana@x.example', subject='x', template='people/letters/sign_in_code', context={'code': 'x'},"
            f" key=str(n), at=now()) for n in range({number})]"
        )
        subprocess.run([sys.executable, "-c", write], env=environment(folder), check=True, timeout=PATIENCE)

        command = [sys.executable, "-m", "laurels.site", "worker", "--once"]
        workers = [subprocess.Popen(command, env=environment(folder), stderr=subprocess.PIPE) for _ in range(2)]
        said = [worker.communicate(timeout=PATIENCE)[1] for worker in workers]

        assert [worker.returncode for worker in workers] == [0, 0], said
        with sqlite3.connect(folder / "laurels.sqlite3") as rows:
            tries = rows.execute("SELECT state, tries, count(*) FROM mail_letter GROUP BY state, tries").fetchall()
            claims = rows.execute("SELECT state, attempts FROM journal_delivery GROUP BY state, attempts").fetchall()
        rows.close()
        assert tries == [("sent", 1, number)]
        assert claims == [("done", 1)]
        assert len(list((folder / "mail").glob("*.eml"))) == number

    def test_check_says_that_the_database_cannot_be_asked(self, tmp_path):
        said = run("check", folder=tmp_path / "data", DATABASE_URL=f"postgresql://laurels:opensesame@127.0.0.1:{free_port()}/x")

        assert (said.returncode, "! The database cannot be asked." in said.stdout) == (1, True)
        assert "Traceback" not in said.stderr
        assert "opensesame" not in said.stdout + said.stderr


class TestPort:
    def test_that_is_free_is_fine(self):
        assert processes.check_port("127.0.0.1", free_port()) is None

    def test_that_is_taken_is_said(self):
        with socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            other.listen()

            with pytest.raises(click.ClickException, match=r"something else listens there\. Name another with PORT"):
                processes.check_port("127.0.0.1", other.getsockname()[1])

    def test_at_an_address_of_another_machine_is_said(self):
        with pytest.raises(click.ClickException, match=r"203\.0\.113\.9 is no address of this machine"):
            processes.check_port("203.0.113.9", 8000)

    def test_that_only_root_may_use_is_said(self):
        refused = PermissionError(13, "Permission denied")

        assert "only root listens below 1024" in processes._unusable("127.0.0.1", 80, refused)

    @pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
    def test_is_seen_to_listen(self, host):
        with socket.socket() as other:
            other.bind((host, 0))
            other.listen()
            port = other.getsockname()[1]

            assert processes._listens(host, port)
        assert not processes._listens(host, port)

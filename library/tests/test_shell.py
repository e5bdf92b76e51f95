"""The shell: no address that may not be asked is ever asked; the command line keeps its word."""

from __future__ import annotations

import ast
import json
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner
from library.tests.making import ACHIEVEMENT, issuer_of

from openbadgekit.baking import svg
from openbadgekit.keys import generate, jwk
from openbadgekit.reading import write
from openbadgekit.shell import fetcher
from openbadgekit.shell.addresses import target
from openbadgekit.shell.cli import cli, main
from openbadgekit.shell.fetcher import SafeFetcher
from openbadgekit.shell.recorded import RecordedNetwork
from openbadgekit.verify.resources import FetchFailure, Resource

SOURCE = Path(__file__).resolve().parents[1] / "src/openbadgekit"
REFUSED = [
    "http://example.com/",
    "ftp://example.com/",
    "file:///etc/passwd",
    "https://user@example.com/",
    "https://user:secret@example.com/",
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://0177.0.0.1/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https:///nohost",
    "https://exa mple.com/",
    "https://example.com\\@evil.example/",
    "https://exämple.com/",
    "https://example.com:99999/",
    "https://" + "a" * 3000 + ".example/",
    "javascript:alert(1)",
    "",
]
PRIVATE = ["127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",
           "255.255.255.255", "::1", "fe80::1", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::",
           "192.0.2.1"]  # fmt: skip


@pytest.mark.conformance("OB3-P-09")
@pytest.mark.parametrize("url", REFUSED)
def test_an_address_that_may_not_be_asked_is_refused(url):
    asked = []
    one = SafeFetcher(resolver=lambda host, port: asked.append(host) or [])

    answer = one.fetch(url)

    assert isinstance(answer, FetchFailure)
    assert answer.reason == "refused"
    assert asked == []


@pytest.mark.conformance("OB3-P-09")
@pytest.mark.parametrize("address", PRIVATE)
def test_a_name_that_stands_for_a_private_address_is_refused(address):
    for addresses in ([address], ["93.184.216.34", address]):
        one = SafeFetcher(resolver=lambda host, port, found=addresses: found)
        assert one.fetch("https://rebind.example/").reason == "refused"


@pytest.fixture
def trap():
    """A server on this machine that answers with what it is told."""
    answers: dict[str, bytes] = {}
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.2)
    stop = threading.Event()

    def serve() -> None:
        while not stop.is_set():
            try:
                connection, _ = server.accept()
            except TimeoutError:
                continue
            with connection:
                path = connection.recv(4096).split(b" ")[1].decode()
                connection.sendall(answers.get(path, b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"))

    thread = threading.Thread(target=serve)
    thread.start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}", answers
    stop.set()
    thread.join()
    server.close()


def body(text: bytes, extra: bytes = b"") -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n%s\r\n" % (len(text), extra) + text


def test_local_addresses_open_only_with_the_switch(trap):
    origin, answers = trap
    answers["/a"] = body(b"{}")

    assert isinstance(SafeFetcher(allow_local=True).fetch(f"{origin}/a"), Resource)
    assert SafeFetcher().fetch(f"{origin}/a").reason == "refused"


@pytest.mark.conformance("OB3-P-09")
def test_redirects_are_followed_by_the_same_rules_and_not_for_ever(trap):
    origin, answers = trap
    answers["/a"] = b"HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n"
    answers["/b"] = body(b"{}")
    answers["/loop"] = b"HTTP/1.1 302 Found\r\nLocation: /loop\r\nContent-Length: 0\r\n\r\n"
    answers["/out"] = b"HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n"

    assert SafeFetcher(allow_local=True).fetch(f"{origin}/a").body == b"{}"
    assert SafeFetcher(allow_local=True).fetch(f"{origin}/a", redirects=False).reason == "refused"
    assert SafeFetcher(allow_local=True).fetch(f"{origin}/loop").reason == "refused"
    assert SafeFetcher(allow_local=True).fetch(f"{origin}/out").reason == "refused"


def test_three_redirects_are_followed_and_a_fourth_is_not(trap):
    origin, answers = trap
    for number in range(4):
        answers[f"/{number}"] = b"HTTP/1.1 302 Found\r\nLocation: /%d\r\nContent-Length: 0\r\n\r\n" % (number + 1)
    answers["/4"] = body(b"{}")

    assert SafeFetcher(allow_local=True).fetch(f"{origin}/1").body == b"{}"
    assert SafeFetcher(allow_local=True).fetch(f"{origin}/0").reason == "refused"


class Clock:
    """A clock that says ``step`` seconds more each time it is asked."""

    def __init__(self, step: float) -> None:
        self.step, self.shown = step, 0.0

    def monotonic(self) -> float:
        self.shown += self.step
        return self.shown


@pytest.mark.conformance("OB3-P-09")
@pytest.mark.parametrize(("step", "outcome"), [(0.01, Resource), (0.8, FetchFailure)])
def test_an_answer_that_drips_is_left_when_its_time_is_over(step, outcome, trap, monkeypatch):
    origin, answers = trap
    answers["/drip"] = body(b"x" * 200_000)
    monkeypatch.setattr(fetcher, "time", Clock(step))

    answer = SafeFetcher(allow_local=True).fetch(f"{origin}/drip")

    assert type(answer) is outcome
    assert isinstance(answer, Resource) or answer.reason == "timeout"


def test_an_answer_over_the_limit_is_cut_off(trap):
    origin, answers = trap
    answers["/large"] = body(bytes(2_000_000))

    assert SafeFetcher(allow_local=True).fetch(f"{origin}/large").reason == "too_large"
    assert SafeFetcher(allow_local=True).fetch(f"{origin}/missing").status == 404


def test_one_verification_asks_ten_times_at_most(trap):
    origin, answers = trap
    answers["/a"] = body(b"{}")
    fetcher = SafeFetcher(allow_local=True)

    found = [fetcher.fetch(f"{origin}/a") for _ in range(12)]

    assert sum(isinstance(answer, Resource) for answer in found) == 10


def test_a_path_keeps_its_query():
    assert target("https://example.com/a?b=c", allow_local=False).path == "/a?b=c"


@pytest.fixture
def recording(tmp_path):
    (tmp_path / "a.json").write_text("{}")
    entries = {
        "https://a.example/": {"file": "a.json"},
        "https://gone.example/": {"file": "a.json", "status": 410},
        "https://slow.example/": {"file": "a.json", "delay_seconds": 60},
        "https://endless.example/": {"endless": True},
        "https://inside.example/": {"file": "a.json", "resolves_to": ["10.0.0.1"]},
        "https://hop.example/": {"redirect": "https://a.example/"},
        "https://trick.example/": {"redirect": "http://a.example/"},
        "https://absent.example/": {"file": "none.json"},
    }
    path = tmp_path / "recording.json"
    path.write_text(json.dumps({"resources": entries}))
    return path


@pytest.mark.parametrize(
    ("host", "reason"),
    [("gone", "status"), ("slow", "timeout"), ("endless", "too_large"), ("inside", "refused"), ("trick", "refused"),
     ("absent", "unreachable"), ("unlisted", "unreachable")],
)  # fmt: skip
def test_a_recording_keeps_the_rules_of_the_real_network(host, reason, recording):
    assert RecordedNetwork(recording).fetch(f"https://{host}.example/").reason == reason


def test_a_recording_answers_and_follows(recording):
    assert RecordedNetwork(recording).fetch("https://hop.example/").body == b"{}"


def run(*arguments, stdin=None):
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], input=stdin, standalone_mode=False)


@pytest.fixture
def badge(tmp_path, sealed):
    path = tmp_path / "badge.bin"
    path.write_bytes(sealed())
    return path


class TestVerify:
    def test_says_valid_and_exits_0(self, badge):
        result = run("verify", "--offline", badge)

        assert result.return_value == 0
        assert result.output.startswith("Valid. ")

    def test_prints_one_object_a_line(self, badge):
        result = run("verify", "--json", "--offline", badge, badge)

        rows = [json.loads(line) for line in result.output.splitlines()]
        assert [row["verdict"] for row in rows] == ["valid", "valid"]
        assert set(rows[0]) >= {"verdict", "code", "sentence", "checks", "credential", "asked", "at"}

    def test_the_worst_of_several_decides(self, badge, tmp_path):
        noise = tmp_path / "noise"
        noise.write_bytes(b"noise")
        changed = tmp_path / "changed"
        changed.write_bytes(badge.read_bytes().replace(b"every tin", b"each tin"))

        assert run("verify", "--offline", badge, noise).return_value == 2
        assert run("verify", "--offline", badge, noise, changed).return_value == 1

    def test_reads_standard_input(self, sealed):
        assert run("verify", "--offline", "-", stdin=sealed()).return_value == 0

    def test_takes_another_moment(self, badge):
        assert run("verify", "--offline", "--at", "2030-01-01T00:00:00Z", badge).return_value == 1

    def test_names_local_addresses_loudly(self, badge):
        result = run("verify", "--offline", "--allow-local", badge)

        assert "Never rely" in result.output

    def test_a_missing_file_is_unreadable(self, tmp_path):
        assert run("verify", tmp_path / "none").return_value == 2

    @pytest.mark.parametrize(
        "arguments",
        [["verify"], ["verify", "--at", "soon", "x"], ["nonsense"], ["verify", "--offline", "--network", __file__, "x"]],
    )
    def test_wrong_use_exits_64(self, arguments, capsys):
        with pytest.raises(SystemExit) as exited:
            main(arguments)

        assert exited.value.code == 64


@pytest.mark.conformance("OB3-B-01")
@pytest.mark.conformance("OB3-H-05")
class TestIssue:
    @pytest.fixture
    def files(self, tmp_path, signer):
        (tmp_path / "achievement.json").write_bytes(write(ACHIEVEMENT))
        (tmp_path / "issuer.json").write_bytes(write(issuer_of(signer)))
        (tmp_path / "key.json").write_bytes(write(jwk.write_private(signer.private, kid=signer.verification_method)))
        (tmp_path / "people.csv").write_text(
            "email,narrative,valid_until\nana@pantry.example,She did it.,\n,nobody,\nben@pantry.example,,soon\n"
        )
        (tmp_path / "plain.svg").write_bytes(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>')
        return tmp_path

    def issue(self, files, *more):
        return run("issue", "--achievement", files / "achievement.json", "--issuer", files / "issuer.json", "--key",
                   files / "key.json", "--recipients", files / "people.csv", "--out", files / "out", *more)  # fmt: skip

    @pytest.mark.parametrize("proof", ["eddsa-rdfc-2022", "eddsa-jcs-2022", "jwt"])
    def test_signs_the_good_rows_and_names_the_others(self, proof, files):
        result = self.issue(files, "--proof", proof)

        assert result.return_value == 1
        assert "Line 3 was refused" in result.output
        assert "Line 4 was refused" in result.output
        signed = sorted((files / "out").iterdir())
        assert len(signed) == 1
        assert run("verify", "--offline", "--recipient", "ana@pantry.example", signed[0]).return_value == 0

    def test_bakes_into_the_picture(self, files):
        self.issue(files, "--bake", "svg", "--picture", files / "plain.svg")

        picture = next((files / "out").glob("*.svg"))
        assert svg.unbake(picture.read_bytes()).generation == "3.0"
        assert run("verify", "--offline", picture).return_value == 0

    @pytest.mark.parametrize("header", ["name\nAna\n", "email,salary\na@b.example,1\n", ""])
    def test_a_header_that_cannot_be_used_is_wrong_use(self, header, files):
        (files / "people.csv").write_text(header)

        assert "header" in str(self.issue(files).exception)

    def test_a_key_without_a_name_is_wrong_use(self, files, signer):
        (files / "key.json").write_bytes(write(jwk.write_private(signer.private)))

        assert "kid" in str(self.issue(files).exception)


def test_a_badge_is_baked_and_taken_out_again(tmp_path, badge):
    plain, baked = tmp_path / "plain.svg", tmp_path / "baked.svg"
    plain.write_bytes(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>')

    assert run("bake", plain, badge, "--out", baked).return_value == 0
    assert run("unbake", baked, "--out", tmp_path / "out.json").return_value == 0

    assert (tmp_path / "out.json").read_bytes() == badge.read_bytes()
    assert "holds no badge" in str(run("unbake", plain).exception)


def test_a_key_is_made_and_never_overwritten(tmp_path):
    path = tmp_path / "key.json"

    assert run("keygen", "--out", path).return_value == 0

    assert path.stat().st_mode & 0o777 == 0o600
    assert jwk.read_private(json.loads(path.read_text())).kind == generate().kind
    assert "never overwritten" in str(run("keygen", "--out", path).exception)


@pytest.mark.conformance("VC-01")
def test_inspect_judges_by_the_data_model_alone(badge, tmp_path):
    assert run("inspect", badge).return_value == 0
    broken = tmp_path / "broken.json"
    broken.write_bytes(b'{"type":["VerifiableCredential"]}')

    assert run("inspect", "--json", broken).return_value == 2


FORBIDDEN = {"socket", "ssl", "http", "urllib3", "requests", "subprocess", "time", "random"}


@pytest.mark.parametrize(
    "path", sorted(path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py") if "shell" not in path.parts)
)
def test_outside_the_shell_nothing_opens_a_socket_a_file_or_a_clock(path):
    tree = ast.parse((SOURCE / path).read_text())

    imported = {name.name.partition(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    imported |= {node.module.partition(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert not imported & FORBIDDEN
    assert not called & {"open", "datetime.now", "datetime.utcnow", "Path.open"}


def test_the_judge_needs_neither_django_nor_the_slow_expander():
    slow = ("pyld", "django", "urllib3")
    code = f"import sys, openbadgekit.verify.judge, openbadgekit.issue; print([n for n in {slow} if n in sys.modules])"

    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert found.stdout.strip() == "[]"

"""`openbadgekit verify`, `bake`, `unbake` and `inspect` as they are promised: sources, options, exit codes, lines of JSON."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from library.tests.attacks import picture
from library.tests.desk import AT, DRAWING, run
from library.tests.making import ACHIEVEMENT

from openbadgekit.baking import png, svg
from openbadgekit.issue import Form
from openbadgekit.reading import read_object, write
from openbadgekit.shell.cli import COMMANDS, cli
from openbadgekit.verify.report import STEPS

MEMBERS = {"verdict", "code", "sentence", "checks", "credential", "asked", "at"}
CODES = {"valid": 0, "invalid": 1, "unreadable": 2, "unknown": 3}


class TestVerify:
    @pytest.mark.parametrize("verdict", list(CODES))
    def test_each_verdict_has_its_exit_code(self, verdict, files):
        code, out, _ = run("verify", "--offline", "--at", AT, "--json", files / verdict)

        assert code == CODES[verdict]
        assert json.loads(out)["verdict"] == verdict

    @pytest.mark.parametrize(
        ("verdicts", "first"),
        [
            (["valid", "valid"], "valid"),
            (["valid", "unknown"], "unknown"),
            (["unknown", "unreadable", "valid"], "unreadable"),
            (["valid", "unknown", "unreadable", "invalid"], "invalid"),
            (["invalid", "valid"], "invalid"),
            (["unreadable", "invalid"], "invalid"),
            (["unknown", "unreadable"], "unreadable"),
        ],
    )
    def test_of_several_the_worst_decides_whatever_their_order(self, verdicts, first, files):
        for order in (verdicts, verdicts[::-1]):
            code, out, _ = run("verify", "--offline", "--at", AT, "--json", *(files / name for name in order))
            assert code == CODES[first]
            assert [json.loads(line)["verdict"] for line in out.splitlines()] == order

    @pytest.mark.parametrize("form", [Form.EDDSA_RDFC_2022, Form.EDDSA_JCS_2022, Form.VC_JWT])
    @pytest.mark.parametrize("wrap", ["plain", "png", "svg", "standard input"])
    def test_every_form_is_told_apart_by_its_content(self, form, wrap, tmp_path, sealed):
        body = sealed(form)
        baked = {"png": lambda: png.bake(picture(), body), "svg": lambda: svg.bake(DRAWING, body)}.get(wrap, lambda: body)()
        (tmp_path / "no-ending").write_bytes(baked)
        source = "-" if wrap == "standard input" else tmp_path / "no-ending"

        code, out, _ = run("verify", "--offline", "--at", AT, "--json", source, stdin=baked)

        assert (code, json.loads(out)["verdict"]) == (0, "valid")

    @pytest.mark.parametrize("verdict", list(CODES))
    def test_the_object_has_its_members(self, verdict, files):
        _, out, _ = run("verify", "--offline", "--at", AT, "--json", files / verdict)

        report = json.loads(out)
        assert set(report) >= MEMBERS
        assert report["at"] == AT
        assert report["asked"] == []
        assert (report["code"] is None) is (verdict == "valid")
        assert (report["credential"] is None) is (verdict == "unreadable")
        for item in report["checks"]:
            assert set(item) == {"step", "outcome", "code", "detail"}
            assert item["step"] in STEPS
            assert item["outcome"] in ("passed", "failed", "unknown", "not_applicable")
        if verdict != "unreadable":
            assert {item["step"] for item in report["checks"]} == set(STEPS)

    def test_the_steps_are_those_that_are_promised(self):
        assert STEPS == ("document", "context", "proof", "key", "schema", "dates", "status", "recipient", "endorsements")

    def test_a_line_stays_one_line_whatever_a_name_holds(self, tmp_path, sealed):
        achievement = {**ACHIEVEMENT, "name": "Safe\u2028Shelf\u0085\x1b[2J\u202e"}
        (tmp_path / "odd").write_bytes(sealed(achievement=achievement, name="a\u2029b"))

        code, out, _ = run("verify", "--offline", "--at", AT, "--json", tmp_path / "odd")

        assert code == 0
        assert len(out.splitlines()) == 1
        assert out.isascii()

    def test_a_strangers_text_cannot_write_on_the_terminal(self, tmp_path, sealed):
        odd = "https://pantry.example/\x1b[2J\u202e"
        (tmp_path / "odd").write_bytes(sealed(status=()).replace(b'"id":"urn:uuid:5d', b'"id":"' + odd.encode() + b"urn:uuid:5d"))
        status = {"type": "BitstringStatusListEntry", "statusPurpose": "revocation", "statusListIndex": "1"}
        document = read_object(sealed())
        document["credentialStatus"] = {**status, "statusListCredential": odd}
        document["nonsense\x1b[31m"] = "x"
        (tmp_path / "other").write_bytes(write(document))

        for name in ("odd", "other"):
            _, out, err = run("verify", "--offline", "--at", AT, tmp_path / name)
            assert not {"\x1b", "\u202e"} & set(out + err)

    @pytest.mark.parametrize(
        ("at", "code"),
        [("2026-02-28T23:58:00Z", 1), ("2026-03-01T00:00:00Z", 0), ("2028-03-01T01:00:30+01:00", 0), ("2030-01-01T00:00:00Z", 1)],
    )
    def test_at_is_the_moment_that_is_judged(self, at, code, files):
        assert run("verify", "--offline", "--at", at, files / "valid")[0] == code

    @pytest.mark.parametrize(("asked", "code"), [("urn:uuid:1e3b8f4a-0a94-4f0e-8a3e-2f6a1f9f0b11", 0), ("ben@pantry.example", 1)])
    def test_recipient_asks_and_is_told_nowhere(self, asked, code, files):
        found, out, err = run("verify", "--offline", "--at", AT, "--json", "--recipient", asked, files / "valid")

        assert found == code
        assert "ben@" not in out + err

    def test_allow_local_is_loud_and_named_in_the_report(self, files):
        _, out, err = run("verify", "--offline", "--allow-local", "--at", AT, "--json", files / "valid")

        assert "Never rely on such a verdict" in err
        assert any("Local and unencrypted addresses were allowed" in note for note in json.loads(out)["notes"])

    @pytest.mark.parametrize(
        "arguments",
        [
            [], ["verify"], ["nonsense"], ["verify", "--nonsense", "x"], ["verify", "--at", "2026-01-01", "x"],
            ["verify", "--at", "2026-01-01T00:00:00", "x"], ["verify", "--at", "", "x"], ["verify", "--recipient"],
            ["verify", "--network", "/no/such/file", "x"], ["verify", "--offline", "--network", __file__, "x"],
            ["verify", "--network", __file__, "x"], ["inspect"], ["bake", "x"], ["unbake"], ["keygen", "--kind", "DSA"],
            ["issue", "--proof", "none"], ["issue"],
        ],
        ids=" ".join,
    )  # fmt: skip
    def test_wrong_use_exits_64_and_says_why(self, arguments):
        code, out, err = run(*arguments)

        assert code == 64
        assert out + err
        assert "Traceback" not in err

    @pytest.mark.parametrize("command", list(COMMANDS))
    def test_help_is_there_for_every_command(self, command):
        code, out, _ = run(command, "--help")

        assert code == 0
        assert "Usage" in out

    @pytest.mark.parametrize("name", ["missing", "a\0b", "folder/", "x" * 5000])
    def test_a_file_that_cannot_be_read_is_unreadable(self, name, tmp_path):
        code, out, err = run("verify", "--offline", "--json", f"{tmp_path}/{name}")

        assert code == 2
        assert "cannot be read" in json.loads(out)["sentence"]
        assert "Traceback" not in err


class TestPictures:
    @pytest.fixture
    def badge(self, tmp_path, sealed):
        (tmp_path / "badge").write_bytes(sealed())
        (tmp_path / "token").write_bytes(sealed(Form.VC_JWT) + b"\n")
        (tmp_path / "png").write_bytes(picture())
        (tmp_path / "svg").write_bytes(DRAWING)
        return tmp_path

    @pytest.mark.parametrize("kind", ["png", "svg"])
    @pytest.mark.parametrize("name", ["badge", "token"])
    def test_what_is_baked_comes_out_again(self, kind, name, badge):
        assert run("bake", badge / kind, badge / name, "--out", badge / "baked")[0] == 0

        code, out, _ = run("unbake", badge / "baked")

        assert (code, out) == (0, (badge / name).read_text().strip())
        assert run("verify", "--offline", "--at", AT, badge / "baked")[0] == 0

    def test_a_second_badge_only_on_purpose(self, badge):
        run("bake", badge / "png", badge / "badge", "--out", badge / "baked")

        assert run("bake", badge / "baked", badge / "token", "--out", badge / "again")[0] == 2
        assert run("bake", badge / "baked", badge / "token", "--out", badge / "again", "--replace")[0] == 0
        assert run("unbake", badge / "again")[1] == (badge / "token").read_text().strip()

    @pytest.mark.parametrize("text", [b"", b"noise", b"<svg", b"\x89PNG\r\n\x1a\n"])
    def test_what_is_no_picture_is_refused_in_words(self, text, badge):
        (badge / "odd").write_bytes(text)

        for arguments in (["bake", badge / "odd", badge / "badge", "--out", badge / "x"], ["unbake", badge / "odd"]):
            code, _, err = run(*arguments)
            assert code == 2
            assert "Error" in err
            assert "Traceback" not in err

    def test_a_place_that_cannot_be_written_is_said(self, badge):
        code, _, err = run("bake", badge / "png", badge / "badge", "--out", badge / "none" / "baked.png")

        assert code == 1
        assert "cannot be used" in err
        assert "Traceback" not in err


class TestInspect:
    @pytest.mark.parametrize("form", [Form.EDDSA_RDFC_2022, Form.VC_JWT])
    def test_a_sound_document_exits_0(self, form, tmp_path, sealed):
        (tmp_path / "x").write_bytes(sealed(form))

        code, out, _ = run("inspect", "--json", tmp_path / "x")

        assert (code, json.loads(out)["sound"]) == (0, True)

    @pytest.mark.parametrize(
        "text", [b"", b"{}", b"[]", b'{"type":["VerifiableCredential"]}', b'{"a":1,"a":2}', b"\x89PNG\r\n\x1a\n"]
    )
    def test_anything_else_exits_2_in_words(self, text, tmp_path):
        (tmp_path / "x").write_bytes(text)

        code, out, err = run("inspect", "--json", tmp_path / "x")

        assert (code, json.loads(out)["sound"]) == (2, False)
        assert "Traceback" not in err


def test_a_reader_who_has_enough_is_no_fault(tmp_path, sealed):
    (tmp_path / "x").write_bytes(sealed())
    kit = f"{sys.executable} -c 'from openbadgekit.shell.cli import main; main()'"
    program = f"{kit} verify --offline {' '.join([str(tmp_path / 'x')] * 400)}"

    found = subprocess.run(["/bin/sh", "-c", f"{program} | head -n 1"], capture_output=True, text=True)

    assert found.stdout.startswith(str(tmp_path))
    assert "Traceback" not in found.stderr


def test_the_commands_are_those_that_are_promised():
    assert {"verify", "issue", "bake", "unbake", "inspect", "keygen"} <= set(COMMANDS)
    assert all(cli.get_command(None, name).help for name in COMMANDS)

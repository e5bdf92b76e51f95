"""The command line as it is promised: sources, options, exit codes, lines of JSON, recorded networks, refused rows."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner
from library.tests.attacks import picture
from library.tests.making import ACHIEVEMENT, NOON, draft_of, issuer_of

from openbadgekit import proofs
from openbadgekit.baking import png, svg
from openbadgekit.issue import Form, lint, seal
from openbadgekit.keys import KeyKind, did_key, generate, jwk, multikey
from openbadgekit.keys.signer import LocalSigner
from openbadgekit.proofs import eddsa_jcs_2022
from openbadgekit.reading import read_object, write
from openbadgekit.shell.cli import COMMANDS, cli, main
from openbadgekit.status import bitstring_list
from openbadgekit.verify.report import STEPS

AT = "2026-11-24T12:00:00Z"
DID = "did:web:pantry.example"
DOCUMENT = "https://pantry.example/.well-known/did.json"
LIST = "https://pantry.example/status/1"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
MEMBERS = {"verdict", "code", "sentence", "checks", "credential", "asked", "at"}


def run(*arguments, stdin=None):
    """The exit code, output and messages of a run as a program would see them."""
    runner = CliRunner()
    with runner.isolation(input=stdin) as (out, err, _):
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as exited:
            return exited.code, out.getvalue().decode(), err.getvalue().decode()
    raise AssertionError("the program must exit")


@pytest.fixture
def files(tmp_path, sealed, signer):
    """One source of each verdict."""
    (tmp_path / "valid").write_bytes(sealed())
    (tmp_path / "invalid").write_bytes(sealed().replace(b"every tin", b"each tin"))
    (tmp_path / "unreadable").write_bytes(b"no badge")
    document = draft_of(signer, issuer={"id": DID, "type": ["Profile"], "name": "Somebody"}).document
    proof = eddsa_jcs_2022.make(document, LocalSigner(signer.private, f"{DID}#1"), created=NOON)
    (tmp_path / "unknown").write_bytes(write(proofs.attach(document, proof)))
    return tmp_path


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


class Web:
    """A badge of an issuer on the web with a status list, and the recording that answers for it."""

    def __init__(self, folder, signer):
        self.folder, local = folder, LocalSigner(signer.private, f"{DID}#1")
        method = {
            "id": f"{DID}#1",
            "type": "Multikey",
            "controller": DID,
            "publicKeyMultibase": multikey.write(signer.private.public()),
        }
        (folder / "did.json").write_bytes(write({"id": DID, "verificationMethod": [method], "assertionMethod": [f"{DID}#1"]}))
        status = [bitstring_list.entry(list_url=LIST, index=7, purpose="revocation")]
        draft = draft_of(signer, issuer={"id": DID, "type": ["Profile"], "name": "The Pantry"}, status=status)
        self.badge = seal(lint(draft), local, forms=[Form.EDDSA_JCS_2022], created=NOON)[Form.EDDSA_JCS_2022]
        (folder / "badge.json").write_bytes(self.badge)
        for name, bits in (("list.json", []), ("revoked.json", [7])):
            whole = bitstring_list.list_credential(
                list_url=LIST, issuer=DID, purpose="revocation", encoded=bitstring_list.build(bits), valid_from=NOON
            )
            (folder / name).write_bytes(write(proofs.attach(whole, eddsa_jcs_2022.make(whole, local, created=NOON))))

    def verify(self, source="badge.json", **changes):
        """(exit code, report) under a recording with these changes by name; ... takes an answer out."""
        entries = {"did": (DOCUMENT, {"file": "did.json"}), "list": (LIST, {"file": "list.json"})}
        entries |= {name: (change[0], change[1]) for name, change in changes.items() if isinstance(change, tuple)}
        resources = {
            url: {**entry, **(changes[name] if isinstance(changes.get(name), dict) else {})}
            for name, (url, entry) in entries.items()
        }
        for name, change in changes.items():
            if change is ...:
                del resources[entries[name][0]]
        path = self.folder / "recording.json"
        path.write_text(json.dumps({"resources": resources}))
        source = source if source.startswith("https:") else self.folder / source
        code, out, err = run("verify", "--json", "--at", AT, "--network", path, source)
        assert "Traceback" not in err
        return code, json.loads(out) if out else err


@pytest.fixture
def web(tmp_path, signer):
    return Web(tmp_path, signer)


class TestRecording:
    def test_what_is_recorded_is_answered_and_asked_is_told(self, web):
        code, report = web.verify()

        assert (code, report["verdict"], report["asked"]) == (0, "valid", [DOCUMENT, LIST])

    def test_what_is_not_listed_is_unreachable(self, web):
        code, report = web.verify(list=...)

        assert (code, report["code"], report["asked"]) == (3, "status_unavailable", [DOCUMENT, LIST])

    def test_an_absolute_file_is_found_too(self, web):
        assert web.verify(did={"file": str(web.folder / "did.json")})[0] == 0

    def test_a_revoked_one_is_revoked(self, web):
        assert web.verify(list={"file": "revoked.json"})[1]["code"] == "revoked"

    @pytest.mark.parametrize("status", [201, 204, 301, 404, 410, 500])
    def test_another_status_than_200_is_no_answer(self, status, web):
        code, report = web.verify(did={"status": status})

        assert (code, report["code"]) == (3, "key_unresolvable")
        assert DOCUMENT in report["asked"]

    @pytest.mark.conformance("VC-03")
    @pytest.mark.conformance("OB3-P-09")
    @pytest.mark.parametrize(
        ("kind", "code"),
        [
            ("application/did+json", 0),
            ("application/did+ld+json; charset=utf-8", 0),
            ("application/json", 0),
            ("text/plain", 0),
            ("", 0),
            ("application/octet-stream", 0),
            ("text/html", 3),
            ("Text/HTML; charset=utf-8", 3),
            ("image/png", 3),
            ("video/mp4", 3),
        ],
    )
    def test_a_page_or_a_picture_is_nobodys_key(self, kind, code, web):
        assert web.verify(did={"content_type": kind})[0] == code

    def test_a_short_delay_is_waited_for_and_a_long_one_is_not(self, web):
        assert web.verify(list={"delay_seconds": 4.5})[0] == 0

        code, report = web.verify(list={"delay_seconds": 5.5})
        assert (code, report["code"]) == (3, "status_unavailable")
        assert "did not answer in time" in next(item["detail"] for item in report["checks"] if item["step"] == "status")

    def test_the_time_of_all_answers_together_is_bounded(self, web):
        assert web.verify(did={"delay_seconds": 4.9}, list={"delay_seconds": 4.9})[0] == 0

        hops = {"hop": ("https://pantry.example/hop", {"file": "list.json", "delay_seconds": 4})}
        code, report = web.verify(
            did={"delay_seconds": 4}, list={"redirect": "https://pantry.example/hop", "delay_seconds": 4}, **hops
        )
        assert (code, report["code"]) == (3, "status_unavailable")

    def test_an_endless_answer_is_cut_off(self, web):
        code, report = web.verify(list={"endless": True})

        assert (code, report["code"]) == (3, "status_unavailable")
        assert LIST in report["asked"]

    @pytest.mark.parametrize("hops", [1, 3])
    def test_a_list_may_move_up_to_three_times(self, hops, web):
        chain = self.chain(hops)
        code, report = web.verify(list={"redirect": "https://pantry.example/hop/1"}, **chain)

        assert code == 0
        assert report["asked"] == [DOCUMENT, LIST, *(f"https://pantry.example/hop/{n}" for n in range(1, hops + 1))]

    def chain(self, hops):
        last = (f"https://pantry.example/hop/{hops}", {"file": "list.json"})
        between = {f"hop{n}": (f"https://pantry.example/hop/{n}", {"redirect": f"/hop/{n + 1}"}) for n in range(1, hops)}
        return {**between, "last": last}

    def test_a_fourth_move_is_one_too_many(self, web):
        code, report = web.verify(list={"redirect": "https://pantry.example/hop/1"}, **self.chain(4))

        assert (code, report["code"]) == (3, "status_unavailable")

    def test_a_key_document_does_not_move(self, web):
        code, report = web.verify(
            did={"redirect": "https://pantry.example/hop/1"}, last=("https://pantry.example/hop/1", {"file": "did.json"})
        )

        assert (code, report["code"]) == (3, "key_unresolvable")
        assert "https://pantry.example/hop/1" not in report["asked"]

    @pytest.mark.parametrize(
        "address", ["10.0.0.1", "127.0.0.1", "169.254.169.254", "::1", "fd00::1", "::ffff:10.0.0.1", "100.64.1.1"]
    )
    @pytest.mark.parametrize("also", [[], ["93.184.216.34"]])
    def test_a_name_that_stands_for_a_private_address_is_not_asked(self, address, also, web):
        code, report = web.verify(did={"resolves_to": [*also, address]})

        assert (code, report["code"]) == (3, "key_unresolvable")
        assert DOCUMENT not in report["asked"]

    def test_a_name_that_stands_for_a_public_address_is(self, web):
        assert web.verify(did={"resolves_to": ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"]})[0] == 0

    def test_a_name_that_stands_for_nothing_is_not_asked(self, web):
        assert DOCUMENT not in web.verify(did={"resolves_to": []})[1]["asked"]

    @pytest.mark.parametrize(
        "there",
        ["http://pantry.example/list", "file:///etc/passwd", "https://127.0.0.1/list", "https://me@pantry.example/", "//[::1]/"],
    )
    def test_a_move_to_where_nobody_may_be_asked_is_not_followed(self, there, web):
        code, report = web.verify(list={"redirect": there}, there=(there, {"file": "list.json"}))

        assert (code, report["code"]) == (3, "status_unavailable")
        assert report["asked"] == [DOCUMENT, LIST]

    def test_a_move_to_a_name_that_stands_for_a_private_address_is_not_followed(self, web):
        inside = "https://inside.example/list"
        _, report = web.verify(list={"redirect": inside}, there=(inside, {"file": "list.json", "resolves_to": ["10.0.0.1"]}))

        assert report["asked"] == [DOCUMENT, LIST]

    def test_an_address_may_be_the_source(self, web):
        there = "https://pantry.example/badges/1"
        code, report = web.verify(there, there=(there, {"file": "badge.json"}))

        assert (code, report["asked"]) == (0, [there, DOCUMENT, LIST])

    def test_a_source_that_does_not_answer_is_unreadable(self, web):
        code, report = web.verify("https://pantry.example/none")

        assert (code, report["asked"], report["credential"]) == (2, ["https://pantry.example/none"], None)

    def test_a_file_over_the_size_is_cut_off(self, web):
        (web.folder / "large.json").write_bytes(b" " * 1_048_577)

        assert web.verify(list={"file": "large.json"})[1]["code"] == "status_unavailable"

    @pytest.mark.parametrize(
        "entry",
        [
            {"status": "200"}, {"status": True}, {"status": 99}, {"delay_seconds": "1"}, {"delay_seconds": -1}, {"endless": "yes"},
            {"resolves_to": "10.0.0.1"}, {"resolves_to": ["pantry.example"]}, {"resolves_to": [1]}, {"redirect": 5}, {"file": 5},
            {"content_type": 5},
        ],
        ids=str,
    )  # fmt: skip
    def test_a_recording_that_cannot_be_meant_is_wrong_use(self, entry, web):
        code, problem = web.verify(did=entry)

        assert code == 64
        assert next(iter(entry)) in problem

    @pytest.mark.parametrize(
        "text", ["", "[]", "{}", '{"resources":[]}', '{"resources":{"a":5}}', '{"resources":{},"resources":{}}']
    )
    def test_a_file_that_is_no_recording_is_wrong_use(self, text, tmp_path, files):
        (tmp_path / "r.json").write_text(text)

        assert run("verify", "--network", tmp_path / "r.json", files / "valid")[0] == 64


@pytest.fixture
def desk(tmp_path, signer):
    """What ``issue`` needs, in files."""
    (tmp_path / "achievement.json").write_bytes(write(ACHIEVEMENT))
    (tmp_path / "issuer.json").write_bytes(write(issuer_of(signer)))
    (tmp_path / "key.json").write_bytes(write(jwk.write_private(signer.private, kid=signer.verification_method)))
    (tmp_path / "people.csv").write_text("email\nana@pantry.example\n")
    (tmp_path / "plain.svg").write_bytes(DRAWING)
    (tmp_path / "plain.png").write_bytes(picture())
    return tmp_path


def issue(desk, *more):
    return run(
        "issue", "--achievement", desk / "achievement.json", "--issuer", desk / "issuer.json", "--key", desk / "key.json",
        "--recipients", desk / "people.csv", "--out", desk / "out", *more,
    )  # fmt: skip


def made(desk):
    return sorted(path for path in (desk / "out").iterdir()) if (desk / "out").is_dir() else []


class TestIssue:
    @pytest.mark.parametrize("proof", ["eddsa-rdfc-2022", "eddsa-jcs-2022", "jwt"])
    @pytest.mark.parametrize("bake", ["png", "svg", "none"])
    def test_every_proof_goes_into_every_picture(self, proof, bake, desk):
        more = ["--picture", desk / f"plain.{bake}"] if bake != "none" else []

        code, out, err = issue(desk, "--proof", proof, "--bake", bake, *more)

        assert (code, "1 signed, 0 refused" in out) == (0, True)
        assert "Signing" in err
        assert len(made(desk)) == (1 if bake == "none" else 2)
        for path in made(desk):
            assert run("verify", "--offline", "--recipient", "ana@pantry.example", path)[0] == 0

    def test_a_nist_key_signs_its_own_suites(self, desk):
        private = generate(KeyKind.P256)
        by = LocalSigner(private, did_key.method_of(private.public()))
        (desk / "issuer.json").write_bytes(write(issuer_of(by)))
        (desk / "key.json").write_bytes(write(jwk.write_private(private, kid=by.verification_method)))

        assert issue(desk, "--proof", "ecdsa-rdfc-2019")[0] == 0
        assert run("verify", "--offline", *made(desk))[0] == 0

    def test_every_column_stands_where_it_belongs(self, desk):
        header = "email,id,name,narrative,evidence,valid_from,valid_until"
        row = 'ana@pantry.example,urn:uuid:7,Ana,"She did, twice.",https://pantry.example/e,2026-01-01T00:00:00Z,2027-01-01T00:00:00+01:00'
        (desk / "people.csv").write_text(f"{header}\n{row}\n")

        assert issue(desk)[0] == 0

        document = read_object(made(desk)[0].read_bytes())
        subject = document["credentialSubject"]
        assert (subject["id"], subject["narrative"]) == ("urn:uuid:7", "She did, twice.")
        assert (document["validFrom"], document["validUntil"]) == ("2026-01-01T00:00:00Z", "2026-12-31T23:00:00Z")
        assert document["evidence"] == [{"id": "https://pantry.example/e", "type": ["Evidence"]}]
        assert "Ana" not in json.dumps(document)
        assert "ana@pantry.example" not in json.dumps(document)

    @pytest.mark.conformance("OB3-H-05")
    def test_each_badge_has_a_salt_and_an_id_of_its_own(self, desk):
        (desk / "people.csv").write_text("email\n" + "ana@pantry.example\n" * 3)

        assert issue(desk)[0] == 0

        documents = [read_object(path.read_bytes()) for path in made(desk)]
        salts = {document["credentialSubject"]["identifier"][0]["salt"] for document in documents}
        assert len(salts) == len({document["id"] for document in documents}) == 3
        assert all(len(salt) >= 22 for salt in salts)

    @pytest.mark.parametrize(
        ("row", "word"),
        [
            (",Nobody,,", "neither an e-mail address nor an id"),
            ("ana,,,", "no e-mail address"),
            ("ana@pantry.example,a\x07b,,", "cannot be printed"),
            ("\x00@pantry.example,,,", "cannot be printed"),
            ("ana@pantry.example,,soon,", "valid_from"),
            ("ana@pantry.example,,2026-01-01,", "valid_from"),
            ("ana@pantry.example,,2027-01-01T00:00:00Z,2026-01-01T00:00:00Z", "ends before it begins"),
            ("ana@pantry.example,,,,extra", "5 cells"),
        ],
    )
    def test_a_refused_row_is_named_by_its_line_and_the_others_are_signed(self, row, word, desk):
        header = "email,narrative,valid_from,valid_until"
        (desk / "people.csv").write_text(f'{header}\n"ben@pantry.example","two\nlines",,\n{row}\ncas@pantry.example,,,\n')

        code, out, err = issue(desk)

        assert code == 1
        assert "2 signed, 1 refused" in out
        assert "Line 4" in err
        assert word in err
        assert [path.name for path in made(desk)] == ["badge-000002.json", "badge-000005.json"]

    def test_a_refused_row_is_named_by_its_name_too(self, desk):
        (desk / "people.csv").write_text("email,name\nana,Ana Ruiz\nben@pantry.example,Ben\n")

        assert "Line 2 (Ana Ruiz) was refused" in issue(desk)[2]

    @pytest.mark.parametrize(
        "text",
        [
            b"",
            b"\n",
            b"name\nAna\n",
            b"email,salary\na@b.example,1\n",
            b"email,email\na@b.example,a@b.example\n",
            b"email;name\na@b.example;x\n",
            b"email\n",
            "email\nänna@b.example\n".encode("latin-1"),
            "email\na@b.example\n".encode("utf-16"),
            b'email,name\n"a@b.example,x\n',
            b'email,name\na@b.example,"x"y\n',
            b"email,\na@b.example,x\n",
            b"email,name\na@b.example," + b"x" * 200_000,
        ],
        ids=lambda text: repr(text[:30]),
    )
    def test_a_file_that_cannot_be_used_stops_before_any_badge(self, text, desk):
        (desk / "people.csv").write_bytes(text)

        code, _, err = issue(desk)

        assert code == 64
        assert "people.csv" in err
        assert made(desk) == []

    def test_a_spreadsheets_file_is_read(self, desk):
        (desk / "people.csv").write_bytes(
            "\ufeffE-Mail,x\r\n".replace("E-Mail,x", "Email , Name").encode() + b"ana@pantry.example,Ana\r\n\r\n"
        )

        assert issue(desk)[0] == 0

    def test_an_address_gets_in_by_file_in_its_usual_spelling(self, desk):
        (desk / "people.csv").write_text("email\n Ana@Pantry.EXAMPLE \n")

        assert issue(desk)[0] == 0
        assert run("verify", "--offline", "--recipient", "ana@pantry.example", *made(desk))[0] == 0

    @pytest.mark.parametrize(
        ("name", "change", "word"),
        [
            ("achievement.json", {"criteria": {}}, "what had to be shown"),
            ("achievement.json", {"id": "no address"}, "no address"),
            ("achievement.json", {"achievementType": "Program"}, "Program"),
            ("issuer.json", {"id": "urn:uuid:1"}, "no key can be bound"),
            ("issuer.json", {"id": "did:web:bank.example"}, "did not sign"),
            ("key.json", {"kid": 5}, "kid"),
            ("key.json", {"kid": "did:web:bank.example#1"}, "did not sign"),
            ("key.json", {"d": "AAAA"}, "cannot be used"),
        ],
    )
    def test_what_would_spoil_every_badge_stops_before_the_first(self, name, change, word, desk):
        document = read_object((desk / name).read_bytes())
        (desk / name).write_bytes(write({**document, **change}))

        code, _, err = issue(desk)

        assert code == 64
        assert word in err
        assert made(desk) == []

    @pytest.mark.parametrize("name", ["achievement.json", "issuer.json", "key.json"])
    @pytest.mark.parametrize("text", [b"", b"[]", b'{"a":1,"a":2}', b"\xff"])
    def test_a_file_that_is_no_object_is_named(self, name, text, desk):
        (desk / name).write_bytes(text)

        code, _, err = issue(desk)

        assert (code, name in err) == (64, True)

    def test_a_key_that_does_not_fit_the_proof_stops_before_the_first(self, desk):
        code, _, err = issue(desk, "--proof", "ecdsa-jcs-2019")

        assert (code, "needs a key" in err, made(desk)) == (64, True, [])

    @pytest.mark.parametrize(("bake", "file"), [("png", "plain.svg"), ("svg", "plain.png"), ("png", "people.csv")])
    def test_a_picture_is_never_converted(self, bake, file, desk):
        code, _, err = issue(desk, "--bake", bake, "--picture", desk / file)

        assert (code, "never converted" in err, made(desk)) == (64, True, [])

    def test_a_picture_that_holds_a_badge_is_refused(self, desk):
        (desk / "held.png").write_bytes(png.bake(picture(), b"{}"))

        code, _, err = issue(desk, "--bake", "png", "--picture", desk / "held.png")

        assert (code, "holds a badge already" in err) == (64, True)

    def test_without_a_picture_the_achievements_own_is_used(self, desk):
        import base64

        picture_of = {"id": "data:image/png;base64," + base64.b64encode(picture()).decode(), "type": "Image"}
        (desk / "achievement.json").write_bytes(write({**ACHIEVEMENT, "image": picture_of}))

        assert issue(desk, "--bake", "png")[0] == 0
        baked = next((desk / "out").glob("*.png")).read_bytes()
        assert baked.startswith(picture()[:-12])

    @pytest.mark.parametrize(
        "image", [None, {"id": "https://pantry.example/x.png", "type": "Image"}, {"id": "data:image/png;base64,?", "type": "Image"}]
    )
    def test_without_any_picture_nothing_can_be_baked(self, image, desk):
        (desk / "achievement.json").write_bytes(write({**ACHIEVEMENT, **({"image": image} if image else {})}))

        assert issue(desk, "--bake", "png")[0] == 64

    def test_a_folder_that_cannot_be_written_is_said(self, desk):
        (desk / "out").write_text("a file")

        code, _, err = issue(desk)

        assert code in (1, 64)
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


class TestKeygen:
    @pytest.mark.parametrize("kind", [kind.value for kind in KeyKind])
    def test_every_kind_is_made_with_the_name_of_its_public_half(self, kind):
        code, out, _ = run("keygen", "--kind", kind)

        private = json.loads(out)
        assert code == 0
        assert private["kid"] == did_key.method_of(jwk.read_private(private).public())

    def test_the_name_may_be_ones_own(self):
        assert json.loads(run("keygen", "--kid", f"{DID}#1")[1])["kid"] == f"{DID}#1"

    def test_a_file_is_for_its_owner_alone_and_never_overwritten(self, tmp_path):
        assert run("keygen", "--out", tmp_path / "key.json")[0] == 0
        before = (tmp_path / "key.json").read_bytes()

        code, _, err = run("keygen", "--out", tmp_path / "key.json")

        assert (tmp_path / "key.json").stat().st_mode & 0o777 == 0o600
        assert (code, "never overwritten" in err) == (1, True)
        assert (tmp_path / "key.json").read_bytes() == before


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

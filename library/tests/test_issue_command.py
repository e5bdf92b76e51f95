"""`openbadgekit issue` and `keygen` as they are promised: rows, refused rows by line, forms, keys."""

from __future__ import annotations

import json

import pytest
from library.tests.attacks import picture
from library.tests.desk import DID, issue, run
from library.tests.making import ACHIEVEMENT, issuer_of

from openbadgekit import contexts
from openbadgekit.baking import png
from openbadgekit.keys import KeyKind, did_key, generate, jwk
from openbadgekit.keys.signer import LocalSigner
from openbadgekit.reading import read_object, write


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

    @pytest.mark.conformance("OB3-C-01")
    def test_what_the_certifying_body_asks_for_is_made_in_one_run(self, desk):
        """A badge for its address, sealed as it accepts it, as a file and in a picture, which hold the same badge."""
        (desk / "people.csv").write_text("email\nconformance@imsglobal.org\n")

        code, _, _ = issue(desk, "--proof", "eddsa-rdfc-2022", "--bake", "png", "--picture", desk / "plain.png")

        file, picture = made(desk)
        document = read_object(file.read_bytes())
        assert (code, file.suffix, picture.suffix) == (0, ".json", ".png")
        assert document["proof"]["cryptosuite"] == "eddsa-rdfc-2022"
        assert document["@context"] == [contexts.VC2, contexts.OB3]
        assert png.unbake(picture.read_bytes()).payload == file.read_bytes()
        for path in (file, picture):
            assert run("verify", "--offline", "--recipient", "conformance@imsglobal.org", path)[0] == 0
            assert run("verify", "--offline", "--recipient", "somebody@pantry.example", path)[0] == 1

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

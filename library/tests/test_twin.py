"""The 2.0 twin: the same facts at three addresses, believed by our own verifier, taken back together."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from library.tests import older
from library.tests.making import ACHIEVEMENT, NOON, draft_of

from openbadgekit.baking import Generation, png, svg
from openbadgekit.documents import ob2
from openbadgekit.errors import LintRefused, Malformed
from openbadgekit.issue import Form, Places, hashed_identifier, taken_back, twin
from openbadgekit.reading import read_object, write
from openbadgekit.shell.checking import check
from openbadgekit.shell.cli import main
from openbadgekit.shell.fetcher import NoNetwork
from openbadgekit.shell.recorded import RecordedNetwork
from openbadgekit.verify.policy import Policy
from openbadgekit.verify.report import Verdict
from openbadgekit.verify.resources import FetchFailure, Resource

HOST = "https://pantry.example"
PLACES = Places(f"{HOST}/a/1", f"{HOST}/b/1", f"{HOST}/p", award_image=f"{HOST}/a/1.png", badge_image=f"{HOST}/shelf.png")
EMAIL = "office@pantry.example"
HASHED = hashed_identifier("ana@pantry.example", salt="0123456789abcdef")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>'


def document_of(signer, **changes):
    achievement = {
        **ACHIEVEMENT,
        "criteria": {"id": f"{HOST}/criteria", "narrative": "Checks dates and packaging."},
        "tag": ["food", "safety"],
        "inLanguage": "en-GB",
        "version": "2",
        "alignment": [{"type": ["Alignment"], "targetName": "Hygiene", "targetUrl": f"{HOST}/hygiene", "targetType": "CFItem"}],
    }
    evidence = [{"id": f"{HOST}/work/1", "type": ["Evidence"], "name": "The shelf", "narrative": "Every tin turned."}]
    subject = {"id": "did:example:ana", "identifier": [HASHED], "narrative": "She turned every tin."}
    return draft_of(signer, **{"achievement": achievement, "evidence": evidence, "subject": subject, **changes}).document


def make(signer, *, places=PLACES, recipient=None, **changes):
    return twin(document_of(signer, **changes), places=places, email=EMAIL, recipient=recipient)


def answers(made):
    return {item["id"]: Resource(item["id"], write(item)) for item in (made.award, made.badge, made.profile)}


def report_on(data, resources, *, recipient=None, at=NOON):
    return check(data, network=NoNetwork(), policy=Policy(recipient=recipient), at=at, own=resources.get)


@pytest.mark.conformance("OB2-01")
@pytest.mark.conformance("OB2-11")
def test_our_own_verifier_believes_the_twin(signer):
    made = make(signer)

    report = report_on(write(made.award), answers(made), recipient="ana@pantry.example")

    assert (report.verdict, report.code, report.notes) == (Verdict.VALID, None, ())
    assert report.sentence == (
        "Valid. Kettle Lane Community Pantry awarded “Safe Shelf” on 1 March 2026. It is good until 1 March 2028."
    )


@pytest.mark.conformance("OB2-01")
@pytest.mark.conformance("OB2-11")
def test_it_says_what_the_badge_says(signer, sealed):
    document = document_of(signer)
    made = make(signer)
    old = report_on(write(made.award), answers(made)).credential
    new = report_on(sealed(Form.EDDSA_JCS_2022), {}).credential

    assert (old.name, old.description) == (new.name, new.description)
    assert (old.valid_from, old.valid_until) == (new.valid_from, new.valid_until)
    assert old.issuer.name == new.issuer.name
    assert (old.criteria.id, old.criteria.narrative) == (f"{HOST}/criteria", "Checks dates and packaging.")
    assert [(item.id, item.narrative) for item in old.evidence] == [(f"{HOST}/work/1", "Every tin turned.")]
    assert made.award["uid"] == document["id"]
    assert made.badge["related"] == {"id": ACHIEVEMENT["id"]}
    assert made.profile["related"] == {"id": document["issuer"]["id"]}


@pytest.mark.conformance("OB2-07")
def test_the_recipient_stays_hashed_and_nobody_else_fits(signer):
    made = make(signer)

    assert "ana@" not in write(made.award).decode()
    assert made.award["recipient"] == {
        "type": "email",
        "hashed": True,
        "identity": HASHED["identityHash"],
        "salt": "0123456789abcdef",
    }
    assert report_on(write(made.award), answers(made), recipient="ben@pantry.example").code == "recipient_mismatch"


def test_a_recipient_known_by_an_id_is_named_by_it(signer):
    made = make(signer, subject={"id": "did:example:ana"})

    assert made.award["recipient"] == {"type": "id", "hashed": False, "identity": "did:example:ana"}
    assert report_on(write(made.award), answers(made), recipient="did:example:ana").verdict is Verdict.VALID


def test_a_given_recipient_wins(signer):
    made = make(signer, subject={"id": "did:example:ana"}, recipient=HASHED)

    assert report_on(write(made.award), answers(made), recipient="ana@pantry.example").verdict is Verdict.VALID


def test_tags_alignments_and_language_are_kept(signer):
    badge = make(signer).badge

    assert badge["tags"] == ["food", "safety"]
    assert badge["alignment"] == [{"targetName": "Hygiene", "targetUrl": f"{HOST}/hygiene"}]
    assert (badge["@language"], badge["version"]) == ("en-GB", "2")


def test_awards_on_another_host_are_allowed_by_the_profile(signer):
    places = Places("https://awards.example:8443/1", PLACES.badge, PLACES.profile, badge_image=f"{HOST}/shelf.png")
    made = make(signer, places=places)

    assert report_on(write(made.award), answers(made)).verdict is Verdict.VALID
    del made.profile["verification"]
    assert report_on(write(made.award), answers(made)).code == "key_not_issuers"


@pytest.mark.conformance("OB2-11")
@pytest.mark.conformance("OB2-04")
class TestTakenBack:
    @pytest.mark.parametrize("reason", ["", "Awarded in error"])
    def test_the_body_of_a_revoked_award_says_so(self, reason, signer):
        made = make(signer)
        body = taken_back(made.award, reason=reason)

        report = report_on(write(made.award), {**answers(made), PLACES.award: Resource(PLACES.award, write(body))})

        assert (report.verdict, report.code) == (Verdict.INVALID, "revoked")
        assert reason in next(item.detail for item in report.checks if item.step == "status")

    def test_an_award_that_is_gone_was_revoked(self, signer):
        made = make(signer)

        report = report_on(write(made.award), {**answers(made), PLACES.award: FetchFailure(PLACES.award, "status", 410)})

        assert report.code == "revoked"


@pytest.mark.conformance("OB2-01")
class TestRefused:
    def test_a_document_that_awards_nothing_has_no_twin(self):
        with pytest.raises(Malformed):
            twin({"credentialSubject": {"id": "did:example:ana"}}, places=PLACES, email=EMAIL)

    def test_nobody_is_named_by_a_name(self, signer):
        with pytest.raises(Malformed):
            twin(
                {**document_of(signer), "credentialSubject": {"name": "Ana", "achievement": ACHIEVEMENT}},
                places=PLACES,
                email=EMAIL,
            )

    @pytest.mark.parametrize("name", ["award", "badge", "profile"])
    def test_an_unencrypted_address_is_refused(self, name, signer):
        plain = {"award": PLACES.award, "badge": PLACES.badge, "profile": PLACES.profile}
        plain[name] = plain[name].replace("https", "http")

        with pytest.raises(LintRefused):
            make(signer, places=Places(**plain, badge_image=f"{HOST}/shelf.png"))

    @pytest.mark.parametrize(
        "achievement",
        [{**ACHIEVEMENT, "name": ""}, {**ACHIEVEMENT, "description": ""}, {**ACHIEVEMENT, "criteria": {}}],
        ids=["name", "description", "criteria"],
    )
    def test_a_badge_without_what_2_0_demands_is_refused(self, achievement, signer):
        with pytest.raises(LintRefused):
            make(signer, achievement=achievement)

    def test_a_badge_without_any_picture_is_refused(self, signer):
        with pytest.raises(LintRefused):
            make(signer, places=Places(PLACES.award, PLACES.badge, PLACES.profile))

    def test_a_picture_written_out_in_the_award_is_refused(self, signer):
        places = Places(PLACES.award, PLACES.badge, PLACES.profile, "data:image/png;base64,iVBORw0KGgo=", f"{HOST}/shelf.png")

        with pytest.raises(LintRefused):
            make(signer, places=places)


@pytest.mark.conformance("OB2-10")
class TestPictures:
    @pytest.mark.parametrize(("module", "image"), [(png, older.PICTURE), (svg, SVG)])
    def test_the_twin_stands_under_the_older_name(self, module, image, signer):
        made = make(signer)
        picture = module.bake(image, write(made.award), generation=Generation.OB2)

        assert module.unbake(picture).generation is Generation.OB2
        assert module.unbake(picture).payload == write(made.award)
        assert report_on(picture, answers(made)).verdict is Verdict.VALID

    @pytest.mark.parametrize(("module", "image"), [(png, older.PICTURE), (svg, SVG)])
    def test_each_generation_has_its_own_picture(self, module, image, signer, sealed):
        picture = module.bake(image, sealed(Form.EDDSA_JCS_2022))

        assert module.unbake(picture).generation is Generation.OB3
        replaced = module.bake(picture, write(make(signer).award), replace=True, generation=Generation.OB2)
        assert module.unbake(replaced).generation is Generation.OB2

    def test_a_png_has_the_keyword_of_2_0_uncompressed(self):
        assert b"iTXtopenbadges\0\0\0\0\0{" in png.bake(older.PICTURE, b"{}", generation=Generation.OB2)

    def test_an_svg_has_the_namespace_and_the_address_of_2_0(self, signer):
        picture = svg.bake(SVG, write(make(signer).award), generation=Generation.OB2).decode()

        assert f'<openbadges:assertion xmlns:openbadges="http://openbadges.org" verify="{PLACES.award}"><![CDATA[{{' in picture
        assert picture.startswith('<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="http://openbadges.org">')

    def test_a_generation_that_we_do_not_write_is_refused(self):
        with pytest.raises(KeyError):
            png.bake(older.PICTURE, b"https://pantry.example/1", generation=Generation.OB1)

    members = st.dictionaries(st.text(max_size=10), st.text(max_size=30) | st.integers() | st.booleans(), max_size=5)

    @given(members, st.sampled_from([Generation.OB2, Generation.OB3]), st.sampled_from([(png, older.PICTURE), (svg, SVG)]))
    def test_what_goes_in_comes_out(self, members, generation, form):
        module, image = form
        payload = write({**members, "id": PLACES.award})

        baked = module.unbake(module.bake(image, payload, generation=generation))

        assert (baked.payload, baked.generation) == (payload, generation)


text = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


@given(name=text, description=text, narrative=text, tags=st.lists(text, max_size=3))
def test_any_words_survive_the_way_to_2_0_and_back(signer, name, description, narrative, tags):
    achievement = {**ACHIEVEMENT, "name": name, "description": description, "criteria": {"narrative": narrative}, "tag": tags}
    made = make(signer, achievement=achievement)

    view = report_on(write(made.award), answers(made)).credential

    assert (view.name, view.description, view.criteria.narrative) == (name, description, narrative)
    assert made.badge.get("tags", []) == tags
    assert ob2.check(made.badge, name="BadgeClass") == ()


class TestCommand:
    def run(self, *arguments):
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        return ended.value.code

    def arguments(self, tmp_path, sealed, *more):
        (tmp_path / "badge.json").write_bytes(sealed(Form.EDDSA_JCS_2022))
        places = ["--award", PLACES.award, "--badge", PLACES.badge, "--profile", PLACES.profile]
        pictures = ["--picture-url", PLACES.award_image, "--badge-picture-url", PLACES.badge_image]
        return ["twin", tmp_path / "badge.json", *places, *pictures, "--email", EMAIL, "--out", tmp_path / "out", *more]

    def recorded(self, tmp_path):
        names = {PLACES.award: "award.json", PLACES.badge: "badge.json", PLACES.profile: "profile.json"}
        path = tmp_path / "out" / "recording.json"
        path.write_text(json.dumps({"resources": {url: {"file": name} for url, name in names.items()}}))
        return path

    @pytest.mark.parametrize(("name", "image"), [("shelf.png", older.PICTURE), ("shelf.svg", SVG)])
    def test_what_it_writes_verifies_where_it_is_published(self, name, image, tmp_path, sealed):
        (tmp_path / name).write_bytes(image)
        more = ["--recipient", "ana@pantry.example", "--picture", tmp_path / name]

        assert self.run(*self.arguments(tmp_path, sealed, *more)) == 0

        picture = (tmp_path / "out" / f"award.{name[-3:]}").read_bytes()
        network = RecordedNetwork(self.recorded(tmp_path))
        report = check(picture, network=network, policy=Policy(recipient="ana@pantry.example"), at=NOON)
        assert report.verdict is Verdict.VALID
        assert report.asked == (PLACES.award, PLACES.badge, PLACES.profile)

    def test_two_runs_salt_the_recipient_anew(self, tmp_path, sealed):
        salts = set()
        for _ in range(2):
            self.run(*self.arguments(tmp_path, sealed, "--recipient", "ana@pantry.example"))
            salts.add(read_object((tmp_path / "out" / "award.json").read_bytes())["recipient"]["salt"])

        assert len(salts) == 2
        assert all(len(salt) == 32 for salt in salts)

    def test_what_cannot_be_said_in_2_0_writes_nothing(self, tmp_path, sealed, capsys):
        arguments = [argument for argument in self.arguments(tmp_path, sealed) if argument != PLACES.badge_image]
        arguments.remove("--badge-picture-url")

        assert self.run(*arguments) == 2
        assert not (tmp_path / "out").exists()
        assert "image is missing" in capsys.readouterr().err

    def test_bake_puts_an_older_award_under_the_older_name(self, tmp_path, signer):
        (tmp_path / "award.json").write_bytes(write(make(signer).award))
        (tmp_path / "shelf.png").write_bytes(older.PICTURE)

        code = self.run("bake", tmp_path / "shelf.png", tmp_path / "award.json", "--out", tmp_path / "baked.png")

        assert code == 0
        assert png.unbake((tmp_path / "baked.png").read_bytes()).generation is Generation.OB2

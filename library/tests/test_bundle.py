"""Archives: a badge that outlives its issuer's servers, and what an archive cannot do."""

from __future__ import annotations

import hashlib
import json

import pytest
from library.tests.attacks import picture
from library.tests.desk import DID, DOCUMENT, LIST, Web, run
from library.tests.making import NOON, draft_of

from openbadgekit import contexts, proofs
from openbadgekit.baking import png
from openbadgekit.errors import Malformed, NotStrictJson, OpenBadgeKitError, TooLarge
from openbadgekit.keys import generate, multikey
from openbadgekit.keys.signer import LocalSigner
from openbadgekit.proofs import eddsa_jcs_2022
from openbadgekit.reading import read_object, write
from openbadgekit.verify import bundle
from openbadgekit.verify.receive import receive
from openbadgekit.verify.resources import FetchFailure, Resource

AT = "2026-11-24T12:00:00Z"
LATER = "2027-06-01T00:00:00Z"


@pytest.fixture
def web(tmp_path, signer):
    return Web(tmp_path, signer)


@pytest.fixture
def kept(web):
    """An archive that was made while the issuer's servers answered."""
    web.verify()
    path = web.folder / "kept.json"
    code, out, err = run("bundle", web.folder / "badge.json", "--out", path, "--at", AT, "--network", web.folder / "recording.json")
    assert (code, err) == (0, ""), out
    return path


def verdict(*arguments):
    code, out, err = run("verify", "--json", *arguments)
    assert "Traceback" not in err
    return code, json.loads(out)


@pytest.mark.scenario("38")
@pytest.mark.conformance("DID-04")
def test_it_is_valid_without_a_network_and_says_that_its_status_could_not_be_refreshed(kept):
    code, report = verdict("--offline", "--at", LATER, kept)

    assert (code, report["verdict"], report["asked"]) == (0, "valid", [])
    assert "This rests on an archive of 24 November 2026; its status could not be refreshed." in report["sentence"]
    assert any("could not be refreshed" in note for note in report["notes"])
    assert any("as trustworthy as whoever made it" in note for note in report["notes"])
    status = next(item for item in report["checks"] if item["step"] == "status")
    assert "on 24 November 2026" in status["detail"]


@pytest.mark.scenario("38")
def test_keys_that_were_rotated_away_are_found_in_an_earlier_list(web, signer):
    other = generate()
    method = {"id": f"{DID}#9", "type": "Multikey", "controller": DID, "publicKeyMultibase": multikey.write(other.public())}
    (web.folder / "old.json").write_bytes((web.folder / "did.json").read_bytes())
    (web.folder / "did.json").write_bytes(write({"id": DID, "verificationMethod": [method], "assertionMethod": [f"{DID}#9"]}))
    whole = read_object((web.folder / "list.json").read_bytes())
    bare = proofs.without_proof(whole)
    signed = proofs.attach(bare, eddsa_jcs_2022.make(bare, LocalSigner(signer.private, f"{DID}#1"), created=NOON))
    (web.folder / "list.json").write_bytes(write(signed))
    assert web.verify()[1]["code"] == "key_not_issuers"
    recording, path = web.folder / "recording.json", web.folder / "kept.json"

    assert run("bundle", web.folder / "badge.json", "--out", path, "--at", AT, "--network", recording)[0] == 1
    assert not path.exists()
    made = run(
        "bundle",
        web.folder / "badge.json",
        "--out",
        path,
        "--at",
        AT,
        "--network",
        recording,
        "--key-document",
        web.folder / "old.json",
    )

    assert made[0] == 0
    code, report = verdict("--offline", "--at", LATER, path)
    assert code == 0
    assert any("in an earlier list of the issuer's keys" in note for note in report["notes"])


def test_an_issuer_that_is_its_own_key_needs_nobodys_word(tmp_path, sealed):
    (tmp_path / "badge").write_bytes(sealed())
    assert run("bundle", tmp_path / "badge", "--out", tmp_path / "kept", "--at", AT, "--offline")[0] == 0

    code, report = verdict("--offline", "--at", AT, tmp_path / "kept")

    assert (code, report["notes"]) == (0, [])
    assert "archive" not in report["sentence"]


def test_a_living_issuer_is_asked_first(kept, web):
    web.verify(list={"file": "revoked.json"})

    code, report = verdict("--at", LATER, "--network", web.folder / "recording.json", kept)

    assert (code, report["code"]) == (1, "revoked")
    assert report["asked"] == [DOCUMENT, LIST]


def test_a_living_issuer_that_lists_the_key_no_longer_decides(kept, web):
    (web.folder / "did.json").write_bytes(write({"id": DID, "verificationMethod": [], "assertionMethod": []}))
    web.verify()

    assert verdict("--at", LATER, "--network", web.folder / "recording.json", kept)[1]["code"] == "key_not_issuers"


@pytest.mark.parametrize("change", [..., {"status": 404}, {"status": 500}, {"delay_seconds": 60}, {"content_type": "text/html"}])
def test_a_dead_issuer_is_not(change, kept, web):
    web.verify(did=change, list=change)

    assert verdict("--at", LATER, "--network", web.folder / "recording.json", kept)[0] == 0


@pytest.mark.parametrize("change", [{"status": 410}, {"resolves_to": ["10.0.0.1"]}])
def test_what_is_gone_on_purpose_or_may_not_be_asked_is_not_covered_up(change, kept, web):
    web.verify(did=change)

    assert verdict("--at", LATER, "--network", web.folder / "recording.json", kept)[0] == 3


def test_a_revoked_badge_is_kept_as_revoked(web):
    web.verify(list={"file": "revoked.json"})
    path = web.folder / "kept.json"

    assert run("bundle", web.folder / "badge.json", "--out", path, "--at", AT, "--network", web.folder / "recording.json")[0] == 0
    assert verdict("--offline", "--at", LATER, path)[1]["code"] == "revoked"


@pytest.mark.parametrize("at", ["2030-01-01T00:00:00Z", "2020-01-01T00:00:00Z"])
def test_its_dates_are_still_judged(at, kept):
    assert verdict("--offline", "--at", at, kept)[1]["code"] in ("expired", "not_yet_valid")


def test_a_picture_is_kept_to_the_byte(tmp_path, sealed):
    baked = png.bake(picture(), sealed())
    (tmp_path / "badge.png").write_bytes(baked)
    run("bundle", tmp_path / "badge.png", "--out", tmp_path / "kept", "--at", AT, "--offline")

    assert bundle.unpack((tmp_path / "kept").read_bytes()).credential == baked
    assert verdict("--offline", "--at", AT, tmp_path / "kept")[0] == 0


@pytest.mark.parametrize(("name", "code"), [("changed", 1), ("noise", 2), ("missing", 2)])
def test_what_is_not_proven_is_not_kept(name, code, tmp_path, sealed):
    (tmp_path / "changed").write_bytes(sealed().replace(b"every tin", b"each tin"))
    (tmp_path / "noise").write_bytes(b"noise")

    found, _, err = run("bundle", tmp_path / name, "--out", tmp_path / "kept", "--offline", "--at", AT)

    assert found == code
    assert err
    assert not (tmp_path / "kept").exists()


def test_what_could_not_be_asked_is_not_kept(web):
    web.verify(did=...)

    code, _, err = run(
        "bundle", web.folder / "badge.json", "--out", web.folder / "kept", "--at", AT, "--network", web.folder / "recording.json"
    )

    assert (code, (web.folder / "kept").exists()) == (3, False)
    assert "cannot be proven later" in err


def changed(path, change):
    document = read_object(path.read_bytes())
    change(document)
    path.write_bytes(write(document))


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d["seen"][0].update(text=d["seen"][0]["text"].replace("Multikey", "multikey")),
        lambda d: d["seen"][0].update(url=5),
        lambda d: d["seen"].append("x"),
        lambda d: d["contexts"][0].update(text='{"@context":{}}'),
        lambda d: d["contexts"].append({"url": "https://evil.example/", "sha256": "0", "text": "{}"}),
        lambda d: d.update(made="yesterday"),
        lambda d: d.update(format="openbadgekit-bundle/2"),
        lambda d: d.update(credential={}),
        lambda d: d.update(credential={"base64": "?"}),
        lambda d: d.update(seen={}),
        lambda d: d.pop("credential"),
    ],
)
def test_a_damaged_archive_is_unreadable_in_words(change, kept):
    changed(kept, change)

    code, report = verdict("--offline", "--at", LATER, kept)

    assert (code, report["verdict"]) == (2, "unreadable")
    assert report["sentence"].endswith(".")


def test_a_changed_badge_inside_is_invalid(kept):
    changed(kept, lambda d: d["credential"].update(text=d["credential"]["text"].replace("every tin", "each tin")))

    assert verdict("--offline", "--at", LATER, kept)[1]["code"] == "proof_invalid"


def test_a_list_of_somebody_else_inside_leaves_it_open(kept, web):
    entry = web.folder / "list.json"
    whole = {**read_object(entry.read_bytes()), "issuer": "did:web:bank.example"}

    def swap(document):
        item = next(item for item in document["seen"] if item["url"] == LIST)
        item["text"] = write(whole).decode()
        item["sha256"] = hashlib.sha256(write(whole)).hexdigest()

    changed(kept, swap)

    assert verdict("--offline", "--at", LATER, kept)[1]["code"] == "status_invalid"


def test_without_its_list_the_status_stays_open(kept):
    changed(kept, lambda d: d.update(seen=[item for item in d["seen"] if item["url"] != LIST]))

    assert verdict("--offline", "--at", LATER, kept)[1]["code"] == "status_unavailable"


def test_nothing_but_the_command_line_opens_an_archive(kept):
    with pytest.raises(OpenBadgeKitError):
        receive(kept.read_bytes())


def test_what_is_packed_comes_back(signer):
    seen = {
        "https://a.example/1": Resource("https://a.example/1", b"\xff\x00", "x/y"),
        "https://a.example/2": FetchFailure("x", "timeout"),
    }

    found = bundle.unpack(bundle.pack(b'{"a":1}', seen, made=NOON, earlier=[Resource("https://a.example/3", b"{}")]))

    assert (found.credential, found.made) == (b'{"a":1}', NOON)
    assert {url: item.body for url, item in found.seen.items()} == {"https://a.example/1": b"\xff\x00"}
    assert [item.url for item in found.earlier] == ["https://a.example/3"]


def test_the_vocabularies_inside_are_the_published_ones(kept):
    named = {item["url"]: item["sha256"] for item in read_object(kept.read_bytes())["contexts"]}

    assert {contexts.VC2, contexts.OB3} <= set(named)
    assert all(contexts.KNOWN[url] == digest for url, digest in named.items())


@pytest.mark.parametrize(
    ("data", "error"), [(b"[]", NotStrictJson), (b"{}", Malformed), (b'{"format":1}', Malformed), (b" " * 17_000_000, TooLarge)]
)
def test_what_is_no_archive_is_refused(data, error):
    with pytest.raises((error, NotStrictJson)):
        bundle.unpack(data)


def test_a_key_document_of_nobody_is_wrong_use(web):
    (web.folder / "odd.json").write_text("{}")
    web.verify()

    code, _, err = run(
        "bundle", web.folder / "badge.json", "--out", web.folder / "x", "--offline", "--key-document", web.folder / "odd.json"
    )

    assert code == 64
    assert "no key document" in err


def test_a_draft_is_never_kept(tmp_path, signer):
    (tmp_path / "draft").write_bytes(write(draft_of(signer).document))

    assert run("bundle", tmp_path / "draft", "--out", tmp_path / "kept", "--offline")[0] == 1

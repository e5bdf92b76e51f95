"""``openbadgekit status``: one line, the exit codes of ``verify``, and silence about badges that are not proven."""

from __future__ import annotations

import json

import pytest
from library.tests import older
from library.tests.making import NOON, draft_of, issuer_of

from openbadgekit import proofs
from openbadgekit.proofs import eddsa_jcs_2022
from openbadgekit.reading import read_object, write
from openbadgekit.shell.cli import main
from openbadgekit.status import bitstring_list

LIST = "https://pantry.example/status/1"


@pytest.fixture
def told(tmp_path, capsys):
    """(exit code, answer) of the command on a badge, with documents at their addresses."""

    def run(data, documents, *options):
        resources = {}
        for number, (url, body) in enumerate(documents.items()):
            (tmp_path / f"{number}").write_bytes(body if isinstance(body, bytes) else b"")
            resources[url] = {"file": str(number)} if isinstance(body, bytes) else body
        (tmp_path / "badge").write_bytes(data)
        (tmp_path / "recording.json").write_bytes(write({"resources": resources}))
        arguments = [
            "status",
            str(tmp_path / "badge"),
            "--network",
            str(tmp_path / "recording.json"),
            "--at",
            "2026-11-24T12:00:00Z",
        ]
        with pytest.raises(SystemExit) as ended:
            main([*arguments, *options])
        return ended.value.code, capsys.readouterr().out

    return run


def signed(document, signer):
    return write(proofs.attach(document, eddsa_jcs_2022.make(document, signer, created=NOON)))


def badge(signer, *, purpose="revocation", **changes):
    entry = bitstring_list.entry(list_url=LIST, index=7, purpose=purpose)
    return signed({**draft_of(signer, status=[entry]).document, **changes}, signer)


def listing(signer, bits, *, purpose="revocation"):
    document = bitstring_list.list_credential(
        list_url=LIST, issuer=issuer_of(signer)["id"], purpose=purpose, encoded=bitstring_list.build(bits), valid_from=NOON,
    )  # fmt: skip
    return {LIST: signed(document, signer)}


@pytest.mark.parametrize(
    ("bits", "purpose", "code", "word"),
    [([], "revocation", 0, "in_force"), ([7], "revocation", 1, "revoked"), ([7], "suspension", 1, "suspended")],
)
def test_it_says_what_the_list_says(bits, purpose, code, word, told, signer):
    exit_code, out = told(badge(signer, purpose=purpose), listing(signer, bits, purpose=purpose), "--json")

    assert (exit_code, json.loads(out)["status"]) == (code, word)
    assert json.loads(out)["asked"] == [LIST]


def test_in_words_it_is_one_sentence_and_what_was_seen(told, signer):
    assert told(badge(signer), listing(signer, [7])) == (
        1,
        "Its issuer has taken it back.\n  x Its issuer has revoked it. (revoked)\n",
    )


def test_an_expired_badge_may_still_be_in_force(told, signer):
    data = badge(signer, validUntil="2026-04-01T00:00:00Z")

    assert told(data, listing(signer, []), "--json")[0] == 0


def test_a_badge_without_a_list_says_so(told, sealed):
    exit_code, out = told(sealed(), {}, "--json")

    assert (exit_code, json.loads(out)["status"]) == (0, "no_list")


@pytest.mark.parametrize("answer", [{"status": 500}, {"endless": True}])
def test_a_list_that_does_not_answer_is_unknown(answer, told, signer):
    exit_code, out = told(badge(signer), {LIST: answer}, "--json")

    assert (exit_code, json.loads(out)["status"]) == (3, "unknown")


def test_of_a_forged_badge_nothing_is_said(told, signer, document):
    forged = write({**document, "name": "Doctor of Medicine"})

    exit_code, out = told(forged, {}, "--json")

    assert (exit_code, json.loads(out)["status"]) == (1, "not_proven")


def test_of_a_forged_badge_nothing_is_said_even_when_its_list_has_it(told, signer):
    forged = read_object(badge(signer)) | {"name": "Doctor of Medicine"}

    exit_code, out = told(write(forged), listing(signer, [7]), "--json")

    assert (exit_code, json.loads(out)["status"]) == (1, "not_proven")
    assert json.loads(out)["checks"][0]["code"] == "revoked"


def test_it_is_asked_for_the_moment_that_was_named(told, sealed):
    assert json.loads(told(sealed(), {}, "--json")[1])["at"] == "2026-11-24T12:00:00Z"


def test_of_a_badge_whose_issuer_is_not_seen_nothing_is_said(told, signer):
    data = badge(signer, issuer={"id": "https://pantry.example/issuer", "type": ["Profile"], "name": "x"})

    exit_code, out = told(data, listing(signer, []), "--json")

    assert (exit_code, json.loads(out)["status"]) == (3, "not_proven")


def test_no_badge_is_unreadable(told):
    exit_code, out = told(b"{}", {}, "--json")

    assert (exit_code, json.loads(out)["status"]) == (2, "unreadable")


class TestOlder:
    def documents(self, **changes):
        return {url: answer.body for url, answer in older.hosted_world(**changes).items()}

    def test_an_award_that_is_published_is_in_force(self, told):
        assert json.loads(told(write(older.award()), self.documents(), "--json")[1])["status"] == "in_force"

    def test_an_award_that_says_so_was_revoked(self, told):
        exit_code, out = told(write(older.award()), self.documents(award=older.award(revoked=True)), "--json")

        assert (exit_code, json.loads(out)["status"]) == (1, "revoked")

    def test_an_award_that_is_gone_was_revoked(self, told):
        exit_code, out = told(write(older.award()), {**self.documents(), older.AWARD: {"status": 410}}, "--json")

        assert (exit_code, json.loads(out)["status"]) == (1, "revoked")

    def test_an_award_that_is_gone_from_a_strangers_address_says_nothing(self, told):
        elsewhere = older.award(id="https://evil.example/1")

        exit_code, out = told(write(elsewhere), {**self.documents(), "https://evil.example/1": {"status": 410}}, "--json")

        assert (exit_code, json.loads(out)["status"]) == (1, "not_proven")


def test_offline_and_a_recording_exclude_each_other(told, sealed):
    assert told(sealed(), {}, "--offline")[0] == 64

"""Recorded networks: what an address answers is read from a file, and the rules of the real network hold."""

from __future__ import annotations

import pytest
from library.tests.desk import DOCUMENT, LIST, Web, run


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

"""What an organisation says about itself, and the rules that it lives by."""

from __future__ import annotations

import pytest
from laurels.people.rules import Mode
from laurels.people.services import set_mode
from tests.making import NOON

PAGE = "/o/kettle-lane/settings/"
TYPED = {
    "display_name": "Kettle Lane Pantry",
    "legal_name": "Kettle Lane Community Pantry CIO",
    "country": "IE",
    "time_zone": "Europe/Dublin",
    "contact": "hello@kettle.example",
    "url": "https://kettle.example/",
    "brand_ink": "#155463",
    "waiting_hours": "0",
    "qa_statement": "Two of us look at every tenth award.",
}


class TestSettings:
    def test_are_kept(self, as_owner, pantry):
        answer = as_owner.post(PAGE, TYPED)

        pantry.refresh_from_db()
        assert answer["Location"] == PAGE
        assert {field: str(getattr(pantry, field)) for field in TYPED} == TYPED

    def test_keep_the_address_when_the_name_changes(self, as_owner, pantry):
        as_owner.post(PAGE, TYPED)

        pantry.refresh_from_db()
        assert pantry.slug == "kettle-lane"

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("display_name", ""),
            ("legal_name", "x" * 1000),
            ("country", "XX"),
            ("time_zone", "Mars/Olympus"),
            ("contact", "nobody"),
            ("contact", "a@b.example\r\nBcc: c@d.example"),
            ("url", "javascript:badinput()"),
            ("brand_ink", "green"),
            ("brand_ink", "#FFEEAA"),
            ("waiting_hours", "-1"),
            ("waiting_hours", "169"),
        ],
    )
    def test_refuse_one_wrong_answer_and_keep_the_others_in_their_boxes(self, as_owner, pantry, field, value):
        page = as_owner.post(PAGE, TYPED | {field: value})

        pantry.refresh_from_db()
        assert page.status_code == 422
        assert pantry.display_name == "Kettle Lane"
        assert "Two of us look at every tenth award." in page.content.decode()

    def test_nothing_else_can_be_written(self, as_owner, pantry):
        before = (pantry.code, pantry.slug, pantry.mode)

        as_owner.post(PAGE, TYPED | {"code": "1", "slug": "trust", "mode": "assured", "demo_key": "x"})

        pantry.refresh_from_db()
        assert ((pantry.code, pantry.slug, pantry.mode), pantry.demo_key) == (before, "")

    @pytest.mark.parametrize(("who", "status"), [("as_colleague", 403), ("as_outsider", 404), ("as_stranger", 302)])
    def test_are_changed_by_nobody_else(self, request, pantry, who, status):
        assert request.getfixturevalue(who).post(PAGE, TYPED).status_code == status


class TestMode:
    def test_changes_from_now_on_and_the_history_says_so(self, as_owner, pantry, owner):
        as_owner.post(PAGE + "mode/", {"mode": "assured"})

        pantry.refresh_from_db()
        assert pantry.mode == "assured"
        assert [change.mode for change in pantry.mode_changes.all()] == ["small", "assured"]
        assert "Assured, chosen by Mira Lund" in as_owner.get(PAGE).content.decode()

    def test_the_same_again_writes_no_line(self, pantry, owner):
        set_mode(organisation=pantry, mode=Mode.SMALL, actor=owner, at=NOON)

        assert pantry.mode_changes.count() == 1

    @pytest.mark.parametrize("mode", ["", "huge"])
    def test_an_unknown_one_changes_nothing(self, as_owner, pantry, mode):
        as_owner.post(PAGE + "mode/", {"mode": mode})

        pantry.refresh_from_db()
        assert pantry.mode == "small"

    @pytest.mark.parametrize(("who", "status"), [("as_colleague", 403), ("as_outsider", 404), ("as_stranger", 302)])
    def test_is_changed_by_nobody_else(self, request, pantry, who, status):
        assert request.getfixturevalue(who).post(PAGE + "mode/", {"mode": "assured"}).status_code == status

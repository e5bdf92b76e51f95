"""What comes after writing: the confirmation, an own picture, retiring and throwing away."""

from __future__ import annotations

from io import BytesIO

import pytest
from laurels.catalogue import services
from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.rules import State
from laurels.common.clock import now
from tests.catalogue.making import LINES, make_draft, publish, typed
from tests.catalogue.pages import at, words

pytestmark = pytest.mark.django_db


class TestConfirm:
    def test_everything_that_was_filled_in_is_shown_once(self, as_owner, draft):
        page = words(as_owner.get(at(draft, "publish/")))

        for row in (
            "Its code SAFE-SHELF",
            "What it is for helps us do our work well",
            "Why people learn it Growing",
            "The holder alone, until she shares it",
            "Met is needed",
            "One piece of any kind for each line, from one occasion",
            "Good for 2 years",
            "From 90 days before the end to 30 days after: one confirmation by whoever judges",
            "Looked at again on",
            "Level and hours None stated",
            *(line.rstrip(".") for line in LINES),
        ):
            assert row in page, row

    def test_a_badge_for_the_job_says_who_sees_it(self, as_owner, owner, pantry):
        version = make_draft(pantry, owner, for_job=True)

        assert "The holder, and her manager: held or not, never what she wrote" in words(as_owner.get(at(version, "publish/")))

    def test_a_badge_that_does_not_expire_says_why_and_has_no_renewal(self, as_owner, owner, pantry):
        page = words(as_owner.get(at(make_draft(pantry, owner, lasts="never"), "publish/")))

        assert "Does not expire (owner&#x27;s choice)" in page
        assert "Renewal" not in page

    def test_one_press_publishes(self, as_owner, draft):
        answer = as_owner.post(at(draft, "publish/"), follow=True)

        assert answer.redirect_chain == [(f"/badges/{draft.code}", 302)]
        assert "is published. It can be earned from now on." in words(answer)

    def test_a_draft_that_is_not_ready_has_no_button_and_says_what_is_missing(self, as_owner, owner, pantry):
        version = make_draft(pantry, owner, name="", can_do=())

        page = words(as_owner.get(at(version, "publish/")))

        assert "is not ready yet." in page
        assert "give it a name" in page
        assert "Publish this badge" not in page

    def test_pressing_all_the_same_says_it_too(self, as_owner, owner, pantry):
        version = make_draft(pantry, owner, can_do=())

        answer = as_owner.post(at(version, "publish/"))

        assert answer.status_code == 200
        assert "say in at least one line what people will be able to do" in words(answer)

    def test_in_assured_mode_it_leads_to_whoever_reviews(self, as_outsider, outsider, trust):
        door = f"/o/northgate-trust/design/{make_draft(trust, outsider).code}/"

        assert as_outsider.get(f"{door}publish/")["Location"] == f"{door}submit/"
        assert "somebody else publishes what you wrote" in words(as_outsider.post(f"{door}publish/"))

    def test_what_is_published_is_not_confirmed_again(self, as_owner, owner, draft):
        publish(draft, owner)

        assert as_owner.get(at(draft, "publish/"))["Location"] == f"/badges/{draft.code}"


class TestOwnPicture:
    def upload(self, client, version, data: bytes, name: str = "badge.png"):
        file = BytesIO(data)
        file.name = name
        return client.post(at(version, "picture/"), {"picture": file, "alt": "A green board"})

    def pixels(self, size: tuple[int, int] = (900, 300)) -> bytes:
        from PIL import Image

        out = BytesIO()
        Image.new("RGB", size, (30, 90, 60)).save(out, "PNG")
        return out.getvalue() + b"somewhere in Leeds"

    def test_it_stands_square_and_anew(self, as_owner, draft):
        assert self.upload(as_owner, draft, self.pixels()).status_code == 302

        draft.refresh_from_db()
        assert draft.picture_own
        assert bytes(draft.picture_png).startswith(b"\x89PNG")
        assert b"Leeds" not in bytes(draft.picture_png)
        assert len(draft.picture_small) < len(draft.picture_svg) < 60_000

    def test_it_is_what_is_published(self, as_owner, owner, draft):
        self.upload(as_owner, draft, self.pixels())
        draft.refresh_from_db()

        version = publish(draft, owner)

        version.refresh_from_db()
        assert bytes(version.picture_png) == bytes(draft.picture_png)

    def test_it_stays_when_the_name_changes_and_so_do_its_words(self, as_owner, owner, draft):
        self.upload(as_owner, draft, self.pixels())
        as_owner.post(at(draft), typed(owner, name="Safer Shelf"))

        draft.refresh_from_db()
        assert draft.picture_own
        assert draft.picture_alt == "A green board"

    def test_it_goes_when_it_should_draw_itself_again(self, as_owner, draft):
        before = draft.picture_svg
        self.upload(as_owner, draft, self.pixels())

        as_owner.post(at(draft, "picture/"), {"draw": "yes"})

        draft.refresh_from_db()
        assert (draft.picture_own, draft.picture_svg) == (False, before)

    @pytest.mark.parametrize(
        ("data", "name"),
        [(b"no picture", "x.png"), (b"<svg", "x.svg"), (b"\x89PNG\r\n\x1a\nbroken", "x.png"), (b"x" * 2_097_153, "x.png")],
    )
    def test_what_cannot_be_used_is_said_and_the_old_one_stays(self, data, name, as_owner, draft):
        answer = self.upload(as_owner, draft, data, name)

        assert answer.status_code == 200
        assert "This picture cannot be used." in words(answer)
        draft.refresh_from_db()
        assert not draft.picture_own

    def test_without_words_for_who_cannot_see_it_is_not_taken(self, as_owner, draft):
        file = BytesIO(self.pixels())
        file.name = "badge.png"

        answer = as_owner.post(at(draft, "picture/"), {"picture": file, "alt": " "})

        assert "Say what the picture shows" in words(answer)
        draft.refresh_from_db()
        assert not draft.picture_own

    def test_no_file_and_an_empty_one_are_said(self, as_owner, draft):
        assert "Choose a file first." in words(as_owner.post(at(draft, "picture/"), {}))
        assert "This file is empty." in words(self.upload(as_owner, draft, b""))

    def test_a_published_badge_keeps_its_picture(self, as_owner, owner, draft):
        publish(draft, owner)
        before = AchievementVersion.objects.get().picture_svg

        answer = self.upload(as_owner, draft, self.pixels())

        assert "has been changed meanwhile" in words(answer)
        assert AchievementVersion.objects.get().picture_svg == before


class TestRetireAndThrowAway:
    def test_retiring_is_asked_first(self, as_owner, owner, draft):
        publish(draft, owner)

        page = words(as_owner.get(at(draft, "retire/")))

        assert "Whoever holds it keeps it" in page
        assert AchievementVersion.objects.get().state == State.PUBLISHED

    def test_a_press_retires(self, as_owner, owner, draft):
        publish(draft, owner)

        answer = as_owner.post(at(draft, "retire/"), follow=True)

        assert "is retired" in words(answer)
        assert AchievementVersion.objects.get().state == State.RETIRED

    def test_a_draft_is_not_retired_and_says_so(self, as_owner, draft):
        answer = as_owner.post(at(draft, "retire/"), follow=True)

        assert answer.status_code == 200
        assert "has been changed meanwhile" in words(answer)

    def test_a_draft_is_thrown_away(self, as_owner, draft):
        answer = as_owner.post(at(draft, "discard/"), follow=True)

        assert "“Safe Shelf” is thrown away." in words(answer)
        assert not AchievementVersion.objects.exists()

    def test_what_others_have_seen_is_not_thrown_away(self, as_owner, owner, draft):
        publish(draft, owner)
        services.take_back(version=draft, actor=owner, awards=0, at=now())
        page = as_owner.get(at(draft)).content.decode()
        assert "Throw this draft away" not in page

        answer = as_owner.post(at(draft, "discard/"), follow=True)

        assert "was published once" in words(answer)
        assert AchievementVersion.objects.exists()

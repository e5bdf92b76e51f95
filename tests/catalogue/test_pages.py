"""The pages of whoever writes a badge: what is typed is kept, seen at once, confirmed once; and who may open them."""

from __future__ import annotations

import re
from io import BytesIO
from uuid import uuid4

import pytest
from laurels.catalogue import services
from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.rules import State
from laurels.common.clock import now
from laurels.people.models import Organisation
from laurels.people.rules import Role
from tests.catalogue.making import LINES, make_draft, publish, typed
from tests.making import make_member, make_person
from tests.personas import _signed_in

pytestmark = pytest.mark.django_db
NEW = "/o/kettle-lane/design/new/"


def at(version: AchievementVersion, door: str = "") -> str:
    return f"/o/kettle-lane/design/{version.code}/{door}"


def words(answer) -> str:
    """A page's words without its mark-up."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def value_of(page: str, name: str) -> str:
    """What stands in a field of a page."""
    found = re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"|<textarea[^>]*name="{name}"[^>]*>\s*([^<]*)<', page)
    return (found.group(1) or found.group(2) or "") if found else ""


@pytest.fixture
def draft(pantry, owner):
    return make_draft(pantry, owner)


class TestTheEmptyForm:
    def test_it_asks_one_question_and_five_things(self, as_owner):
        page = words(as_owner.get(NEW))

        assert "What should people be able to do?" in page
        for label in (
            "1. Its name",
            "2. What people will be able to do",
            "3. Who judges",
            "4. How long it lasts",
            "5. Its picture",
        ):
            assert label in page
        assert "People need this for their job" in page

    def test_whoever_writes_it_judges_it_and_is_told_so(self, as_owner, owner):
        page = as_owner.get(NEW).content.decode()

        assert re.search(rf'value="{owner.code}"[^>]*checked', page)
        assert "You write this badge and you judge it." in page

    def test_a_designer_who_is_no_assessor_judges_nothing(self, pantry, owner):
        designer = make_member(pantry, make_person("Dora Quill"), Role.DESIGNER).person

        page = _signed_in(designer).get(NEW).content.decode()

        assert "You write this badge and you judge it." not in page
        assert "Nobody yet" in page

    def test_only_assessors_of_this_organisation_stand_to_choose_from(self, as_owner, pantry, colleague, outsider, trust):
        make_member(pantry, make_person("Idris Vale"), Role.ASSESSOR)

        page = words(as_owner.get(NEW))

        assert "Idris Vale" in page
        assert "Jonas Hale" not in page
        assert "Vera Stone" not in page

    def test_it_says_until_when_publishing_could_be_taken_back(self, as_owner):
        assert re.search(r"one press takes it back until \w+day, \d+ \w+ at \d\d\.\d\d\.", words(as_owner.get(NEW)))

    def test_without_a_waiting_time_it_promises_nothing(self, as_owner, pantry):
        Organisation.objects.filter(pk=pantry.pk).update(waiting_hours=0)

        assert "takes it back" not in words(as_owner.get(NEW))


class TestTyping:
    def test_the_first_save_makes_the_draft_and_answers_its_page(self, as_owner, owner):
        answer = as_owner.post(f"{NEW}save/", typed(owner, name="Safe"))

        version = AchievementVersion.objects.get()
        page = answer.content.decode()
        assert answer.status_code == 200
        assert f'data-save="{at(version, "save/")}"' in page
        assert f'data-at="{at(version)}"' in page
        assert f"/badges/{version.code}/full.svg?" in page

    def test_each_save_answers_what_it_became(self, as_owner, owner, draft):
        page = words(
            as_owner.post(at(draft, "save/"), typed(owner, can_do="Checks dates.\nKeeps cold.\nTells plainly.", lasts="3"))
        )

        assert "Three lines, each can be seen." in page
        assert "3 things, all seen" in page
        assert "3 years, then one confirmation" in page
        assert "Mira Lund, who also wrote the badge" in page

    def test_the_pictures_address_changes_with_the_draft(self, as_owner, owner, draft):
        pictures = {
            re.search(r"full\.svg\?\d+", as_owner.post(at(draft, "save/"), typed(owner, name=name)).content.decode()).group()
            for name in ("One", "Two")
        }

        assert len(pictures) == 2

    def test_what_nobody_can_see_is_pointed_out_while_it_is_typed(self, as_owner, owner, draft):
        page = words(as_owner.post(at(draft, "save/"), typed(owner, can_do="Understands food hygiene.")))

        assert "“Understands” cannot be seen." in page
        assert "it can be seen" not in page

    def test_six_lines_are_said_to_be_many(self, as_owner, owner, draft):
        page = words(as_owner.post(at(draft, "save/"), typed(owner, can_do="\n".join(f"Shows {n}." for n in range(6)))))

        assert "Six lines are many. Split a larger badge in two." in page

    def test_a_second_judge_takes_the_note_away(self, as_owner, owner, draft, pantry):
        idris = make_member(pantry, make_person("Idris Vale"), Role.ASSESSOR).person

        page = words(as_owner.post(at(draft, "save/"), typed(owner, judges=[str(owner.code), str(idris.code)])))

        assert "You write this badge and you judge it." not in page
        assert "Idris Vale or Mira Lund" in page

    @pytest.mark.parametrize(
        "changes",
        [{"name": "x" * 121}, {"can_do": "y" * 10_001}, {"judges": [str(uuid4())]}, {"lasts": "9"}, {"what_for": "z" * 301}],
    )
    def test_what_cannot_be_kept_is_said_and_nothing_is_lost(self, changes, as_owner, owner, draft):
        answer = as_owner.post(at(draft, "save/"), typed(owner, **changes))

        assert answer.status_code == 422
        assert "Everything you typed is kept." in words(answer)
        draft.refresh_from_db()
        assert draft.title == "Safe Shelf"

    def test_a_first_save_that_cannot_be_kept_makes_nothing(self, as_owner, owner):
        assert as_owner.post(f"{NEW}save/", typed(owner, name="x" * 121)).status_code == 422
        assert not AchievementVersion.objects.exists()

    def test_a_published_badge_does_not_save_itself(self, as_owner, owner, draft):
        publish(draft, owner)

        assert as_owner.post(at(draft, "save/"), typed(owner, name="Else")).status_code == 409
        draft.refresh_from_db()
        assert draft.title == "Safe Shelf"


class TestTheForm:
    def test_keeping_comes_back_to_the_draft(self, as_owner, owner):
        answer = as_owner.post(NEW, typed(owner), follow=True)

        assert answer.redirect_chain == [(at(AchievementVersion.objects.get()), 302)]
        assert "Kept as a draft." in words(answer)

    def test_publishing_goes_by_way_of_the_confirmation(self, as_owner, owner):
        answer = as_owner.post(NEW, typed(owner, publish="yes"))

        assert answer["Location"] == at(AchievementVersion.objects.get(), "publish/")

    def test_a_draft_is_shown_as_it_was_typed(self, as_owner, owner, draft):
        as_owner.post(at(draft), typed(owner, for_job="on", lasts="never"))

        page = as_owner.get(at(draft)).content.decode()

        assert value_of(page, "name") == "Safe Shelf"
        assert value_of(page, "can_do").split("\n") == list(LINES)
        assert value_of(page, "what_for") == "Nobody becomes ill from food that we gave."
        assert re.search(r'name="for_job"[^>]*checked', page)
        assert re.search(r'<option value="never" selected', page)

    @pytest.mark.parametrize(
        ("field", "value"), [("name", "x" * 121), ("can_do", "y" * 10_001), ("what_for", "z" * 301), ("judges", [str(uuid4())])]
    )
    def test_a_form_that_is_wrong_says_where_and_keeps_everything(self, field, value, as_owner, owner):
        for address in (NEW, at(make_draft(Organisation.objects.get(), owner))):
            page = as_owner.post(address, typed(owner, **{field: value})).content.decode()

            assert re.search(rf'id="id_{field}[^"]*-fault"', page), address
            assert 'class="fault"' in page
            kept = {"name": "Safe Shelf", "what_for": "Nobody becomes ill from food that we gave."}
            for name, words_of_it in kept.items():
                assert value_of(page, name) == (value if name == field else words_of_it)

    def test_a_code_that_somebody_takes_at_once_keeps_what_was_typed(self, as_owner, owner, draft, monkeypatch):
        monkeypatch.setattr("laurels.catalogue.services.drafting._taken", lambda organisation: set())

        answer = as_owner.post(NEW, typed(owner))

        assert answer.status_code == 200
        assert "has been changed meanwhile" in words(answer)
        assert value_of(answer.content.decode(), "name") == "Safe Shelf"

    def test_a_published_badge_has_no_form(self, as_owner, owner, draft):
        publish(draft, owner)

        assert as_owner.get(at(draft))["Location"] == f"/badges/{draft.code}"

    @pytest.mark.parametrize("name", ["<script>alert(1)</script>", '" onfocus="alert(1)', "\u202eflehS", "N" * 120])
    def test_a_hostile_name_stays_text_everywhere(self, name, as_owner, owner, pantry, client):
        version = make_draft(pantry, owner, name=name, can_do=("<img src=x onerror=alert(1)>",))

        pages = [at(version), at(version, "publish/"), at(version, "picture/"), "/o/kettle-lane/design/"]
        shown = [as_owner.get(page).content.decode() for page in pages]
        publish(version, owner)
        shown += [client.get(page).content.decode() for page in (f"/badges/{version.code}", "/catalogue/")]

        for page in shown:
            assert "<script>alert" not in page
            assert "<img src=x" not in page
            assert '" onfocus="' not in page


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
            "SAFE-SHELF-1",
            "SAFE-SHELF-2",
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

    def test_in_assured_mode_the_author_reads_that_somebody_else_publishes(self, as_outsider, outsider, trust):
        version = make_draft(trust, outsider)

        page = words(as_outsider.get(f"/o/northgate-trust/design/{version.code}/publish/"))

        assert "Somebody else publishes what you wrote." in page
        assert "Publish this badge" not in page

    def test_what_is_published_is_not_confirmed_again(self, as_owner, owner, draft):
        publish(draft, owner)

        assert as_owner.get(at(draft, "publish/"))["Location"] == f"/badges/{draft.code}"


class TestOwnPicture:
    def upload(self, client, version, data: bytes, name: str = "badge.png"):
        file = BytesIO(data)
        file.name = name
        return client.post(at(version, "picture/"), {"picture": file})

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

    def test_it_stays_when_the_name_changes_and_its_words_follow(self, as_owner, owner, draft):
        self.upload(as_owner, draft, self.pixels())
        as_owner.post(at(draft), typed(owner, name="Safer Shelf"))

        draft.refresh_from_db()
        assert draft.picture_own
        assert draft.picture_alt == "Badge picture: Safer Shelf"

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


DOORS = ("", "save/", "picture/", "publish/", "retire/", "discard/")


class TestDoors:
    @pytest.mark.parametrize("door", DOORS)
    def test_a_stranger_signs_in_first(self, door, as_stranger, draft):
        for method in (as_stranger.get, as_stranger.post):
            answer = method(at(draft, door))
            assert answer.status_code == 302
            assert answer["Location"].startswith("/sign-in/?next=")

    @pytest.mark.parametrize("door", DOORS)
    def test_for_an_outsider_it_is_not_there(self, door, as_outsider, draft):
        assert as_outsider.post(at(draft, door), {}).status_code == 404

    @pytest.mark.parametrize("door", DOORS)
    def test_beneath_her_own_organisation_it_is_not_there_either(self, door, as_outsider, draft):
        assert as_outsider.post(f"/o/northgate-trust/design/{draft.code}/{door}", {}).status_code == 404

    @pytest.mark.parametrize("door", DOORS)
    def test_a_colleague_may_not(self, door, as_colleague, draft):
        assert as_colleague.post(at(draft, door), {}).status_code == 403

    @pytest.mark.parametrize("door", DOORS)
    def test_what_is_missing_is_missing_for_the_owner_too(self, door, as_owner):
        assert as_owner.post(f"/o/kettle-lane/design/{uuid4()}/{door}", {}).status_code == 404

    @pytest.mark.parametrize(
        ("address", "method"), [(NEW, "get"), (NEW, "post"), (f"{NEW}save/", "post"), ("/o/kettle-lane/design/", "get")]
    )
    def test_the_other_doors_are_shut_alike(self, address, method, as_stranger, as_outsider, as_colleague, pantry):
        assert getattr(as_stranger, method)(address).status_code == 302
        assert getattr(as_outsider, method)(address).status_code == 404
        assert getattr(as_colleague, method)(address).status_code == 403

    @pytest.mark.parametrize("door", ["save/", "discard/"])
    def test_nothing_happens_on_a_look(self, door, as_owner, draft):
        assert as_owner.get(at(draft, door)).status_code == 405
        assert AchievementVersion.objects.exists()

    def test_an_assessor_reads_drafts_and_writes_none(self, pantry, draft):
        client = _signed_in(make_member(pantry, make_person("Idris Vale"), Role.ASSESSOR).person)

        page = client.get("/o/kettle-lane/design/").content.decode()

        assert "Safe Shelf" in page
        assert "Write a badge" not in page
        assert at(draft) not in page
        assert client.get(at(draft)).status_code == 403


class TestDesignPage:
    def test_drafts_stand_first_and_each_says_how_it_stands(self, as_owner, owner, pantry, draft):
        publish(make_draft(pantry, owner, name="Warm Welcome"), owner)

        page = words(as_owner.get("/o/kettle-lane/design/"))

        assert page.index("Safe Shelf") < page.index("Warm Welcome")
        assert "Draft changed" in page
        assert "Published" in page

    def test_a_draft_that_was_taken_back_says_when_it_was_changed(self, as_owner, owner, draft):
        publish(draft, owner)
        services.take_back(version=draft, actor=owner, awards=0, at=now())

        assert "Draft changed" in words(as_owner.get("/o/kettle-lane/design/"))

    def test_an_older_version_stands_on_its_successors_page_only(self, as_owner, owner, draft):
        publish(draft, owner)
        AchievementVersion.objects.update(state=State.SUPERSEDED)

        assert "Safe Shelf" not in words(as_owner.get("/o/kettle-lane/design/"))

    def test_an_empty_page_teaches(self, as_owner, pantry):
        page = words(as_owner.get("/o/kettle-lane/design/"))

        assert "Your first badge takes five fields." in page
        assert "Five fields make a badge." in page


@pytest.mark.parametrize("door", ["/o/kettle-lane/design/", NEW])
def test_a_page_costs_the_same_for_one_and_thirty(door, as_owner, owner, pantry, django_assert_max_num_queries):
    make_draft(pantry, owner)
    publish(make_draft(pantry, owner, name="First"), owner)
    as_owner.get(door)
    with django_assert_max_num_queries(12) as few:
        as_owner.get(door)

    for number in range(29):
        make_draft(pantry, owner, name=f"Draft {number}")
        make_member(pantry, make_person(f"Assessor {number}"), Role.ASSESSOR)
    with django_assert_max_num_queries(12) as many:
        as_owner.get(door)

    assert len(few) == len(many)


@pytest.mark.parametrize("door", ["", "publish/", "picture/", "save/"])
def test_a_draft_of_five_lines_costs_few_queries(door, as_owner, owner, pantry, django_assert_max_num_queries):
    version = make_draft(pantry, owner, can_do=tuple(f"Shows {number}." for number in range(5)))
    method = as_owner.post if door == "save/" else as_owner.get
    limit = 45 if door == "save/" else 12

    with django_assert_max_num_queries(limit):
        answer = method(at(version, door), typed(owner) if door == "save/" else {})

    assert answer.status_code == 200

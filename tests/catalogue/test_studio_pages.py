"""The studio in the browser, with and without scripts: choose, see, keep, undo; and the family side by side."""

from __future__ import annotations

import gzip
import json
import re
from io import BytesIO

import pytest
from laurels.catalogue import services
from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.pictures.choices import Choices
from laurels.catalogue.pictures.icons import ICONS
from laurels.catalogue.selectors.pictures import choices_from, family_of
from laurels.common.clock import now
from laurels.people.models import Organisation
from laurels.people.rules import Role
from tests.catalogue.making import make_draft, publish, typed
from tests.catalogue.pages import at, words
from tests.making import make_member, make_person
from tests.personas import _signed_in

pytestmark = pytest.mark.django_db
FAMILY = "/o/kettle-lane/design/family/"
ONE = Choices("mend", "night", "roundel", "practitioner", mark="KL")
MARK = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0H9V9Z" fill="#ABCDEF"/></svg>'


def chosen(**changes: object) -> dict[str, object]:
    """What a browser posts for one set of choices."""
    kept = ONE.kept() | {"colour": "", "before": "{}"} | changes
    return {name: value for name, value in kept.items() if value is not False}


def style(**changes: object) -> dict[str, object]:
    return {"shapes": ["shield"], "inks": ["night", "plum"], "metal": "silver", "rim": "double", "mark": "KL"} | changes


def checked(page: str, name: str) -> list[str]:
    """The values that are chosen in a group of the page."""
    inputs = re.findall(r"<input[^>]*>", page)
    mine = [tag for tag in inputs if f'name="{name}"' in tag and re.search(r"\bchecked\b", tag)]
    return [re.search(r'value="([^"]*)"', tag).group(1) for tag in mine]


class TestTheStudio:
    def test_it_begins_with_what_drew_itself(self, as_owner, draft):
        page = as_owner.get(at(draft, "studio/")).content.decode()

        assert checked(page, "shape") == ["octagon"]
        assert checked(page, "icon") == ["tin"]
        assert checked(page, "level") == ["none"]
        assert f"/badges/{draft.code}/full.svg?" in page
        assert f"/badges/{draft.code}/small.svg?" in page
        assert "Let it draw itself" not in page

    def test_every_icon_can_be_chosen_and_says_what_one_sees(self, as_owner, draft):
        page = as_owner.get(at(draft, "studio/")).content.decode()

        assert set(re.findall(r'name="icon" value="([a-z-]+)"', page)) == set(ICONS)
        assert "a turning arrow with a tick" in page

    def test_a_press_of_show_keeps_it_and_shows_it_in_words(self, as_owner, draft):
        answer = as_owner.post(at(draft, "studio/"), chosen(show="yes"), follow=True)

        draft.refresh_from_db()
        assert answer.redirect_chain == [(at(draft, "studio/"), 302)]
        assert choices_from(draft) == ONE
        assert checked(answer.content.decode(), "icon") == ["mend"]
        assert "The words read well: 11.5 : 1 on their ground." in words(answer)

    def test_using_it_goes_back_to_the_draft(self, as_owner, draft):
        assert as_owner.post(at(draft, "studio/"), chosen(use="yes"))["Location"] == at(draft)
        assert "It was chosen in the studio." in words(as_owner.get(at(draft)))

    def test_it_keeps_itself_with_every_choice(self, as_owner, draft):
        answer = as_owner.post(at(draft, "studio/save/"), chosen(icon="bell", before='{"icon": "x"}'))

        draft.refresh_from_db()
        assert answer.status_code == 200
        assert choices_from(draft).icon == "bell"
        assert checked(answer.content.decode(), "icon") == ["bell"]
        assert "Badge picture: Safe Shelf. A bell on a roundel in night blue, practitioner level" in words(answer)
        assert 'name="before" value="{&quot;icon&quot;: &quot;x&quot;}"' in answer.content.decode()

    @pytest.mark.parametrize("begun", [None, {"icon": "bell"}])
    def test_undo_goes_back_to_what_stood_when_the_page_was_opened(self, as_owner, owner, draft, begun):
        if begun:
            services.choose_picture(version=draft, choices=ONE.kept() | begun, author=owner, at=now())
        draft.refresh_from_db()
        before, picture = draft.picture_choices, draft.picture_svg
        page = as_owner.get(at(draft, "studio/")).content.decode()
        carried = re.search(r'name="before" value="([^"]*)"', page).group(1).replace("&quot;", '"')
        assert json.loads(carried) == before

        for icon in ("key", "clock"):
            as_owner.post(at(draft, "studio/save/"), chosen(icon=icon, before=carried))
        answer = as_owner.post(at(draft, "studio/"), chosen(icon="sun", before=carried, undo="yes"), follow=True)

        draft.refresh_from_db()
        assert (draft.picture_choices, draft.picture_svg) == (before, picture)
        assert "It is as it was when you came." in words(answer)

    @pytest.mark.parametrize("before", ["", "no JSON", "[]", '{"icon": ', "x" * 5_000, "null"])
    def test_undo_to_what_nobody_can_read_lets_it_draw_itself(self, as_owner, owner, draft, before):
        services.choose_picture(version=draft, choices=ONE.kept(), author=owner, at=now())

        as_owner.post(at(draft, "studio/"), chosen(before=before, undo="yes"))

        draft.refresh_from_db()
        assert choices_from(draft) is None
        assert draft.picture_svg

    def test_undo_to_choices_that_are_none_of_ours_is_said(self, as_owner, draft):
        before = json.dumps(ONE.kept() | {"icon": "skull"})

        answer = as_owner.post(at(draft, "studio/"), chosen(before=before, undo="yes"))

        assert "We cannot draw this picture" in words(answer)

    def test_it_draws_itself_again_when_asked(self, as_owner, owner, draft):
        picture = draft.picture_svg
        services.choose_picture(version=draft, choices=ONE.kept(), author=owner, at=now())

        as_owner.post(at(draft, "studio/"), chosen(alone="yes"))

        draft.refresh_from_db()
        assert draft.picture_svg == picture

    def test_a_typed_colour_is_drawn_and_shown_again(self, as_owner, draft):
        answer = as_owner.post(at(draft, "studio/"), chosen(ink="own", colour="#0b3d2e", show="yes"), follow=True)

        draft.refresh_from_db()
        assert choices_from(draft).ink == "#0B3D2E"
        assert 'fill="#0B3D2E"' in draft.picture_svg
        assert checked(answer.content.decode(), "ink") == ["own"]

    def test_a_pale_colour_is_said_and_one_press_takes_the_one_that_passes(self, as_owner, owner, draft):
        page = as_owner.post(at(draft, "studio/save/"), chosen(ink="own", colour="#E6C573")).content.decode()
        assert "The words cannot be read: 1.5 : 1" in page
        takes = re.search(r'name="take" value="(#[0-9A-F]{6})"', page).group(1)
        asked, refused = as_owner.get(at(draft, "publish/")), as_owner.post(at(draft, "publish/"))
        assert "The words cannot be read: 1.5 : 1" in words(asked)
        assert "Publish this badge" not in words(asked)
        assert "Nobody could read this badge" in words(refused)

        after = as_owner.post(at(draft, "studio/"), chosen(ink="own", colour="#E6C573", take=takes), follow=True)

        assert "cannot be read" not in words(after)
        assert as_owner.post(at(draft, "publish/"))["Location"] == f"/badges/{draft.code}"

    def test_the_organisations_own_colour_has_a_swatch(self, as_owner, draft):
        Organisation.objects.filter(slug="kettle-lane").update(brand_ink="#123a5e")

        page = as_owner.get(at(draft, "studio/")).content.decode()

        assert 'value="#123A5E"' in page
        assert "Your colour #123A5E" in page

    @pytest.mark.parametrize(
        "change",
        [
            {"icon": "skull"},
            {"shape": "star"},
            {"ink": "red"},
            {"ink": "own", "colour": "red"},
            {"ink": "own", "colour": ""},
            {"level": "x"},
            {"ring": "x" * 61},
            {"mark": "ABC"},
            {"alt": "x" * 201},
            {"take": "red"},
        ],
    )
    def test_what_we_do_not_draw_is_said_and_the_picture_stays(self, as_owner, draft, change):
        before = draft.picture_svg

        kept, shown = (as_owner.post(at(draft, door), chosen(**change)) for door in ("studio/save/", "studio/"))

        assert (kept.status_code, shown.status_code) == (422, 200)
        assert 'role="alert"' in kept.content.decode()
        draft.refresh_from_db()
        assert draft.picture_svg == before

    @pytest.mark.parametrize(
        "words_given", ["<script>alert(1)</script>", '" onload="alert(1)', "\u202eevil", "日本語", "Écoute & Répond"]
    )
    def test_hostile_words_stay_words(self, as_owner, draft, words_given):
        answer = as_owner.post(at(draft, "studio/"), chosen(ring=words_given, alt=words_given, mark="<", show="yes"), follow=True)

        draft.refresh_from_db()
        assert "<script>alert" not in answer.content.decode()
        assert "<script" not in draft.picture_svg
        assert '" onload="' not in draft.picture_svg + answer.content.decode()

    def test_an_uploaded_picture_is_not_overwritten_by_a_look(self, as_owner, owner, draft):
        services.set_picture(version=draft, author=owner, data=MARK.replace(b'"0 0 9 9"', b'"0 0 9 9" width="9"'), at=now())

        page = as_owner.get(at(draft, "studio/")).content.decode()

        assert "This badge has a picture of your own." in page
        assert "data-save=" not in page
        draft.refresh_from_db()
        assert draft.picture_own

    def test_two_designers_on_one_draft_both_see_both_and_nothing_is_lost(self, as_owner, pantry, draft):
        dora = _signed_in(make_member(pantry, make_person("Dora Quill"), Role.DESIGNER).person)
        seen = [
            re.search(r'name="stands" value="(\w+)"', who.get(at(draft, "studio/")).content.decode()).group(1)
            for who in (as_owner, dora)
        ]
        assert as_owner.post(at(draft, "studio/save/"), chosen(icon="bell", stands=seen[0])).status_code == 200

        kept = dora.post(at(draft, "studio/save/"), chosen(icon="key", stands=seen[1]))
        shown = dora.post(at(draft, "studio/"), chosen(icon="key", stands=seen[1], show="yes"))

        assert kept.status_code == 422
        assert "Somebody else has changed this picture meanwhile" in words(shown)
        assert "Badge picture: Safe Shelf. A bell on" in shown.content.decode()
        assert checked(shown.content.decode(), "icon") == ["key"]
        draft.refresh_from_db()
        assert choices_from(draft).icon == "bell"

        stands = re.search(r'name="stands" value="(\w+)"', shown.content.decode()).group(1)
        dora.post(at(draft, "studio/"), chosen(icon="key", stands=stands, show="yes"))
        draft.refresh_from_db()
        assert choices_from(draft).icon == "key"

    def test_one_designer_may_choose_and_choose_again(self, as_owner, draft):
        page = as_owner.get(at(draft, "studio/"))
        for icon in ("key", "bell", "sun"):
            stands = re.search(r'name="stands" value="(\w+)"', page.content.decode()).group(1)
            page = as_owner.post(at(draft, "studio/save/"), chosen(icon=icon, stands=stands))
            assert page.status_code == 200

    def test_typing_the_name_meanwhile_is_no_other_choice(self, as_owner, owner, draft):
        stands = re.search(r'name="stands" value="(\w+)"', as_owner.get(at(draft, "studio/")).content.decode()).group(1)
        as_owner.post(at(draft, "save/"), typed(owner, name="Safer Shelf"))

        assert as_owner.post(at(draft, "studio/save/"), chosen(stands=stands)).status_code == 200

    def test_a_published_badge_has_no_studio(self, as_owner, owner, draft):
        publish(draft, owner)

        assert as_owner.get(at(draft, "studio/"))["Location"] == f"/badges/{draft.code}"
        assert as_owner.post(at(draft, "studio/save/"), chosen()).status_code == 422
        assert as_owner.post(at(draft, "studio/"), chosen(undo="yes")).status_code == 302

    def test_it_is_light(self, as_owner, draft):
        assert len(gzip.compress(as_owner.get(at(draft, "studio/")).content)) < 20_000

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_a_look_and_a_save_cost_few_queries(self, as_owner, owner, draft, method, django_assert_max_num_queries):
        services.set_family(organisation=draft.achievement.organisation, style=style(), mark=MARK, author=owner, at=now())

        with django_assert_max_num_queries(16 if method == "post" else 9):
            getattr(as_owner, method)(at(draft, "studio/save/" if method == "post" else "studio/"), chosen())


class TestTheFamilyPage:
    def test_before_anybody_has_said_so_it_shows_what_most_have(self, as_owner, owner, draft):
        services.choose_picture(version=draft, choices=ONE.kept(), author=owner, at=now())

        answer = as_owner.get(FAMILY)

        assert "Nobody has said yet what your badges share." in words(answer)
        assert checked(answer.content.decode(), "shapes") == ["roundel"]
        assert checked(answer.content.decode(), "inks") == ["night"]

    def test_an_organisation_without_badges_can_choose_its_family(self, as_owner, pantry):
        answer = as_owner.get(FAMILY)

        assert "Your badges will look like one family." in words(answer)
        assert checked(answer.content.decode(), "shapes") == ["octagon"]

    def test_keeping_it_dresses_the_drafts_that_draw_themselves(self, as_owner, pantry, draft):
        answer = as_owner.post(FAMILY, style(), follow=True)

        draft.refresh_from_db()
        assert answer.redirect_chain == [(FAMILY, 302)]
        assert family_of(pantry).shapes == ("shield",)
        assert " on a shield in " in draft.picture_alt
        assert "This badge is one family." in words(answer)

    def test_each_badge_stands_in_three_sizes_and_the_strays_first(self, as_owner, owner, pantry):
        as_owner.post(FAMILY, style())
        stray = make_draft(pantry, owner, name="Warm Welcome")
        make_draft(pantry, owner, name="Aided Well")
        services.choose_picture(version=stray, choices=ONE.kept(), author=owner, at=now())

        answer = as_owner.get(FAMILY)
        page = answer.content.decode()

        assert "1 of 2 badges does not fit the family." in words(answer)
        assert "Its shape is a roundel; the family's is a shield." in words(answer).replace("&#x27;", "'")
        assert page.index("Warm Welcome") < page.index("Aided Well")
        assert [page.count(f'class="{size}"') for size in ("b120", "b96", "b32")] == [2, 2, 2]
        assert at(stray, "studio/") in page

    def test_two_badges_that_look_alike_when_small_are_named(self, as_owner, owner, pantry):
        for name in ("First", "Second"):
            services.choose_picture(version=make_draft(pantry, owner, name=name), choices=ONE.kept(), author=owner, at=now())

        assert "At 32 pixels it looks like “First”." in words(as_owner.get(FAMILY))

    def test_a_next_version_may_look_like_the_one_before(self, as_owner, owner, draft):
        services.choose_picture(version=draft, choices=ONE.kept(), author=owner, at=now())
        publish(draft, owner)
        services.begin_next(version=AchievementVersion.objects.get(), author=owner, at=now())

        assert "At 32 pixels" not in words(as_owner.get(FAMILY))

    def test_a_mark_is_taken_and_taken_away(self, as_owner, pantry):
        file = BytesIO(MARK)
        file.name = "mark.svg"
        as_owner.post(FAMILY, style(drawing=file))
        assert "#ABCDEF" in family_of(pantry).mark_drawing

        as_owner.post(FAMILY, style())
        assert "#ABCDEF" in family_of(pantry).mark_drawing
        as_owner.post(FAMILY, style(without="on"))
        assert family_of(pantry).mark_drawing == ""

    @pytest.mark.parametrize("data", [b"<svg", b"no drawing", b"<svg>" + b"x" * 20_001])
    def test_a_mark_that_cannot_be_used_is_said_and_nothing_is_kept(self, as_owner, pantry, data):
        file = BytesIO(data)
        file.name = "mark.svg"

        answer = as_owner.post(FAMILY, style(drawing=file))

        assert answer.status_code == 422
        assert "This drawing cannot be the mark on your badges." in words(answer)
        assert family_of(pantry) is None

    @pytest.mark.parametrize(
        ("change", "sentence"),
        [
            ({"shapes": []}, "Choose at least one shape."),
            ({"inks": []}, "Choose at least one colour."),
            ({"metal": "mud"}, "Something needs another look."),
            ({"mark": "ABC"}, "Something needs another look."),
        ],
    )
    def test_what_is_missing_is_named(self, as_owner, pantry, change, sentence):
        answer = as_owner.post(FAMILY, style(**change))

        assert answer.status_code == 422
        assert sentence in words(answer)
        assert family_of(pantry) is None

    @pytest.mark.parametrize("page", ["", "0", "99999", "-1", "two", "999999999", "٢"])
    def test_any_page_number_gives_a_page(self, as_owner, draft, page):
        assert "Safe Shelf" in words(as_owner.get(f"{FAMILY}?page={page}"))

    def test_many_badges_stand_on_several_pages(self, as_owner, owner, pantry):
        for number in range(13):
            make_draft(pantry, owner, name=f"Badge {number:02}")

        first, second = (words(as_owner.get(f"{FAMILY}?page={page}")) for page in (1, 2))

        assert "Page 1 of 2" in first
        assert "Badge 12" in second
        assert "Badge 12" not in first

    def test_an_assessor_looks_and_changes_nothing(self, pantry, draft):
        client = _signed_in(make_member(pantry, make_person("Idris Vale"), Role.ASSESSOR).person)

        page = client.get(FAMILY).content.decode()

        assert "Safe Shelf" in page
        assert "Keep the family" not in page
        assert at(draft, "studio/") not in page
        assert client.post(FAMILY, style()).status_code == 403

    def test_an_outsider_finds_nothing(self, as_outsider, draft):
        assert as_outsider.get(FAMILY).status_code == 404
        assert as_outsider.post(FAMILY, style()).status_code == 404

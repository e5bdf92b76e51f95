"""The studio's verbs: choices kept and drawn, an upload beside them, a family for all, nothing published that cannot be read."""

from __future__ import annotations

import io

import pytest
from laurels.catalogue import services
from laurels.catalogue.errors import ChoicesUnknown, MarkUnusable, MovedMeanwhile, PictureUnreadable, PictureUnusable
from laurels.catalogue.models import AchievementVersion, PictureFamily
from laurels.catalogue.pictures.choices import Choices
from laurels.catalogue.pictures.family import Family
from laurels.catalogue.selectors.pictures import choices_from, family_of, picture_of
from laurels.common.clock import now
from laurels.journal.models import FactRow
from laurels.people.errors import NotYours, OrganisationNotFound
from laurels.people.rules import Role
from tests.catalogue.making import make_draft, make_fields, publish
from tests.making import make_member, make_person

pytestmark = pytest.mark.django_db
ONE = Choices("mend", "night", "roundel", "practitioner", mark="KL")
PALE = ONE.kept() | {"ink": "#E6C573"}
STYLE = Family(("shield",), ("night",), metal="silver", rim="double", mark="KL").kept()
MARK = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0H9V9Z" fill="#ABCDEF"/></svg>'


def choose(version, author, choices=None, **changes):
    services.choose_picture(version=version, choices=(choices or ONE.kept()) | changes, author=author, at=now())
    version.refresh_from_db()
    return version


def a_png() -> bytes:
    from PIL import Image

    data = io.BytesIO()
    Image.new("RGB", (64, 64), (10, 90, 60)).save(data, "PNG")
    return data.getvalue()


class TestChoosing:
    def test_choices_are_kept_and_drawn_in_both_cuts(self, draft, owner):
        before = (draft.picture_svg, draft.picture_small)

        choose(draft, owner)

        assert choices_from(draft) == ONE
        assert draft.picture_svg not in before
        assert draft.picture_small not in before
        assert draft.picture_alt == (
            "Badge picture: Safe Shelf. A turning arrow with a tick on a roundel in night blue, practitioner level"
        )

    def test_none_lets_it_draw_itself_again(self, draft, owner):
        before = draft.picture_svg
        choose(draft, owner)

        services.choose_picture(version=draft, choices=None, author=owner, at=now())

        draft.refresh_from_db()
        assert draft.picture_svg == before
        assert choices_from(draft) is None

    def test_the_picture_follows_the_name_with_its_choices(self, draft, owner):
        choose(draft, owner)

        services.update_draft(version=draft, fields=make_fields(owner, name="Safer Shelf"), author=owner, at=now())

        draft.refresh_from_db()
        assert choices_from(draft) == ONE
        assert draft.picture_alt.startswith("Badge picture: Safer Shelf. A turning arrow")

    def test_an_alternative_text_of_her_own_stays_when_the_name_changes(self, draft, owner):
        choose(draft, owner, alt="An arrow that turns back on itself, on night blue")

        services.update_draft(version=draft, fields=make_fields(owner, name="Safer Shelf"), author=owner, at=now())

        draft.refresh_from_db()
        assert draft.picture_alt == "An arrow that turns back on itself, on night blue"

    def test_the_suggested_text_sent_back_goes_on_following(self, draft, owner):
        choose(draft, owner)
        choose(draft, owner, alt=draft.picture_alt)

        assert draft.picture_choices["alt"] == ""

    def test_only_the_pictures_columns_are_written(self, draft, owner):
        stale = AchievementVersion.objects.select_related("achievement__organisation").get(pk=draft.pk)
        services.update_draft(version=draft, fields=make_fields(owner, name="Typed meanwhile"), author=owner, at=now())

        choose(stale, owner)

        assert stale.title == "Typed meanwhile"

    @pytest.mark.parametrize("change", [{"icon": "skull"}, {"ink": "red"}, {"shape": ""}, {"ring": "x" * 61}])
    def test_what_we_do_not_draw_is_refused_and_changes_nothing(self, draft, owner, change):
        before = draft.picture_svg

        with pytest.raises(ChoicesUnknown):
            choose(draft, owner, **change)

        draft.refresh_from_db()
        assert (draft.picture_svg, draft.picture_choices) == (before, {})

    def test_a_published_badge_keeps_its_picture(self, draft, owner):
        publish(draft, owner)

        with pytest.raises(MovedMeanwhile):
            choose(draft, owner)

    def test_an_outsider_finds_nothing(self, draft, outsider):
        with pytest.raises(OrganisationNotFound):
            choose(draft, outsider)

    def test_a_colleague_without_the_role_may_not(self, draft, colleague):
        with pytest.raises(NotYours):
            choose(draft, colleague)

    def test_a_draft_that_draws_itself_shows_what_it_made(self, draft):
        assert picture_of(draft).shape == "octagon"
        assert picture_of(draft).icon == "tin"


class TestTheNextVersion:
    def test_it_begins_with_the_choices(self, draft, owner):
        choose(draft, owner, alt="An arrow")
        publish(draft, owner)

        following = services.begin_next(version=draft, author=owner, at=now())

        assert choices_from(following).kept() == ONE.kept() | {"alt": "An arrow"}
        assert following.picture_svg == draft.picture_svg
        assert following.picture_alt == "An arrow"


class TestUploads:
    def test_an_upload_takes_the_place_and_the_choices_wait_beside_it(self, draft, owner):
        choose(draft, owner)
        drawn = draft.picture_svg

        services.set_picture(version=draft, author=owner, data=a_png(), at=now(), alternative="A green square")
        draft.refresh_from_db()
        assert draft.picture_own
        assert draft.picture_alt == "A green square"

        services.set_picture(version=draft, author=owner, data=None, at=now())
        draft.refresh_from_db()
        assert (draft.picture_own, draft.picture_svg) == (False, drawn)
        assert draft.picture_alt.startswith("Badge picture: Safe Shelf. A turning arrow")

    def test_an_uploads_own_words_stay_when_the_name_changes(self, draft, owner):
        services.set_picture(version=draft, author=owner, data=a_png(), at=now(), alternative="A green square")

        services.update_draft(version=draft, fields=make_fields(owner, name="Safer Shelf"), author=owner, at=now())

        draft.refresh_from_db()
        assert draft.picture_alt == "A green square"

    def test_choosing_in_the_studio_takes_an_uploads_place(self, draft, owner):
        services.set_picture(version=draft, author=owner, data=a_png(), at=now())

        choose(draft, owner)

        assert not draft.picture_own
        assert bytes(draft.picture_png) == b""

    def test_what_is_no_picture_is_refused(self, draft, owner):
        with pytest.raises(PictureUnusable):
            services.set_picture(version=draft, author=owner, data=b"no picture", at=now())


class TestPublishing:
    def test_a_picture_that_nobody_can_read_is_not_published_and_the_colour_that_would_do_is_named(self, draft, owner):
        choose(draft, owner, PALE)

        with pytest.raises(PictureUnreadable) as refused:
            publish(draft, owner)

        assert "The words cannot be read" in refused.value.for_people()
        assert "The nearest colour that passes is #" in refused.value.for_people()
        draft.refresh_from_db()
        assert draft.state == "draft"

    def test_without_words_on_it_the_same_colour_is_published(self, pantry, owner):
        version = make_draft(pantry, owner, name="日本語")
        choose(version, owner, PALE | {"level": "none"})

        assert publish(version, owner).state == "published"

    def test_an_upload_is_published_whatever_was_chosen_before(self, draft, owner):
        choose(draft, owner, PALE)
        services.set_picture(version=draft, author=owner, data=a_png(), at=now())

        assert publish(draft, owner).state == "published"


class TestTheFamily:
    def keep(self, pantry, author, style=None, mark=None):
        services.set_family(organisation=pantry, style=style or STYLE, mark=mark, author=author, at=now())

    def test_it_is_kept_told_and_worn_by_what_draws_itself(self, pantry, owner):
        self.keep(pantry, owner)

        assert family_of(pantry).kept() == STYLE
        assert FactRow.objects.filter(kind="pictures.family-set").count() == 1
        assert picture_of(make_draft(pantry, owner)).shape == "shield"

    def test_a_mark_of_its_own_stands_on_the_seal(self, pantry, owner):
        self.keep(pantry, owner, mark=MARK)

        assert "#ABCDEF" in make_draft(pantry, owner).picture_svg

    def test_none_leaves_the_mark_and_nothing_takes_it_away(self, pantry, owner):
        self.keep(pantry, owner, mark=MARK)

        self.keep(pantry, owner)
        assert "#ABCDEF" in family_of(pantry).mark_drawing
        self.keep(pantry, owner, mark=b"")
        assert family_of(pantry).mark_drawing == ""

    def test_a_choice_of_the_own_mark_falls_back_to_letters_when_there_is_none(self, pantry, owner, draft):
        choose(draft, owner, own_mark=True)

        assert "#ABCDEF" not in draft.picture_svg

    def test_a_mark_that_is_no_small_drawing_changes_nothing(self, pantry, owner):
        with pytest.raises(MarkUnusable):
            self.keep(pantry, owner, mark=b"<svg/>")

        assert not PictureFamily.objects.exists()

    @pytest.mark.parametrize("change", [{"shapes": []}, {"inks": ["red"]}, {"metal": "mud"}])
    def test_what_we_do_not_draw_is_refused(self, pantry, owner, change):
        with pytest.raises(ChoicesUnknown):
            self.keep(pantry, owner, STYLE | change)

    def test_a_published_picture_stays_as_it_was(self, pantry, owner, draft):
        publish(draft, owner)
        before = draft.picture_svg

        self.keep(pantry, owner)

        draft.refresh_from_db()
        assert draft.picture_svg == before

    def test_only_who_designs_may(self, pantry, colleague, outsider):
        with pytest.raises(NotYours):
            self.keep(pantry, colleague)
        with pytest.raises(OrganisationNotFound):
            self.keep(pantry, outsider)

        designer = make_member(pantry, make_person("Dora Quill"), Role.DESIGNER).person
        self.keep(pantry, designer)
        assert family_of(pantry) is not None

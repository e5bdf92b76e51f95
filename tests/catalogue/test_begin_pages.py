"""How a badge of full size begins, and what can follow it: names, copies, patterns, next versions, other languages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from laurels.catalogue import services
from laurels.catalogue.models import AchievementVersion
from laurels.catalogue.rules import State
from tests.catalogue.data import make_whole
from tests.catalogue.pages import words
from tests.making import NOON

pytestmark = pytest.mark.django_db
DESIGN = "/o/kettle-lane/design/"


@pytest.fixture
def draft(large, owner) -> AchievementVersion:
    return services.begin_draft(organisation=large, data=make_whole(judges=(str(owner.code),)), author=owner, at=NOON)


@pytest.fixture
def published(draft) -> AchievementVersion:
    AchievementVersion.objects.filter(pk=draft.pk).update(state=State.PUBLISHED, published_at=NOON + timedelta(hours=5))
    return AchievementVersion.objects.get(pk=draft.pk)


def door(version: AchievementVersion, last: str) -> str:
    return f"{DESIGN}{version.code}/{last}/"


class TestBegin:
    def test_the_new_badge_of_a_large_organisation_begins_here(self, as_owner, large):
        assert as_owner.get(f"{DESIGN}new/")["Location"] == f"{DESIGN}begin/"
        assert "What do you begin with?" in words(as_owner.get(f"{DESIGN}begin/"))

    def test_a_small_one_keeps_its_five_fields(self, as_owner, pantry):
        assert as_owner.get(f"{DESIGN}begin/")["Location"] == f"{DESIGN}new/"
        assert as_owner.get(f"{DESIGN}begin/paste/")["Location"] == f"{DESIGN}new/"
        assert "What should people be able to do?" in words(as_owner.get(f"{DESIGN}new/"))

    def test_a_name_is_enough(self, as_owner, large):
        answer = as_owner.post(f"{DESIGN}begin/", {"title": "Front desk"})

        version = AchievementVersion.objects.get()
        assert answer["Location"] == door(version, "write")
        assert (version.achievement.handle, version.number, version.strategy.lifespan_months) == ("FRONT-DESK", "1.0", 24)

    def test_without_one_it_says_so(self, as_owner, large):
        assert "Give it a name first." in words(as_owner.post(f"{DESIGN}begin/", {"title": " "}))

    def test_a_colleague_may_not(self, as_colleague, large):
        assert as_colleague.get(f"{DESIGN}begin/").status_code == 403

    def test_for_an_outsider_it_is_not_there(self, as_outsider, large):
        assert as_outsider.get(f"{DESIGN}begin/").status_code == 404


class TestCopy:
    def test_a_badge_of_hers_is_copied(self, as_owner, draft):
        answer = as_owner.post(f"{DESIGN}begin/copy/{draft.code}/", follow=True)

        assert "This is a copy of “Put It Right”." in words(answer)
        assert AchievementVersion.objects.count() == 2

    def test_so_is_a_public_one_of_another_house(self, as_outsider, published, trust):
        as_outsider.post(f"/o/{trust.slug}/design/begin/copy/{published.code}/")

        made = AchievementVersion.objects.get(achievement__organisation=trust)
        assert (made.title, made.judges.count()) == ("Put It Right", 0)

    def test_a_draft_of_another_house_is_not_there(self, as_outsider, draft, trust):
        assert as_outsider.post(f"/o/{trust.slug}/design/begin/copy/{draft.code}/").status_code == 404
        assert AchievementVersion.objects.count() == 1

    def test_a_colleague_who_writes_nothing_copies_nothing(self, as_colleague, published):
        assert as_colleague.post(f"{DESIGN}begin/copy/{published.code}/").status_code == 403

    def test_the_public_page_leads_designers_to_it_and_nobody_else(self, as_owner, as_stranger, published):
        assert "Begin a badge with a copy of this" in words(as_owner.get(f"/badges/{published.code}"))
        assert "Begin a badge with a copy of this" not in words(as_stranger.get(f"/badges/{published.code}"))


class TestAbout:
    def test_it_says_how_long_it_took_from_the_idea(self, as_owner, published):
        assert "From the idea to publishing: five hours. The idea is of 24 November 2026." in words(
            as_owner.get(door(published, "about"))
        )

    def test_an_idea_that_was_proposed_counts_from_its_proposal(self, as_owner, large, owner):
        made = services.begin_draft(organisation=large, data=make_whole(), author=owner, at=NOON, idea_at=NOON - timedelta(days=3))
        AchievementVersion.objects.filter(pk=made.pk).update(state=State.PUBLISHED, published_at=NOON)

        assert "From the idea to publishing: three days." in words(as_owner.get(door(made, "about")))

    def test_history_whose_idea_nobody_knows_claims_nothing(self, as_owner, draft):
        AchievementVersion.objects.update(state=State.PUBLISHED, published_at=NOON)

        page = words(as_owner.get(door(draft, "about")))
        assert "From the idea" not in page
        assert "Published on 24 November 2026." in page

    def test_the_next_version_begins_by_how_much_changes(self, as_owner, published):
        as_owner.post(door(published, "next"), {"change": "wording"})

        assert AchievementVersion.objects.get(previous=published).number == "1.0.1"
        assert "Version 1.0.1 is being written." in words(as_owner.get(door(published, "about")))

    def test_a_word_that_is_none_begins_the_larger_one(self, as_owner, published):
        as_owner.post(door(published, "next"), {"change": "nonsense"})

        assert AchievementVersion.objects.get(previous=published).number == "2.0"

    def test_a_pattern_is_made_and_stands_where_badges_begin(self, as_owner, draft):
        as_owner.post(door(draft, "pattern"), {"pattern": "yes"})
        assert "Begin with this pattern" in words(as_owner.get(f"{DESIGN}begin/"))

        as_owner.post(door(draft, "pattern"), {"pattern": "no"})
        assert "Begin with this pattern" not in words(as_owner.get(f"{DESIGN}begin/"))

    def test_another_language_opens_its_words_only(self, as_owner, published):
        answer = as_owner.post(door(published, "edition"), {"language": "de"})

        edition = AchievementVersion.objects.get(edition_of=published)
        assert answer["Location"] == f"{DESIGN}{edition.code}/write/says/"
        page = as_owner.get(answer["Location"]).content.decode()
        assert "Only words stand here" in page
        assert 'name="description"' in page
        assert 'name="notional_hours"' not in page
        assert "Deutsch" in words(as_owner.get(door(published, "about")))

    def test_its_elements_keep_their_levels_and_rules(self, as_owner, published):
        as_owner.post(door(published, "edition"), {"language": "de"})
        edition = AchievementVersion.objects.get(edition_of=published)

        page = as_owner.get(f"{DESIGN}{edition.code}/write/elements/PIR-1/").content.decode()
        listed = words(as_owner.get(f"{DESIGN}{edition.code}/write/elements/"))

        assert 'name="statement"' in page
        assert 'name="min_items"' not in page
        assert "Take it out" not in listed
        assert "Add an element" not in listed

    @pytest.mark.parametrize("language", ["", "klingon"])
    def test_a_language_that_is_none_is_said(self, as_owner, published, language):
        answer = as_owner.post(door(published, "edition"), {"language": language}, follow=True)

        assert "Choose a language first." in words(answer)

    @pytest.mark.parametrize("act", ["pattern", "edition", "next"])
    def test_none_of_it_is_a_colleagues_or_an_outsiders(self, as_colleague, as_outsider, published, act):
        assert as_colleague.post(door(published, act), {"language": "de"}).status_code == 403
        assert as_outsider.post(door(published, act), {"language": "de"}).status_code == 404


def test_the_public_page_names_its_other_languages(as_owner, as_stranger, published, owner):
    edition = services.begin_edition(version=published, language="de", author=owner, at=NOON)
    AchievementVersion.objects.filter(pk=edition.pk).update(state=State.PUBLISHED, published_at=NOON)

    assert "In other languages Deutsch" in words(as_stranger.get(f"/badges/{published.code}"))
    assert "In other languages English" in words(as_stranger.get(f"/badges/{edition.code}"))
